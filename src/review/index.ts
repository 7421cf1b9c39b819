/**
 * Room: review. The Review workspace: an audit of coded movements, from choosing files to corrected
 * annotations.
 *
 * In    the audit's state (session); out: orders to it, files the person saves
 */
export { default as ReviewScreen } from './ReviewScreen.svelte';

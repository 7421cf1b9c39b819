/**
 * Room: review. The Review workspace: an audit of coded movements, from choosing files to corrected
 * annotations.
 *
 * In    the audit's state (session); out: orders to it, files the person saves
 */
export { default as SessionList } from './sessions/SessionList.svelte';
export { default as StorageNotice } from './sessions/StorageNotice.svelte';
export { default as ReviewScreen } from './ReviewScreen.svelte';

/**
 * Room: review. The Review workspace, in two parts: `movements/` goes through what was found in a
 * session, `audit/` through movements that somebody coded before.
 *
 * In    the reviews' and the audit's state (session); out: orders to them, files the person saves
 */
export { default as ReviewScreen } from './ReviewScreen.svelte';
export { default as SessionList } from './sessions/SessionList.svelte';

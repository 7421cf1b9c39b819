/**
 * Room: live. The Live workspace, and the parts it shares with Analyze: timeline, findings,
 * words, faults in words.
 *
 * In    state of the session room; out: orders to the desk
 */

export { default as LiveScreen } from './LiveScreen.svelte';

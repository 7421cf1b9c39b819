/**
 * Room: live. The Live workspace.
 *
 * In    state of the session room; out: orders to the desk
 */

export { default as LiveScreen } from './LiveScreen.svelte';

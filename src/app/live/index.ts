/**
 * Room: live. The Live workspace.
 *
 * In    state of desk and sessions
 * Out   orders to the desk
 */

export { default as LiveScreen } from './LiveScreen.svelte';

/** Room: offline. Service worker registration and check, update, installation, and what the page asked the network for. */
export { watchLaunches } from './launches.ts';
export { OfflineState } from './offline.svelte.ts';
export { sharedFiles } from './shared-files.ts';
export { Traffic, connectionRules } from './traffic.svelte.ts';

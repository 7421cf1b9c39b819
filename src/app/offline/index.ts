/** Room: offline. Service worker registration and check, update, installation, kept choices. */
export type { Launch } from './launches.ts';
export { watchLaunches } from './launches.ts';
export type { OfflineStatus } from './offline.svelte.ts';
export { OfflineState } from './offline.svelte.ts';
export { sharedFiles } from './shared-files.ts';
export { Traffic, connectionRules } from './traffic.svelte.ts';

/** Room: offline. Service worker registration and check, update, installation, kept choices. */
export type { Launch } from './launches.ts';
export { watchLaunches } from './launches.ts';
export { sharedFiles } from './shared-files.ts';
export type { OfflineStatus } from './offline.svelte.ts';
export { OfflineState } from './offline.svelte.ts';
export type { Choices } from './preferences.ts';
export { Preferences, pageStorage } from './preferences.ts';

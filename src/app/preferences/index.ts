/**
 * Room: preferences. What this device remembers for the person: read through a schema, kept as bytes.
 */
export { Appearance, THEMES } from './appearance.svelte.ts';
export { Preferences, pageStorage } from './preferences.ts';

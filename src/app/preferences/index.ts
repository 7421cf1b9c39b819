/**
 * Room: preferences. What this device remembers for the person: read through a schema, kept as text.
 *
 * In    preferences as other rooms declare them; the browser's storage
 * Out   `Preferences` (their values, reactively), `Appearance` (theme and language of the page)
 */
export { Appearance, THEMES } from './appearance.svelte.ts';
export { preference } from './preference.ts';
export { Preferences, pageStorage } from './preferences.svelte.ts';

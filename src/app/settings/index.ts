/**
 * Room: settings. What people choose once: language and colours, what is kept, studies, kiosk.
 *
 * In    state of the session room; one component a section
 */
export { default as SettingsScreen } from './SettingsScreen.svelte';

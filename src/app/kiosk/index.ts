/**
 * Room: kiosk. The app for visitors without anybody beside it: attract, ask, measure, wipe.
 *
 * In    the parts of the studio, of which `Kiosk` (in app/visit) is its state; the game that visitors may play
 * Out   `KioskScreen`, the whole page while it runs
 * Owns  the page's listeners and wake lock while it is shown
 */
export { default as KioskScreen } from './KioskScreen.svelte';

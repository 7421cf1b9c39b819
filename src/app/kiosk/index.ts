/**
 * Room: kiosk. The app for visitors without anybody beside it: attract, ask, measure, wipe.
 *
 * In    a profile in the address; the parts of the studio
 * Out   `Kiosk` (state, in `Studio`), `KioskScreen` (the whole page while it runs), addresses of profiles
 * Owns  the page's listeners and wake lock while it is shown
 */
export { default as KioskScreen } from './KioskScreen.svelte';

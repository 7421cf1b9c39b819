/**
 * Room: kiosk. The app for visitors without anybody beside it: attract, ask, measure, wipe.
 *
 * In    a profile in the address; the parts of the studio
 * Out   `Kiosk` (state, in `Studio`), `KioskScreen` (the whole page while it runs), addresses of profiles
 * Owns  the page's listeners and wake lock while it is shown
 */
export { default as KioskScreen } from './KioskScreen.svelte';
export type { KioskParts } from './kiosk.svelte.ts';
export { CONSENT_VERSION, Kiosk } from './kiosk.svelte.ts';
export type { KeptPin } from './pin.ts';
export type { KioskProfile, ReadProfile } from './profile.ts';
export {
	COUNTDOWN_RANGE,
	DEFAULT_PROFILE,
	IDLE_RANGE,
	PIN_PATTERN,
	clockText,
	minutesOfDay,
	profileAddress,
	readProfile,
	without,
} from './profile.ts';
export type { VisitStore } from './wipe.ts';

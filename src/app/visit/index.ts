/**
 * Room: visit. A kiosk's visit as state: the journey, consent, presence, the wipe, the PIN, care of the page. No components.
 */
export type { KioskParts } from './kiosk-parts.ts';
export { CONSENT_VERSION, Kiosk } from './kiosk.svelte.ts';
export { UNWIPED } from './kept.ts';
export { PageCare } from './page-care.ts';
export type { KioskProfile } from './profile.ts';
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

/**
 * What makes a page a kiosk: parameters of its address, read once.
 *
 * In    `?kiosk=1&autostart=1&idle=45&pin=...&lang=de&source=camera&consent=1`; README lists them all
 * Out   the profile and, for staff, what in the address was not understood; the address of a profile
 */

export interface KioskProfile {
	/** The attract loop begins by itself; else staff begin it by a button. */
	readonly autostart: boolean;
	/** Seconds without an act after which the kiosk asks whether anybody is there; see `presence.ts` for faces. */
	readonly idleS: number;
	/** Seconds that it then waits. */
	readonly countdownS: number;
	/** What visitors are shown once they agreed. */
	readonly source: 'camera' | 'actor';
	/** Asked before the camera opens. Off only where people are told and asked otherwise. */
	readonly consent: boolean;
	/** A few seconds of a calm face before measuring. */
	readonly calibrate: boolean;
	/** Visitors may play the practice game. */
	readonly practice: boolean;
	/** Language that every visit begins in; null: the one of the device. */
	readonly language: string | null;
	readonly theme: 'system' | 'light' | 'dark';
	/** Minutes after midnight at which the page reloads when nobody is there; null: never. */
	readonly nightlyMin: number | null;
}

export const DEFAULT_PROFILE: KioskProfile = {
	autostart: true,
	idleS: 45,
	countdownS: 15,
	source: 'camera',
	consent: true,
	calibrate: false,
	practice: true,
	language: null,
	theme: 'system',
	nightlyMin: null,
};

/** Seconds that `idle` and `countdown` may be. */
export const IDLE_RANGE = [10, 600] as const;
export const COUNTDOWN_RANGE = [5, 60] as const;

/** Digits of a PIN. */
export const PIN_PATTERN = /^\d{4,12}$/;

export interface ReadProfile {
	readonly profile: KioskProfile;
	/** As it stood in the address; to be hashed and taken out of there. */
	readonly pin: string | null;
	/** Parameters whose value was not understood, `name=value`: their defaults hold. */
	readonly refused: readonly string[];
}

/** Null: the address asks for no kiosk. */
export function readProfile(search: URLSearchParams): ReadProfile | null {
	if (search.get('kiosk') !== '1') return null;
	const refused: string[] = [];
	function read<Value>(name: string, otherwise: Value, parse: (text: string) => Value | undefined) {
		const text = search.get(name);
		if (text === null) return otherwise;
		const value = parse(text);
		if (value === undefined) refused.push(`${name}=${text}`);
		return value ?? otherwise;
	}
	const profile: KioskProfile = {
		autostart: read('autostart', DEFAULT_PROFILE.autostart, yesOrNo),
		idleS: read('idle', DEFAULT_PROFILE.idleS, within(IDLE_RANGE)),
		countdownS: read('countdown', DEFAULT_PROFILE.countdownS, within(COUNTDOWN_RANGE)),
		source: read('source', DEFAULT_PROFILE.source, oneOf(['camera', 'actor'])),
		consent: read('consent', DEFAULT_PROFILE.consent, yesOrNo),
		calibrate: read('calibrate', DEFAULT_PROFILE.calibrate, yesOrNo),
		practice: read('practice', DEFAULT_PROFILE.practice, yesOrNo),
		language: search.get('lang'),
		theme: read('theme', DEFAULT_PROFILE.theme, oneOf(['system', 'light', 'dark'])),
		nightlyMin: read<number | null>('nightly', null, minutesOfDay),
	};
	let pin = search.get('pin');
	if (pin !== null && !PIN_PATTERN.test(pin)) {
		refused.push('pin');
		pin = null;
	}
	return { profile, pin, refused };
}

/** The address of this profile: what differs from the defaults, and what should be seen to be there. */
export function profileAddress(base: string, profile: KioskProfile, pin: string | null): string {
	const address = new URL(base);
	address.hash = '';
	address.search = '';
	const set = (name: string, value: string): void => address.searchParams.set(name, value);
	set('kiosk', '1');
	set('autostart', bit(profile.autostart));
	set('idle', String(profile.idleS));
	if (profile.countdownS !== DEFAULT_PROFILE.countdownS) {
		set('countdown', String(profile.countdownS));
	}
	set('source', profile.source);
	set('consent', bit(profile.consent));
	if (profile.calibrate) set('calibrate', '1');
	if (!profile.practice) set('practice', '0');
	if (profile.language !== null) set('lang', profile.language);
	if (profile.theme !== 'system') set('theme', profile.theme);
	if (profile.nightlyMin !== null) set('nightly', clockText(profile.nightlyMin));
	if (pin !== null) set('pin', pin);
	return address.href;
}

/** The same address without this parameter. */
export function without(address: string, ...names: readonly string[]): string {
	const bare = new URL(address);
	for (const name of names) bare.searchParams.delete(name);
	return bare.href;
}

/** `04:30` of 270. */
export const clockText = (minutes: number): string =>
	`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export function minutesOfDay(text: string): number | undefined {
	const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
	return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

const bit = (on: boolean): string => (on ? '1' : '0');
const yesOrNo = (text: string): boolean | undefined =>
	text === '1' ? true : text === '0' ? false : undefined;
const within =
	([least, most]: readonly [number, number]) =>
	(text: string): number | undefined => {
		const value = Number(text);
		return text.trim() !== '' && value >= least && value <= most ? value : undefined;
	};
const oneOf =
	<Name extends string>(names: readonly Name[]) =>
	(text: string): Name | undefined =>
		names.find((name) => name === text);

/**
 * What makes a page a kiosk: parameters of its address, read once.
 *
 * In    `?kiosk=1&autostart=1&idle=45&pin=...&lang=de&source=camera&consent=1`; README lists them all
 * Out   the profile and, for staff, what in the address was not understood; the address of a profile
 */

import * as v from 'valibot';
import { THEMES } from '../preferences/index.ts';

/** Seconds that `idle` and `countdown` may be. */
export const IDLE_RANGE = [10, 600] as const;
export const COUNTDOWN_RANGE = [5, 60] as const;

/** Digits of a PIN. */
export const PIN_PATTERN = /^\d{4,12}$/;

const YesOrNoSchema = v.pipe(
	v.picklist(['1', '0']),
	v.transform((text) => text === '1'),
);
const secondsSchema = ([least, most]: readonly [number, number]) =>
	v.pipe(
		v.string(),
		v.check((text) => text.trim() !== ''),
		v.transform(Number),
		v.minValue(least),
		v.maxValue(most),
	);

/** Parameters of the address, each a text; what is left out has its default. */
const ParametersSchema = v.object({
	/** The attract loop begins by itself; else staff begin it by a button. */
	autostart: v.optional(YesOrNoSchema, '1'),
	/** Seconds without an act after which the kiosk asks whether anybody is there; see `presence.ts` for faces. */
	idle: v.optional(secondsSchema(IDLE_RANGE), '45'),
	/** Seconds that it then waits. */
	countdown: v.optional(secondsSchema(COUNTDOWN_RANGE), '15'),
	/** What visitors are shown once they agreed. */
	source: v.optional(v.picklist(['camera', 'actor']), 'camera'),
	/** Asked before the camera opens. Off only where people are told and asked otherwise. */
	consent: v.optional(YesOrNoSchema, '1'),
	/** A few seconds of a calm face before measuring. */
	calibrate: v.optional(YesOrNoSchema, '0'),
	/** Visitors may play the practice game. */
	practice: v.optional(YesOrNoSchema, '1'),
	/** Language that every visit begins in; null: the one of the device. */
	lang: v.nullish(v.string(), null),
	theme: v.optional(v.picklist(THEMES), 'system'),
	/** Minutes after midnight at which the page reloads when nobody is there; null: never. */
	nightly: v.nullish(v.pipe(v.string(), v.transform(minutesOfDay), v.number()), null),
	/** As it stands there; to be hashed and taken out of the address. */
	pin: v.nullish(v.pipe(v.string(), v.regex(PIN_PATTERN)), null),
});
const PARAMETERS = Object.keys(ParametersSchema.entries);

const AddressSchema = v.pipe(
	ParametersSchema,
	v.transform(({ idle, countdown, lang, nightly, pin, ...profile }) => ({
		profile: {
			...profile,
			idleS: idle,
			countdownS: countdown,
			language: lang,
			nightlyMin: nightly,
		},
		pin,
	})),
);
type Address = Readonly<v.InferOutput<typeof AddressSchema>>;

export type KioskProfile = Readonly<Address['profile']>;

export const DEFAULT_PROFILE: KioskProfile = v.parse(AddressSchema, {}).profile;

export interface ReadProfile extends Address {
	/** Parameters whose value was not understood, `name=value`: their defaults hold. */
	readonly refused: readonly string[];
}

/** Null: the address asks for no kiosk. */
export function readProfile(search: URLSearchParams): ReadProfile | null {
	if (search.get('kiosk') !== '1') return null;
	const given = PARAMETERS.filter((name) => search.has(name));
	const texts = (names: readonly string[]) =>
		Object.fromEntries(names.map((name) => [name, search.get(name)]));
	const { issues = [] } = v.safeParse(AddressSchema, texts(given));
	const wrong = new Set(issues.map((issue) => v.getDotPath(issue)));
	return {
		...v.parse(AddressSchema, texts(given.filter((name) => !wrong.has(name)))),
		// A PIN is told nobody.
		refused: given
			.filter((name) => wrong.has(name))
			.map((name) => (name === 'pin' ? name : `${name}=${search.get(name)}`)),
	};
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

import { expect, test } from 'vitest';
import type { KioskProfile } from '../../../../src/app/visit/profile.ts';
import {
	DEFAULT_PROFILE,
	profileAddress,
	readProfile,
	without,
} from '../../../../src/app/visit/profile.ts';

const read = (query: string) => readProfile(new URLSearchParams(query));

test('an address without kiosk=1 is none', () => {
	expect(read('autostart=1')).toBeNull();
	expect(read('kiosk=0')).toBeNull();
});

test('everything has a default; consent is asked for unless it is switched off', () => {
	expect(read('kiosk=1')).toEqual({ profile: DEFAULT_PROFILE, pin: null, refused: [] });
	expect(read('kiosk=1&consent=0')!.profile.consent).toBe(false);
	expect(read('kiosk=1&consent=no')).toMatchObject({
		profile: { consent: true },
		refused: ['consent=no'],
	});
});

test('values out of range are named, and their defaults hold', () => {
	const { profile, refused, pin } = read('kiosk=1&idle=2&nightly=25:00&source=film&pin=12')!;
	expect(profile).toEqual(DEFAULT_PROFILE);
	expect(refused).toEqual(['idle=2', 'source=film', 'nightly=25:00', 'pin']);
	expect(pin).toBeNull();
});

test('a profile and its address say the same', () => {
	const profile: KioskProfile = {
		autostart: false,
		idleS: 90,
		countdownS: 20,
		source: 'actor',
		consent: true,
		calibrate: true,
		practice: false,
		language: 'de',
		theme: 'dark',
		nightlyMin: 270,
	};
	const address = profileAddress('http://localhost:4173/app/?x=1#/live', profile, '2468');
	expect(address).toContain('http://localhost:4173/app/?kiosk=1&');
	expect(address).toContain('nightly=04%3A30');
	expect(readProfile(new URL(address).searchParams)).toEqual({ profile, pin: '2468', refused: [] });
});

test('the PIN is taken out of the address, the rest stays', () => {
	expect(without('http://localhost/?kiosk=1&pin=2468&idle=30#/live', 'pin')).toBe(
		'http://localhost/?kiosk=1&idle=30#/live',
	);
});

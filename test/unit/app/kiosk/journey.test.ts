import { describe, expect, test } from 'vitest';
import type { Happening, Journey, Place } from '../../../../src/app/visit/journey.ts';
import { hasVisitor, next, startingAt } from '../../../../src/app/visit/journey.ts';

const OPTIONS = { consent: true, calibrate: false };

/** Where all of this leads to. */
const after = (happenings: readonly Happening[], options = OPTIONS, from = startingAt(true)) =>
	happenings.reduce((journey, happening) => next(journey, happening, options), from).at;

test('a whole visit, and the next one', () => {
	const visit: readonly [Happening, Place][] = [
		['touched', 'consent'],
		['agreed', 'measuring'],
		['idle', 'asking'],
		['answered', 'measuring'],
		['idle', 'asking'],
		['time-over', 'wiping'],
		['wiped', 'attract'],
		['touched', 'consent'],
	];
	let journey = startingAt(true);
	for (const [happening, place] of visit) {
		journey = next(journey, happening, OPTIONS);
		expect(journey.at, happening).toBe(place);
	}
});

test('nothing but consent opens the camera, where consent is asked for', () => {
	const others: readonly Happening[] = [
		...(['started', 'touched', 'practised', 'calibrated', 'answered', 'recovered'] as const),
		...(['resumed', 'wiped', 'idle', 'faulted', 'declined'] as const),
	];
	// Everything that can be reached in five steps without agreeing.
	let reached: readonly Journey[] = [startingAt(true), startingAt(false)];
	for (let step = 0; step < 5; step++) {
		reached = reached.flatMap((journey) => others.map((each) => next(journey, each, OPTIONS)));
		reached = [...new Map(reached.map((each) => [`${each.at} ${each.from}`, each])).values()];
		expect(reached.map(({ at }) => at)).not.toContain('measuring');
		expect(reached.map(({ at }) => at)).not.toContain('calibrating');
	}
	expect(reached.map(({ at }) => at)).toContain('consent');
});

test('declining wipes; consent asked elsewhere goes straight on; calibration comes between', () => {
	expect(after(['touched', 'declined'])).toBe('wiping');
	expect(after(['touched'], { consent: false, calibrate: false })).toBe('measuring');
	expect(after(['touched', 'agreed'], { consent: true, calibrate: true })).toBe('calibrating');
	expect(after(['touched'], { consent: false, calibrate: true })).toBe('calibrating');
});

test('a fault leads back to where it was, and to the wipe when nobody waits', () => {
	expect(after(['faulted'])).toBe('out-of-order');
	expect(after(['faulted', 'recovered'])).toBe('attract');
	expect(after(['touched', 'agreed', 'faulted', 'recovered'])).toBe('measuring');
	expect(after(['touched', 'agreed', 'faulted', 'idle'])).toBe('wiping');
});

test('a wipe cannot be left but by its end', () => {
	const wiping: Journey = { at: 'wiping', from: null };
	for (const each of ['touched', 'staff-came', 'answered', 'idle', 'agreed'] as const) {
		expect(next(wiping, each, OPTIONS)).toBe(wiping);
	}
});

describe('staff', () => {
	test('come from anywhere but a wipe, and go on over a wipe', () => {
		for (const at of ['ready', 'attract', 'practice', 'consent', 'measuring', 'asking'] as const) {
			expect(next({ at, from: null }, 'staff-came', OPTIONS).at).toBe('staff');
		}
		expect(after(['staff-came', 'resumed'])).toBe('wiping');
		expect(after(['staff-came', 'left'])).toBe('left');
	});

	test('only they leave', () => {
		expect(after(['left'])).toBe('attract');
		expect(after(['touched', 'left'])).toBe('consent');
	});
});

test('who is a visitor', () => {
	expect(hasVisitor({ at: 'attract', from: null })).toBe(false);
	expect(hasVisitor({ at: 'out-of-order', from: 'attract' })).toBe(false);
	expect(hasVisitor({ at: 'out-of-order', from: 'measuring' })).toBe(true);
	expect(hasVisitor({ at: 'consent', from: null })).toBe(true);
});

import { describe, expect, test } from 'vitest';
import { filmMs } from '../../../../src/core/record/index.ts';
import { remarkText } from '../../../../src/files/export/index.ts';
import { slowingOf } from '../../../../src/line/camera/film/slow-motion.ts';

type Film = Parameters<typeof slowingOf>[0];

const film = (fps: number, captureFps: number | null): Film =>
	({
		times: { fps, ms: Float64Array.from({ length: 90 }, (_, at) => (1000 * at) / fps) },
		captureFps,
	}) as unknown as Film;

describe('a film that plays slower than it was filmed', () => {
	test('is told by its tag', () => {
		expect(slowingOf(film(30, 120), 'tag')).toEqual({ factor: 4, fps: 120 });
		expect(slowingOf(film(29.97, 240), 'tag').factor).toBeCloseTo(8.008, 3);
	});

	test('is as it plays where nobody asks, or the tag names about its own rate', () => {
		expect(slowingOf(film(30, 120), null).factor).toBe(1);
		expect(slowingOf(film(29.4, 30), 'tag').factor).toBe(1);
		expect(slowingOf(film(30, null), 'tag').factor).toBe(1);
	});

	test('is not every film of a phone that was slower than its tag in the dark', () => {
		for (const fps of [26.5, 24, 20, 16])
			expect(slowingOf(film(fps, 30), 'tag').factor, String(fps)).toBe(1);
		// Half as fast, at steps of 30 to 36 ms.
		const dark = film(30, 60);
		const ms = dark.times.ms.map((at, n) => at + 3 * (n % 3));
		expect(slowingOf({ ...dark, times: { ...dark.times, ms } }, 'tag').factor).toBe(1);
		expect(slowingOf(dark, 'tag').factor).toBe(2);
	});

	test('goes by what a person says, also that it is as it plays', () => {
		expect(slowingOf(film(30, 120), 240).factor).toBe(8);
		expect(slowingOf(film(30, 120), 30).factor).toBe(1);
		expect(slowingOf(film(30, null), 33).factor).toBeCloseTo(1.1, 6);
	});

	test('or of which nothing is known is as it plays', () => {
		for (const fps of [0, -1, NaN, Infinity])
			expect(slowingOf(film(30, fps), 'tag').factor).toBe(1);
		expect(slowingOf(film(0, 120), 'tag').factor).toBe(1);
	});
});

test('a time of a record is found in its film', () => {
	const remarks = [{ code: 'slowed', factor: 4, fps: 120 } as const];
	expect(filmMs({ source: { remarks } }, 250)).toBe(1000);
	expect(filmMs({ source: {} }, 250)).toBe(250);
});

test('every remark is a sentence, and one of a later version is none', () => {
	expect(remarkText({ code: 'slowed', factor: 4, fps: 120 })).toContain('4 times slower');
	expect(remarkText({ code: 'slowed', factor: 0.5, fps: 15 })).toContain('2 times faster');
	expect(remarkText({ code: 'pictures-late', ms: 500 })).toContain('500 ms');
	expect(remarkText({ code: 'repeated-pictures', count: 1, fps: 15 })).toMatch(
		/^1 picture repeats/,
	);
	expect(remarkText({ code: 'not-decoded', count: 2 })).toMatch(
		/^2 pictures .* were not measured\.$/,
	);
	expect(remarkText({ code: 'tomorrow' as 'slowed' })).toBeNull();
});

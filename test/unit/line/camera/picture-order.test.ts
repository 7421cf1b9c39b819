import { describe, expect, test } from 'vitest';
import { orderedPictures } from '../../../../src/line/camera/film/picture-order.ts';

const FRAME = 1 / 30;

/** By picture numbers: times of 30 a second; `keys` are places in the file. */
const ordered = (pictures: readonly number[], keys: readonly number[] = [0]) =>
	orderedPictures(
		pictures.map((picture, at) => ({
			seconds: picture * FRAME,
			durationSeconds: FRAME,
			key: keys.includes(at),
		})),
	);

const numbers = (seconds: Float64Array): number[] => [...seconds].map((each) => each / FRAME);

function expectPictures(seconds: Float64Array, wanted: readonly number[]): void {
	const found = numbers(seconds);
	expect(found).toHaveLength(wanted.length);
	for (const [at, each] of wanted.entries()) expect(found[at]).toBeCloseTo(each, 6);
}

describe('good stamps', () => {
	test('of B-frames come in the order shown, over open groups too', () => {
		const { seconds, repeats, backs } = ordered([2, 0, 1, 5, 3, 4, 8, 6, 7], [0, 3, 6]);
		expectPictures(seconds, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
		expect([repeats, backs]).toEqual([0, 0]);
	});

	test('may be negative, and a slow film is no broken one', () => {
		const { seconds, backs } = ordered([-2, 0, -1, 3000, 6000], [0, 3, 4]);
		expectPictures(seconds, [-2, -1, 0, 3000, 6000]);
		expect(backs).toBe(0);
	});

	test('pictures before the first key picture are counted', () => {
		expect(ordered([0, 1, 2, 3], [2]).leading).toBe(2);
		expect(ordered([0, 1, 2, 3]).leading).toBe(0);
	});
});

describe('broken stamps', () => {
	test('that repeat are spread to the next one', () => {
		const { seconds, repeats, backs } = ordered([0, 1, 1, 1, 4, 5]);
		expectPictures(seconds, [0, 1, 2, 3, 4, 5]);
		expect([repeats, backs]).toEqual([2, 0]);
	});

	test('that repeat at the end go on in usual steps', () => {
		expectPictures(ordered([0, 1, 2, 3, 3, 3]).seconds, [0, 1, 2, 3, 4, 5]);
	});

	test('that go back for good are counted on from there', () => {
		const { seconds, backs, repeats } = ordered([100, 101, 102, 103, 0, 1, 2, 3], [0, 4]);
		expectPictures(seconds, [100, 101, 102, 103, 104, 105, 106, 107]);
		expect([repeats, backs]).toEqual([0, 1]);
	});

	test('that go back by a few frames are not squeezed together', () => {
		const { seconds, backs } = ordered([0, 1, 2, 3, 4, 5, 3, 4, 5, 6, 7], [0, 6]);
		expectPictures(seconds, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		expect(backs).toBe(1);
	});

	test('a stray one lies between its neighbors', () => {
		const { seconds, backs } = ordered([10, 11, 12, 2, 14, 15], [0, 3, 4]);
		expectPictures(seconds, [10, 11, 12, 13, 14, 15]);
		expect(backs).toBe(1);
	});

	test('all the same are still apart', () => {
		const { seconds, repeats } = ordered([7, 7, 7, 7]);
		expect(repeats).toBe(3);
		for (let at = 1; at < 4; at++) expect(seconds[at]).toBeGreaterThan(seconds[at - 1]!);
	});
});

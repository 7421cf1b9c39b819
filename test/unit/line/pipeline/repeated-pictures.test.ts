import { describe, expect, test } from 'vitest';
import { RepeatedPictures } from '../../../../src/line/pipeline/repeated-pictures.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';

/** Differences of real pictures under a camera: never the same, never far apart. */
function real(count: number, seed = 1): number[] {
	const random = seeded(seed);
	return Array.from({ length: count }, () => 0.35 + 0.5 * random.next());
}

/** What a lossy coder leaves where a picture comes again. */
const left = (seed = 2): (() => number) => {
	const random = seeded(seed);
	return () => 0.04 + 0.08 * random.next();
};

function repeatedIn(differences: readonly number[]): number[] {
	const finder = new RepeatedPictures();
	return differences.flatMap((each, at) => (finder.take(each) ? [at] : []));
}

/** `of` real pictures among `among`, in the rhythm of a change of rate. */
function changedRate(of: number, among: number): { differences: number[]; repeats: number[] } {
	const leave = left();
	const pictures = real(90);
	const differences: number[] = [];
	const repeats: number[] = [];
	for (let at = 0; at < 90; at++) {
		const again = Math.floor((at * of) / among) === Math.floor(((at - 1) * of) / among);
		if (again) repeats.push(at);
		differences.push(again ? leave() : pictures[at]!);
	}
	return { differences, repeats };
}

describe('pictures that come again', () => {
	for (const [of, among] of [
		[15, 30],
		[10, 30],
		[24, 30],
		[25, 30],
		[20, 30],
		[24, 60],
	] as const) {
		test(`of ${of} a second in ${among} are found, and no real one is taken for one`, () => {
			const { differences, repeats } = changedRate(of, among);
			const found = repeatedIn(differences);
			expect(found.every((at) => repeats.includes(at))).toBe(true);
			const late = repeats.filter((at) => at >= 36);
			expect(found.filter((at) => at >= 36)).toEqual(late);
		});
	}

	test('before the rhythm was known are counted when it is', () => {
		const { differences, repeats } = changedRate(15, 30);
		const finder = new RepeatedPictures();
		let told = 0;
		for (const each of differences) told += (finder.take(each) ? 1 : 0) + finder.takeMissed();
		// The first difference may belong to either kind.
		expect(Math.abs(told - repeats.length)).toBeLessThanOrEqual(1);
	});

	test('of a camera that stands still are found after a few', () => {
		const still = Array.from({ length: 40 }, () => 0);
		const found = repeatedIn([...real(60), ...still, ...real(30, 5)]);
		expect(found).toEqual(Array.from({ length: 37 }, (_, n) => 63 + n));
	});
});

describe('real pictures', () => {
	test('under a camera are all real', () => {
		expect(repeatedIn(real(300))).toEqual([]);
	});

	test('of a quiet face differ as little now and then, in no rhythm', () => {
		const random = seeded(3);
		// From 0.01 to 1, evenly over the orders of magnitude, as in low-noise footage.
		const quiet = Array.from({ length: 300 }, () => 10 ** (-2 + 2 * random.next()));
		expect(repeatedIn(quiet)).toEqual([]);
	});

	test('of a head that holds still after it moved are real, and so is what moves then', () => {
		const random = seeded(7);
		const about = (level: number, count: number): number[] =>
			Array.from({ length: count }, () => level * (0.9 + 0.2 * random.next()));
		const movement = about(0.4, 11);
		for (const [moving, still] of [
			[2, 0.3],
			[1.5, 0.2],
			[1.5, 0.05],
		] as const) {
			const film = [...about(moving, 60), ...about(still, 150), ...movement, ...about(still, 60)];
			expect(repeatedIn(film)).toEqual([]);
		}
	});

	test('under lamps that flicker in three beats are all real', () => {
		const random = seeded(8);
		const beat = [0.35, 0.9, 0.95];
		const film = Array.from(
			{ length: 300 },
			(_, at) => beat[at % 3]! * (0.9 + 0.2 * random.next()),
		);
		expect(repeatedIn(film)).toEqual([]);
	});

	test('of a drawn face rest between its movements', () => {
		const movement = [0.02, 0.05, 0.08, 0.09, 0.06, 0.03, 0.02, 0.04, 0.03];
		const rest = Array.from({ length: 40 }, () => 0);
		expect(repeatedIn([...rest, ...movement, ...rest, ...movement, ...rest])).toEqual([]);
	});
});

test('a small face is compared also where now and then the whole picture is read', () => {
	const finder = new RepeatedPictures();
	const planesOf = (shade: number) => {
		const y = new Uint8Array(640 * 360).map((_, at) => (shade * (1 + (at % 7))) % 250);
		return { width: 640, height: 360, y, yStride: 640 } as Parameters<typeof finder.isRepeated>[0];
	};
	const found: number[] = [];
	for (let at = 0; at < 90; at++) {
		const box = at % 15 === 0 ? null : { x: 200, y: 80, width: 140, height: 140 };
		if (finder.isRepeated(planesOf(Math.floor(at / 2) + 1), box)) found.push(at);
	}
	expect(found.length).toBeGreaterThan(30);
	expect(found.every((at) => at % 2 === 1)).toBe(true);
});

test('pictures are compared where both were read', () => {
	const finder = new RepeatedPictures();
	const planesOf = (shade: number) => {
		const y = new Uint8Array(320 * 240).map((_, at) => (shade * (1 + (at % 7))) % 250);
		return { width: 320, height: 240, y, yStride: 320 } as Parameters<typeof finder.isRepeated>[0];
	};
	const found: number[] = [];
	for (let at = 0; at < 60; at++) {
		const box = { x: 40 + (at % 3), y: 40, width: 160, height: 160 };
		if (finder.isRepeated(planesOf(Math.floor(at / 2) + 1), box)) found.push(at);
	}
	expect(found.length).toBeGreaterThan(20);
	expect(found.every((at) => at % 2 === 1)).toBe(true);
});

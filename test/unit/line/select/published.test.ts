import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import type { AnnotatedKeyFrames, DifferenceKind } from '../../../../src/line/select/index.ts';
import {
	PUBLISHED_VARIANTS,
	reselectPublished,
	searchWindows,
} from '../../../../src/line/select/index.ts';
import { squaredDifferences } from '../../../../src/line/select/published/squared-differences.ts';

const KINDS: readonly DifferenceKind[] = ['wrapped', 'signed'];

/** The slow way, in the words of the description. */
function squareByPixels(minuend: Uint8Array, subtrahend: Uint8Array, kind: DifferenceKind): number {
	return minuend.reduce((sum, value, p) => {
		const difference = value - subtrahend[p]!;
		const seen = kind === 'wrapped' ? (difference + 256) % 256 : difference;
		return sum + seen ** 2;
	}, 0);
}

const framesOf = (seed: number, count: number, length: number, span = 256): Uint8Array[] => {
	const random = seeded(seed);
	return Array.from({ length: count }, () => Uint8Array.from({ length }, () => random.index(span)));
};

describe('squared differences', () => {
	it('are those of every pair of pixels, to the last digit', () => {
		for (const kind of KINDS) {
			for (const [own, others] of [
				[1, 1],
				[2, 4],
				[3, 5],
				[4, 1],
			] as const) {
				const minuends = framesOf(own, own, 500);
				const subtrahends = framesOf(100 + others, others, 500);
				expect([...squaredDifferences(minuends, subtrahends, kind)]).toEqual(
					minuends.flatMap((a) => subtrahends.map((b) => squareByPixels(a, b, kind))),
				);
			}
		}
	});

	it('wrap in the order of the subtraction', () => {
		const [one, two] = [Uint8Array.of(10), Uint8Array.of(13)];
		expect([...squaredDifferences([one], [two], 'wrapped')]).toEqual([253 ** 2]);
		expect([...squaredDifferences([two], [one], 'wrapped')]).toEqual([9]);
		expect([...squaredDifferences([one], [two], 'signed')]).toEqual([9]);
	});

	it('stay exact where 32 bits would not hold them', () => {
		const length = 200_001;
		const white = new Uint8Array(length).fill(255);
		const black = new Uint8Array(length);
		expect(squaredDifferences([white], [black], 'signed')[0]).toBe(length * 255 ** 2);
		expect(squaredDifferences([white], [black], 'wrapped')[0]).toBe(length * 255 ** 2);
		expect(squaredDifferences([black], [white], 'wrapped')[0]).toBe(length);
		expect(squaredDifferences([white], [white], 'signed')[0]).toBe(0);
	});

	it('cannot be had of the wrapped kind from fewer than 256 products a pixel', () => {
		// Rank of the circulant table of ((a - b) mod 256)²: its Fourier coefficients that are not 0.
		const coefficients = Array.from({ length: 256 }, (_, k) => {
			let [re, im] = [0, 0];
			for (let n = 0; n < 256; n++) {
				re += n * n * Math.cos((2 * Math.PI * k * n) / 256);
				im += n * n * Math.sin((2 * Math.PI * k * n) / 256);
			}
			return Math.hypot(re, im);
		});
		expect(Math.min(...coefficients)).toBeGreaterThan(1000);
	});

	it('are refused between frames of two sizes', () => {
		expect(() => squaredDifferences([new Uint8Array(4)], [new Uint8Array(6)], 'signed')).toThrow(
			'frames have 4 and 6 values',
		);
	});
});

describe('windows', () => {
	it('are shares of rise and fall, cut to whole frames', () => {
		const annotated = { onset: 4, apex: 43, offset: 102 }; // rise 39, fall 59
		expect(searchWindows(annotated, 'full')).toEqual({
			onset: 3, // 3.9
			apex: { direction: 'earlier', frames: 3 },
			offset: 5, // 5.9
			keepsOnset: true,
		});
		expect(searchWindows(annotated, 'minMax')).toMatchObject({
			onset: 0,
			apex: { direction: 'later', frames: 30 }, // 30.68
			offset: 0,
		});
		expect(searchWindows(annotated, 'max')).toMatchObject({
			onset: 12, // 12.48
			apex: { direction: 'later', frames: 28 }, // 28.32
			offset: 0,
		});
	});

	it('are empty at thirty frames a second: nine frames of rise are not moved', () => {
		const annotated = { onset: 10, apex: 19, offset: 28 };
		const frames = framesOf(3, 40, 12);
		expect(reselectPublished((t) => frames[t]!, annotated, 'full', 'signed')).toEqual(annotated);
	});
});

/**
 * Reselection by the description, pair after pair; `order` settles ties as the published code's
 * loops and the recorded cases have it.
 */
function bruteForce(
	frames: readonly Uint8Array[],
	{ onset: o, apex: a, offset: f }: AnnotatedKeyFrames,
	variant: (typeof PUBLISHED_VARIANTS)[number],
	kind: DifferenceKind,
): AnnotatedKeyFrames {
	const D = (minuend: number, subtrahend: number) =>
		squareByPixels(frames[minuend]!, frames[subtrahend]!, kind);
	const pairs: [number, number][] = [[o, a]];
	if (variant === 'full') {
		const r = Math.floor(0.1 * (a - o));
		for (let i = o + 1; i <= o + r; i++) for (let j = a; j >= a - r; j--) pairs.push([i, j]);
		for (let j = a - 1; j >= a - r; j--) pairs.push([o, j]);
	} else if (variant === 'minMax') {
		for (let j = a + 1; j <= a + Math.floor(0.52 * (f - a)); j++) pairs.push([o, j]);
	} else {
		const last = a + Math.floor(0.48 * (f - a));
		for (let i = o + 1; i <= o + Math.floor(0.32 * (a - o)); i++) {
			for (let j = a; j <= last; j++) pairs.push([i, j]);
		}
	}
	let [onset, apex] = pairs[0]!;
	for (const [i, j] of pairs) if (D(j, i) > D(apex, onset)) [onset, apex] = [i, j];
	let offset = f;
	if (variant === 'full') {
		for (let k = f - 1; k >= f - Math.floor(0.1 * (f - a)); k--) {
			if (D(apex, k) > D(apex, offset)) offset = k;
		}
	}
	return { onset, apex, offset };
}

describe('reselection', () => {
	it.each(PUBLISHED_VARIANTS)('%s is what comparing every pair gives, ties included', (variant) => {
		const random = seeded(7);
		for (let round = 0; round < 60; round++) {
			const onset = random.index(10);
			const apex = onset + random.index(45);
			const offset = apex + random.index(45);
			// Few values and few pixels: many pairs are equally far apart.
			const tied = round % 2 === 0;
			const frames = framesOf(1000 + round, offset + 1, tied ? 2 : 300, tied ? 3 : 256);
			for (const kind of KINDS) {
				const annotated = { onset, apex, offset };
				expect(
					reselectPublished((t) => frames[t]!, annotated, variant, kind),
					`round ${round}, ${kind}`,
				).toEqual(bruteForce(frames, annotated, variant, kind));
			}
		}
	});

	/** One pixel; the rise takes 20 frames, so that two frames may be gained. */
	const pixel = (values: Readonly<Record<number, number>>) => (t: number) =>
		Uint8Array.of(values[t] ?? 50);
	const annotated = { onset: 0, apex: 20, offset: 40 };

	it('of a still face keeps the annotation', () => {
		for (const variant of PUBLISHED_VARIANTS) {
			for (const kind of KINDS) {
				expect(reselectPublished(pixel({}), annotated, variant, kind)).toEqual(annotated);
			}
		}
	});

	it('takes the next onset before the annotated one where the apex moves', () => {
		const frameAt = pixel({ 18: 90 });
		expect(reselectPublished(frameAt, annotated, 'full', 'signed')).toMatchObject({
			onset: 1,
			apex: 18,
		});
	});

	it('sees a fall below the onset as far away only when it wraps', () => {
		// 48 - 50 is 254 modulo 256.
		const frameAt = pixel({ 19: 48, 20: 60 });
		expect(reselectPublished(frameAt, annotated, 'full', 'wrapped').apex).toBe(19);
		expect(reselectPublished(frameAt, annotated, 'full', 'signed').apex).toBe(20);
	});

	it('finds the offset from the apex that it chose', () => {
		const frameAt = pixel({ 18: 90, 20: 60, 39: 20, 40: 30, 38: 30 });
		expect(reselectPublished(frameAt, annotated, 'full', 'signed').offset).toBe(39);
		expect(reselectPublished(frameAt, annotated, 'max', 'signed').offset).toBe(40);
	});

	it('asks for no frame outside its windows, and for none twice', () => {
		const asked: number[] = [];
		reselectPublished(
			(t) => {
				asked.push(t);
				return Uint8Array.of(t);
			},
			annotated,
			'full',
			'wrapped',
		);
		expect(asked.sort((a, b) => a - b)).toEqual([0, 1, 2, 18, 19, 20, 38, 39, 40]);
	});

	it.each([
		[{ onset: 5, apex: 4, offset: 9 }],
		[{ onset: 1, apex: 4, offset: 3 }],
		[{ onset: 0.5, apex: 4, offset: 9 }],
		[{ onset: -1, apex: 4, offset: 9 }],
	])('refuses %j', (wrong) => {
		expect(() => reselectPublished(pixel({}), wrong, 'full', 'signed')).toThrow(RangeError);
	});
});

import { describe, expect, it } from 'vitest';
import type { Similarity } from '../../../../src/line/align/index.ts';
import {
	compose,
	copySimilarity,
	fitSimilarity,
	identity,
	invert,
	scaleOf,
} from '../../../../src/line/align/index.ts';
import type { Random } from '../../../../src/core/kernel/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';

const draw = (random: Random): Similarity => {
	const scale = random.uniform(0.2, 4);
	const angle = random.uniform(-Math.PI, Math.PI);
	return {
		a: scale * Math.cos(angle),
		b: scale * Math.sin(angle),
		tx: random.uniform(-500, 500),
		ty: random.uniform(-500, 500),
	};
};

const move = (t: Similarity, x: number, y: number) => [
	t.a * x - t.b * y + t.tx,
	t.b * x + t.a * y + t.ty,
];

function movedBy(t: Similarity, points: Float64Array): Float64Array {
	const out = new Float64Array(points.length);
	for (let i = 0; i < points.length; i += 2) {
		[out[i], out[i + 1]] = move(t, points[i]!, points[i + 1]!) as [number, number];
	}
	return out;
}

function expectSame(found: Similarity, truth: Similarity, digits = 8): void {
	for (const key of ['a', 'b', 'tx', 'ty'] as const) {
		expect(found[key]).toBeCloseTo(truth[key], digits);
	}
}

describe('fitSimilarity', () => {
	it('recovers any turn, scale and shift from exact points, two or many', () => {
		const random = seeded(1);
		for (let trial = 0; trial < 50; trial++) {
			const truth = draw(random);
			const count = trial % 2 === 0 ? 2 : 12;
			const from = Float64Array.from({ length: 2 * count }, () => random.uniform(-100, 100));
			const found = identity();
			fitSimilarity(from, movedBy(truth, from), found);
			expectSame(found, truth);
		}
	});

	it('is the least-squares one when the points are off: no neighbour does better', () => {
		const random = seeded(2);
		const from = Float64Array.from({ length: 24 }, () => random.uniform(-50, 50));
		const to = movedBy(draw(random), from).map((v) => v + 2 * random.normal());
		const miss = (t: Similarity) =>
			movedBy(t, from).reduce((sum, v, i) => sum + (v - to[i]!) ** 2, 0);
		const found = identity();
		fitSimilarity(from, to, found);
		for (const key of ['a', 'b', 'tx', 'ty'] as const) {
			for (const nudge of [-1e-3, 1e-3]) {
				expect(miss({ ...found, [key]: found[key] + nudge })).toBeGreaterThan(miss(found));
			}
		}
	});
});

describe('compose and invert', () => {
	it('composes in the order of its arguments, also into one of them', () => {
		const random = seeded(3);
		const first = draw(random);
		const second = draw(random);
		const both = identity();
		compose(first, second, both);
		const [x, y] = move(first, 3, -7) as [number, number];
		expect(move(both, 3, -7)[0]).toBeCloseTo(move(second, x, y)[0]!, 8);
		expect(move(both, 3, -7)[1]).toBeCloseTo(move(second, x, y)[1]!, 8);
		for (const into of [0, 1]) {
			const pair = [{ ...first }, { ...second }] as const;
			compose(pair[0], pair[1], pair[into]!);
			expectSame(pair[into]!, both);
		}
	});

	it('a transform and its inverse are nothing, either way round', () => {
		const random = seeded(4);
		for (let trial = 0; trial < 50; trial++) {
			const t = draw(random);
			const back = identity();
			const nothing = identity();
			invert(t, back);
			compose(t, back, nothing);
			expectSame(nothing, identity());
			compose(back, t, nothing);
			expectSame(nothing, identity());
			expect(scaleOf(t) * scaleOf(back)).toBeCloseTo(1, 10);
		}
	});

	it('a copy is equal and separate', () => {
		const t = draw(seeded(5));
		const copy = identity();
		copySimilarity(t, copy);
		expect(copy).toEqual(t);
		copy.a += 1;
		expect(copy.a).not.toBe(t.a);
	});
});

import { describe, expect, it } from 'vitest';
import {
	GRID,
	eventMotion,
	normaliseMotion,
	opticalStrain,
	removePlane,
} from '../../../../src/line/classify/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';

const CELLS = GRID * GRID;

function field(at: (x: number, y: number) => number): Float64Array {
	return Float64Array.from({ length: CELLS }, (_, cell) =>
		at(cell % GRID, Math.floor(cell / GRID)),
	);
}

const bump = (cx: number, cy: number, radius: number) => (x: number, y: number) =>
	Math.exp((-0.5 * ((x - cx) ** 2 + (y - cy) ** 2)) / radius ** 2);

const noise = (seed: number, size: number): Float64Array => {
	const random = seeded(seed);
	return field(() => size * random.normal());
};

const plane = (x: number, y: number): number => 3 - 0.2 * x + 0.35 * y;

function normalised(u: Float64Array, v: Float64Array): Float32Array {
	const out = new Float32Array(CELLS * 3);
	normaliseMotion(u, v, out);
	return out;
}

const largest = (values: ArrayLike<number>): number =>
	Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

const difference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
	largest(Array.from(a, (value, i) => value - b[i]!));

describe('removePlane', () => {
	it('leaves nothing of a plane', () => {
		const out = new Float64Array(CELLS);
		removePlane(field(plane), out);
		expect(largest(out)).toBeLessThan(1e-12);
	});

	it('leaves a local movement as it is', () => {
		const movement = bump(8, 6, 1.8);
		const still = noise(1, 0.02);
		const out = new Float64Array(CELLS);
		removePlane(
			field((x, y) => plane(x, y) + movement(x, y)).map((value, i) => value + still[i]!),
			out,
		);
		const expected = field(movement).map((value, i) => value + still[i]!);
		expect(difference(out, expected)).toBeLessThan(0.03);
	});

	it('is not tilted where the plain least-squares plane would be', () => {
		// A strong movement in one corner; least squares would leave more than 0.3 across the grid.
		const out = new Float64Array(CELLS);
		const still = noise(2, 0.05);
		removePlane(
			field((x, y) => 4 * bump(2, 2, 4)(x, y)).map((value, i) => value + still[i]!),
			out,
		);
		const farCorner = out.filter((_, cell) => cell % GRID > 18 && cell > 18 * GRID);
		expect(Math.abs(farCorner.reduce((a, b) => a + b, 0) / farCorner.length)).toBeLessThan(0.1);
	});
});

describe('opticalStrain', () => {
	const strainAt = (u: (x: number, y: number) => number, v: (x: number, y: number) => number) => {
		const out = new Float64Array(CELLS);
		opticalStrain(field(u), field(v), out);
		return out;
	};

	it('is zero for a rotation', () => {
		expect(
			largest(
				strainAt(
					(_, y) => -0.1 * y,
					(x) => 0.1 * x,
				),
			),
		).toBeLessThan(1e-12);
	});

	it('is the rate of a stretch, in every cell and at the border', () => {
		const strain = strainAt(
			(x) => 0.3 * x,
			() => 0,
		);
		for (const value of strain) expect(value).toBeCloseTo(0.3, 12);
	});

	it('is the rate over the square root of two for a shear', () => {
		const strain = strainAt(
			(_, y) => 0.4 * y,
			() => 0,
		);
		for (const value of strain) expect(value).toBeCloseTo(0.4 / Math.SQRT2, 12);
	});

	it('is sqrt(a^2 + b^2) for two stretches', () => {
		const strain = strainAt(
			(x) => 0.3 * x,
			(_, y) => 0.4 * y,
		);
		for (const value of strain) expect(value).toBeCloseTo(0.5, 12);
	});
});

describe('normaliseMotion', () => {
	const u = field(bump(20, 20, 3)).map((value, i) => value + noise(3, 0.05)[i]!);
	const v = field(bump(8, 6, 3)).map((value, i) => -value + noise(4, 0.05)[i]!);

	it('does not see a rigid motion of the head', () => {
		const moved = normalised(
			u.map((value, i) => value + field(plane)[i]!),
			v.map((value, i) => value - 2 * field(plane)[i]!),
		);
		expect(difference(moved, normalised(u, v))).toBeLessThan(1e-3);
	});

	it('does not see the unit', () => {
		const scaled = normalised(
			u.map((value) => 37 * value),
			v.map((value) => 37 * value),
		);
		expect(difference(scaled, normalised(u, v))).toBeLessThan(1e-5);
	});

	it('keeps the ratio of u and v', () => {
		const out = normalised(
			u,
			u.map((value) => value / 2),
		);
		for (let cell = 0; cell < CELLS; cell++) {
			expect(Math.atanh(out[3 * cell]!)).toBeCloseTo(2 * Math.atanh(out[3 * cell + 1]!), 3);
		}
	});

	it('puts tanh(1) at the 95th percentile', () => {
		const out = normalised(u, v);
		const motion = Array.from(out).filter((_, i) => i % 3 < 2);
		const above = motion.filter((value) => Math.abs(value) > Math.tanh(1)).length;
		expect(above / motion.length).toBeCloseTo(0.05, 2);
	});

	it('gives zeros for no motion, not amplified rounding', () => {
		expect(largest(normalised(field(plane), field(plane)))).toBe(0);
	});

	it('names a field of the wrong length', () => {
		expect(() => normaliseMotion(u, new Float64Array(3), new Float32Array(CELLS * 3))).toThrow(
			/v has 3 values, expected 784/,
		);
	});
});

describe('eventMotion', () => {
	const u = field(bump(20, 20, 3)).map((value, i) => value + noise(5, 0.03)[i]!);
	const v = field(bump(8, 6, 3)).map((value, i) => -value + noise(6, 0.03)[i]!);
	const negated = (values: Float64Array): Float64Array => values.map((value) => -value);

	it('brings a mirrored fall to the same sign', () => {
		const { rise, fall, correlation } = eventMotion(u, v, negated(u), negated(v));
		expect(correlation).toBeCloseTo(1, 10);
		expect(difference(rise, fall)).toBeLessThan(1e-6);
		expect(difference(rise, normalised(u, v))).toBe(0);
	});

	it('finds a movement that goes on: anti-correlated', () => {
		expect(eventMotion(u, v, u, v).correlation).toBeCloseTo(-1, 10);
	});

	it('finds unrelated motion near zero, even when the head moves the same way in both', () => {
		const nod = field(() => 5);
		const riseV = noise(7, 0.2).map((value, i) => value + nod[i]!);
		const fallV = noise(8, 0.2).map((value, i) => value - nod[i]!);
		const { correlation } = eventMotion(noise(9, 0.2), riseV, noise(10, 0.2), fallV);
		expect(Math.abs(correlation)).toBeLessThan(0.1);
	});

	it('has correlation 0 where nothing moves', () => {
		const still = field(() => 0);
		expect(eventMotion(u, v, still, still).correlation).toBe(0);
	});

	describe('with u and v scaled separately', () => {
		const fallU = negated(u).map((value, i) => value + noise(11, 0.1)[i]!);
		const fallV = negated(v).map((value, i) => value + noise(12, 0.1)[i]!);
		const times = (values: Float64Array, factor: number) => values.map((value) => factor * value);
		const channel = (motion: Float32Array, at: number): number[] =>
			Array.from(motion).filter((_, i) => i % 3 === at);

		it('does not see the units of u and v, where the common scale does', () => {
			const [one, other] = (['separate', 'common'] as const).map((scale) => {
				const plain = eventMotion(u, v, fallU, fallV, scale);
				const stretched = eventMotion(u, times(v, 20), fallU, times(fallV, 3), scale);
				return [
					difference(stretched.rise, plain.rise),
					difference(stretched.fall, plain.fall),
					Math.abs(stretched.correlation - plain.correlation),
				];
			});
			for (const change of one!) expect(change).toBeLessThan(1e-6);
			expect(other![0]).toBeGreaterThan(0.1);
			expect(other![1]).toBeGreaterThan(0.1);
			expect(other![2]).toBeGreaterThan(0.001);
		});

		it('puts tanh(1) at the 95th percentile of each component', () => {
			const { rise } = eventMotion(u, times(v, 20), fallU, fallV, 'separate');
			for (const at of [0, 1, 2]) {
				const above = channel(rise, at).filter((value) => Math.abs(value) > Math.tanh(1));
				expect(above.length / CELLS).toBeCloseTo(0.05, 2);
			}
		});

		it('takes the strain of the scaled components', () => {
			const { rise } = eventMotion(u, times(v, 20), fallU, fallV, 'separate');
			const scaled = [0, 1].map((at) => Float64Array.from(channel(rise, at), Math.atanh));
			const strain = new Float64Array(CELLS);
			opticalStrain(scaled[0]!, scaled[1]!, strain);
			const unit = [...strain].sort((a, b) => a - b)[Math.floor(0.95 * CELLS)]!;
			const expected = strain.map((value) => Math.tanh(value / unit));
			expect(difference(channel(rise, 2), expected)).toBeLessThan(1e-4);
		});

		it('leaves a component that does not move at zero', () => {
			const still = field(plane);
			const { rise } = eventMotion(still, v, still, fallV, 'separate');
			expect(largest(channel(rise, 0))).toBe(0);
			expect(largest(channel(rise, 1))).toBeGreaterThan(0.5);
		});
	});
});

import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { newFlow } from '../../../../src/lab/train/flow-model.ts';
import { WORSENED_SHARE, worsen } from '../../../../src/lab/train/quality.ts';

function event() {
	const rise = newFlow();
	const fall = newFlow();
	for (let cell = 0; cell < rise.u.length; cell++) {
		const away = Math.hypot((cell % 28) - 14, Math.floor(cell / 28) - 20);
		rise.v[cell] = -Math.exp(-(away ** 2) / 18);
		fall.v[cell] = -rise.v[cell]!;
	}
	return { rise, fall };
}

const correlation = (a: Float64Array, b: Float64Array): number => {
	const dot = (p: Float64Array, q: Float64Array) => p.reduce((sum, x, i) => sum + x * q[i]!, 0);
	return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

describe('worsen', () => {
	it('changes about as many events as it says, and still shows most of the movement', () => {
		const random = seeded(7);
		const { rise: before } = event();
		let changed = 0;
		const alike: number[] = [];
		for (let n = 0; n < 300; n++) {
			const { rise, fall } = event();
			worsen({ rise, fall }, random);
			expect([...rise.u, ...rise.v, ...fall.u, ...fall.v].every(Number.isFinite)).toBe(true);
			if (rise.v.every((x, cell) => x === before.v[cell]) && rise.u.every((x) => x === 0)) continue;
			changed += 1;
			alike.push(correlation(rise.v, before.v));
		}
		// Some draw no fault at all.
		expect(changed / 300).toBeGreaterThan(WORSENED_SHARE - 0.12);
		expect(changed / 300).toBeLessThan(WORSENED_SHARE + 0.1);
		alike.sort((a, b) => a - b);
		expect(alike[alike.length >> 1]).toBeGreaterThan(0.7);
		expect(alike[0]).toBeLessThan(0.8);
	});

	it('keeps what does not move still', () => {
		const random = seeded(8);
		for (let n = 0; n < 100; n++) {
			const still = { rise: newFlow(), fall: newFlow() };
			worsen(still, random);
			expect([...still.rise.u, ...still.fall.v].every((x) => x === 0)).toBe(true);
		}
	});
});

/** Half precision: exact where it can be, to the nearest and to even where it cannot. */
import { describe, expect, it } from 'vitest';
import {
	halfBits,
	ofBrains,
	ofHalfBits,
	ofHalves,
	toHalves,
} from '../../../../src/line/paper/half.ts';

describe('half precision', () => {
	it('gives every one of its numbers back', () => {
		for (let bits = 0; bits < 0x10000; bits++) {
			const value = ofHalfBits(bits);
			expect(halfBits(value)).toBe(Number.isFinite(value) ? bits : null);
		}
	});

	it.each([
		[1, 0x3c00],
		[-2, 0xc000],
		[65_504, 0x7bff],
		[2 ** -14, 0x0400],
		[2 ** -24, 0x0001],
		[1 / 3, 0x3555],
	])('writes %d as IEEE 754 does', (value, bits) => {
		expect(halfBits(value)).toBe(bits);
		expect(ofHalfBits(bits)).toBeCloseTo(value, 3);
	});

	it.each([
		['1 + 2^-11 lies between: down to the even one', 1 + 2 ** -11, 1],
		['1 + 3 * 2^-11 lies between: up to the even one', 1 + 3 * 2 ** -11, 1 + 2 ** -9],
		['a little above the middle goes up', 1 + 2 ** -11 + 2 ** -20, 1 + 2 ** -10],
		['the mantissa may carry over', 2 - 2 ** -13, 2],
		['half of the smallest goes to zero', 2 ** -25, 0],
		['three halves of the smallest go to two', 1.5 * 2 ** -24, 2 ** -23],
		['a little above half of the smallest goes up', 2 ** -25 * (1 + 2 ** -20), 2 ** -24],
		['subnormal numbers carry over into normal ones', 2 ** -14 - 2 ** -26, 2 ** -14],
		['just under the overflow is the largest', 65_519.99, 65_504],
	])('rounds: %s', (_what, value, expected) => {
		expect(ofHalfBits(halfBits(value)!)).toBe(expected);
		expect(ofHalfBits(halfBits(-value)!)).toBe(-expected);
	});

	it.each([65_520, 1e6, -1e6, Infinity, -Infinity, NaN])('refuses %d', (value) => {
		expect(halfBits(value)).toBeNull();
	});

	it('is as near as any half of the two around it', () => {
		for (let i = 0; i < 2000; i++) {
			const value = Math.fround(Math.sin(i * 12.9898) * 10 ** ((i % 11) - 6));
			const bits = halfBits(value)!;
			const off = Math.abs(ofHalfBits(bits) - value);
			for (const beside of [bits - 1, bits + 1]) {
				if ((beside & 0x7c00) === 0x7c00 || (beside & 0x8000) !== (bits & 0x8000)) continue;
				expect(off).toBeLessThanOrEqual(Math.abs(ofHalfBits(beside) - value));
			}
		}
	});
});

it('many at once are the same, up to the first that has none', () => {
	const values = Float32Array.of(9, 1, -0.1, 2 ** -20, 1e5, 3).subarray(1);
	const halves = new Uint16Array(5);
	expect(toHalves(values, halves)).toBe(3);
	expect([...halves]).toEqual([halfBits(1), halfBits(-0.1), halfBits(2 ** -20), 0, 0]);
	expect(toHalves(values.subarray(0, 3), halves)).toBe(-1);
	expect([...ofHalves(halves)]).toEqual([...halves].map(ofHalfBits));
});

it('bfloat16 is the upper half of a float32', () => {
	const halves = Uint16Array.of(0x3f80, 0xc040, 0x0000, 0x7f80);
	expect([...ofBrains(halves)]).toEqual([1, -3, 0, Infinity]);
});

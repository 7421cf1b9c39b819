import { describe, expect, it } from 'vitest';
import { GRID, eventMotion } from '../../../../src/line/classify/index.ts';
import { weighByAgreement } from '../../../../src/line/classify/agreement.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';

const CELLS = GRID * GRID;

/** A bump around (column, row), cells. */
const bump = (column: number, row: number): Float64Array =>
	Float64Array.from({ length: CELLS }, (_, cell) =>
		Math.exp(-(((cell % GRID) - column) ** 2 + (Math.floor(cell / GRID) - row) ** 2) / 8),
	);
const nothing = (): Float64Array => new Float64Array(CELLS);
const at = (column: number, row: number): number => row * GRID + column;

describe('weighByAgreement', () => {
	const brows = bump(8, 6);
	const mouth = bump(14, 21);
	const add = (a: Float64Array, b: Float64Array, share: number) =>
		a.map((value, i) => value + share * b[i]!);

	it('keeps what comes back and weakens what does not', () => {
		const riseV = add(brows, mouth, 1);
		const fallV = add(brows, mouth, -1); // negated: the mouth went on instead of back
		weighByAgreement(nothing(), riseV, nothing(), fallV, 1);
		expect(riseV[at(8, 6)]).toBeCloseTo(1, 2);
		expect(riseV[at(14, 21)]).toBeCloseTo(0.23, 2);
		expect(fallV[at(14, 21)]).toBeCloseTo(-0.23, 2);
	});

	it('fades in with the correlation of the whole', () => {
		for (const [correlation, expected] of [
			[-0.5, 1],
			[0, 1],
			[0.1, 0.615],
			[0.2, 0.23],
		] as const) {
			const riseV = add(brows, mouth, 1);
			const fallV = add(brows, mouth, -1);
			weighByAgreement(nothing(), riseV, nothing(), fallV, correlation);
			expect(riseV[at(14, 21)]).toBeCloseTo(expected, 2);
		}
	});

	it('leaves a rise without a fall as it is', () => {
		const random = seeded(4);
		const u = Float64Array.from({ length: CELLS }, () => random.normal());
		const riseU = u.slice();
		weighByAgreement(riseU, nothing(), nothing(), nothing(), 0);
		expect(riseU).toEqual(u);
	});

	it('is what eventMotion does before it scales: the talking mouth is smaller beside the brows', () => {
		const rise = add(brows, mouth, 1);
		const fall = add(brows, mouth, -0.2).map((value) => -value);
		const { rise: seen } = eventMotion(nothing(), rise, nothing(), fall);
		const v = (column: number, row: number): number => seen[3 * at(column, row) + 1]!;
		expect(Math.atanh(v(14, 21))).toBeLessThan(0.6 * Math.atanh(Math.min(0.999, v(8, 6))));
	});
});

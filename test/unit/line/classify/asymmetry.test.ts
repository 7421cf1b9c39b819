import { expect, it } from 'vitest';
import { GRID, eventMotion, readUnits, UNITS } from '../../../../src/line/classify/index.ts';
import { asymmetryFor } from '../../../../src/line/classify/asymmetry.ts';

const bump = (column: number, row: number): Float64Array =>
	Float64Array.from({ length: GRID * GRID }, (_, cell) =>
		Math.exp(-(((cell % GRID) - column) ** 2 + (Math.floor(cell / GRID) - row) ** 2) / 4),
	);
const nothing = (): Float64Array => new Float64Array(GRID * GRID);
const asymmetryOf = (rise: Float64Array) =>
	eventMotion(
		nothing(),
		rise,
		nothing(),
		rise.map((value) => -value),
	).asymmetry;

it("is above 0 where the picture's right, the subject's left, moved more, by half of the face", () => {
	const browLeft = asymmetryOf(bump(20, 6));
	expect(browLeft.upper).toBeGreaterThan(2);
	expect(asymmetryOf(bump(7, 6)).upper).toBeLessThan(-2);
	const mouthRight = asymmetryOf(bump(8, 21));
	expect(mouthRight.lower).toBeLessThan(-2);
	expect(Math.abs(mouthRight.upper)).toBeLessThan(1);
	expect(asymmetryFor(4, browLeft)).toBe(browLeft.upper);
	expect(asymmetryFor(12, browLeft)).toBe(browLeft.lower);
});

it('is 0 for an even movement, and where nothing moved', () => {
	const even = bump(7, 6).map((value, i) => value + bump(20, 6)[i]!);
	expect(asymmetryOf(even).upper).toBeCloseTo(0, 1);
	expect(asymmetryOf(nothing())).toEqual({ upper: 0, lower: 0 });
});

it('sides are read off logits and energies together', () => {
	const logits = new Array<number>(2 * UNITS.length).fill(-4);
	const at = UNITS.indexOf(4);
	const side = (left: number, right: number, upper: number) => {
		logits[at] = left;
		logits[UNITS.length + at] = right;
		return readUnits(logits, { upper, lower: 5 }, 1, 2).find(({ au }) => au === 4)!.side;
	};
	expect(side(1, 1, 0)).toBe('both');
	expect(side(1, 1, 1.2)).toBe('left');
	expect(side(1, 1, -1.2)).toBe('right');
	expect(side(0, 3, 0.2)).toBe('right');
	expect(side(0, 3, 1.2)).toBe('both');
});

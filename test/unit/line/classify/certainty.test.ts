import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import type { LogitCalibration } from '../../../../src/line/classify/index.ts';
import { GRID, UNITS, eventMotion, readVerdict } from '../../../../src/line/classify/index.ts';

const CELLS = GRID * GRID;
const STILL = new Float64Array(CELLS);

/** A bump of motion downwards around a cell. */
const bump = (row: number, column: number, sigma: number): Float64Array =>
	Float64Array.from({ length: CELLS }, (_, cell) => {
		const dy = Math.floor(cell / GRID) - row;
		const dx = (cell % GRID) - column;
		return Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
	});

const qualityOf = (v: Float64Array) =>
	eventMotion(
		STILL,
		v,
		STILL,
		v.map((x) => -x),
	).quality;

describe('quality of a motion', () => {
	it('noise is what changes from cell to cell', () => {
		const random = seeded(3);
		const smooth = bump(20, 14, 4);
		const noisy = smooth.map((x) => x + 0.7 * random.normal());
		expect(qualityOf(smooth).noise).toBeLessThan(0.1);
		expect(qualityOf(noisy).noise).toBeGreaterThan(3 * qualityOf(smooth).noise);
	});

	it('tells a motion of the lids from one of the mouth', () => {
		const both = bump(9.5, 7.5, 1.5).map((x, cell) => x + bump(9.5, 19.5, 1.5)[cell]!);
		expect(qualityOf(both).lids).toBeGreaterThan(0.6);
		expect(qualityOf(bump(22, 14, 2)).lids).toBeLessThan(0.1);
	});
});

const calibration: LogitCalibration = {
	temperature: { classes: 1, units: 1 },
	certainty: { weights: [1, 0, 0, -4, -6], bias: 0 },
	naming: [
		{ coverage: 1, from: 0, accuracy: 0.8 },
		{ coverage: 0.75, from: 0.6, accuracy: 0.9 },
	],
	sideMargin: 1,
	gateCorrelation: 0.3,
	nameable: [],
};

function readingAt(
	correlation: number,
	quality: { noise: number; lids: number },
	coverage = 0.75,
): string {
	const logits = [...new Array<number>(2 * UNITS.length).fill(-3), 3, 0, 0];
	const motion = { correlation, quality, asymmetry: { upper: 0, lower: 0 } };
	return readVerdict('test 1', { rise: logits, fall: logits }, motion, calibration, coverage)
		.reading;
}

describe('a reading', () => {
	it('is named where the motion is good, and not where it is noise or a blink', () => {
		expect(readingAt(0.5, { noise: 0.1, lids: 0.05 })).toBe('positive');
		expect(readingAt(0.5, { noise: 0.8, lids: 0.05 })).toBe('uncertain');
		expect(readingAt(0.5, { noise: 0.1, lids: 0.6 })).toBe('uncertain');
	});

	it('is not named where the fall goes on where the rise went, unless everything is', () => {
		expect(readingAt(-0.1, { noise: 0.1, lids: 0.05 })).toBe('uncertain');
		expect(readingAt(-0.1, { noise: 0.1, lids: 0.05 }, 1)).toBe('positive');
	});

	it('can be named without a fall, whose correlation is 0', () => {
		expect(readingAt(0, { noise: 0.1, lids: 0.05 })).toBe('positive');
	});
});

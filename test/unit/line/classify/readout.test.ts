import { describe, expect, it } from 'vitest';
import type { LogitCalibration, EventLogits } from '../../../../src/line/classify/index.ts';
import { UNITS, namingAt, readVerdict } from '../../../../src/line/classify/index.ts';

const SIDES = 2 * UNITS.length;

const calibration: LogitCalibration = {
	temperature: { classes: 1, units: 1 },
	certainty: { weights: [1, 0, 0, 0, 0], bias: 0 }, // the probability itself
	naming: [{ coverage: 0.9, from: 0.6, accuracy: 0.9 }],
	sideMargin: 1,
	gateCorrelation: 0.3,
	nameable: [],
};

function logits(rise: number[], fall: number[], units: Record<number, [number, number]> = {}) {
	const values = new Array<number>(SIDES).fill(-6);
	for (const [au, [left, right]] of Object.entries(units)) {
		const index = (UNITS as readonly number[]).indexOf(Number(au));
		values[index] = left;
		values[UNITS.length + index] = right;
	}
	const found: EventLogits = { rise: [...values, ...rise], fall: [...values, ...fall] };
	return found;
}

const quality = { noise: 0.1, lids: 0 };

const read = (
	from: EventLogits,
	correlation = 1,
	changes: Partial<LogitCalibration> = {},
	coverage = 0.9,
) =>
	readVerdict(
		'test 1',
		from,
		{ correlation, asymmetry: { upper: 0, lower: 0 }, quality },
		{ ...calibration, ...changes },
		coverage,
	);

describe('readVerdict', () => {
	it('averages the logits of both branches above the gate', () => {
		const { probabilities, branches } = read(logits([4, 0, 0], [0, 0, 0]), 0.31);
		expect(branches).toBe('both');
		const e2 = Math.exp(2);
		expect(probabilities.positive).toBeCloseTo(e2 / (e2 + 2), 10);
	});

	it('uses the rise alone at the gate and below', () => {
		for (const correlation of [0.3, 0, -1]) {
			const { probabilities, branches } = read(logits([4, 0, 0], [0, 0, 9]), correlation);
			expect(branches).toBe('rise');
			const e4 = Math.exp(4);
			expect(probabilities.positive).toBeCloseTo(e4 / (e4 + 2), 10);
		}
	});

	it('names the top class from the bar on, else says uncertain', () => {
		const evenButOne = [Math.log(3), 0, 0]; // 0.6, 0.2, 0.2
		const from = (bar: number) => [{ coverage: 0.9, from: bar, accuracy: 0.9 }];
		expect(read(logits(evenButOne, evenButOne), 1, { naming: from(0.599) }).reading).toBe(
			'positive',
		);
		expect(read(logits(evenButOne, evenButOne), 1, { naming: from(0.601) }).reading).toBe(
			'uncertain',
		);
		expect(read(logits([0, 5, 0], [0, 5, 0])).reading).toBe('negative');
		expect(read(logits([0, 0, 5], [0, 0, 5])).reading).toBe('surprise');
	});

	it('spreads the probabilities with the temperature; they sum to 1', () => {
		const cool = read(logits([3, 1, 0], [3, 1, 0])).probabilities;
		const warm = read(logits([3, 1, 0], [3, 1, 0]), 1, {
			temperature: { classes: 3, units: 1 },
		}).probabilities;
		expect(warm.positive).toBeLessThan(cool.positive);
		expect(warm.positive + warm.negative + warm.surprise).toBeCloseTo(1, 12);
	});

	it('gives every unit once, highest first, as probable as its stronger side', () => {
		const { actionUnits } = read(logits([0, 0, 0], [0, 0, 0], { 12: [3, -4], 4: [1, 1.2] }));
		expect(actionUnits.map(({ au }) => au).sort((a, b) => a - b)).toEqual([...UNITS]);
		expect(actionUnits[0]).toEqual({ au: 12, p: 1 / (1 + Math.exp(-3)), side: 'left' });
		expect(actionUnits[1]).toEqual({ au: 4, p: 1 / (1 + Math.exp(-1.2)), side: 'both' });
		for (let i = 1; i < actionUnits.length; i++) {
			expect(actionUnits[i]!.p).toBeLessThanOrEqual(actionUnits[i - 1]!.p);
		}
	});

	it('knows the right side from the left', () => {
		const { actionUnits } = read(logits([0, 0, 0], [0, 0, 0], { 2: [-5, 2] }));
		expect(actionUnits[0]).toMatchObject({ au: 2, side: 'right' });
	});

	it('takes the bar of the level next to the coverage that is wanted', () => {
		const naming = [
			{ coverage: 0.9, from: 0.5, accuracy: 0.8 },
			{ coverage: 0.6, from: 0.7, accuracy: 0.9 },
			{ coverage: 0.3, from: 0.95, accuracy: 0.99 },
		];
		const likely = [Math.log(8), 0, 0]; // 0.8, 0.1, 0.1
		const readings = [1, 0.76, 0.74, 0.5, 0.44, 0].map(
			(coverage) => read(logits(likely, likely), 1, { naming }, coverage).reading,
		);
		expect(readings).toEqual([
			'positive',
			'positive',
			'positive',
			'positive',
			'uncertain',
			'uncertain',
		]);
		expect(namingAt(naming, 0.75)).toBe(naming[0]);
	});

	it('gives the objective class of the units that may be named and reach their bar', () => {
		const nameable = [1, 2, 4, 12].map((au) => ({ au, from: 0.5 }));
		const classOf = (units: Record<number, [number, number]>) =>
			read(logits([0, 0, 0], [0, 0, 0], units), 1, { nameable }).objectiveClass;
		expect(classOf({ 1: [2, 2], 2: [2, 2] })).toBe('II');
		expect(classOf({ 1: [2, 2], 2: [2, 2], 4: [2, -2] })).toBe('VI');
		expect(classOf({ 4: [2, 2], 9: [5, 5] })).toBe('III'); // 9 may not be named
		expect(classOf({ 4: [2, 2], 12: [2, 2] })).toBe('VII');
		expect(classOf({})).toBeNull();
	});
});

import { describe, expect, it } from 'vitest';
import type { Calibration, EventLogits } from '../../../src/classify/index.ts';
import { UNITS, readVerdict } from '../../../src/classify/index.ts';

const SIDES = 2 * UNITS.length;

const calibration: Calibration = {
	temperature: { classes: 1, units: 1 },
	uncertainBelow: 0.6,
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
	const found: EventLogits = {
		riseUnits: values,
		fallUnits: values,
		riseClasses: rise,
		fallClasses: fall,
	};
	return found;
}

const read = (from: EventLogits, correlation = 1, changes: Partial<Calibration> = {}) =>
	readVerdict('test 1', from, correlation, { ...calibration, ...changes });

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
		expect(read(logits(evenButOne, evenButOne), 1, { uncertainBelow: 0.599 }).reading).toBe(
			'positive',
		);
		expect(read(logits(evenButOne, evenButOne), 1, { uncertainBelow: 0.601 }).reading).toBe(
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
});

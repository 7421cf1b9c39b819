import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { RigidField } from '../../../../src/line/motion/index.ts';
import { depthAt } from '../../../support/synthetic-face.ts';

const SIZE = 28;
const CELLS = SIZE * SIZE;
const FLOOR = 0.06;
const middle = (SIZE - 1) / 2;
const full = new Float32Array(CELLS).fill(1);
const depth = Float32Array.from(
	{ length: CELLS },
	(_, i) => 12 * depthAt(((i % SIZE) - middle) / 12, (Math.floor(i / SIZE) - 9.5) / 12),
);

function field(terms: readonly number[], more: (cell: number) => number = () => 0): Float32Array {
	const [a = 0, b = 0, c = 0, d = 0] = terms;
	return Float32Array.from(
		{ length: CELLS },
		(_, i) =>
			a + b * ((i % SIZE) - middle) + c * (Math.floor(i / SIZE) - middle) + d * depth[i]! + more(i),
	);
}

function ofFace(): RigidField {
	const rigid = new RigidField(SIZE);
	rigid.setDepth(depth);
	return rigid;
}

const largest = (values: Float32Array) =>
	values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

describe('RigidField', () => {
	it('takes a shift, a slope and a turn away whole', () => {
		const rigid = ofFace();
		const terms = [0.7, -0.03, 0.05, 0.2];
		const values = field(terms);
		rigid.remove(values, full, FLOOR);
		// The ridge on the depth term holds back a thousandth of it, of 3 px at most.
		expect(largest(values)).toBeLessThan(0.006);
		terms.forEach((term, k) => {
			expect(rigid.terms[k]).toBeCloseTo(term, 2.3);
		});
	});

	it('is a plane fit while no depth is known', () => {
		const rigid = new RigidField(SIZE);
		const values = field([0.7, -0.03, 0.05]);
		rigid.remove(values, full, FLOOR);
		expect(largest(values)).toBeLessThan(1e-5);
		expect([...rigid.terms]).toEqual([
			expect.closeTo(0.7, 5),
			expect.closeTo(-0.03, 6),
			expect.closeTo(0.05, 6),
			0,
		]);
		// A turn is no plane: its nose would stay behind as a movement.
		const turned = field([0, 0, 0, 0.2]);
		rigid.remove(turned, full, FLOOR);
		expect(largest(turned)).toBeGreaterThan(0.3);
	});

	it.each([
		['the brows', 4, 9],
		['the mouth', 18, 24],
	])('leaves a movement of %s whole', (_, top, bottom) => {
		const moves = (i: number) =>
			Math.floor(i / SIZE) >= top &&
			Math.floor(i / SIZE) < bottom &&
			Math.abs((i % SIZE) - 13.5) < 8;
		for (const size of [0.3, 1, 3]) {
			const values = field([0.4, 0.02, 0, 0.1], (i) => (moves(i) ? size : 0));
			ofFace().remove(values, full, FLOOR);
			values.forEach((value, i) => {
				expect(Math.abs(value - (moves(i) ? size : 0))).toBeLessThan(0.02);
			});
		}
	});

	it('is not carried off when a quarter of the cells do something else', () => {
		const random = seeded(1);
		const moves = Array.from({ length: CELLS }, () => random.chance(0.25));
		for (const size of [0.3, 1, 3]) {
			const values = field([0.4, 0.02, 0, 0.1], (i) => (moves[i]! ? size : 0));
			ofFace().remove(values, full, FLOOR);
			const miss = values.map((value, i) => (moves[i]! ? 0 : value));
			// A mean would be off by a quarter of it.
			expect(largest(miss)).toBeLessThan(0.11 * size);
		}
	});

	it('averages noise instead of following it', () => {
		const random = seeded(2);
		const rigid = new RigidField(SIZE);
		rigid.remove(
			field([0.5, 0, 0.02], () => 0.1 * random.normal()),
			full,
			FLOOR,
		);
		// Standard errors: 0.1 / 28 for a, 0.1 / (28 * 8.1) for the slopes; four of them.
		expect(Math.abs(rigid.terms[0]! - 0.5)).toBeLessThan(0.016);
		expect(Math.abs(rigid.terms[1]!)).toBeLessThan(0.002);
		expect(Math.abs(rigid.terms[2]! - 0.02)).toBeLessThan(0.002);
	});

	it('looks at trusted cells only, and takes the fit out of all', () => {
		const weights = Float32Array.from({ length: CELLS }, (_, i) => (i % SIZE < 14 ? 1 : 0));
		const values = field([1, 0.1, 0], (i) => (i % SIZE < 14 ? 0 : 50));
		new RigidField(SIZE).remove(values, weights, FLOOR);
		for (let i = 0; i < CELLS; i++) expect(values[i]).toBeCloseTo(i % SIZE < 14 ? 0 : 50, 4);
	});

	it('takes nothing away where nothing is trusted', () => {
		const rigid = ofFace();
		rigid.remove(field([9, 1, 1]), full, FLOOR);
		const values = field([2, 0, 0]);
		rigid.remove(values, new Float32Array(CELLS), FLOOR);
		expect([...new Set(values)]).toEqual([2]);
	});
});

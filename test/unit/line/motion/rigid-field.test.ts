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

/** How a head that comes near, rolls and turns moves the cells: u, then v. */
type Flow = readonly [Float32Array, Float32Array];
interface Head {
	readonly shift?: readonly [number, number];
	/** Growth and roll per cell, and the turn's and the nod's share of depth. */
	readonly grow?: number;
	readonly roll?: number;
	readonly turn?: readonly [number, number];
	/** Growth of u across beside that of v down. */
	readonly stretch?: number;
}

function flow(
	{ shift = [0, 0], grow = 0, roll = 0, turn = [0, 0], stretch = 0 }: Head,
	more: (cell: number, component: number) => number = () => 0,
): Flow {
	const x = (i: number): number => (i % SIZE) - middle;
	const y = (i: number): number => Math.floor(i / SIZE) - middle;
	return [
		Float32Array.from(
			{ length: CELLS },
			(_, i) => shift[0] + (grow + stretch) * x(i) - roll * y(i) + turn[0] * depth[i]! + more(i, 0),
		),
		Float32Array.from(
			{ length: CELLS },
			(_, i) => shift[1] + roll * x(i) + grow * y(i) + turn[1] * depth[i]! + more(i, 1),
		),
	];
}

function ofFace(): RigidField {
	const rigid = new RigidField(SIZE);
	rigid.setDepth(depth);
	return rigid;
}

const largest = (flow: Flow) =>
	Math.max(...flow.map((values) => values.reduce((most, v) => Math.max(most, Math.abs(v)), 0)));
const HEAD: Head = { shift: [0.4, -0.2], grow: 0.02, roll: -0.01, turn: [0.1, 0.05] };

describe('RigidField', () => {
	it('says where it has carried a point, between cells too', () => {
		const rigid = ofFace();
		const [u, v] = flow(HEAD);
		const [wholeU, wholeV] = flow(HEAD);
		rigid.remove(u, v, full, FLOOR);
		const out = new Float64Array(2);
		for (const [column, row] of [
			[5, 9],
			[20, 14],
		] as const) {
			rigid.motionAt(column, row, out);
			expect(out[0]).toBeCloseTo(wholeU[row * SIZE + column]!, 2);
			expect(out[1]).toBeCloseTo(wholeV[row * SIZE + column]!, 2);
		}
		rigid.motionAt(5.4, 9, out);
		const between = out[0]!;
		rigid.motionAt(5, 9, out);
		expect(between - out[0]!).toBeCloseTo(0.4 * HEAD.grow!, 3);
		// Beyond the grid the depth of its edge counts.
		rigid.motionAt(-40, 90, out);
		expect(out.every(Number.isFinite)).toBe(true);
	});

	it('takes a shift, a roll, a change of size and a turn away whole', () => {
		const rigid = ofFace();
		const [u, v] = flow({ shift: [0.7, -0.3], grow: -0.03, roll: 0.05, turn: [0.2, -0.1] });
		rigid.remove(u, v, full, FLOOR);
		// The ridge on the depth term holds back a thousandth of it, of 3 px at most.
		expect(largest([u, v])).toBeLessThan(0.006);
		[0.7, -0.03, -0.05, 0.2, -0.3, 0.05, -0.03, -0.1].forEach((term, k) => {
			expect(rigid.terms[k]).toBeCloseTo(term, 2.3);
		});
	});

	it('takes most of a stretch across away, which a turn brings', () => {
		const [u, v] = flow({ stretch: 0.03 });
		const before = largest([u, v]);
		ofFace().remove(u, v, full, FLOOR);
		expect(largest([u, v])).toBeLessThan(0.15 * before);
	});

	it('does not continue what only the cheeks do up to the brows', () => {
		// Speech lowers the cheeks, the lower the more; the nose stays.
		const below = (i: number): number => Math.floor(i / SIZE) - 14;
		const trust = Float32Array.from({ length: CELLS }, (_, i) =>
			below(i) > 0 && below(i) < 7 ? 1 : 0,
		);
		const [u, v] = flow({}, (i, component) =>
			component === 1 && below(i) > 0 ? 0.05 * below(i) : 0,
		);
		const rigid = ofFace();
		rigid.remove(u, v, trust, FLOOR);
		const brows = SIZE * 7 + 13;
		// A free slope would carry 0.05 a cell up there: 0.35 px.
		expect(Math.abs(v[brows]!)).toBeLessThan(0.25);
	});

	it('is a plane fit while no depth is known', () => {
		const rigid = new RigidField(SIZE);
		const [u, v] = flow({ shift: [0.7, 0], grow: -0.03, roll: 0.05 });
		rigid.remove(u, v, full, FLOOR);
		expect(largest([u, v])).toBeLessThan(1e-5);
		expect([...rigid.terms]).toEqual(
			[0.7, -0.03, -0.05, 0, 0, 0.05, -0.03, 0].map(
				(term) => expect.closeTo(term, 5) as unknown as number,
			),
		);
		// A turn is no plane: its nose would stay behind as a movement.
		const turned = flow({ turn: [0.2, 0] });
		rigid.remove(...turned, full, FLOOR);
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
			const [u, v] = flow(HEAD, (i, component) => (component === 1 && moves(i) ? size : 0));
			ofFace().remove(u, v, full, FLOOR);
			v.forEach((value, i) => {
				expect(Math.abs(value - (moves(i) ? size : 0))).toBeLessThan(0.02);
			});
			expect(largest([u, u])).toBeLessThan(0.02);
		}
	});

	it('is not carried off when a quarter of the cells do something else', () => {
		const random = seeded(1);
		const moves = Array.from({ length: CELLS }, () => random.chance(0.25));
		for (const size of [0.3, 1, 3]) {
			const [u, v] = flow(HEAD, (i) => (moves[i]! ? size : 0));
			ofFace().remove(u, v, full, FLOOR);
			const miss = (values: Float32Array) => values.map((value, i) => (moves[i]! ? 0 : value));
			// A mean would be off by a quarter of it.
			expect(largest([miss(u), miss(v)])).toBeLessThan(0.11 * size);
		}
	});

	it('averages noise instead of following it', () => {
		const random = seeded(2);
		const rigid = new RigidField(SIZE);
		const noisy = flow({ shift: [0.5, 0], roll: -0.02 }, () => 0.1 * random.normal());
		rigid.remove(...noisy, full, FLOOR);
		// Standard errors: 0.1 / 28 for a, 0.1 / (28 * 8.1) for the slopes; four of them.
		expect(Math.abs(rigid.terms[0]! - 0.5)).toBeLessThan(0.016);
		expect(Math.abs(rigid.terms[1]!)).toBeLessThan(0.002);
		expect(Math.abs(rigid.terms[2]! - 0.02)).toBeLessThan(0.002);
	});

	it('looks at trusted cells only, and takes the fit out of all', () => {
		const trusted = (i: number): boolean => i % SIZE < 14;
		const weights = Float32Array.from({ length: CELLS }, (_, i) => (trusted(i) ? 1 : 0));
		const [u, v] = flow({ shift: [1, 0], grow: 0.1 });
		for (let i = 0; i < CELLS; i++) if (!trusted(i)) u[i]! += 50;
		new RigidField(SIZE).remove(u, v, weights, FLOOR);
		for (let i = 0; i < CELLS; i++) expect(u[i]).toBeCloseTo(trusted(i) ? 0 : 50, 4);
	});

	it('takes nothing away where nothing is trusted', () => {
		const rigid = ofFace();
		rigid.remove(...flow({ shift: [9, 1], grow: 1 }), full, FLOOR);
		const [u, v] = flow({ shift: [2, 3] });
		rigid.remove(u, v, new Float32Array(CELLS), FLOOR);
		expect([...new Set(u), ...new Set(v)]).toEqual([2, 3]);
	});
});

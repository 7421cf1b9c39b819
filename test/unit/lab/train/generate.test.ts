import { describe, expect, it, vi } from 'vitest';
import { CLASSES, GRID, UNITS } from '../../../../src/line/classify/index.ts';
import { NO_PORTRAITS, generate } from '../../../../src/lab/train/index.ts';
import type { Truth } from '../../../../src/lab/judge/index.ts';

// Seconds of arithmetic, more on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const draw = (drawn: number, people: number, seed: number) =>
	generate({ drawn, people, real: 0 }, NO_PORTRAITS, seed);
const data = draw(600, 6, 11);
const share = (keep: (truth: Truth) => boolean, of = data.truths): number =>
	of.filter(keep).length / of.length;
const expressions = data.truths.filter(({ content }) => content === 'expression');
const sideOf = (truth: Truth, au: number): readonly [left: number, right: number] => {
	const index = (UNITS as readonly number[]).indexOf(au);
	return [truth.intensities[index]!, truth.intensities[UNITS.length + index]!];
};
const shows = (truth: Truth, au: number): boolean => Math.max(...sideOf(truth, au)) > 0;

describe('generate', () => {
	it('gives the same data for the same seed, other data for another', () => {
		const one = draw(6, 2, 5);
		expect(draw(6, 2, 5)).toEqual(one);
		expect(draw(6, 2, 6).rise).not.toEqual(one.rise);
	});

	it('looks at every event as often as asked, each time otherwise', () => {
		const views = 3;
		const seen = generate({ drawn: 4, people: 2, real: 0, views }, NO_PORTRAITS, 5);
		expect(seen.size).toBe(4 * views);
		const block = seen.rise.length / seen.size;
		for (let i = 0; i < seen.size; i++) {
			expect(seen.truths[i]!.intensities).toEqual(
				seen.truths[views * Math.floor(i / views)]!.intensities,
			);
			if (i % views === 0) continue;
			const rise = (at: number) => seen.rise.subarray(at * block, (at + 1) * block);
			expect(rise(i)).not.toEqual(rise(i - 1));
		}
	});

	it('is a fifth non-movements; the classes of the expressions are even', () => {
		// Four standard errors of a share of 600.
		const still = (truth: Truth): boolean =>
			truth.content !== 'expression' && truth.content !== 'units';
		expect(Math.abs(share(still) - 0.22)).toBeLessThan(0.07);
		for (const name of CLASSES) {
			const part = share(({ class3 }) => class3 === name, expressions);
			expect(Math.abs(part - 1 / 3)).toBeLessThan(0.1);
		}
	});

	it('combines units as real movements do', () => {
		const of = (name: string): Truth[] => expressions.filter(({ class3 }) => class3 === name);
		expect(share((truth) => shows(truth, 12), of('positive'))).toBeGreaterThan(0.8);
		expect(share((truth) => shows(truth, 4), of('negative'))).toBeGreaterThan(0.35);
		expect(share((truth) => shows(truth, 4), of('surprise'))).toBe(0);
		const brows = share((truth) => shows(truth, 1) && shows(truth, 2), of('surprise'));
		expect(brows).toBeGreaterThan(0.3);
	});

	it('moves every expression by 0.02 to 0.45, about a fifth of them on one side', () => {
		for (const { intensities } of expressions) {
			const strongest = Math.max(...intensities);
			expect(strongest).toBeGreaterThan(0.02);
			expect(strongest).toBeLessThanOrEqual(0.45 + 1e-6);
		}
		const oneSided = share(
			(truth) => UNITS.some((au) => Math.min(...sideOf(truth, au)) === 0 && shows(truth, au)),
			expressions,
		);
		expect(oneSided).toBeGreaterThan(0.12);
		expect(oneSided).toBeLessThan(0.35);
	});

	it('teaches nothing where nothing was expressed: even classes, no unit', () => {
		for (const [i, truth] of data.truths.entries()) {
			const classes = [...data.classes.subarray(i * 3, i * 3 + 3)];
			const units = data.units.subarray(i * 2 * UNITS.length, (i + 1) * 2 * UNITS.length);
			if (truth.content === 'expression') expect(classes.sort()).toEqual([0, 0, 1]);
			else if (truth.content === 'units') {
				expect(classes.sort()).toEqual(truth.class3 === null ? [0, 0, 0] : [0, 0, 1]);
			} else for (const value of classes) expect(value).toBeCloseTo(1 / 3, 6);
			const moving = truth.content === 'expression' || truth.content === 'units';
			expect(units.some((value) => value === 1)).toBe(moving);
		}
	});

	it('opens the gate for most right offsets and shuts it for most wrong ones', () => {
		const open = (offset: Truth['offsetIs']): number => {
			const at = data.truths.flatMap((truth, i) =>
				truth.content === 'expression' && truth.offsetIs === offset ? [i] : [],
			);
			return at.filter((i) => data.correlation[i]! > 0.3).length / at.length;
		};
		expect(open('right')).toBeGreaterThan(0.5);
		expect(open('wrong')).toBeLessThan(0.3);
	});

	it('fills both blocks with finite values in [-1, 1]', () => {
		expect(data.rise).toHaveLength(600 * GRID * GRID * 3);
		for (const block of [data.rise, data.fall]) {
			let worst = 0;
			for (const value of block)
				worst = Math.max(worst, Number.isFinite(value) ? Math.abs(value) : 9);
			expect(worst).toBeLessThanOrEqual(1);
			expect(worst).toBeGreaterThan(0.9);
		}
	});
});

describe('sides', () => {
	// What people are told hangs on this: the first half of the labels is the subject's left, which is
	// the right of the picture, that is of the grid.
	it("labels the picture's right as the subject's left", () => {
		const half = UNITS.length;
		let checked = 0;
		let byEnergy = 0;
		let byAsymmetry = 0;
		for (const [i, { intensities }] of data.truths.entries()) {
			const left = intensities.subarray(0, half).some((value) => value > 0.15);
			const right = intensities.subarray(half).some((value) => value > 0);
			const other = intensities.subarray(0, half).some((value) => value > 0);
			const onlyLeft = left && !right;
			const onlyRight = !other && intensities.subarray(half).some((value) => value > 0.15);
			if (!onlyLeft && !onlyRight) continue;
			let energy = 0;
			for (let cell = 0; cell < GRID * GRID; cell++) {
				const at = 3 * (i * GRID * GRID + cell);
				const here = data.rise[at]! ** 2 + data.rise[at + 1]! ** 2;
				energy += cell % GRID >= GRID / 2 ? here : -here;
			}
			const { upper, lower } = data.asymmetry[i]!;
			const strongest = Math.abs(upper) > Math.abs(lower) ? upper : lower;
			checked += 1;
			byEnergy += Number(onlyLeft === energy > 0);
			byAsymmetry += Number(onlyLeft === strongest > 0);
		}
		expect(checked).toBeGreaterThan(25);
		expect(byEnergy / checked).toBeGreaterThan(0.75);
		expect(byAsymmetry / checked).toBeGreaterThan(0.75);
	});
});

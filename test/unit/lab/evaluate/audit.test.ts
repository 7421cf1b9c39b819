import { describe, expect, it } from 'vitest';
import { Bootstrap } from '../../../../src/core/statistics/index.ts';
import { readArguments } from '../../../../src/lab/evaluate/audit/arguments.ts';
import { figuresOf } from '../../../../src/lab/evaluate/audit/figures.ts';
import { jittered } from '../../../../src/lab/evaluate/audit/jitter.ts';
import type { KeyFrameNumbers } from '../../../../src/lab/evaluate/audit/jitter.ts';
import type { Trial } from '../../../../src/lab/evaluate/audit/trials.ts';
import { AUDIT, METHODS } from '../../../../src/lab/evaluate/audit/trials.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { audited } from '../../study/audit/movements.ts';

describe('jitter', () => {
	it('moves each key frame by up to so many, all as likely, where there is room', () => {
		const truth = { onset: 100, apex: 200, offset: 300 };
		const random = seeded(3);
		const drawn = Array.from({ length: 5000 }, () => jittered(truth, 2, 400, random));
		for (const name of ['onset', 'apex', 'offset'] as const) {
			for (const shift of [-2, -1, 0, 1, 2]) {
				const share = drawn.filter((each) => each[name] - truth[name] === shift).length / 5000;
				expect(share, `${name} ${shift}`).toBeGreaterThan(0.17);
				expect(share, `${name} ${shift}`).toBeLessThan(0.23);
			}
		}
	});

	it('keeps the order, and stays within the film', () => {
		const random = seeded(4);
		for (let i = 0; i < 500; i++) {
			const { onset, apex, offset } = jittered({ onset: 1, apex: 3, offset: 5 }, 8, 9, random);
			expect([onset >= 0, onset < apex, apex < offset, offset < 9]).toEqual([
				true,
				true,
				true,
				true,
			]);
		}
	});
});

describe('figures', () => {
	const truth = { onset: 10, apex: 15, offset: 20 };
	const trial = (person: string, coded: KeyFrameNumbers, found: KeyFrameNumbers): Trial => ({
		film: person,
		person,
		part: 'photo',
		peakPx200: 2,
		fps: 50,
		truth,
		coded,
		selected: Object.fromEntries(
			METHODS.map((method) => [method, method === AUDIT ? found : coded]),
		),
		reselection: audited({ moved: 0.5, doubt: person === 'a' ? 0.9 : 0.2 }).reselection,
	});
	const trials = [
		trial('a', { onset: 6, apex: 15, offset: 20 }, { onset: 9, apex: 15, offset: 21 }),
		trial('b', { onset: 12, apex: 15, offset: 20 }, { onset: 12, apex: 15, offset: 20 }),
	];
	const people = new Bootstrap(['a', 'b'], seeded(1));
	const figures = figuresOf(trials, 4, people, 50);

	it('are mean absolute errors, before and after, in frames and ms', () => {
		const { onset, apex, offset } = figures.methods.find(({ method }) => method === AUDIT)!.errors;
		expect([onset.beforeFrames.value, onset.afterFrames.value]).toEqual([3, 1.5]);
		expect([onset.beforeMs.value, onset.afterMs.value]).toEqual([60, 30]);
		expect(onset.ratio!.value).toBe(0.5);
		expect(apex.ratio).toBeNull(); // nothing was wrong before
		expect(offset.afterFrames.value).toBe(0.5);
	});

	it('say how many are off, and whether doubt tells which', () => {
		// 4 frames at 50 a second are 80 ms, 2 are 40.
		expect(figures.doubt.onset.off.value).toBe(0.5);
		expect(figures.doubt.any).toMatchObject({ off: { value: 0.5 }, auc: 1 });
		expect(figures.doubt.onset.auc).toBe(0.5);
	});

	it('count the true frames inside of the intervals', () => {
		// The reselected frames of these are 10, 15, 20, one frame to either side.
		expect(figures.inside.onset.value).toBe(1);
		expect(figures.intervalMs.onset.value).toBe(40);
	});
});

it('arguments are checked', () => {
	expect(readArguments(['--truth', 'x', '--jitter', '3, 5', '--runs', '2'])).toMatchObject({
		truth: 'x',
		jitters: [3, 5],
		runs: 2,
		seed: 1,
	});
	expect(() => readArguments([])).toThrow(/--truth FOLDER/);
	expect(() => readArguments(['--truth', 'x', '--jitter', '0'])).toThrow(
		/whole number of at least 1/,
	);
});

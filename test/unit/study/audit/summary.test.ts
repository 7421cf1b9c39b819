import { describe, expect, it } from 'vitest';
import { NOT_GIVEN, byDoubt, shiftOf, summarise } from '../../../../src/study/audit/index.ts';
import { binsFor, countInBins } from '../../../../src/study/audit/bins.ts';
import { audited } from './movements.ts';

describe('a shift', () => {
	it('is reselected less coded, in frames and ms', () => {
		const { reselection } = audited({ fps: 200, shift: { apex: -4 }, moved: 0.25 });
		expect(shiftOf(reselection, 'apex', 50)).toEqual({
			frames: -4,
			ms: -20,
			beyond: false,
			moved: 0.25,
		});
		expect(shiftOf(reselection, 'onset', 50)).toMatchObject({ frames: 0, ms: 0 });
	});

	it('is none where nothing was coded', () => {
		const { reselection } = audited({ coded: { apex: null } });
		expect(shiftOf(reselection, 'apex', 50)).toBeNull();
	});

	it('counts from the tolerance on, and never within one and a half frames', () => {
		const beyond = (frames: number, fps: number): boolean =>
			shiftOf(audited({ fps, shift: { onset: frames } }).reselection, 'onset', 50)!.beyond;
		expect([beyond(5, 100), beyond(6, 100), beyond(-6, 100)]).toEqual([false, true, true]);
		// A frame lasts 66.7 ms: one is no fault, two are.
		expect([beyond(1, 15), beyond(2, 15)]).toEqual([false, true]);
	});
});

describe('bins', () => {
	it('are as wide as a frame, one around 0, as many on either side', () => {
		expect(binsFor([-20, 31], 10)).toEqual({
			widthMs: 10,
			middlesMs: [-30, -20, -10, 0, 10, 20, 30],
		});
		expect(binsFor([], 40).middlesMs).toEqual([-40, 0, 40]);
	});

	it('are wider where there would be too many, and lose nothing', () => {
		const shifts = Array.from({ length: 101 }, (_, i) => 5 * (i - 50));
		const bins = binsFor(shifts, 5);
		expect(bins.middlesMs.length).toBeLessThanOrEqual(41);
		expect(bins.widthMs % 5).toBe(0);
		const counts = countInBins(shifts, bins);
		expect(counts.reduce((sum, count) => sum + count)).toBe(101);
		expect(counts.length).toBe(bins.middlesMs.length);
	});

	it('count what lies in them', () => {
		const bins = { widthMs: 10, middlesMs: [-10, 0, 10] };
		expect(countInBins([-14, -6, -4, 0, 4, 6, 100], bins)).toEqual([2, 3, 2]);
	});
});

describe('a summary', () => {
	const movements = [
		audited({ subject: 'own:1', coder: 'B', columns: { emotion: 'fear' }, shift: { onset: 2 } }),
		audited({ subject: 'own:2', coder: 'A', columns: { emotion: 'joy' }, shift: { onset: -8 } }),
		audited({ subject: 'own:3', coder: 'A', shift: { onset: 3 }, coded: { offset: null } }),
	];

	it('has means, shares and counts of each key frame', () => {
		const { all } = summarise(movements);
		expect([all.movements, all.subjects]).toEqual([3, 3]);
		const { onset, apex, offset } = all.keyFrames;
		expect(onset!.count).toBe(3);
		expect(onset!.meanFrames.value).toBeCloseTo(-1, 12);
		expect(onset!.meanMs.value).toBeCloseTo(-10, 12);
		expect(onset!.absoluteMs.value).toBeCloseTo(130 / 3, 12);
		expect(onset!.beyond.value).toBeCloseTo(1 / 3, 12);
		expect(onset!.histogram.reduce((sum, count) => sum + count)).toBe(3);
		expect(apex!.meanMs).toEqual({ value: 0, low: 0, high: 0 });
		expect([offset!.count, offset!.subjects]).toEqual([2, 2]);
	});

	it('groups by coder and by a column', () => {
		const { coders, groups, column } = summarise(movements, { column: 'emotion' });
		expect(column).toBe('emotion');
		expect(coders.map(({ name, movements: n }) => [name, n])).toEqual([
			['A', 2],
			['B', 1],
		]);
		expect(coders[0]!.keyFrames.onset!.meanMs.value).toBeCloseTo(-25, 12);
		expect(groups.map(({ name }) => name)).toEqual(['fear', 'joy', NOT_GIVEN]);
	});

	it('names no coders where none are given, and no figures of a key frame that nobody coded', () => {
		const { coders, groups, all } = summarise([audited({ coded: { apex: null } })]);
		expect([coders, groups]).toEqual([[], []]);
		expect(all.keyFrames.apex).toBeNull();
		expect(() => summarise([])).toThrow(RangeError);
	});

	it('is the same in whatever order the movements come', () => {
		expect(summarise(movements.toReversed())).toEqual(summarise(movements));
	});

	it('sorts by doubt, and puts last what no motion speaks for', () => {
		const ids = byDoubt([
			audited({ id: 'silent', doubt: 0.95, evidence: 0 }),
			audited({ id: 'sure', doubt: 0.1 }),
			audited({ id: 'off', doubt: 0.9 }),
		]).map(({ reselection }) => reselection.id);
		expect(ids).toEqual(['off', 'sure', 'silent']);
	});
});

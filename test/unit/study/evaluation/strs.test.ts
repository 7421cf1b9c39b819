import { describe, expect, it } from 'vitest';
import type { SpottedMovement } from '../../../../src/study/evaluation/index.ts';
import { strsAsScripted, strsOf } from '../../../../src/study/evaluation/index.ts';

/** `movement('ann/a', 10, 19, 'joy')`. */
const movement = (
	where: string,
	onset: number,
	offset: number,
	emotion: string,
): SpottedMovement => {
	const [subject, video] = where.split('/');
	return { subject: subject!, video: video!, onset, offset, emotion };
};

/** Both count these alike: four hits of five, one false alarm; told joy joy fear fear of joy joy joy fear. */
const TRUTHS = [
	movement('ann/a', 10, 19, 'joy'),
	movement('ann/a', 50, 59, 'joy'),
	movement('ann/b', 10, 19, 'joy'),
	movement('bob/a', 10, 19, 'fear'),
	movement('bob/a', 80, 89, 'joy'),
];
const PREDICTIONS = [
	movement('ann/a', 10, 19, 'joy'),
	movement('ann/a', 52, 60, 'joy'), // 8 of 11 frames
	movement('ann/b', 5, 19, 'fear'), // 10 of 15
	movement('bob/a', 12, 17, 'fear'), // 6 of 10
	movement('bob/a', 40, 49, 'joy'),
];
const PRECISION = (1 + 1 / 2) / 2;
const RECALL = (2 / 3 + 1) / 2;
const ANALYSIS = (2 * PRECISION * RECALL) / (PRECISION + RECALL);

describe('STRS by hand', () => {
	it.each([
		['one to one', strsOf, RECALL],
		['as the script counts', strsAsScripted, PRECISION],
	] as const)('%s', (_, count, uar) => {
		const { spotting, analysis, strs } = count(TRUTHS, PREDICTIONS);
		expect(spotting).toMatchObject({ hits: 4, falseAlarms: 1, misses: 1 });
		expect(spotting.precision).toBeCloseTo(4 / 5, 12);
		expect(spotting.recall).toBeCloseTo(4 / 5, 12);
		expect(spotting.f1).toBeCloseTo(4 / 5, 12);
		expect(analysis.precision).toBeCloseTo(PRECISION, 12);
		expect(analysis.recall).toBeCloseTo(RECALL, 12);
		expect(analysis.f1).toBeCloseTo(ANALYSIS, 12);
		expect(analysis.uf1).toBeCloseTo((4 / 5 + 2 / 3) / 2, 12);
		expect(analysis.uar).toBeCloseTo(uar, 12);
		expect(strs).toBeCloseTo((4 / 5) * ANALYSIS, 12);
	});

	it('of nothing found is 0', () => {
		for (const count of [strsOf, strsAsScripted]) {
			expect(count(TRUTHS, [])).toMatchObject({
				spotting: { hits: 0, falseAlarms: 0, precision: 0, recall: 0, f1: 0 },
				analysis: { precision: 0, recall: 0, f1: 0, uf1: 0, uar: 0 },
				strs: 0,
			});
		}
	});

	it('of everything found and told is 1', () => {
		for (const count of [strsOf, strsAsScripted]) expect(count(TRUTHS, TRUTHS).strs).toBe(1);
	});

	it('needs half of the frames, both ends counted', () => {
		const truth = [movement('ann/a', 10, 19, 'joy')];
		for (const count of [strsOf, strsAsScripted]) {
			expect(count(truth, [movement('ann/a', 10, 14, 'joy')]).spotting.hits).toBe(1);
			expect(count(truth, [movement('ann/a', 10, 13, 'joy')]).spotting.hits).toBe(0);
		}
	});

	it('pairs nothing across videos or people of the same name', () => {
		const truth = [movement('ann/a', 10, 19, 'joy')];
		const found = [movement('ann/b', 10, 19, 'joy'), movement('bob/a', 10, 19, 'joy')];
		expect(strsOf(truth, found).spotting).toMatchObject({ hits: 0, falseAlarms: 2, misses: 1 });
	});
});

describe('the public script', () => {
	const counts = (truths: SpottedMovement[], predictions: SpottedMovement[]) =>
		[strsOf, strsAsScripted].map((count) => {
			const { hits, falseAlarms, misses } = count(truths, predictions).spotting;
			return [hits, falseAlarms, misses];
		});

	it('(a) says the mean precision where recall is asked for', () => {
		expect(strsOf(TRUTHS, PREDICTIONS).analysis.uar).toBeCloseTo(RECALL, 12);
		expect(strsAsScripted(TRUTHS, PREDICTIONS).analysis.uar).toBeCloseTo(PRECISION, 12);
	});

	it('(b) drops predictions in videos without a movement', () => {
		const found = [
			...PREDICTIONS,
			movement('ann/quiet', 1, 9, 'joy'),
			movement('eve/a', 1, 9, 'joy'),
		];
		expect(counts(TRUTHS, found)).toEqual([
			[4, 3, 1],
			[4, 1, 1],
		]);
	});

	it('(b) drops the movements of people without a prediction, and keeps those of their other videos', () => {
		const truths = [...TRUTHS, movement('eve/a', 1, 9, 'joy'), movement('bob/unseen', 1, 9, 'joy')];
		expect(counts(truths, PREDICTIONS)).toEqual([
			[4, 1, 3],
			[4, 1, 2],
		]);
	});

	it('(c) lets one prediction hit two movements', () => {
		const truths = [movement('ann/a', 0, 9, 'joy'), movement('ann/a', 10, 19, 'fear')];
		expect(counts(truths, [movement('ann/a', 0, 19, 'joy')])).toEqual([
			[1, 0, 1],
			[2, 0, 0],
		]);
	});

	it('(d) serves predictions in the order of rows, whatever overlaps more', () => {
		const truths = [movement('ann/a', 10, 19, 'joy'), movement('ann/b', 10, 19, 'fear')];
		const loose = movement('ann/a', 10, 16, 'fear');
		const exact = movement('ann/a', 10, 19, 'joy');
		const other = movement('ann/b', 10, 19, 'fear');
		const found = [loose, exact, other];
		expect(counts(truths, found)).toEqual([
			[2, 1, 0],
			[2, 1, 0],
		]);
		expect(strsOf(truths, found).analysis.f1).toBe(1);
		// Joy is never told: 0 and 0; fear: 1 of 2 and 1 of 1.
		expect(strsAsScripted(truths, found).analysis).toMatchObject({ precision: 0.25, recall: 0.5 });
		expect(strsAsScripted(truths, [exact, loose, other]).analysis.f1).toBe(1);
	});

	it('(f) counts 0 for an emotion of the truth that no hit has', () => {
		const truths = [...TRUTHS, movement('bob/a', 200, 209, 'awe')];
		expect(strsOf(truths, PREDICTIONS).analysis.precision).toBeCloseTo(PRECISION, 12);
		const { precision, recall } = strsAsScripted(truths, PREDICTIONS).analysis;
		expect(precision).toBeCloseTo((1 + 1 / 2 + 0) / 3, 12);
		expect(recall).toBeCloseTo((2 / 3 + 1 + 0) / 3, 12);
	});

	it('(f) knows no emotion that only predictions name', () => {
		const found = PREDICTIONS.map((each, i) => (i === 0 ? { ...each, emotion: 'awe' } : each));
		// Joy told awe, joy, fear: recall 1/3; fear 1. Named: joy 1 of 1, fear 1 of 2, awe 0 of 1.
		expect(strsOf(TRUTHS, found).analysis.precision).toBeCloseTo((1 + 1 / 2 + 0) / 3, 12);
		const { precision, recall } = strsAsScripted(TRUTHS, found).analysis;
		expect(precision).toBeCloseTo((1 + 1 / 2) / 2, 12);
		expect(recall).toBeCloseTo((1 / 3 + 1) / 2, 12);
	});

	it('(f) counts 0 where all hits are of one emotion, and told', () => {
		const joy = [movement('ann/a', 10, 19, 'joy')];
		expect(strsOf(joy, joy).strs).toBe(1);
		expect(strsAsScripted(joy, joy)).toMatchObject({ spotting: { f1: 1 }, strs: 0 });
	});
});

/** A learner that knows what it is shown by heart would betray any leak. */
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../../src/core/kernel/index.ts';
import type {
	FoldOutcome,
	FoldRun,
	FoldStore,
	Learner,
	Lesson,
	FoldProtocol,
} from '../../../../../src/lab/train/subjects/index.ts';
import {
	figuresByDataset,
	leaveOneSubjectOut,
	runFolds,
} from '../../../../../src/lab/train/subjects/index.ts';

const PEOPLE = 40;
const EACH = 6;
const CLASSES = 3;
const EPOCHS = 4;

interface Sample {
	readonly subject: string;
	readonly label: number;
	readonly features: readonly number[];
}

const FIXED: FoldProtocol = { stop: 'fixed', stoppingShare: 0.2, seed: 1 };
const EARLY: FoldProtocol = { ...FIXED, stop: 'early' };

function samplesOf(features: (label: number, person: number) => number[]): Sample[] {
	const random = seeded(5);
	return Array.from({ length: PEOPLE * EACH }, (_, i) => {
		const person = Math.floor(i / EACH);
		const label = random.index(CLASSES);
		return { subject: `made:${person}`, label, features: features(label, person) };
	});
}

/** The label of the nearest sample that was seen. Its epochs are all alike. */
function nearest(samples: readonly Sample[], lessons: Lesson[]): Learner<number> {
	return {
		learn(lesson) {
			lessons.push(lesson);
			const seen = [...lesson.training, ...(lesson.stopping ?? [])].map((at) => samples[at]!);
			const distance = (a: Sample, b: Sample): number =>
				a.features.reduce((sum, value, i) => sum + (value - b.features[i]!) ** 2, 0);
			const predict = (places: readonly number[]): number[] =>
				places.map((place) => {
					const own = samples[place]!;
					return seen.reduce((best, each) =>
						distance(each, own) < distance(best, own) ? each : best,
					).label;
				});
			return { epoch: EPOCHS, predict, afterEpoch: Array.from({ length: EPOCHS }, () => predict) };
		},
	};
}

const forgetful: FoldStore<number> = { load: () => null, save: () => {} };

function runOf(
	samples: readonly Sample[],
	protocol: FoldProtocol,
	lessons: Lesson[],
): FoldRun<number> {
	const subjects = samples.map(({ subject }) => subject);
	return {
		subjects,
		protocol,
		store: forgetful,
		optimistic: null,
		onFold: () => {},
		folds: leaveOneSubjectOut(subjects),
		learner: nearest(samples, lessons),
	};
}

function uf1Of(samples: readonly Sample[], outcomes: readonly FoldOutcome<number>[]): number {
	const judged = outcomes.flatMap((outcome) => outcome.judged);
	const figures = figuresByDataset(
		judged.map(({ place, prediction }) => ({
			dataset: 'made',
			subject: samples[place]!.subject,
			truth: samples[place]!.label,
			predicted: prediction,
		})),
		CLASSES,
		seeded(1),
	);
	return figures['made']!.uf1.value;
}

describe('runFolds', () => {
	for (const protocol of [FIXED, EARLY]) {
		it(`lets no sample of a test subject reach training or stopping (${protocol.stop})`, () => {
			// Planted: a feature that tells the sample, so that one that leaked would be known by heart.
			const random = seeded(9);
			const samples = samplesOf(() => [random.normal(), random.normal()]);
			const lessons: Lesson[] = [];
			const { outcomes } = runFolds(runOf(samples, protocol, lessons));

			expect(lessons).toHaveLength(PEOPLE);
			for (const { fold, training, stopping } of lessons) {
				const subjects = (places: readonly number[]) =>
					new Set(places.map((place) => samples[place]!.subject));
				expect(subjects(training).has(fold)).toBe(false);
				if (protocol.stop === 'fixed') expect(stopping).toBeNull();
				else {
					expect(subjects(stopping!).has(fold)).toBe(false);
					const both = [...subjects(stopping!)].filter((name) => subjects(training).has(name));
					expect(both).toEqual([]);
					expect(subjects(stopping!).size).toBe(8); // a fifth of 39
				}
			}
			expect(uf1Of(samples, outcomes)).toBeLessThan(0.5);
			// The planted leak does betray itself: the same learner, shown everything, is never wrong.
			const leaky = nearest(samples, []).learn({
				fold: 'all',
				stopping: null,
				training: samples.map((_, place) => place),
			});
			expect(leaky.predict([0, 1, 2])).toEqual(samples.slice(0, 3).map(({ label }) => label));
		});
	}

	it('is at chance where labels have nothing to do with what is seen', () => {
		const random = seeded(2);
		const samples = samplesOf((_, person) => [person, random.normal()]);
		const { outcomes } = runFolds(runOf(samples, FIXED, []));
		// A third, and four standard errors of 240 draws.
		expect(Math.abs(uf1Of(samples, outcomes) - 1 / 3)).toBeLessThan(0.13);
	});

	it('is perfect where a feature is the label', () => {
		const random = seeded(3);
		const samples = samplesOf((label) => [10 * label, random.normal()]);
		const { outcomes } = runFolds(runOf(samples, EARLY, []));
		expect(uf1Of(samples, outcomes)).toBe(1);
	});

	it('judges every sample once, in its place', () => {
		const samples = samplesOf((label) => [label]);
		const { outcomes } = runFolds(runOf(samples, FIXED, []));
		const places = outcomes.flatMap(({ judged }) => judged.map(({ place }) => place));
		expect(places.sort((a, b) => a - b)).toEqual(samples.map((_, i) => i));
	});

	it('names a fold that fails, and runs the others', () => {
		const samples = samplesOf((label) => [label]);
		const run = runOf(samples, FIXED, []);
		const learner: Learner<number> = {
			learn(lesson) {
				if (lesson.fold === 'made:7') throw new Error('out of memory');
				return run.learner.learn(lesson);
			},
		};
		const { outcomes, failed } = runFolds({ ...run, learner });
		expect(failed).toEqual([{ fold: 'made:7', why: 'out of memory' }]);
		expect(outcomes).toHaveLength(PEOPLE - 1);
	});

	it('goes on where it was interrupted', () => {
		const samples = samplesOf((label) => [label]);
		const saved = new Map<string, FoldOutcome<number>>();
		const store: FoldStore<number> = {
			load: (fold) => saved.get(fold) ?? null,
			save: (outcome) => void saved.set(outcome.fold, outcome),
		};
		const lessons: Lesson[] = [];
		const run = { ...runOf(samples, FIXED, lessons), store };
		const whole = runFolds(runOf(samples, FIXED, []));
		runFolds({ ...run, folds: run.folds.slice(0, 12) });
		expect(lessons).toHaveLength(12);
		const resumed = runFolds(run);
		expect(lessons).toHaveLength(PEOPLE); // the first twelve were not learnt again
		expect(resumed).toEqual(whole);
	});
});

describe('the optimistic figure', () => {
	/** Right in another epoch for every person: only who looks at the test fold can tell which. */
	function moody(samples: readonly Sample[]): Learner<number> {
		return {
			learn({ fold }) {
				const good = Number(fold.split(':')[1]!) % EPOCHS;
				const inEpoch = (epoch: number) => (places: readonly number[]) =>
					places.map((place) => {
						const { label } = samples[place]!;
						return epoch === good ? label : (label + 1) % CLASSES;
					});
				const afterEpoch = Array.from({ length: EPOCHS }, (_, epoch) => inEpoch(epoch));
				return { epoch: EPOCHS, predict: afterEpoch.at(-1)!, afterEpoch };
			},
		};
	}
	const samples = samplesOf((label) => [label]);
	const right = (judged: readonly { place: number; prediction: number }[]): number =>
		judged.filter(({ place, prediction }) => samples[place]!.label === prediction).length;
	const base = { ...runOf(samples, FIXED, []), learner: moody(samples) };

	it('picks the epoch on the test fold, and shows how much that flatters', () => {
		const { outcomes } = runFolds({ ...base, optimistic: right });
		const flattered = outcomes.map(({ optimistic, judged }) => ({
			honest: right(judged),
			best: right(optimistic!.judged),
		}));
		expect(flattered.every(({ best }) => best === EACH)).toBe(true);
		expect(flattered.filter(({ honest }) => honest === EACH)).toHaveLength(PEOPLE / EPOCHS);
	});

	it('changes nothing of the result beside it', () => {
		const plain = runFolds(base).outcomes;
		const asked = runFolds({ ...base, optimistic: right }).outcomes;
		expect(plain.every(({ optimistic }) => optimistic === null)).toBe(true);
		expect(asked.map((outcome) => ({ ...outcome, optimistic: null }))).toEqual(plain);
	});

	it('takes the later of equally good epochs, as published', () => {
		const alike = { ...base, learner: nearest(samples, []), optimistic: right };
		for (const { optimistic } of runFolds(alike).outcomes) expect(optimistic!.epoch).toBe(EPOCHS);
	});
});

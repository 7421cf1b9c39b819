/**
 * Runs folds one after another: learn from other subjects, judge the fold's own once, pool.
 *
 * What learns gets the places it may see and nothing else. The test samples are predicted after it
 * has decided on an epoch. Only the optimistic figure of the published protocols (`optimistic`)
 * looks at the test fold before that, apart from everything that is reported as result.
 */
import { seeded } from '../../../core/kernel/index.ts';
import type { SubjectFold, StoppingSplit } from './folds.ts';
import { splitForStopping } from './folds.ts';

/** What a fold may be learnt from. */
export interface Lesson {
	readonly fold: string;
	readonly training: readonly number[];
	/** Null: the number of epochs is fixed. */
	readonly stopping: readonly number[] | null;
}

export type Predict<Prediction> = (places: readonly number[]) => Prediction[];

export interface Learnt<Prediction> {
	/** Epochs that the result has seen. */
	readonly epoch: number;
	readonly predict: Predict<Prediction>;
	/** The same after each epoch, the first one first. */
	readonly afterEpoch: readonly Predict<Prediction>[];
}

export interface Learner<Prediction> {
	learn(lesson: Lesson): Learnt<Prediction>;
}

export interface FoldProtocol {
	/** `fixed`: all epochs. `early`: the best epoch on a part of the training subjects. */
	readonly stop: 'fixed' | 'early';
	/** Of the training subjects, for `early`. */
	readonly stoppingShare: number;
	readonly seed: number;
}

export interface Judged<Prediction> {
	readonly place: number;
	readonly prediction: Prediction;
}

export interface FoldOutcome<Prediction> {
	readonly fold: string;
	readonly epoch: number;
	readonly judged: readonly Judged<Prediction>[];
	/** The epoch that did best on the test fold itself; null unless it was asked for. */
	readonly optimistic: {
		readonly epoch: number;
		readonly judged: readonly Judged<Prediction>[];
	} | null;
}

export interface FailedFold {
	readonly fold: string;
	readonly why: string;
}

/** Outcomes of folds that were run before. */
export interface FoldStore<Prediction> {
	load(fold: string): FoldOutcome<Prediction> | null;
	save(outcome: FoldOutcome<Prediction>): void;
}

export interface FoldRun<Prediction> {
	readonly subjects: readonly string[];
	readonly folds: readonly SubjectFold[];
	readonly protocol: FoldProtocol;
	readonly learner: Learner<Prediction>;
	readonly store: FoldStore<Prediction>;
	/** How good predictions of a test fold are; null: the optimistic figure is not wanted. */
	readonly optimistic: ((judged: readonly Judged<Prediction>[]) => number) | null;
	readonly onFold: (done: number, outcome: FoldOutcome<Prediction> | FailedFold) => void;
}

export interface FoldResults<Prediction> {
	readonly outcomes: readonly FoldOutcome<Prediction>[];
	/** Folds that came to nothing; the others ran all the same. */
	readonly failed: readonly FailedFold[];
}

export function runFolds<Prediction>(run: FoldRun<Prediction>): FoldResults<Prediction> {
	const outcomes: FoldOutcome<Prediction>[] = [];
	const failed: FailedFold[] = [];
	for (const [i, fold] of run.folds.entries()) {
		try {
			let outcome = run.store.load(fold.name);
			if (outcome === null) {
				outcome = runFold(run, fold);
				run.store.save(outcome);
			}
			outcomes.push(outcome);
			run.onFold(i + 1, outcome);
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			failed.push({ fold: fold.name, why });
			run.onFold(i + 1, failed.at(-1)!);
		}
	}
	return { outcomes, failed };
}

function runFold<Prediction>(
	{ subjects, protocol, learner, optimistic }: FoldRun<Prediction>,
	fold: SubjectFold,
): FoldOutcome<Prediction> {
	const { training, stopping } = lessonOf(subjects, fold, protocol);
	const learnt = learner.learn({ fold: fold.name, training, stopping });
	const judge = (predict: Predict<Prediction>): Judged<Prediction>[] => {
		const predictions = predict(fold.test);
		return fold.test.map((place, i) => ({ place, prediction: predictions[i]! }));
	};
	return {
		fold: fold.name,
		epoch: learnt.epoch,
		judged: judge(learnt.predict),
		optimistic: optimistic === null ? null : bestOnTest(learnt, judge, optimistic),
	};
}

function lessonOf(
	subjects: readonly string[],
	fold: SubjectFold,
	{ stop, stoppingShare, seed }: FoldProtocol,
): StoppingSplit | { readonly training: readonly number[]; readonly stopping: null } {
	if (stop === 'fixed') return { training: fold.training, stopping: null };
	return splitForStopping(subjects, fold, stoppingShare, seeded(seedOf(fold.name, seed)));
}

/** FNV-1a: a fold splits alike whatever folds ran before it. */
function seedOf(name: string, seed: number): number {
	let hash = 0x811c9dc5 ^ seed;
	for (const letter of name) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
	return hash >>> 0;
}

/** As published: of epochs that do equally well the last one. */
function bestOnTest<Prediction>(
	{ afterEpoch }: Learnt<Prediction>,
	judge: (predict: Predict<Prediction>) => Judged<Prediction>[],
	merit: (judged: readonly Judged<Prediction>[]) => number,
): FoldOutcome<Prediction>['optimistic'] {
	let best: { epoch: number; judged: Judged<Prediction>[]; good: number } | null = null;
	for (const [i, predict] of afterEpoch.entries()) {
		const judged = judge(predict);
		const good = merit(judged);
		if (best === null || good >= best.good) best = { epoch: i + 1, judged, good };
	}
	return best === null ? null : { epoch: best.epoch, judged: best.judged };
}

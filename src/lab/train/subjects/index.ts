/**
 * Room: train, subjects. Evaluation by subject: folds, a part to stop by, running them, pooling.
 *
 * In    the subject of every sample; something that learns from places and predicts places
 * Out   predictions of every sample by a network that has not seen its subject; figures of those
 * Knows nothing of networks, files or motion. Pure: chance comes in seeded
 */
export {
	type ClassOutcome,
	type FigureWithInterval,
	type PooledFigures,
	RESAMPLES,
	figuresByDataset,
	pooledFigures,
} from './class-figures.ts';
export {
	type Fold,
	FoldError,
	type StoppingSplit,
	checkFolds,
	distinct,
	foldsByAssignment,
	foldsOfSubjects,
	leaveOneSubjectOut,
	splitForStopping,
} from './folds.ts';
export {
	type FailedFold,
	type FoldOutcome,
	type FoldResults,
	type FoldRun,
	type FoldStore,
	type Judged,
	type Learner,
	type Learnt,
	type Lesson,
	type Predict,
	type Protocol,
	runFolds,
} from './run-folds.ts';

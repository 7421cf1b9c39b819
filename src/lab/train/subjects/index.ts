/**
 * Room: train, subjects. Evaluation by subject: folds, a part to stop by, running them, pooling.
 *
 * In    the subject of every sample; something that learns from places and predicts places
 * Out   predictions of every sample by a network that has not seen its subject; figures of those
 * Knows nothing of networks, files or motion. Pure: chance comes in seeded
 */
export type { ClassOutcome, PooledFigures } from './class-figures.ts';
export { figuresByDataset, pooledFigures } from './class-figures.ts';
export type { SubjectFold } from './folds.ts';
export {
	SubjectFoldError,
	checkFolds,
	distinct,
	foldsByAssignment,
	foldsOfSubjects,
	leaveOneSubjectOut,
	splitForStopping,
} from './folds.ts';
export type {
	FailedFold,
	FoldOutcome,
	FoldRun,
	FoldStore,
	Judged,
	Learner,
	Learnt,
	Lesson,
	Predict,
	FoldProtocol,
} from './run-folds.ts';
export { runFolds } from './run-folds.ts';

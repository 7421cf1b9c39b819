/** Both ways of counting, with what they count. Pure. */
import type { SpottedMovement, StrsScores } from '../../../study/evaluation/index.ts';
import { LEAST_OVERLAP, strsAsScripted, strsOf } from '../../../study/evaluation/index.ts';

const STRS_FORMAT = 'fleeting-strs/1';

export interface StrsDocument {
	readonly format: typeof STRS_FORMAT;
	readonly leastOverlap: number;
	readonly movements: number;
	readonly predictions: number;
	/** Predictions in videos that the truth does not mention, and in how many. */
	readonly unknownVideos: { readonly videos: number; readonly predictions: number };
	/** Movements of subjects without a prediction, and of how many. */
	readonly silentSubjects: { readonly subjects: number; readonly movements: number };
	/** Emotions that are predicted and never true: a slip of spelling, perhaps. */
	readonly unknownEmotions: readonly string[];
	/** Every row counts; matches are one to one, the largest overlap first. */
	readonly oneToOne: StrsScores;
	/** As the public script counts; its `uar` is the mean precision. */
	readonly publicScript: StrsScores;
}

export function strsDocument(
	truths: readonly SpottedMovement[],
	predictions: readonly SpottedMovement[],
): StrsDocument {
	const videos = new Set(truths.map(videoOf));
	const unknown = predictions.filter((each) => !videos.has(videoOf(each)));
	const heard = new Set(predictions.map(({ subject }) => subject));
	const silent = truths.filter(({ subject }) => !heard.has(subject));
	const emotions = new Set(truths.map(({ emotion }) => emotion));
	return {
		format: STRS_FORMAT,
		leastOverlap: LEAST_OVERLAP,
		movements: truths.length,
		predictions: predictions.length,
		unknownVideos: { videos: countOf(unknown.map(videoOf)), predictions: unknown.length },
		silentSubjects: {
			subjects: countOf(silent.map(({ subject }) => subject)),
			movements: silent.length,
		},
		unknownEmotions: [
			...new Set(predictions.map(({ emotion }) => emotion).filter((each) => !emotions.has(each))),
		].sort(),
		oneToOne: strsOf(truths, predictions),
		publicScript: strsAsScripted(truths, predictions),
	};
}

const videoOf = ({ subject, video }: SpottedMovement): string => JSON.stringify([subject, video]);

const countOf = (names: readonly string[]): number => new Set(names).size;

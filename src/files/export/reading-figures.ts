/**
 * The measured figures of reading, format `fleeting-classifier/1`, as far as the app knows them:
 * `npm run evaluate -- classifier` writes them and more, the About screen reads them. Fields may be
 * added, never renamed.
 */
import type { LineSettings } from '../../core/record/index.ts';
import type { Figure } from './spotting-figures.ts';

export const CLASSIFIER_FORMAT = 'fleeting-classifier/1';

/** Which movements a row is about: those of a size, those from a size on, or all. */
export interface MovementSize {
	readonly px200: number | null;
	readonly orMore: boolean;
}

export interface ClassRow {
	readonly size: MovementSize;
	/** Null: films of every kind. */
	readonly part: string | null;
	readonly events: number;
	readonly uf1: Figure;
	readonly uar: Figure;
	/** Rows truth, columns reading. */
	readonly confusion: readonly (readonly number[])[];
	/** Null without a movement. */
	readonly calibrationError: number | null;
	/** A level of naming each. */
	readonly naming: readonly { readonly named: number | null; readonly right: number | null }[];
}

export interface UnitRow {
	/** FACS numbers; more than one count as one. */
	readonly units: readonly number[];
	readonly events: number;
	/** Null where every movement has it, or none. */
	readonly auc: number | null;
	/** Probability from which it counts as said. */
	readonly bar: number;
	readonly f1: number | null;
}

export interface SideRow {
	readonly size: MovementSize;
	readonly oneSided: SideShare;
	readonly bothSides: SideShare;
}

export interface SideShare {
	readonly events: number;
	readonly right: number | null;
}

export interface SpottedRow {
	readonly part: string | null;
	readonly events: number;
	readonly hits: number;
	readonly falseAlarms: number;
	readonly precision: Figure;
	readonly recall: Figure;
	readonly f1: Figure;
	/** Over the hits, at the key frames that the line found. */
	readonly analysis: { readonly precision: number; readonly recall: number; readonly f1: Figure };
	readonly strs: Figure;
}

/** What is said where nothing was expressed. */
export interface StillRow {
	readonly kind: 'blink' | 'headMotion' | 'mouth' | 'false detection';
	readonly count: number;
	/** Mean probability of the top class. */
	readonly confidence: number | null;
	/** Share with a class named, a level each; share with a unit named. */
	readonly named: readonly (number | null)[];
	readonly unitNamed: number | null;
}

export interface FilmFigures {
	readonly atTruth: readonly ClassRow[];
	/** Movements in which a key frame shows no face. */
	readonly unseen: number;
	/** From 1 px200 on; raised brows (1 and 2) as one first. */
	readonly units: readonly UnitRow[];
	/** FACS numbers that the network knows and that do not occur. */
	readonly unitsAbsent: readonly number[];
	readonly sides: readonly SideRow[];
	readonly spotted: readonly SpottedRow[];
	readonly atHits: readonly ClassRow[];
	readonly still: readonly StillRow[];
}

/** What is known of drawn people; the document has more. Null in JSON where nothing was counted. */
export interface DrawnFigures {
	/** Events with a class, nothing abstained from. */
	readonly classes: {
		readonly events: number;
		readonly uf1: number | null;
		readonly uar: number | null;
		readonly calibrationError: number | null;
	};
	/** A level of naming each: share of the events that is named, and of these the right ones. */
	readonly naming: readonly {
		readonly coverage: number | null;
		readonly accuracy: number | null;
	}[];
}

export interface ReadingFigures {
	readonly format: typeof CLASSIFIER_FORMAT;
	/** The app's, when it was measured. */
	readonly version: string;
	/** ISO day. */
	readonly date: string;
	/** Short commit, ending in `-dirty` where files were changed since; null outside git. */
	readonly revision: string | null;
	/** Its hash is that of the weights. */
	readonly network: { readonly name: string; readonly version: string; readonly sha256: string };
	/** Levels of naming, as the network states them; rows count by them in this order. */
	readonly levels: readonly { readonly coverage: number; readonly from: number }[];
	/** Drawn people that the training never saw. */
	readonly drawn: {
		readonly seed: number;
		readonly people: number;
		readonly events: number;
		readonly figures: DrawnFigures;
	};
	/** Null where no films were named. */
	readonly films: {
		readonly data: {
			/** The name of their folder. */
			readonly name: string;
			readonly films: number;
			readonly people: number;
			readonly events: number;
		};
		readonly settings: LineSettings;
		readonly method: {
			readonly overlap: number;
			readonly resamples: number;
			readonly seed: number;
		};
		readonly figures: FilmFigures;
	} | null;
}

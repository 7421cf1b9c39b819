/**
 * A movement as someone annotated it: one record per coded movement, whatever its data set calls things.
 *
 * Plain data. Frame numbers are those that the data set's picture files carry, not indices from 0.
 */
import type { Class3 } from './verdict.ts';

export const DATASET_NAMES = [
	'casme',
	'casme2',
	'casme-sq', // CAS(ME)^2
	'casme3', // CAS(ME)^3
	'samm',
	'samm-lv',
	'smic',
	'mmew',
	'4dme',
	'dfme',
	'own', // a table of the person's own, or an ELAN file
] as const;

export type DatasetName = (typeof DATASET_NAMES)[number];

export interface AnnotatedUnit {
	/** FACS number. */
	readonly unit: number;
	/** As the person has them; null: both sides, or not said. `top` and `bottom` as CAS(ME)^3 has them. */
	readonly side: 'left' | 'right' | 'top' | 'bottom' | null;
	/** 'A' to 'E', the stronger one of a range; null where none is given. */
	readonly intensity: string | null;
	/** The coder put a question mark behind it. */
	readonly uncertain: boolean;
	/** 4DME's `(k)`: held while the movement came and went, so no part of it. */
	readonly kept?: true;
}

/** Where a record was read. Rows as a spreadsheet counts them, from 1. */
export interface RecordPlace {
	readonly file: string;
	readonly sheet: string | null;
	readonly row: number;
}

export interface AnnotatedClip {
	readonly dataset: DatasetName;
	/** `dataset:subject`, so that folds never mix people of two data sets. */
	readonly subject: string;
	/** The clip's own name, such as `EP02_01f`. */
	readonly clip: string;
	readonly kind: 'micro' | 'macro';
	/** Frames a second. */
	readonly fps: number;
	readonly onset: number;
	/** Null: not coded. */
	readonly apex: number | null;
	/** Null: not coded, or the movement did not return. */
	readonly offset: number | null;
	readonly units: readonly AnnotatedUnit[];
	/** As coded, trimmed and in lower case; null: none. */
	readonly emotion: string | null;
	/** MEGC 2019's three classes; null: none of them (others, repression in some protocols, ...). */
	readonly class3: Class3 | null;
	/** Davison's objective class as coded, I..VII; null: not coded. */
	readonly objective: string | null;
	readonly coder: string | null;
	/** Every column of the row as text, by its heading: to group by. */
	readonly columns: Readonly<Record<string, string>>;
	/**
	 * Key frames as they were coded, where that was in ms (ELAN, columns `onset_ms` ...); the frame
	 * numbers are then the nearest at `fps`, if the pictures begin where the film does.
	 */
	readonly codedMs?: {
		readonly onset: number;
		readonly apex: number | null;
		readonly offset: number | null;
	};
	/**
	 * What of the film is at time 0 of the annotation file, ms: times there are `codedMs` less this.
	 * ELAN's TIME_ORIGIN; left out: 0.
	 */
	readonly originMs?: number;
	/** Folder of the clip's pictures under the frame root, with `/`; null: the record names no pictures. */
	readonly folder: string | null;
	/** A film instead of pictures: its path or name as the table or ELAN has it. */
	readonly film?: string;
	readonly place: RecordPlace;
}

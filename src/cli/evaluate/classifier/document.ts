/** The measured figures of reading, with what they were measured on and with. */
import type { LineSettings } from '../../../pipeline/index.ts';
import type { Figures } from '../../../train/judge/index.ts';
import type { FilmFigures } from './film-figures.ts';

export const CLASSIFIER_FORMAT = 'fleeting-classifier/1';

export interface ClassifierFigures {
	readonly format: typeof CLASSIFIER_FORMAT;
	/** Of the app that was measured. */
	readonly version: string;
	/** ISO day. */
	readonly date: string;
	/** Short commit, ending in `-dirty` where files were changed since; null outside git. */
	readonly revision: string | null;
	readonly network: { readonly name: string; readonly version: string; readonly sha256: string };
	/** Levels of naming, as the network states them; rows count by them in this order. */
	readonly levels: readonly { readonly coverage: number; readonly from: number }[];
	/** Drawn people that the training never saw. */
	readonly drawn: {
		readonly seed: number;
		readonly people: number;
		readonly events: number;
		readonly figures: Figures;
	};
	/** Null where no films were named. */
	readonly films: {
		readonly data: {
			/** Of the folder that holds them. */
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

/** The measured figures of reading: what the app shows of them, and on drawn people all of them. */
import type { ReadingFigures } from '../../../export/index.ts';
import type { Figures } from '../../../train/judge/index.ts';

export { CLASSIFIER_FORMAT } from '../../../export/index.ts';

export interface ClassifierFigures extends ReadingFigures {
	readonly drawn: Omit<ReadingFigures['drawn'], 'figures'> & { readonly figures: Figures };
}

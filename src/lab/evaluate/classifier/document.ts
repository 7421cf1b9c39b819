/** The measured figures of reading: what the app shows of them, and on drawn people all of them. */
import type { ReadingFigures } from '../../../files/export/index.ts';
import type { JudgedFigures } from '../../judge/index.ts';

export interface ClassifierFigures extends ReadingFigures {
	readonly drawn: Omit<ReadingFigures['drawn'], 'figures'> & { readonly figures: JudgedFigures };
}

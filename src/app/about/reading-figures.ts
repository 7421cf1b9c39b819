/**
 * The measured figures of reading, as `npm run evaluate -- classifier --save` leaves them in the
 * build.
 */
import * as v from 'valibot';
import { faultIn, object } from '../../core/kernel/index.ts';
import { CLASSIFIER_FORMAT, readingFiguresSchema } from '../../files/export/index.ts';
import { fetchFiguresFile } from './figures-file.ts';

const { entries } = readingFiguresSchema;
const films = entries.films.wrapped.entries;
const figures = films.figures.entries;

const shownFilms = object({
	atTruth: figures.atTruth,
	unseen: figures.unseen,
	units: figures.units,
	unitsAbsent: figures.unitsAbsent,
	sides: figures.sides,
	spotted: figures.spotted,
	still: figures.still,
});

export type ShownFilms = v.InferOutput<typeof shownFilms>;

/** What is shown of them. */
const shownSchema = v.pipe(
	object({
		format: entries.format,
		version: entries.version,
		date: entries.date,
		network: entries.network,
		levels: entries.levels,
		drawn: entries.drawn,
		films: v.nullable(object({ data: films.data, settings: films.settings, figures: shownFilms })),
	}),
	// Rows count by the levels: with fewer cells than levels a figure would stand at the wrong one.
	v.check(
		({ levels, drawn, films }) =>
			[
				drawn.figures.naming,
				...(films?.figures.atTruth ?? []).map(({ naming }) => naming),
				...(films?.figures.still ?? []).map(({ named }) => named),
			].every(({ length }) => length === levels.length),
		'a document with a cell per level in every row',
	),
);

export type ShownReading = Omit<v.InferOutput<typeof shownSchema>, 'format'>;

/**
 * Null where there are none: nothing was measured for this build. Rejects where there is a file that
 * is not what it should be.
 *
 * @param networkFolder - address of the network's files; the figures lie beside that folder
 */
export async function fetchReadingFigures(networkFolder: string): Promise<ShownReading | null> {
	const held = await fetchFiguresFile(networkFolder, 'classifier.json');
	return held === null ? null : shownReading(held);
}

/** TypeError where a field that is shown is missing or is something else. */
export function shownReading(value: unknown): ShownReading {
	const { success, output, issues } = v.safeParse(shownSchema, value, { abortEarly: true });
	if (success) return output;
	throw new TypeError(`no figures of format ${CLASSIFIER_FORMAT}: ${faultIn(issues[0])}`);
}

/**
 * The measured figures of reading, as `npm run evaluate -- classifier --save` leaves them in the
 * build.
 */
import type { FilmFigures, ReadingFigures } from '../../files/export/index.ts';
import { CLASSIFIER_FORMAT } from '../../files/export/index.ts';
import type { Check } from './checks.ts';
import { fields, figure, is, list, number, orNull, text, truth } from './checks.ts';
import { fetchFiguresFile } from './figures-file.ts';

/** What is shown of them. */
export type ShownReading = Pick<
	ReadingFigures,
	'version' | 'date' | 'network' | 'levels' | 'drawn'
> & {
	readonly films: {
		readonly data: NonNullable<ReadingFigures['films']>['data'];
		readonly settings: NonNullable<ReadingFigures['films']>['settings'];
		readonly figures: ShownFilms;
	} | null;
};

export type ShownFilms = Pick<
	FilmFigures,
	'atTruth' | 'unseen' | 'units' | 'unitsAbsent' | 'sides' | 'spotted' | 'still'
>;

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
	// Rows count by the levels: with fewer cells than levels a figure would stand at the wrong one.
	if (hasLevels(value) && documentWith((value as ShownReading).levels.length)(value)) {
		return value as ShownReading;
	}
	throw new TypeError(`no figures of format ${CLASSIFIER_FORMAT}`);
}

const hasLevels = fields({ levels: list(fields({ coverage: number, from: number })) });

const measured = orNull(number);
const size = fields({ px200: measured, orMore: truth });
const sideShare = fields({ events: number, right: measured });

const documentWith = (levels: number): Check =>
	fields({
		format: is(CLASSIFIER_FORMAT),
		version: text,
		date: text,
		network: fields({ name: text, version: text, sha256: text }),
		drawn: fields({
			people: number,
			figures: fields({
				classes: fields({
					events: number,
					uf1: measured,
					uar: measured,
					calibrationError: measured,
				}),
				naming: list(fields({ coverage: measured, accuracy: measured }), levels),
			}),
		}),
		films: orNull(
			fields({
				data: fields({ films: number, people: number, events: number }),
				settings: fields({ falseAlarmsPerMinute: number }),
				figures: filmsWith(levels),
			}),
		),
	});

const filmsWith = (levels: number): Check =>
	fields({
		atTruth: list(
			fields({
				size,
				part: orNull(text),
				events: number,
				uf1: figure,
				uar: figure,
				calibrationError: measured,
				naming: list(fields({ named: measured, right: measured }), levels),
			}),
		),
		unseen: number,
		units: list(fields({ units: list(number), events: number, f1: measured })),
		unitsAbsent: list(number),
		sides: list(fields({ size, oneSided: sideShare, bothSides: sideShare })),
		spotted: list(
			fields({
				part: orNull(text),
				f1: figure,
				analysis: fields({ f1: figure }),
				strs: figure,
			}),
		),
		still: list(
			fields({
				kind: text,
				count: number,
				named: list(measured, levels),
				unitNamed: measured,
			}),
		),
	});

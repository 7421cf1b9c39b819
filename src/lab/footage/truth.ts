/**
 * The truth file of a film: which movements were drawn into it, what they mean, and what else the face
 * does. Its fields are said here once; whoever asks for fewer reads a part of them, and fields that
 * are not named are not looked at.
 *
 * Layout  a folder with `clips/<name>.mp4` and `truth/<name>.json`; frames count from 0
 *         in presentation order, intervals include their ends
 * Fails   TypeError that names the field
 */
import * as v from 'valibot';
import { clauseIn, finite, list, name } from '../../core/kernel/index.ts';
import { CLASSES } from '../../line/classify/index.ts';

const SIDES = ['both', 'left', 'right'] as const;

/** A movement. */
export const movementFields = {
	/** Last neutral frame, peak, first frame back; all inclusive. */
	onset: finite,
	apex: finite,
	offset: finite,
	/** Last frame of a slow rest after an incomplete return; `offset` where there is none. */
	relaxEnd: v.optional(finite),
	/** FACS numbers. */
	aus: v.pipe(
		list(v.object({ au: finite })),
		v.transform((units): readonly number[] => units.map(({ au }) => au)),
	),
	/** Largest displacement, px200. */
	peakPx200: finite,
	/** `calm`, or `active` where a nuisance is near. */
	context: name,
	/** The class that such a set of units is usually labeled with; nobody need have felt anything. */
	class3: v.picklist(CLASSES, CLASSES.join(', ')),
	/** The subject's own side, of all its units. */
	side: v.picklist(SIDES, SIDES.join(', ')),
};

const nuisanceSchema = v.pipe(v.object({ kind: name, start: finite, end: finite }), v.readonly());

/** Anything else that happens from frame `start` to `end`. */

/** A film. */
export const filmFields = {
	/** File name of the film. */
	file: name,
	fps: v.pipe(finite, v.gtValue(0, 'more than 0')),
	frames: v.pipe(finite, v.minValue(1, 'at least 1')),
	/** A name for figures of their own, such as `video` and `photo`. */
	part: name,
	person: name,
	/** What the film was cut from; films with the same one are never trained and tried against. */
	source: name,
	/** What else moves the face, or hides it. */
	nuisances: list(nuisanceSchema),
};

/** What a schema of these fields finds in the text of a truth file. */
export function readTruthAs<const Schema extends v.GenericSchema>(
	schema: Schema,
	text: string,
): v.InferOutput<Schema> {
	const { success, output, issues } = v.safeParse(schema, JSON.parse(text), { abortEarly: true });
	if (!success) throw new TypeError(clauseIn(issues[0]));
	return output;
}

const { onset, apex, offset, relaxEnd, aus, peakPx200 } = movementFields;
const { file, fps, part, person, source, nuisances } = filmFields;

const filmEventSchema = v.pipe(
	v.object({ onset, apex, offset, relaxEnd, aus, peakPx200 }),
	v.transform((event) => ({ ...event, relaxEnd: event.relaxEnd ?? event.offset })),
	v.readonly(),
);

export type FilmEvent = v.InferOutput<typeof filmEventSchema>;

const filmTruthSchema = v.pipe(
	v.object({ file, fps, part, person, source, events: list(filmEventSchema), nuisances }),
	v.readonly(),
);

export type FilmTruth = v.InferOutput<typeof filmTruthSchema>;

export const readTruth = (text: string): FilmTruth => readTruthAs(filmTruthSchema, text);

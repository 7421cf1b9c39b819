/**
 * The measured figures of reading, format `fleeting-classifier/1`, as far as the app knows them:
 * `npm run evaluate -- classifier` writes them and more, the About screen reads them. Fields may be
 * added, never renamed.
 */
import * as v from 'valibot';
import { count, finite, flag, list, object, openName, text } from '../../core/kernel/index.ts';
import { lineSettingsSchema } from '../../core/record/index.ts';
import { figureSchema } from './spotting-figures.ts';

export const CLASSIFIER_FORMAT = 'fleeting-classifier/1';

const orNull = v.nullable(finite);

/** Which movements a row is about: those of a size, those from a size on, or all. */
const movementSize = object({ px200: orNull, orMore: flag });

export type MovementSize = v.InferOutput<typeof movementSize>;

const classRow = object({
	size: movementSize,
	/** Null: videos of every kind. */
	part: v.nullable(text),
	events: count,
	uf1: figureSchema,
	uar: figureSchema,
	/** Rows truth, columns reading. */
	confusion: list(list(finite)),
	/** Null without a movement. */
	calibrationError: orNull,
	/** A level of naming each. */
	naming: list(object({ named: orNull, right: orNull })),
});

export type ClassRow = v.InferOutput<typeof classRow>;

const unitRow = object({
	/** FACS numbers; more than one count as one. */
	units: list(finite),
	events: count,
	/** Null where every movement has it, or none. */
	auc: orNull,
	/** Probability from which it counts as said. */
	bar: finite,
	f1: orNull,
});

export type UnitRow = v.InferOutput<typeof unitRow>;

const sideShare = object({ events: count, right: orNull });

export type SideShare = v.InferOutput<typeof sideShare>;

const sideRow = object({ size: movementSize, oneSided: sideShare, bothSides: sideShare });

export type SideRow = v.InferOutput<typeof sideRow>;

const spottedRow = object({
	part: v.nullable(text),
	events: count,
	hits: count,
	falseAlarms: count,
	precision: figureSchema,
	recall: figureSchema,
	f1: figureSchema,
	/** Over the hits, at the key frames that the line found. */
	analysis: object({ precision: finite, recall: finite, f1: figureSchema }),
	strs: figureSchema,
});

export type SpottedRow = v.InferOutput<typeof spottedRow>;

/** What is said where nothing was expressed. */
const stillRow = object({
	kind: openName<'blink' | 'headMotion' | 'mouth' | 'false detection'>(),
	count,
	/** Mean probability of the top class. */
	confidence: orNull,
	/** Share with a class named, a level each; share with a unit named. */
	named: list(orNull),
	unitNamed: orNull,
});

export type StillRow = v.InferOutput<typeof stillRow>;

const filmFigures = object({
	atTruth: list(classRow),
	/** Movements in which a key frame shows no face. */
	unseen: count,
	/** From 1 px200 on; raised brows (1 and 2) as one first. */
	units: list(unitRow),
	/** FACS numbers that the network knows and that do not occur. */
	unitsAbsent: list(finite),
	sides: list(sideRow),
	spotted: list(spottedRow),
	atHits: list(classRow),
	still: list(stillRow),
});

export type FilmFigures = v.InferOutput<typeof filmFigures>;

/** What is known of drawn people; the document has more. Null in JSON where nothing was counted. */
const drawnFigures = object({
	/** Events with a class, nothing abstained from. */
	classes: object({ events: count, uf1: orNull, uar: orNull, calibrationError: orNull }),
	/** A level of naming each: share of the events that is named, and of these the right ones. */
	naming: list(object({ coverage: orNull, accuracy: orNull })),
});

export const readingFiguresSchema = object({
	format: v.literal(CLASSIFIER_FORMAT),
	/** Of the app that was measured. */
	version: text,
	/** ISO day. */
	date: text,
	/** Short commit, ending in `-dirty` where files were changed since; null outside git. */
	revision: v.nullable(text),
	/** Its hash is that of the weights. */
	network: object({ name: text, version: text, sha256: text }),
	/** Levels of naming, as the network states them; rows count by them in this order. */
	levels: list(object({ coverage: finite, from: finite })),
	/** Drawn people that the training never saw. */
	drawn: object({ seed: finite, people: count, events: count, figures: drawnFigures }),
	/** Null where no videos were named. */
	films: v.nullable(
		object({
			data: object({
				/** Of the folder that holds them. */
				name: text,
				films: count,
				people: count,
				events: count,
			}),
			settings: lineSettingsSchema,
			method: object({ overlap: finite, resamples: count, seed: finite }),
			figures: filmFigures,
		}),
	),
});

export type ReadingFigures = v.InferOutput<typeof readingFiguresSchema>;

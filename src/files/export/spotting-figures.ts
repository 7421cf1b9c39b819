/**
 * The measured figures of spotting, format `fleeting-spotting/1`: `npm run evaluate` writes them, the
 * About screen reads them. Fields may be added, never renamed.
 */
import * as v from 'valibot';
import { count, finite, list, object, openName, text } from '../../core/kernel/index.ts';
import type { RejectionReason } from '../../core/record/index.ts';
import { KEY_FRAMES, engineInfoSchema, lineSettingsSchema } from '../../core/record/index.ts';

export const SPOTTING_FORMAT = 'fleeting-spotting/1';

const orNull = v.nullable(finite);

/** A measured figure with the 95 % interval that another draw of people would move it in. */
export const figureSchema = object({
	/** Null where there was nothing to measure. */
	value: orNull,
	/** Both null where resampling says nothing: fewer than two people, or all of them alike. */
	low: orNull,
	high: orNull,
});

export type Figure = v.InferOutput<typeof figureSchema>;

/** Movements found, missed, and found where there was none. */
const found = {
	/** True events in the clips. */
	events: count,
	hits: count,
	falseAlarms: count,
	precision: figureSchema,
	recall: figureSchema,
	f1: figureSchema,
};

// Spread in functions: bundlers then know that nothing happens.
// @__NO_SIDE_EFFECTS__
const foundIn = <const Place extends v.ObjectEntries>(place: Place) =>
	object({ ...place, ...found });

const foundSchema = object(found);

export type Found = v.InferOutput<typeof foundSchema>;

const recall = { events: count, hits: count, recall: figureSchema };

// @__NO_SIDE_EFFECTS__
const recallIn = <const Place extends v.ObjectEntries>(place: Place) =>
	object({ ...place, ...recall });

const falseAlarmRate = object({
	falseAlarms: count,
	/** Length of the frames it counts over. */
	minutes: finite,
	perMinute: figureSchema,
});

export type FalseAlarmRate = v.InferOutput<typeof falseAlarmRate>;

/** Found less true, over the hits. */
const timingError = object({
	keyFrame: v.picklist(KEY_FRAMES),
	events: count,
	/** Mean of the absolute error. */
	frames: figureSchema,
	ms: figureSchema,
	/** Mean with its sign: positive is late. */
	biasFrames: figureSchema,
	biasMs: figureSchema,
});

export type TimingError = v.InferOutput<typeof timingError>;

const sensitivityPoint = object({
	/** False alarms per minute that the person accepts: the setting. */
	setting: finite,
	/** Of a face at rest, and of one that talks, blinks or turns. */
	scoreBar: finite,
	activeScoreBar: finite,
	falseAlarmsPerMinute: figureSchema,
	calmFalseAlarmsPerMinute: figureSchema,
	activeFalseAlarmsPerMinute: figureSchema,
	recall: figureSchema,
	f1: figureSchema,
});

export type SensitivityPoint = v.InferOutput<typeof sensitivityPoint>;

export const spottingFiguresSchema = object({
	format: v.literal(SPOTTING_FORMAT),
	/** Of the app that was measured. */
	version: text,
	/** ISO day. */
	date: text,
	/** Short commit, ending in `-dirty` where files were changed since; null outside git. */
	revision: v.nullable(text),
	faceModel: engineInfoSchema.entries.faceModel.entries.kind,
	settings: lineSettingsSchema,
	data: object({
		name: text,
		/** What must be known to read the figures; empty where nothing was said. */
		note: text,
		clips: count,
		/** Clips with a truth that could not be analysed; not counted anywhere else. */
		missing: count,
		people: count,
		minutes: finite,
	}),
	method: object({
		/** Least intersection over union of a hit. */
		overlap: finite,
		resamples: count,
		seed: finite,
	}),
	overall: foundSchema,
	parts: list(foundIn({ part: text })),
	frameRates: list(foundIn({ fps: finite })),
	/** By largest displacement, px200; `part` is null for all of them together. */
	amplitudes: list(recallIn({ peakPx200: finite, part: v.nullable(text) })),
	contexts: list(recallIn({ context: text })),
	/** In clips without a movement, in frames without and with a nuisance, in all. */
	falseAlarms: object({
		untouched: falseAlarmRate,
		calm: falseAlarmRate,
		active: falseAlarmRate,
		all: falseAlarmRate,
	}),
	timing: list(timingError),
	/** From a movement's true offset to the frame in which it was decided, over the hits. */
	latency: object({ meanMs: figureSchema, medianMs: figureSchema, longestMs: orNull }),
	gates: object({
		/** What became of the candidates, and how many of each lay on a true event. */
		outcomes: list(
			object({
				outcome: openName<'accepted' | RejectionReason>(),
				candidates: count,
				onTrueEvents: count,
			}),
		),
		/** True events on which no candidate lay, accepted or not. */
		neverCandidates: count,
	}),
	/** Other settings; only where people were held out. */
	sensitivity: list(sensitivityPoint),
});

export type SpottingFigures = v.InferOutput<typeof spottingFiguresSchema>;

export type Recall = Omit<SpottingFigures['contexts'][number], 'context'>;

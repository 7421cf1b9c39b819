/**
 * One session, complete: what is shown, kept and exported.
 */
import * as v from 'valibot';
import {
	count,
	field,
	finite,
	flag,
	known,
	list,
	measured,
	object,
	oneOf,
	text,
} from '../kernel/index.ts';
import type { EngineInfo } from './engine.ts';
import type { FacesRecord } from './faces.ts';
import type { FaultReport } from './faults.ts';
import type { Quality } from './frame.ts';
import type { MicroEvent, RejectedCandidate } from './movement.ts';
import { DIGITS, moment, rate, rounded } from './quantities.ts';
import { sourceRemarkSchema } from './remarks.ts';

const isoMoment = v.pipe(text, v.isoTimestamp('a date and time in ISO 8601'));

export const sourceRecordSchema = object({
	kind: field(
		oneOf(['camera', 'actor', 'file']),
		'',
		'camera, file, or actor (a synthetic face drawn by the program)',
	),
	name: field(text, '', 'file name or camera label'),
	widthPx: field(known(0), 'px', 'width of the picture as shown'),
	heightPx: field(known(0), 'px', 'height of the picture as shown'),
	// Documents of before it could be said took every picture as it is.
	mirrored: field(
		v.optional(flag, false),
		'true/false',
		'true: a person said that the pictures are mirrored. Left and Right of regions and action units, dx, yaw and roll are then those of the person, not of the picture; places of faces and kept pictures are as the film shows them',
	),
	startedAt: field(
		v.nullish(isoMoment, null),
		'ISO 8601',
		'wall-clock time of the first frame; null for a file',
	),
	/** Left out: at the rate at which it plays. */
	captureFps: field(
		v.optional(rate),
		'frames/s',
		'of a film that plays slower than it was filmed: frames a second at which it was; times are then real, those of the film are so many times as long as the remark slowed says',
	),
	/** Left out: there are none. */
	remarks: field(
		v.optional(list(sourceRemarkSchema)),
		'',
		'what is to be known about the source before its times are believed',
	),
});

/** Where it is not said, it is not mirrored. */
export type SourceRecord = Omit<v.InferOutput<typeof sourceRecordSchema>, 'mirrored'> & {
	readonly mirrored?: boolean;
};

/** Something a person, or a program of theirs, noted during the session. */
export const markerSchema = object({
	id: field(text, '', 'name of the marker, unique in the session'),
	frame: field(count, 'frame', 'newest frame when the marker was set'),
	ms: field(moment, 'ms', 'time of the marker on the session clock'),
	text: field(text, '', 'what it says'),
	origin: field(
		v.optional(text, ''),
		'',
		'keyboard, or the channel it came in by; empty: not known',
	),
	wallMs: field(
		v.nullish(finite, null),
		'ms',
		'the same moment on the wall clock, since 1970; null where that is not known',
	),
});

export type Marker = v.InferOutput<typeof markerSchema>;

// @__NO_SIDE_EFFECTS__
const labelledFrame = (key: string) =>
	object({
		frame: field(count, 'frame', `${key} that the person set`),
		ms: field(moment, 'ms', `${key} that the person set`),
	});

export type LabelledFrame = v.InferOutput<ReturnType<typeof labelledFrame>>;

/** What a person says about a movement; never written over what the machine said. */
export const humanLabelSchema = object({
	/** `h1`, `h2`, ... */
	id: field(text, '', 'name of the label, unique in the session'),
	about: field(
		v.nullish(text, null),
		'',
		'id of the event or rejected candidate; null: the person found the movement',
	),
	decision: field(oneOf(['accepted', 'rejected', 'unsure']), '', 'accepted, rejected or unsure'),
	keyFrames: field(
		v.nullish(
			object({
				onset: labelledFrame('onset'),
				apex: labelledFrame('apex'),
				offset: labelledFrame('offset'),
			}),
			null,
		),
		'',
		'the person’s own key frames; null: those of the machine stand',
	),
	/** "AU12 left", "AU4": empty where the person named none. */
	actionUnits: field(list(text), 'FACS', 'action units that the person named'),
	reading: field(text, '', 'in the person’s words'),
	note: field(text, '', 'in the person’s words'),
	coder: field(text, '', 'who said so; may be empty'),
	changedAt: field(isoMoment, 'ISO 8601', 'when it was said'),
});

export type HumanLabel = v.InferOutput<typeof humanLabelSchema>;

/** The study that a session belongs to. */
export const studyRecordSchema = object({
	participant: field(text, '', 'as the study names the person'),
	session: field(text, '', 'as the study names the session'),
	seed: field(v.nullish(finite, null), '', 'seed of what the study left to chance; null: none'),
	/** As they are exported. */
	settingsSha256: field(text, 'hex', 'checksum of the study’s locked settings'),
	consent: field(
		v.nullish(
			object({
				version: field(text, '', 'version of the notice'),
				/** Empty: signed elsewhere before. */
				at: field(text, 'ISO 8601', 'when it was agreed to'),
			}),
			null,
		),
		'',
		'the notice that was agreed to; null where none was asked for',
	),
});

export type StudyRecord = v.InferOutput<typeof studyRecordSchema>;

/** A video that was kept beside what was measured. */
export const filmRecordSchema = object({
	/** Codecs included. */
	type: field(text, '', 'its MIME type'),
	/** How soon the browser begins to record is not in it either. A file's own video begins at 0. */
	startsAtMs: field(
		rounded(measured, DIGITS.ms),
		'ms',
		'time of the video’s first frame on the session clock, from when the program took in its frames; the camera’s own delay is not included',
	),
});

export type FilmRecord = v.InferOutput<typeof filmRecordSchema>;

export interface SessionRecord {
	/** What people call it; left out: it has no name of its own. */
	readonly name?: string;
	readonly film?: FilmRecord | null;
	readonly source: SourceRecord;
	readonly engine: EngineInfo;
	readonly quality: Quality;
	/** Why the session ended early; null when it ran to its end. */
	readonly fault: FaultReport | null;
	/** Who was in the picture; left out or null: documents of before it was said. */
	readonly faces?: FacesRecord | null;
	/** In order of detection. */
	readonly events: readonly MicroEvent[];
	readonly rejected: readonly RejectedCandidate[];
	readonly markers: readonly Marker[];
	/** What people said in Review. */
	readonly labels: readonly HumanLabel[];
	readonly study: StudyRecord | null;
}

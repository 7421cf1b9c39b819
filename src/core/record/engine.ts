/**
 * What produced the numbers: versions, models, networks, settings.
 */
import * as v from 'valibot';
import {
	field,
	finite,
	flag,
	list,
	measured,
	object,
	openName,
	text,
	within,
} from '../kernel/index.ts';
import type { FaultCode } from './faults.ts';
import type { Class3 } from './verdict.ts';

export type Backend = 'webgpu' | 'webgl' | 'wasm';

export type BackendChoice = 'auto' | Backend;

/** `mesh`: our own, around MediaPipe's models; `landmarker`: MediaPipe's FaceLandmarker as it comes. */
export type TrackerName = 'mesh' | 'landmarker';

/** `auto`: our own, and FaceLandmarker where that cannot run. */
export const TRACKER_CHOICES = ['auto', 'mesh', 'landmarker'] as const;

export type TrackerChoice = (typeof TRACKER_CHOICES)[number];

const trackerInfo = object({
	name: field(
		openName<TrackerName>(),
		'',
		'what followed the face: mesh (the program’s own tracker) or landmarker (MediaPipe’s FaceLandmarker)',
	),
	runtime: field(text, '', 'what it ran on'),
	meshSha256: field(
		v.nullish(text, null),
		'hex',
		'checksum of the face mesh’s file as it ran; null: it ran out of the bundle',
	),
	detectorSha256: field(v.nullish(text, null), 'hex', '... of the face detector’s'),
});

export type TrackerInfo = v.InferOutput<typeof trackerInfo>;

/** Documents of before there was a choice. */
const BEFORE_TRACKERS: TrackerInfo = {
	name: 'landmarker',
	runtime: 'MediaPipe Tasks 0.10.35, wasm',
	meshSha256: null,
	detectorSha256: null,
};

/** A level of the abstention setting, measured on held-out people. */
const namingLevel = object({
	coverage: field(within(0, 1), '0..1', 'share of movements that come back whose reading is named'),
	from: field(measured, '0..1', '... from this certainty on (0: whatever it is)'),
	accuracy: field(
		within(0, 1),
		'0..1',
		'share of the named that were named rightly, measured on people held out',
	),
});

export type NamingLevel = v.InferOutput<typeof namingLevel>;

const nameableUnit = object({
	au: field(finite, 'FACS', 'number of the unit'),
	from: field(measured, '0..1', '... from this figure of the network on'),
});

export type NameableUnit = v.InferOutput<typeof nameableUnit>;

const paperClass = object({
	name: field(text, '', 'name of a class, in the order of the logits'),
	meaning: field(
		v.nullish(openName<Class3>(), null),
		'',
		'positive, negative or surprise, where the class belongs to one of these; else null',
	),
});

export type PaperClass = v.InferOutput<typeof paperClass>;

const paperNetwork = object({
	dataset: field(
		v.nullish(text, null),
		'',
		'data set that the class names come from, in the person’s words; null where nobody said',
	),
	named: field(flag, 'true/false', 'false: the classes have numbers only'),
	classes: list(paperClass),
	/** The published state dict that the weights were converted from. */
	source: object({
		file: field(text, '', 'file of the state dict that was converted'),
		sha256: field(text, 'hex', 'checksum of that file'),
	}),
	licence: field(text, '', 'license terms of the weights'),
});

export type PaperNetworkInfo = v.InferOutput<typeof paperNetwork>;

/** The names of all classes, in the order of the logits. */
export type ClassNaming = Pick<PaperNetworkInfo, 'classes' | 'dataset' | 'named'>;

/** The few settings of the line; everything else is fixed in the code of its stage. */
export const lineSettingsSchema = object({
	falseAlarmsPerMinute: field(
		within(0),
		'1/min',
		'false alarms that were accepted; sets the bar for the score',
	),
	// Documents of before the setting have every reading named.
	readingCoverage: field(
		v.optional(within(0, 1), 1),
		'0..1',
		'share of movements whose reading was to be named; of the network’s levels the next one counted, and the other movements read uncertain',
	),
});

export type LineSettings = v.InferOutput<typeof lineSettingsSchema>;

/** What produced the numbers: shown in the status line, stored in every export. */
export const engineInfoSchema = object({
	version: field(text, '', 'version of the program'),
	faceModel: object({
		kind: field(
			openName<'official' | 'assembled'>(),
			'',
			'official: MediaPipe’s published bundle; assembled: built from the npm package @mediapipe/face_mesh',
		),
		sha256: field(text, 'hex', 'checksum of the face model'),
	}),
	tracker: v.optional(trackerInfo, BEFORE_TRACKERS),
	network: object({
		name: field(text, '', 'name of the network that reads events'),
		sha256: field(v.nullish(text, null), 'hex', 'checksum of its weights; null without weights'),
		source: field(
			openName<'shipped' | 'file'>(),
			'',
			'shipped with the program, or file: a person brought the weights',
		),
		/**
		 * `recovering`: its GPU device was lost and a new one is being prepared; `loading`: measuring has
		 * begun before it was there. Events wait for either.
		 */
		state: field(
			openName<'ready' | 'loading' | 'recovering' | 'absent'>(),
			'',
			'ready; loading: the session was over before it was there; recovering after a lost GPU; absent: then events are found but not read',
		),
		fault: field(v.nullish(openName<FaultCode>(), null), '', 'why the network is absent'),
		nameable: field(
			v.optional(list(nameableUnit), []),
			'',
			'action units that a person may be told about',
		),
		/** Most coverage first. */
		naming: field(
			v.optional(list(namingLevel), []),
			'',
			'how many readings may be named, and at what risk',
		),
		paper: field(
			v.nullish(paperNetwork, null),
			'',
			'where the paper’s network ran with weights that a person brought: its classes and origin; null for the live network',
		),
	}),
	backend: field(
		v.nullish(openName<Backend>(), null),
		'',
		'where the network ran: webgpu, webgl or wasm; null when it did not',
	),
	settings: lineSettingsSchema,
});

export type EngineInfo = v.InferOutput<typeof engineInfoSchema>;

/** What a network's file says about the network in it. */
export interface NetworkSummary {
	readonly name: string;
	/** Empty where the file has none. */
	readonly version: string;
	/** Of the weights. */
	readonly sha256: string;
	/** For people, of any shape; null where there is none. */
	readonly card: unknown;
	/** Of the paper's network; null for a live network. */
	readonly paper: PaperSummary | null;
}

/** What the classes of the paper's network are called, and could be. */
export interface PaperSummary extends ClassNaming {
	/** Published lists of as many names. */
	readonly published: readonly ClassNaming[];
}

/** A session as the line reports one: an event with a verdict, one without, two rejections. */
import type { ClassVerdict, UnitVerdict, Verdict } from '../../../../src/core/record/index.ts';
import type { SessionRecord } from '../../../../src/core/record/index.ts';
import { millis } from '../../../../src/core/kernel/index.ts';
import type { KeyFrame, MicroEvent } from '../../../../src/core/record/index.ts';

const key = (frame: number): KeyFrame => ({
	frame,
	ms: millis((frame * 1000) / 30),
	uncertaintyMs: 33.333333,
});

export const verdict: UnitVerdict = {
	kind: 'units',
	network: 'motion-1',
	actionUnits: [
		{ au: 12, p: 0.912345, side: 'left' },
		{ au: 4, p: 0.1, side: 'both' },
	],
	reading: 'positive',
	probabilities: { positive: 0.8, negative: 0.05, surprise: 0.15 },
	objectiveClass: 'I',
	branchCorrelation: 0.77,
	branches: 'both',
};

/** What weights of the paper's network say that a person brought. */
export const classVerdict: ClassVerdict = {
	kind: 'classes',
	network: 'fold 3',
	named: true,
	classes: [
		{
			name: 'happiness',
			meaning: 'positive',
			p: 0.712345,
			pFall: 0.2,
			logitRise: 1.5,
			logitFall: -0.25,
		},
		{ name: 'dis,gust', meaning: 'negative', p: 0.25, pFall: 0.7, logitRise: 0.4, logitFall: 1 },
		{ name: 'others', meaning: null, p: 0.04, pFall: 0.1, logitRise: -1, logitFall: -1.5 },
	],
	top: 0,
	fallTop: 1,
	branchCorrelation: 0.6,
};

export function event(id: string, first: number, said: Verdict | null): MicroEvent {
	return {
		id,
		onset: key(first),
		apex: key(first + 5),
		offset: key(first + 12),
		riseMs: 166.6666667,
		fallMs: 233.3333333,
		durationMs: 400,
		regions: [
			{ region: 'lipCornerLeft', dx: 0.4, dy: -1.2, amplitudePx200: 1.2649110640673518, z: 9.1 },
			{ region: 'cheekLeft', dx: 0, dy: -0.5, amplitudePx200: 0.5, z: 4 },
		],
		peakPx200: 1.2649110640673518,
		score: 0.93,
		decidedAtMs: millis(((first + 20) * 1000) / 30),
		latencyMs: 266.6666667,
		fps: 29.97,
		verdict: said,
	};
}

const { verdict: none, ...movement } = event('r1', 200, null);
if (none !== null) throw new Error('a rejected candidate has no verdict');

const faceAt = (x: number) => ({ x, y: 0.2, width: 0.2, height: 0.3 });

export const record: SessionRecord = {
	source: {
		kind: 'file',
		name: 'sub/a "b" & c.mp4',
		widthPx: 640,
		heightPx: 480,
		mirrored: false,
		startedAt: null,
	},
	engine: {
		version: '0.1.0',
		faceModel: { kind: 'assembled', sha256: 'ab' },
		tracker: { name: 'mesh', runtime: 'LiteRT', meshSha256: 'c', detectorSha256: 'd' },
		network: {
			name: 'motion-1',
			sha256: 'cd',
			source: 'file',
			state: 'ready',
			fault: null,
			nameable: [],
			naming: [],
			paper: null,
		},
		backend: 'wasm',
		settings: { falseAlarmsPerMinute: 0.25, readingCoverage: 0.5 },
	},
	faces: {
		choice: 'left',
		followed: [{ person: 1, frame: 0, ms: millis(0), why: 'first', place: faceAt(0.1) }],
		others: [
			{
				person: 2,
				fromFrame: 15,
				fromMs: millis(500),
				toFrame: 120,
				toMs: millis(4000),
				side: 'right',
				place: faceAt(0.6),
			},
		],
		cuts: [{ frame: 200, ms: millis(6666.667) }],
	},
	quality: {
		frames: 301,
		dropped: 0,
		fps: 30.000001,
		faceLost: 2,
		clockBreaks: 0,
		durationMs: millis(10_000),
	},
	fault: { code: 'file/broken', detail: 'the film ends after 10.00 of 12.00 s' },
	events: [event('e1', 30, verdict), event('e2', 100, null)],
	rejected: [
		{ ...movement, reason: 'too-large', measured: 7.25, limit: 6 },
		{ ...movement, id: 'r2', reason: 'overlap', measured: Infinity, limit: 0.5 },
		{ ...movement, id: 'r3', reason: 'blink', measured: null, limit: null },
	],
	labels: [],
	study: null,
	markers: [
		{
			id: 'm1',
			frame: 90,
			ms: millis(3000),
			origin: 'keyboard',
			wallMs: null,
			text: 'film <2> starts',
		},
	],
};

/** A session that such weights read. */
export const paperRecord: SessionRecord = {
	...record,
	engine: {
		...record.engine,
		network: {
			...record.engine.network,
			name: 'fold 3',
			paper: {
				classes: classVerdict.classes.map(({ name, meaning }) => ({ name, meaning })),
				dataset: 'CASME II',
				named: true,
				source: { file: 'fold 3.safetensors', sha256: 'ef' },
				licence: 'research licence',
			},
		},
	},
	events: [event('e1', 30, classVerdict), event('e2', 100, null)],
};

/** Everything that a record may hold: labels of two people, a study, a film, a name. */
export const fullRecord: SessionRecord = {
	...record,
	name: 'Pilot: person 7, "second"',
	film: { type: 'video/webm;codecs=vp9', startsAtMs: -12.25 },
	source: {
		...record.source,
		kind: 'camera',
		name: 'Camera',
		startedAt: '2026-11-23T10:00:00.000Z',
		remarks: [
			{ code: 'pictures-late', ms: 500.125 },
			{ code: 'stamps-back', count: 3 },
		],
	},
	quality: {
		...record.quality,
		pictures: 305,
		repeated: 4,
		firstMs: millis(125.031),
	},
	engine: {
		...record.engine,
		network: {
			...record.engine.network,
			nameable: [{ au: 12, from: 0.5 }],
			naming: [{ coverage: 0.9, from: 0.5, accuracy: 0.88 }],
		},
	},
	fault: null,
	markers: [
		...record.markers,
		{
			id: 'm2',
			frame: 95,
			ms: millis(3166.667),
			origin: 'websocket',
			wallMs: 1_795_000_000_123.5,
			text: 'a\tb\nc',
		},
	],
	labels: [
		{
			id: 'h1',
			about: 'e1',
			decision: 'accepted',
			keyFrames: {
				onset: { frame: 31, ms: millis(1033.333) },
				apex: { frame: 36, ms: millis(1200) },
				offset: { frame: 41, ms: millis(1366.667) },
			},
			actionUnits: ['AU12 left', 'AU6'],
			reading: 'positive',
			note: 'sure; "very", really',
			coder: 'Anna',
			changedAt: '2026-11-24T09:00:00.000Z',
		},
		{
			id: 'h2',
			about: 'e1',
			decision: 'unsure',
			keyFrames: null,
			actionUnits: [],
			reading: '',
			note: '',
			coder: '',
			changedAt: '2026-11-23T09:00:00.000Z',
		},
		{
			id: 'h3',
			about: 'r1',
			decision: 'rejected',
			keyFrames: null,
			actionUnits: [],
			reading: '',
			note: '',
			coder: 'Anna',
			changedAt: '2026-11-24T09:01:00.000Z',
		},
		{
			id: 'h4',
			about: null,
			decision: 'accepted',
			keyFrames: {
				onset: { frame: 250, ms: millis(8333.333) },
				apex: { frame: 254, ms: millis(8466.667) },
				offset: { frame: 260, ms: millis(8666.667) },
			},
			actionUnits: ['AU4'],
			reading: 'negative',
			note: '',
			coder: 'Anna',
			changedAt: '2026-11-24T09:02:00.000Z',
		},
	],
	study: {
		participant: 'P-07',
		session: '2',
		seed: 42,
		settingsSha256: 'aa11',
		consent: { version: '3', at: '2026-11-23T09:59:00.000Z' },
	},
};

/** Filmed at 120 frames a second and played at 30. */
export const slowRecord: SessionRecord = {
	...fullRecord,
	film: null,
	source: {
		...fullRecord.source,
		kind: 'file',
		name: 'slow.mp4',
		captureFps: 120,
		remarks: [{ code: 'slowed', fps: 120, factor: 4 }],
	},
};

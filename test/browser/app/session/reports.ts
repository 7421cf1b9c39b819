/** Reports as the worker sends them, for the state and the screens. */
import type { UnitVerdict } from '../../../../src/core/record/index.ts';
import type { Millis } from '../../../../src/core/kernel/index.ts';
import { millis } from '../../../../src/core/kernel/index.ts';
import { REGIONS } from '../../../../src/core/record/index.ts';
import type { RegionName } from '../../../../src/core/record/index.ts';
import type {
	EngineInfo,
	EventPictures,
	FaceState,
	KeyFrame,
	MicroEvent,
	Quality,
	RejectedCandidate,
} from '../../../../src/core/record/index.ts';
import type { FrameReport } from '../../../../src/line/pipeline/index.ts';
import { OUTLINE_POINTS } from '../../../../src/line/pipeline/index.ts';

export const FRAME_MS = 1000 / 30;

export const engine: EngineInfo = {
	version: '0.1.0',
	faceModel: { kind: 'assembled', sha256: 'ab12' },
	tracker: { name: 'mesh', runtime: 'LiteRT', meshSha256: 'c', detectorSha256: 'd' },
	network: {
		name: 'fleeting-live 1',
		sha256: 'cd34',
		source: 'shipped',
		state: 'ready',
		fault: null,
		nameable: [4, 1, 2, 12, 17, 7].map((au) => ({ au, from: 0.5 })),
		naming: [
			{ coverage: 0.9, from: 0.5, accuracy: 0.88 },
			{ coverage: 0.75, from: 0.64, accuracy: 0.94 },
			{ coverage: 0.5, from: 0.81, accuracy: 0.98 },
		],
		paper: null,
	},
	backend: 'webgpu',
	settings: { falseAlarmsPerMinute: 1, readingCoverage: 0.75 },
};

export const quality = (frames: number, more: Partial<Quality> = {}): Quality => ({
	frames,
	dropped: 0,
	fps: 30,
	faceLost: 0,
	clockBreaks: 0,
	durationMs: millis(frames * FRAME_MS),
	...more,
});

export interface FrameDetails {
	readonly face?: Partial<FaceState>;
	readonly motion?: Partial<Record<RegionName, number>>;
	readonly masked?: readonly RegionName[];
	readonly quality?: Partial<Quality>;
}

export function frame(index: number, details: FrameDetails = {}): FrameReport {
	return {
		kind: 'frame-measured',
		frame: index,
		at: millis(index * FRAME_MS),
		face: {
			state: 'tracked',
			count: 1,
			yaw: 0,
			pitch: 0,
			roll: 0,
			scale: 1.5,
			light: 128,
			blinking: false,
			speaking: false,
			...details.face,
		},
		outline: new Float32Array(OUTLINE_POINTS.length * 2).fill(0.5),
		motion: Float32Array.from(REGIONS, (region) => details.motion?.[region] ?? 0),
		masked: Uint8Array.from(REGIONS, (region) => (details.masked?.includes(region) ? 1 : 0)),
		quality: quality(index + 1, details.quality),
	};
}

const key = (at: number): KeyFrame => ({ frame: at, ms: ms(at), uncertaintyMs: FRAME_MS });
const ms = (at: number): Millis => millis(at * FRAME_MS);

/** Onset, apex and offset as frame indices; the left lip corner up. */
function movement(id: string, onset: number, apex: number, offset: number) {
	return {
		id,
		onset: key(onset),
		apex: key(apex),
		offset: key(offset),
		riseMs: (apex - onset) * FRAME_MS,
		fallMs: (offset - apex) * FRAME_MS,
		durationMs: (offset - onset) * FRAME_MS,
		regions: [{ region: 'lipCornerLeft', dx: 0.4, dy: -1.2, amplitudePx200: 1.26, z: 8 }],
		peakPx200: 1.26,
		score: 0.82,
		decidedAtMs: ms(offset + 6),
		latencyMs: 6 * FRAME_MS,
		fps: 30,
	} as const;
}

export const smile: UnitVerdict = {
	kind: 'units',
	network: 'fleeting-live 1',
	actionUnits: [
		{ au: 12, p: 0.91, side: 'left' },
		{ au: 6, p: 0.88, side: 'both' },
		{ au: 14, p: 0.6, side: 'left' },
		{ au: 4, p: 0.1, side: 'both' },
	],
	reading: 'positive',
	probabilities: { positive: 0.8, negative: 0.1, surprise: 0.1 },
	objectiveClass: 'I',
	branchCorrelation: 0.7,
	branches: 'both',
};

export const event = (
	id: string,
	[onset, apex, offset]: readonly [number, number, number],
	verdict: UnitVerdict | null = smile,
): MicroEvent => ({ ...movement(id, onset, apex, offset), verdict });

const NO_LIMIT: readonly RejectedCandidate['reason'][] = ['blink', 'speech', 'face-lost'];

export const rejected = (
	id: string,
	[onset, apex, offset]: readonly [number, number, number],
	reason: RejectedCandidate['reason'] = 'blink',
): RejectedCandidate => ({
	...movement(id, onset, apex, offset),
	reason,
	...(NO_LIMIT.includes(reason) ? { measured: null, limit: null } : { measured: 0.83, limit: 0.5 }),
});

/** Each picture in one colour: onset red, apex green, offset blue; motion in the first pixel only. */
export function pictures(size = 4): EventPictures {
	const plain = (channel: number) =>
		Uint8ClampedArray.from({ length: size * size * 4 }, (_, at) =>
			at % 4 === 3 || at % 4 === channel ? 255 : 0,
		);
	const difference = new Uint8ClampedArray(size * size);
	difference[0] = 255;
	return { size, onset: plain(0), apex: plain(1), offset: plain(2), difference };
}

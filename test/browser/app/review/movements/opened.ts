/** A session as Review opens it, made of a record in memory. */
import type { HumanLabel, SessionRecord, Signals } from '../../../../../src/core/record/index.ts';
import { millis, seeded } from '../../../../../src/core/kernel/index.ts';
import { REGION_COUNT } from '../../../../../src/core/record/index.ts';
import type { EventStrip } from '../../../../../src/core/record/index.ts';
import type { OpenedSession } from '../../../../../src/files/library/index.ts';
import { sample, smoothNoise } from '../../../../support/texture.ts';
import { FRAME_MS, engine, event, pictures, quality, rejected } from '../../session/reports.ts';

export const FRAMES = 300;
const SIZE = 128;
/** What moves in the strip, and how far at the apex. */
export const SPOT = { x: 52, y: 70, px: 0.8 };

export const record: SessionRecord = {
	source: { kind: 'file', name: 'talk.mp4', widthPx: 96, heightPx: 64, startedAt: null },
	engine,
	quality: quality(FRAMES),
	fault: null,
	events: [
		event('e1', [40, 45, 52]),
		event('e2', [120, 126, 133], null),
		event('e3', [220, 224, 230]),
	],
	rejected: [rejected('r1', [80, 84, 90]), rejected('r2', [180, 190, 196], 'too-weak')],
	markers: [
		{ id: 'm1', ms: millis(3000), frame: 90, text: 'trial 2', origin: 'keyboard', wallMs: null },
	],
	labels: [],
	study: null,
};

export function signals(count = FRAMES): Signals {
	const bump = (frame: number): number =>
		Math.max(0, ...[45, 126, 224].map((apex) => 1.4 * Math.exp(-(((frame - apex) / 4) ** 2))));
	const plane = (value: number) => new Float32Array(count).fill(value);
	return {
		count,
		frame: Int32Array.from({ length: count }, (_, at) => at),
		ms: Float64Array.from({ length: count }, (_, at) => at * FRAME_MS),
		motion: Float32Array.from({ length: count * REGION_COUNT }, (_, at) => {
			const frame = Math.floor(at / REGION_COUNT);
			return 0.15 + bump(frame) * (at % REGION_COUNT > 9 ? 1 : 0.2);
		}),
		masked: new Uint8Array(count * REGION_COUNT),
		face: new Uint8Array(count).fill(1),
		yaw: plane(0),
		pitch: plane(0),
		roll: plane(0),
		scale: plane(1.5),
		light: plane(128),
		blinking: new Uint8Array(count),
		speaking: new Uint8Array(count),
	};
}

const texture = smoothNoise(seeded(5), SIZE, 1.6).map((value) => 128 + 32 * value);

/** Grey faces around e1: SPOT goes up to its apex and comes back. */
async function strip(): Promise<EventStrip> {
	const frames = Array.from({ length: 30 }, (_, at) => 31 + at);
	const canvas = new OffscreenCanvas(SIZE, SIZE);
	const context = canvas.getContext('2d')!;
	const made: Blob[] = [];
	for (const frame of frames) {
		const out = frame <= 45 ? (frame - 40) / 5 : (52 - frame) / 7;
		const dy = -SPOT.px * Math.max(0, Math.min(1, out));
		const picture = new ImageData(SIZE, SIZE);
		for (let i = 0; i < SIZE * SIZE; i++) {
			const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
			const near = Math.exp(-((x - SPOT.x) ** 2 + (y - SPOT.y) ** 2) / 288);
			picture.data.fill(sample(texture, SIZE, SIZE, x, y - near * dy), 4 * i, 4 * i + 3);
			picture.data[4 * i + 3] = 255;
		}
		context.putImageData(picture, 0, 0);
		made.push(await canvas.convertToBlob({ type: 'image/webp', quality: 0.92 }));
	}
	return {
		frames: Int32Array.from(frames),
		ms: Float64Array.from(frames, (frame) => frame * FRAME_MS),
		pictures: made,
		size: SIZE,
	};
}

export interface OpenedBench {
	readonly opened: OpenedSession;
	/** What `saveLabels` was given, in order. */
	readonly saved: (readonly HumanLabel[])[];
	closed: number;
}

export function openedOf(changed: Partial<OpenedSession> = {}): OpenedBench {
	const saved: (readonly HumanLabel[])[] = [];
	const made = strip();
	const at: OpenedBench = {
		saved,
		closed: 0,
		opened: {
			stored: {
				id: 's1',
				name: '',
				source: 'talk.mp4',
				kind: 'file',
				state: 'complete',
				labels: 0,
				startedAt: '2026-11-28T10:00:00.000Z',
				durationMs: FRAMES * FRAME_MS,
				frames: FRAMES,
				events: 3,
				rejected: 2,
				markers: 1,
				bytes: 0,
				film: false,
				pictures: true,
				keepUntil: null,
			},
			record,
			signals: signals(),
			picturesOf: () => Promise.resolve(pictures()),
			stripOf: (id) => (id === 'e1' ? made : Promise.resolve(null)),
			film: () => Promise.resolve(null),
			saveLabels: (labels) => {
				saved.push(labels);
				return Promise.resolve();
			},
			close: () => void (at.closed += 1),
			...changed,
		},
	};
	return at;
}

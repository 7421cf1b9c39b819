import { beforeAll, describe, expect, it } from 'vitest';
import { ACTION_UNITS, ActionUnitField } from '../../../../src/study/actor/index.ts';
import { outcomeOf } from '../../../../src/lab/evaluate/classifier/outcome.ts';
import { readNetwork } from '../../../../src/lab/evaluate/classifier/network.ts';
import type { WatchedFilm } from '../../../../src/lab/evaluate/classifier/watch-film.ts';
import { watchFilm } from '../../../../src/lab/evaluate/classifier/watch-film.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { MATRIX_FLOATS, MESH_FLOATS } from '../../../../src/lab/footage/index.ts';
import type { Footage } from '../../../../src/lab/footage/index.ts';
import { useWasm } from '../../../../src/lab/judge/index.ts';
import {
	PX200_PER_IOD,
	SyntheticFace,
	meshOf,
	placeFace,
} from '../../../support/synthetic-face.ts';

const WIDTH = 150;
const HEIGHT = 160;
const FPS = 25;
const FRAMES = 55;
/** Frames of the one movement: inner brows up by two pixels. */
const EVENT = { onset: 16, apex: 20, offset: 25 };
/** A face is missing there. */
const LOST = 48;
const UNIT_MATRIX = Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -40, 1);

function amountAt(frame: number): number {
	const { onset, apex, offset } = EVENT;
	if (frame <= onset || frame >= offset) return 0;
	const way = frame < apex ? (frame - onset) / (apex - onset) : (offset - frame) / (offset - apex);
	return 0.5 - 0.5 * Math.cos(Math.PI * way);
}

function film(): Footage {
	const field = new ActionUnitField(ACTION_UNITS.find(({ au }) => au === 1)!);
	const share = 2 / (field.unit.peak * PX200_PER_IOD);
	const face = new SyntheticFace({ seed: 21, noise: 1 });
	face.setMovement((x, y, out) => {
		field.add(x, y, share, share, out);
	});
	const random = seeded(1);
	const frames = Array.from({ length: FRAMES }, (_, frame) => {
		const ms = (frame * 1000) / FPS;
		const pose = placeFace(
			52,
			75 + 1.5 * Math.sin(ms / 900),
			60 + Math.cos(ms / 1100),
			0.4 * Math.sin(ms / 1300),
		);
		return {
			ms,
			luma: face.render(pose, WIDTH, HEIGHT, amountAt(frame)),
			mesh: meshOf(pose, WIDTH, HEIGHT, { jitterPx: 0.15, random, opening: 0.14 }),
		};
	});
	const meshes = new Float32Array(FRAMES * MESH_FLOATS);
	const matrices = new Float32Array(FRAMES * MATRIX_FLOATS);
	for (const [i, { mesh }] of frames.entries()) {
		meshes.set(mesh, i * MESH_FLOATS);
		matrices.set(UNIT_MATRIX, i * MATRIX_FLOATS);
	}
	const event = { ...EVENT, relaxEnd: EVENT.offset, aus: [1], peakPx200: 2 };
	return {
		name: 'brows',
		truth: {
			file: 'brows.mp4',
			fps: FPS,
			part: 'photo',
			person: 'nobody',
			source: 'drawn',
			events: [event],
			nuisances: [{ kind: 'mouth', start: 51, end: 54 }],
		},
		width: WIDTH,
		height: HEIGHT,
		frames: FRAMES,
		meshes,
		matrices,
		times: Float64Array.from(frames, ({ ms }) => ms),
		faces: Uint8Array.from(frames, (_, frame) => Number(frame !== LOST)),
		readLuma: (frame, out) => out.set(frames[frame]!.luma),
	};
}

describe('a film through the line', () => {
	const brows = film();
	let seen: WatchedFilm;
	beforeAll(() => {
		seen = watchFilm(brows, [
			EVENT,
			{ onset: 50, apex: 52, offset: FRAMES - 1 },
			{ onset: 45, apex: LOST, offset: 51 },
			{ onset: 45, apex: 50, offset: FRAMES },
			{ onset: 20, apex: 20, offset: 25 },
		]);
	}, 120_000);

	it('gives the motion at key frames that were asked for, also after frames without a face', () => {
		const [event, after] = seen.asked;
		expect(event!.correlation).toBeGreaterThan(0.8);
		expect(Math.max(...event!.rise.map(Math.abs))).toBeGreaterThan(0.8);
		expect(after).not.toBeNull();
	});

	it('gives none where a frame shows no face, is not there, or is not after the one before', () => {
		expect(seen.asked.slice(2)).toEqual([null, null, null]);
	});

	it('gives what the line itself accepts, in frames of the film', () => {
		expect(seen.spotted).toHaveLength(1);
		const [{ onset, apex, offset, motion }] = seen.spotted as [WatchedFilm['spotted'][number]];
		expect(Math.abs(onset - EVENT.onset)).toBeLessThanOrEqual(2);
		expect(Math.abs(apex - EVENT.apex)).toBeLessThanOrEqual(2);
		expect(Math.abs(offset - EVENT.offset)).toBeLessThanOrEqual(3);
		expect(motion!.correlation).toBeGreaterThan(0.8);
	});

	it('is joined with its truth, and read by the network', async () => {
		await useWasm();
		const truth = { class3: 'surprise', side: 'both', units: [1], peakPx200: 2 } as const;
		const outcome = outcomeOf(brows, [truth], await readNetwork('static/models/live'));
		expect(outcome).toMatchObject({ movements: [truth], accepted: 1, hits: 1, falseAlarms: [] });
		expect(outcome.atTruth).toHaveLength(1);
		const [hit] = outcome.atHits;
		expect(hit!.truth).toBe(truth);
		expect(hit!.reading.units[0]!.au).toBe(1);
		// 51 to 54: a second away from the movement, and nothing at all happens in it.
		expect(outcome.nonMovements.map(({ kind }) => kind)).toEqual(['mouth']);
	});
});

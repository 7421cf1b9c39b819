import { beforeAll, describe, expect, it } from 'vitest';
import { ACTION_UNITS, ActionUnitField } from '../../../../src/study/actor/index.ts';
import type { CalibrationStep } from '../../../../src/line/calibration/index.ts';
import { Calibrator } from '../../../../src/line/calibration/index.ts';
import type { Similarity } from '../../../../src/line/align/index.ts';
import { GRID, GRID_CHANNELS } from '../../../../src/line/classify/index.ts';
import { millis, seeded } from '../../../../src/core/kernel/index.ts';
import type { FramePlanes } from '../../../../src/line/pipeline/index.ts';
import { FaceLine } from '../../../../src/line/pipeline/face-line.ts';
import type { SpotterDecision } from '../../../../src/line/select/index.ts';
import {
	PX200_PER_IOD,
	SyntheticFace,
	meshOf,
	placeFace,
	planeOf,
} from '../../../support/synthetic-face.ts';

const WIDTH = 150;
const HEIGHT = 160;
const IOD = 52;
const FPS = 25;
const PERIOD_MS = 1000 / FPS;
const UNIT_MATRIX = Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -40, 1);

/** A raised cosine up and down, 0..1, in ms after its onset. */
const bump = (ms: number, rise: number, fall: number) =>
	ms <= 0 || ms >= rise + fall
		? 0
		: ms < rise
			? 0.5 - 0.5 * Math.cos((Math.PI * ms) / rise)
			: 0.5 + 0.5 * Math.cos((Math.PI * (ms - rise)) / fall);

/** A head that breathes and sways a little. */
const sway = (ms: number): Similarity =>
	placeFace(
		IOD,
		75 + 1.5 * Math.sin(ms / 900),
		60 + Math.cos(ms / 1100),
		0.4 * Math.sin(ms / 1300),
	);

interface Film {
	readonly face: SyntheticFace;
	readonly durationMs: number;
	/** Size of the movement, in what `setMovement` was given. */
	readonly amount: (ms: number) => number;
	/** Frames without a face. */
	readonly lost?: (ms: number) => boolean;
	readonly lids?: (ms: number) => number;
	readonly yaw?: (ms: number) => number;
	readonly seed?: number;
}

interface Seen {
	readonly decision: SpotterDecision;
	readonly decidedMs: number;
}

function planesOf(face: SyntheticFace, pose: Similarity, amount: number): FramePlanes {
	const luma = planeOf(face.render(pose, WIDTH, HEIGHT, amount), WIDTH, HEIGHT);
	const half = { width: WIDTH / 2, height: HEIGHT / 2, stride: WIDTH / 2, step: 1, offset: 0 };
	const samples = (WIDTH * HEIGHT) / 4;
	return {
		luma,
		chromaU: { ...half, data: new Uint8Array(samples).fill(108) },
		chromaV: { ...half, data: new Uint8Array(samples).fill(150) },
		colour: { fullRange: true, matrix: 'bt601' },
	};
}

/** @param from time of the film's first frame */
function play(
	line: FaceLine,
	film: Film,
	each: (ms: number) => void = () => undefined,
	from = 0,
): Seen[] {
	const random = seeded(film.seed ?? 1);
	const seen: Seen[] = [];
	for (let index = 0; index * PERIOD_MS < film.durationMs; index++) {
		const ms = index * PERIOD_MS;
		const pose = sway(ms);
		const planes = planesOf(film.face, pose, film.amount(ms));
		const opening = film.lids?.(ms) ?? 0.14;
		const points = meshOf(pose, WIDTH, HEIGHT, { jitterPx: 0.15, random, opening });
		const matrix = UNIT_MATRIX.slice();
		const yaw = ((film.yaw?.(ms) ?? 0) * Math.PI) / 180;
		matrix[8] = Math.sin(yaw);
		matrix[10] = Math.cos(yaw);
		const mesh = film.lost?.(ms) === true ? null : { points, matrix, faces: 2 };
		const at = from + ms;
		const number = Math.round(from / PERIOD_MS) + index;
		line.measure(planes, mesh, millis(at));
		for (const decision of line.spot(millis(at), number)) seen.push({ decision, decidedMs: at });
		each(ms);
	}
	return seen;
}

function faceThatMoves(au: number, right: number, left: number, px200: number): SyntheticFace {
	const field = new ActionUnitField(ACTION_UNITS.find((unit) => unit.au === au)!);
	const share = px200 / (field.unit.peak * PX200_PER_IOD);
	const face = new SyntheticFace({ seed: 21, noise: 1 });
	face.setMovement((x, y, out) => {
		field.add(x, y, share * right, share * left, out);
	});
	return face;
}

const ONSET = 640;
const RISE = 170;
const FALL = 200;
const once = (ms: number) => bump(ms - ONSET, RISE, FALL);

describe('FaceLine', () => {
	it('gives a calibration what it asks for, and is no worse for its baseline', () => {
		const calibrator = new Calibrator();
		const line = new FaceLine();
		const steps: CalibrationStep[] = [];
		const still = { face: faceThatMoves(1, 1, 1, 2), durationMs: 3800, amount: () => 0 };
		play(line, still, (ms) => {
			const sample = line.neutralSample();
			const seen = sample && { ...sample, faces: 1, light: 120, scale: 1 };
			if (steps.at(-1)?.kind !== 'done') steps.push(calibrator.take(millis(ms), seen));
		});
		const last = steps.at(-1)!;
		if (last.kind !== 'done') throw new Error(`ended as ${last.kind}`);
		const { baseline } = last;
		expect(baseline.opening.median).toBeGreaterThan(0.05);
		for (const { median } of baseline.noise) {
			expect(median).toBeGreaterThan(0);
			expect(median).toBeLessThan(0.5);
		}
		const again = new FaceLine();
		again.adopt(baseline);
		const film = { face: faceThatMoves(1, 1, 1, 2), durationMs: 1700, amount: once };
		const [seen] = play(again, film);
		expect(seen?.decision.accepted).toBe(true);
		expect(Math.abs(again.timeOf(seen!.decision.keyFrames.apex) - (ONSET + RISE))).toBeLessThan(
			2 * PERIOD_MS,
		);
	});

	describe('on a brow raise of two pixels', () => {
		const line = new FaceLine();
		let seen: Seen[];
		let largestShown = 0;

		beforeAll(() => {
			const film = { face: faceThatMoves(1, 1, 1, 2), durationMs: 1700, amount: once };
			seen = play(line, film, (ms) => {
				if (ms > ONSET && ms < ONSET + RISE + FALL) {
					largestShown = Math.max(largestShown, ...line.motion);
				}
			});
		}, 120_000);

		it('finds it, once, where it is, in time', () => {
			expect(seen.map(({ decision }) => decision.reason)).toEqual([null]);
			const [{ decision, decidedMs }] = seen as [Seen];
			expect(decision.accepted).toBe(true);
			const { onset, apex, offset } = decision.keyFrames;
			expect(Math.abs(line.timeOf(apex) - (ONSET + RISE))).toBeLessThan(2 * PERIOD_MS);
			expect(Math.abs(line.timeOf(onset) - ONSET)).toBeLessThan(2.5 * PERIOD_MS);
			expect(Math.abs(line.timeOf(offset) - (ONSET + RISE + FALL))).toBeLessThan(3 * PERIOD_MS);
			expect(line.indexOf(apex)).toBe(Math.round(line.timeOf(apex) / PERIOD_MS));
			expect(decidedMs - (ONSET + RISE + FALL)).toBeLessThan(500);
			expect(decision.fps).toBeCloseTo(FPS, 3);
		});

		it('says which regions moved, up, and by how much', () => {
			const regions = line.regionsOf(seen[0]!.decision);
			expect(
				regions
					.slice(0, 3)
					.map(({ region }) => region)
					.toSorted(),
			).toEqual(['glabella', 'innerBrowLeft', 'innerBrowRight']);
			for (const { dx, dy, amplitudePx200 } of regions.slice(0, 3)) {
				expect(dy).toBeLessThan(-0.8);
				expect(Math.abs(dx)).toBeLessThan(0.4);
				// The mean over a region is less than the peak of 2.
				expect(amplitudePx200).toBeCloseTo(Math.hypot(dx, dy), 6);
				expect(amplitudePx200).toBeLessThan(2);
			}
			const sizes = regions.map(({ amplitudePx200 }) => amplitudePx200);
			expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
		});

		it('hands the network a rise that goes up where the brows are, and a fall that mirrors it', () => {
			const { motion, pictures } = line.describe(seen[0]!.decision.keyFrames, false)!;
			expect(pictures).toBeNull();
			// Eyes lie 12 cells apart on row 9.5: the inner brows are at columns 13.5 +- 2.6, row 6.
			const mean = (
				field: Float32Array,
				row: number,
				columns: readonly number[],
				channel: number,
			) =>
				columns.reduce((sum, c) => sum + field[(row * GRID + c) * GRID_CHANNELS + channel]!, 0) /
				columns.length;
			for (const field of [motion.rise, motion.fall]) {
				expect(mean(field, 6, [10, 11, 16, 17], 1)).toBeLessThan(-0.5);
				expect(Math.abs(mean(field, 21, [10, 11, 16, 17], 1))).toBeLessThan(0.25);
			}
			expect(motion.correlation).toBeGreaterThan(0.8);
		});

		it('paints the key frames in colour, and where they differ', () => {
			const { pictures } = line.describe(seen[0]!.decision.keyFrames, true)!;
			const { size, onset, apex, offset, difference } = pictures!;
			expect(size).toBe(128);
			for (const picture of [onset, apex, offset]) expect(picture).toHaveLength(128 * 128 * 4);
			expect(difference).toHaveLength(128 * 128);
			const at = (x: number, y: number) => 4 * (y * 128 + x);
			const forehead = at(64, 12);
			// U 108 and V 150: red 1.402 * 22 above grey, blue 1.772 * 20 below it.
			expect(onset[forehead]! - onset[forehead + 2]!).toBeCloseTo(1.402 * 22 + 1.772 * 20, -1);
			// The iris is darker than the cheek under it.
			expect(onset[at(88, 47) + 1]!).toBeLessThan(onset[at(88, 76) + 1]! - 40);
			const mean = (x: number, y: number) => {
				let sum = 0;
				for (let k = 0; k < 25; k++) {
					sum += difference[(y + Math.floor(k / 5)) * 128 + x + (k % 5)]!;
				}
				return sum / 25;
			};
			expect(mean(73, 31)).toBeGreaterThan(3 * mean(60, 100));
		});

		it('shows the motion as it happens', () => {
			expect(largestShown).toBeGreaterThan(0.8);
			expect(Math.max(...line.motion)).toBeLessThan(0.6);
			expect(line.face).toMatchObject({ state: 'tracked', count: 2, blinking: false });
			expect(line.face.scale).toBeCloseTo(IOD / PX200_PER_IOD, 1);
			expect(line.face.light).toBeGreaterThan(100);
			expect(line.face.light).toBeLessThan(180);
		});
	});

	it('tells a lip corner on one side from the other, and up from down', () => {
		// Action unit 12 pulls the corners up and out; the picture's left is the subject's right.
		const line = new FaceLine();
		const film = { face: faceThatMoves(12, 0, 1, 2.5), durationMs: 1500, amount: once };
		const [first] = play(line, film);
		expect(first?.decision.accepted).toBe(true);
		const regions = line.regionsOf(first!.decision);
		expect(['lipCornerRight', 'cheekRight']).toContain(regions[0]!.region);
		const corner = regions.find(({ region }) => region === 'lipCornerRight')!;
		expect(corner.dy).toBeLessThan(-0.3);
		expect(corner.dx).toBeLessThan(0);
		expect(regions.map(({ region }) => region)).not.toContain('lipCornerLeft');
	});

	it('finds nothing on a face that only sways, and gives the same numbers twice', () => {
		const film = () => ({
			face: new SyntheticFace({ seed: 22, noise: 1 }),
			durationMs: 1000,
			amount: () => 0,
		});
		const traces = [1, 2].map(() => {
			const line = new FaceLine();
			const trace: number[] = [];
			expect(play(line, film(), () => trace.push(...line.motion))).toEqual([]);
			return trace;
		});
		expect(traces[1]).toEqual(traces[0]);
	});

	it('makes no event of a movement during which the face was lost', () => {
		const line = new FaceLine();
		const states: string[] = [];
		const film = {
			face: faceThatMoves(1, 1, 1, 2),
			durationMs: 1500,
			amount: once,
			lost: (ms: number) => ms > ONSET + 100 && ms < ONSET + 200,
		};
		const seen = play(line, film, () => states.push(line.face.state));
		expect(seen.filter(({ decision }) => decision.accepted)).toEqual([]);
		expect(line.faceLost).toBeGreaterThan(0);
		expect(states.filter((state) => state === 'none')).toHaveLength(line.faceLost);
		expect(states.at(-1)).toBe('tracked');
	});

	it('decides what was back when the face went', () => {
		const line = new FaceLine();
		const gone = ONSET + RISE + 500;
		const film = {
			face: faceThatMoves(1, 1, 1, 2),
			durationMs: gone + 150,
			amount: once,
			lost: (ms: number) => ms > gone,
		};
		const seen = play(line, film);
		expect(seen.map(({ decision }) => decision.reason)).toEqual([null]);
		expect(line.face).toMatchObject({ state: 'none', scale: NaN, count: 0 });
		expect([...line.motion]).toEqual(new Array(line.motion.length).fill(0));
		expect(line.regionsOf(seen[0]!.decision).length).toBeGreaterThan(0);
	});

	it('starts anew with a face that comes after a while: no motion left over from the last', () => {
		const line = new FaceLine();
		const back = 1000;
		let first = NaN;
		const film = {
			face: faceThatMoves(1, 1, 1, 3),
			// The brow goes up and stays; the face leaves with it up and comes back.
			durationMs: back + 100,
			amount: (ms: number) => Math.min(1, Math.max(0, (ms - 160) / 120)),
			lost: (ms: number) => ms > 400 && ms < back,
		};
		play(line, film, (ms) => {
			if (ms >= back && Number.isNaN(first)) first = Math.max(...line.motion);
		});
		expect(first).toBeLessThan(0.05);
	});

	it('masks brows in a blink and says so, and says when the head is turned', () => {
		const line = new FaceLine();
		const masks: number[] = [];
		const states: string[] = [];
		const film = {
			face: new SyntheticFace({ seed: 23 }),
			durationMs: 1000,
			amount: () => 0,
			lids: (ms: number) => (ms > 290 && ms < 430 ? 0.03 : 0.14),
			yaw: (ms: number) => (ms > 900 ? 40 : 0),
		};
		play(line, film, () => {
			masks.push(line.masked.reduce((a, b) => a + b, 0));
			states.push(line.face.state);
		});
		expect(Math.max(...masks.slice(0, 5))).toBe(0);
		// Five regions of the brows, two of the lower lids, two of the cheeks.
		expect(masks[10]).toBe(9);
		expect(masks[20]).toBe(0);
		expect(states[20]).toBe('tracked');
		expect(states.at(-1)).toBe('turned');
		expect(line.face.yaw).toBeCloseTo(40, 3);
	});

	it('cannot describe a movement whose frames are gone', () => {
		const line = new FaceLine();
		const face = new SyntheticFace({ seed: 24 });
		play(line, { face, durationMs: 300, amount: () => 0 });
		expect(line.frameCount).toBe(8);
		expect(line.describe({ onset: 3, apex: 5, offset: 40 }, false)).toBeNull();
		expect(line.describe({ onset: 3, apex: 5, offset: 7 }, false)).not.toBeNull();
	});

	it('after a cut says of the next person what it says of them alone', () => {
		const first: Film = {
			face: faceThatMoves(12, 1, 0.2, 2.5),
			durationMs: 1520,
			amount: (ms) => bump(ms - 1250, 200, 400),
			lids: (ms) => (ms > 1300 ? 0.05 : 0.2),
			seed: 3,
		};
		// Its noise goes on from frame to frame: the same frames take a face of their own.
		const second = (): Film => ({
			face: faceThatMoves(2, 1, 1, 2),
			durationMs: 2600,
			amount: once,
			seed: 4,
		});
		const aloneLine = new FaceLine();
		const alone = play(aloneLine, second());
		const line = new FaceLine();
		play(line, first);
		const shiftMs = 1520;
		const shift = Math.round(shiftMs / PERIOD_MS);
		line.beginAnew('scene-cut');
		const frames = line.frameCount;
		const early: number[] = [];
		const after = play(
			line,
			second(),
			() => {
				if (line.frameCount !== frames + 5) return;
				const shown = line.framesBetween(frames - 1, shiftMs - 200, shiftMs + 200);
				early.push(...shown.map(({ index }) => index));
			},
			shiftMs,
		);
		// No face of the second person is shown around what the first one did.
		expect(early.at(-1)).toBe(frames - 1);

		expect(alone.some(({ decision }) => decision.accepted)).toBe(true);
		expect(after).toHaveLength(alone.length);
		for (const [at, { decision, decidedMs }] of after.entries()) {
			const same = alone[at]!;
			expect(decidedMs - shiftMs).toBeCloseTo(same.decidedMs, 6);
			expect(decision.reason).toBe(same.decision.reason);
			for (const key of ['onset', 'apex', 'offset'] as const) {
				expect(decision.keyFrames[key] - frames).toBe(same.decision.keyFrames[key]);
				expect(line.indexOf(decision.keyFrames[key]) - shift).toBe(
					aloneLine.indexOf(same.decision.keyFrames[key]),
				);
			}
			expect(decision.score).toBeCloseTo(same.decision.score, 6);
			expect(decision.activity).toBe(same.decision.activity);
			const [regions, wanted] = [line.regionsOf(decision), aloneLine.regionsOf(same.decision)];
			expect(regions.map(({ region }) => region)).toEqual(wanted.map(({ region }) => region));
			for (const [i, { dx, dy }] of regions.entries()) {
				expect(dx).toBeCloseTo(wanted[i]!.dx, 5);
				expect(dy).toBeCloseTo(wanted[i]!.dy, 5);
			}
			const [grid, wantedGrid] = [line, aloneLine].map((each, which) =>
				each.describe((which === 0 ? decision : same.decision).keyFrames, false),
			);
			expect(grid?.motion).toEqual(wantedGrid?.motion);
		}
	});
});

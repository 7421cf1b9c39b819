/** Region signals with known movements, noise and drift, at any frame rate. */
import type { Random } from '../../../../src/core/kernel/index.ts';
import { millis, seeded } from '../../../../src/core/kernel/index.ts';
import { DEFAULT_SETTINGS } from '../../../../src/line/pipeline/settings.ts';
import type { RegionName } from '../../../../src/core/record/index.ts';
import {
	REGION_SHAPES,
	TRACKED_COUNT,
	TRACKED_REGIONS,
} from '../../../../src/line/motion/index.ts';
import type { SpotterDecision, SpotterFrame } from '../../../../src/line/select/index.ts';
import { Spotter, shippedScorer } from '../../../../src/line/select/index.ts';

type Region = (typeof TRACKED_REGIONS)[number];
/** How far which region moves, in units of the movement's size. */
export type Shape = Partial<Record<Region, readonly [dx: number, dy: number]>>;

/** About what action units 1 and 2, and 12, do to the regions. */
export const BROWS_UP: Shape = {
	innerBrowRight: [0, -1],
	innerBrowLeft: [0, -1],
	outerBrowRight: [-0.05, -0.8],
	outerBrowLeft: [0.05, -0.8],
	glabella: [0, -0.4],
	foreheadRight: [0, -0.8],
	foreheadLeft: [0, -0.8],
};
export const SMILE: Shape = {
	lipCornerRight: [-0.55, -0.8],
	lipCornerLeft: [0.55, -0.8],
	cheekRight: [-0.25, -0.55],
	cheekLeft: [0.25, -0.55],
	lowCheekRight: [-0.35, -0.45],
	lowCheekLeft: [0.35, -0.45],
	upperLip: [0, -0.2],
	malarRight: [-0.05, -0.2],
	malarLeft: [0.05, -0.2],
};
export const LIDS: Shape = {
	upperLidRight: [0, 1],
	upperLidLeft: [0, 1],
	lowerLidRight: [0, -0.15],
	lowerLidLeft: [0, -0.15],
};

/** A raised cosine up, a plateau, a raised cosine down. */
export interface Movement {
	readonly onsetMs: number;
	readonly riseMs: number;
	/** @default 0 */
	readonly holdMs?: number;
	readonly fallMs: number;
	/** Size at the apex, px200. */
	readonly px200: number;
	/** Share undone at the offset. @default 1 */
	readonly returned?: number;
	/** @default brows go up */
	readonly shape?: Shape;
}

export const offsetOf = (m: Movement): number => m.onsetMs + m.riseMs + (m.holdMs ?? 0) + m.fallMs;
/** Middle of the plateau. */
export const apexOf = (m: Movement): number => m.onsetMs + m.riseMs + (m.holdMs ?? 0) / 2;

/** Where a movement stands, 0..1 of its size. */
export function stateOf(m: Movement, ms: number): number {
	const ease = (t: number) => 0.5 - 0.5 * Math.cos(Math.PI * Math.min(1, Math.max(0, t)));
	const up = ease((ms - m.onsetMs) / m.riseMs);
	const down = ease((ms - m.onsetMs - m.riseMs - (m.holdMs ?? 0)) / m.fallMs);
	return up - (m.returned ?? 1) * down;
}

export interface Timing {
	readonly fps: number;
	readonly durationMs: number;
	/** Share of frames that never came. @default 0 */
	readonly dropped?: number;
	/** Frame times off by up to this share of the period. @default 0 */
	readonly unsteady?: number;
}

export function frameTimes(timing: Timing, random: Random): { ms: number; index: number }[] {
	const { fps, durationMs, dropped = 0, unsteady = 0 } = timing;
	const period = 1000 / fps;
	const times: { ms: number; index: number }[] = [];
	for (let index = 0; index * period < durationMs; index++) {
		if (dropped > 0 && random.chance(dropped)) continue;
		const ms = (index + unsteady * random.uniform(-0.5, 0.5)) * period;
		times.push({ ms, index });
	}
	return times;
}

export interface Scene extends Timing {
	readonly seed?: number;
	readonly movements?: readonly Movement[];
	/** Standard deviation per region and component, px200. @default 0.02 */
	readonly noise?: number;
	/** Slow wandering, px200 (amplitude) with a period of some seconds. @default 0 */
	readonly drift?: number;
	/** What is special about a moment. */
	readonly circumstances?: (ms: number) => Partial<SpotterFrame>;
}

/** Frame rate is reported as it was chosen: measuring it is FrameClock's business. */
export function* framesOf(scene: Scene): Generator<SpotterFrame> {
	const { movements = [], noise = 0.02, drift = 0, circumstances = () => ({}) } = scene;
	const random = seeded(scene.seed ?? 1);
	const phases = Array.from({ length: 2 * TRACKED_COUNT }, () => random.uniform(0, 6));
	const rates = phases.map(() => random.uniform(0.3, 1));
	for (const { ms, index } of frameTimes(scene, random)) {
		const signals = Float32Array.from(
			{ length: 2 * TRACKED_COUNT },
			(_, c) => noise * random.normal() + drift * Math.sin(rates[c]! * (ms / 1000) + phases[c]!),
		);
		for (const movement of movements) {
			const size = movement.px200 * stateOf(movement, ms);
			for (const [name, [dx, dy]] of Object.entries(movement.shape ?? BROWS_UP)) {
				const region = TRACKED_REGIONS.indexOf(name as Region);
				signals[2 * region]! += dx * size;
				signals[2 * region + 1]! += dy * size;
			}
		}
		yield {
			at: millis(ms),
			index,
			signals,
			blinking: false,
			speaking: false,
			headDegPerS: 1,
			turnedDeg: 5,
			yawDeg: 5,
			eyeChange: 0.01,
			residualPx: 0.2,
			scale: 1.2,
			light: 120,
			fps: scene.fps,
			...circumstances(ms),
		};
	}
}

export interface Decided extends SpotterDecision {
	readonly onsetMs: number;
	readonly apexMs: number;
	readonly offsetMs: number;
	/** Time of the frame at which it was decided. */
	readonly decidedMs: number;
	readonly regions: readonly RegionName[];
}

/** As the app runs it unless a person says otherwise. */
export function newSpotter(): Spotter {
	const spotter = new Spotter(
		TRACKED_REGIONS.map((name) => REGION_SHAPES[name]),
		shippedScorer(),
	);
	spotter.setFalseAlarms(DEFAULT_SETTINGS.falseAlarmsPerMinute);
	return spotter;
}

export function decided(spotter: Spotter, decision: SpotterDecision, now: number): Decided {
	const { onset, apex, offset } = decision.keyFrames;
	return {
		...decision,
		onsetMs: spotter.ring.timeOf(onset),
		apexMs: spotter.ring.timeOf(apex),
		offsetMs: spotter.ring.timeOf(offset),
		decidedMs: now,
		regions: decision.parts.map(({ region }) => TRACKED_REGIONS[region] as RegionName),
	};
}

/** Every decision about a scene, in order. */
export function decisionsOf(scene: Scene, spotter = newSpotter()): Decided[] {
	const out: Decided[] = [];
	for (const frame of framesOf(scene)) {
		const decision = spotter.push(frame);
		if (decision !== null) out.push(decided(spotter, decision, frame.at));
	}
	return out;
}

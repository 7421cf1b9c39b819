/**
 * What the actor does, and exactly when: a pure function of time, for any frame rate, with the truth
 * about every movement.
 *
 * In    a seed and how much of what
 * Out   `poseAt(ms)`; `truth(fps)` in the terms of annotated data: onset, apex, offset frames
 * Time  ms from the script's start; it ends as it begins, so it can be played in a loop
 */
import type { Class3, Side } from '../../core/record/index.ts';
import { seeded } from '../../core/kernel/index.ts';
import {
	addBlinks,
	addGlances,
	addSpeech,
	planBlinks,
	planGlances,
	planSpeech,
	spread,
	Sway,
} from './everyday-motion.ts';
import type { Blink, Glance, SpeechStretch } from './everyday-motion.ts';
import {
	addMovement,
	macroMovement,
	MICRO_KINDS,
	microMovement,
	pulseAt,
	pulseEnd,
} from './movements.ts';
import type { MicroKind, Movement, UnitShare } from './movements.ts';
import { restPose } from './pose.ts';
import type { ActorPose } from './pose.ts';

export interface ScriptOptions {
	readonly seed: number;
	readonly durationMs: number;
	readonly microExpressions: {
		readonly perMinute: number;
		/** Range of the largest displacement at the apex, px200. @default [1.5, 3] */
		readonly peakPx200?: readonly [number, number];
		/** @default MICRO_KINDS */
		readonly kinds?: readonly MicroKind[];
	};
	/** Slow, large movements. @default 0 */
	readonly macrosPerMinute?: number;
	readonly blinksPerMinute: number;
	/** A stretch of speech-like mouth motion every 30 s, without a micro-expression in it. */
	readonly speech?: boolean;
	/** Head sway, light drift and glances: 0 none, 1 a person sitting calmly. */
	readonly sway: number;
}

export interface TruthEvent {
	readonly onsetMs: number;
	readonly apexMs: number;
	readonly offsetMs: number;
	/** Frames: last with at most 2 % of the peak, middle of those within 1 % of it, first back within 5 %. */
	readonly onset: number;
	readonly apex: number;
	readonly offset: number;
	readonly aus: readonly UnitShare[];
	/** The subject's own side. */
	readonly side: Side;
	/** The class such action units are usually filed under. */
	readonly class3: Class3;
	readonly peakPx200: number;
}

interface Nuisance {
	readonly kind: 'blink' | 'gaze' | 'speech' | 'sway' | 'macro';
	readonly startMs: number;
	readonly endMs: number;
}

export interface ActorTruth {
	readonly fps: number;
	readonly frames: number;
	readonly events: readonly TruthEvent[];
	readonly nuisances: readonly Nuisance[];
}

/** Nothing happens before this: the line learns the face's rest. */
const CALM_START_MS = 3000;
/** From one onset to the next: the longest event and 1.2 s of rest. */
const EVENT_SPACING_MS = 1700;
const SPEECH_MS = 3600;
const MACRO_MS = 4600;
const ASIDE_EVERY_MS = 30_000;

export class ActorScript {
	readonly durationMs: number;
	readonly #events: readonly Movement[];
	readonly #macros: readonly Movement[];
	readonly #blinks: readonly Blink[];
	readonly #glances: readonly Glance[];
	readonly #speech: readonly SpeechStretch[];
	readonly #sway: Sway;
	readonly #swayAmount: number;

	constructor(options: ScriptOptions) {
		const { seed, durationMs, microExpressions, sway } = options;
		const minutes = durationMs / 60_000;
		this.durationMs = durationMs;
		// one source of chance a track: changing one leaves the others as they are
		const chance = (track: number) => seeded(Math.imul(seed + 1, 0x9e37) ^ (track * 0x5bd1));
		const aside = chance(1);
		const speeches = options.speech ? Math.max(1, Math.floor(durationMs / ASIDE_EVERY_MS)) : 0;
		const macros = Math.round((options.macrosPerMinute ?? 0) * minutes);
		const stretches = spread(
			speeches + macros,
			CALM_START_MS + 1500,
			durationMs - 500,
			MACRO_MS + 300,
			aside,
		);
		const share = speeches / Math.max(1, stretches.length);
		const speaks = (i: number): boolean => Math.floor((i + 1) * share) > Math.floor(i * share);
		this.#speech = stretches
			.filter((_, i) => speaks(i))
			.map((at) => planSpeech(at, at + SPEECH_MS, aside));
		this.#macros = stretches.filter((_, i) => !speaks(i)).map((at) => macroMovement(at, aside));
		const events = chance(2);
		const count = Math.round(microExpressions.perMinute * minutes);
		this.#events = freeTimes(count, durationMs, this.#busy(), events).map((at) =>
			microMovement(
				at,
				microExpressions.kinds ?? MICRO_KINDS,
				microExpressions.peakPx200 ?? [1.5, 3],
				events,
			),
		);
		this.#blinks = planBlinks(Math.round(options.blinksPerMinute * minutes), durationMs, chance(3));
		this.#glances = sway > 0 ? planGlances(durationMs, chance(4)) : [];
		this.#sway = new Sway(sway, durationMs, chance(5));
		this.#swayAmount = sway;
	}

	/** Every control at a time; times outside the script wrap around. */
	poseAt(ms: number): ActorPose {
		const at = ((ms % this.durationMs) + this.durationMs) % this.durationMs;
		const pose = restPose();
		this.#sway.add(at, pose);
		addGlances(this.#glances, at, pose);
		addBlinks(this.#blinks, at, pose);
		for (const stretch of this.#speech) addSpeech(stretch, at, pose);
		for (const macro of this.#macros) addMovement(macro, at, pose);
		for (const event of this.#events) addMovement(event, at, pose);
		return pose;
	}

	truth(fps: number): ActorTruth {
		const frames = Math.round((this.durationMs * fps) / 1000);
		const nuisances: Nuisance[] = [
			...this.#blinks.map((span) => ({ kind: 'blink' as const, ...bounds(span) })),
			...this.#glances.map((span) => ({ kind: 'gaze' as const, ...bounds(span) })),
			...this.#speech.map((span) => ({ kind: 'speech' as const, ...bounds(span) })),
			...this.#macros.map((macro) => ({
				kind: 'macro' as const,
				startMs: macro.startMs,
				endMs: pulseEnd(macro),
			})),
		];
		if (this.#swayAmount > 0) nuisances.push({ kind: 'sway', startMs: 0, endMs: this.durationMs });
		nuisances.sort((a, b) => a.startMs - b.startMs);
		return { fps, frames, events: this.#events.map((event) => truthOf(event, fps)), nuisances };
	}

	#busy(): { startMs: number; endMs: number }[] {
		return [
			...this.#speech.map(bounds),
			...this.#macros.map((macro) => ({ startMs: macro.startMs, endMs: pulseEnd(macro) })),
		].sort((a, b) => a.startMs - b.startMs);
	}
}

const bounds = (span: { startMs: number; endMs: number }) => ({
	startMs: span.startMs,
	endMs: span.endMs,
});

/** Onset times that keep clear of the busy stretches and of each other. */
function freeTimes(
	count: number,
	durationMs: number,
	busy: readonly { startMs: number; endMs: number }[],
	random: ReturnType<typeof seeded>,
): number[] {
	const free: [number, number][] = [];
	let from = CALM_START_MS;
	for (const { startMs, endMs } of [...busy, { startMs: durationMs, endMs: durationMs }]) {
		const until = startMs - 700;
		if (until > from) free.push([from, until]);
		from = Math.max(from, endMs + 500);
	}
	const total = free.reduce((sum, [a, b]) => sum + b - a, 0);
	return spread(count, 0, total, EVENT_SPACING_MS, random).map((at) => {
		let left = at;
		for (const [a, b] of free) {
			if (left < b - a) return a + left;
			left -= b - a;
		}
		return free[free.length - 1]![1];
	});
}

/** Key frames of a movement sampled at `fps`, by the rules of `TruthEvent`. */
function truthOf(movement: Movement, fps: number): TruthEvent {
	const share = (frame: number): number => pulseAt(movement, (1000 * frame) / fps);
	const first = Math.floor((movement.startMs * fps) / 1000);
	const last = Math.ceil((pulseEnd(movement) * fps) / 1000);
	let peak = 0;
	for (let k = first; k <= last; k++) peak = Math.max(peak, share(k));
	const top: number[] = [];
	for (let k = first; k <= last; k++) if (share(k) >= 0.99 * peak) top.push(k);
	const apex = Math.round((top[0]! + top[top.length - 1]!) / 2);
	let onset = top[0]!;
	while (share(onset) > 0.02 * peak) onset--;
	let offset = top[top.length - 1]!;
	while (share(offset) > 0.05 * peak) offset++;
	const { aus, side, class3, peakPx200 } = movement;
	return {
		onsetMs: movement.startMs,
		apexMs: movement.startMs + movement.riseMs + movement.plateauMs / 2,
		offsetMs: pulseEnd(movement),
		onset,
		apex,
		offset,
		aus,
		side,
		class3,
		peakPx200,
	};
}

/**
 * The default show: a movement every four to five seconds, blinks, glances, calm sway. `round`
 * varies it: 0 is always the same show. Its seed was chosen for the opening, a plain smile after three
 * seconds of rest, which is as soon as the line knows the face, and for its eight kinds.
 */
export function demoScript(round = 0): ActorScript {
	return new ActorScript({
		seed: 2329 + round,
		durationMs: 60_000,
		microExpressions: { perMinute: 12, peakPx200: [2, 3.2] },
		blinksPerMinute: 13,
		sway: 0.7,
	});
}

/**
 * For the end-to-end proof: ten micro-expressions, ten blinks, sway, speech without an event in it.
 * The seed was chosen for its mix: seven kinds, two of ten one-sided, two events touched by a blink.
 */
export function proofScript(): ActorScript {
	return new ActorScript({
		seed: 115,
		durationMs: 45_000,
		microExpressions: { perMinute: 10 / 0.75 },
		blinksPerMinute: 10 / 0.75,
		speech: true,
		sway: 0.8,
	});
}

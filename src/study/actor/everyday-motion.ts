/** What a face does all the time: blinks, glances, speech, sway. Pure functions of time. */
import type { Random } from '../../core/kernel/index.ts';
import { smoothstep } from './painting.ts';
import type { ActorPose } from './pose.ts';
import { unitIndex } from './pose.ts';

const BROW_LOWERER = unitIndex(4);
const CHEEK_RAISER = unitIndex(6);
const LIPS_PART = unitIndex(25);
const STRETCHER = unitIndex(20);
const PRESSOR = unitIndex(24);
const CORNER_PULLER = unitIndex(12);

interface Span {
	readonly startMs: number;
	readonly endMs: number;
}

/** `count` times in [fromMs, toMs), in order, at least `gapMs` apart, else at random. */
export function spread(
	count: number,
	fromMs: number,
	toMs: number,
	gapMs: number,
	random: Random,
): number[] {
	const slot = (toMs - fromMs) / count;
	if (count > 0 && slot < gapMs) {
		throw new RangeError(`${count} movements ${gapMs} ms apart need more than ${toMs - fromMs} ms`);
	}
	return Array.from(
		{ length: count },
		(_, k) => fromMs + slot * k + random.next() * (slot - gapMs),
	);
}

export interface Blink extends Span {
	readonly closingMs: number;
	readonly closedMs: number;
}

export function planBlinks(count: number, durationMs: number, random: Random): Blink[] {
	return spread(count, 900, durationMs - 300, 900, random).map((startMs) => {
		const closingMs = random.uniform(100, 150);
		const closedMs = random.uniform(15, 45);
		const reopeningMs = random.uniform(180, 300);
		return { startMs, endMs: startMs + closingMs + closedMs + reopeningMs, closingMs, closedMs };
	});
}

/** How far the lids are closed, 0..1. */
function blinkAt(blink: Blink, ms: number): number {
	if (ms <= blink.startMs || ms >= blink.endMs) return 0;
	const closed = blink.startMs + blink.closingMs;
	if (ms < closed) return smoothstep(blink.startMs, closed, ms);
	const reopen = closed + blink.closedMs;
	if (ms < reopen) return 1;
	const t = (ms - reopen) / (blink.endMs - reopen);
	return (1 - t) * (1 - t) * (1 + 2 * t);
}

export function addBlinks(blinks: readonly Blink[], ms: number, pose: ActorPose): void {
	let closed = 0;
	for (const blink of blinks) closed = Math.max(closed, blinkAt(blink, ms));
	if (closed === 0) return;
	pose.aperture *= 1 - closed;
	// the muscle of the lids pulls a little at brow and cheek
	for (const side of [pose.left, pose.right]) {
		side[BROW_LOWERER]! += 0.035 * closed;
		side[CHEEK_RAISER]! += 0.02 * closed;
	}
}

/** A jump of the eyes to a new place; they stay there until the next. */
export interface Glance extends Span {
	readonly x: number;
	readonly y: number;
}

export function planGlances(durationMs: number, random: Random): Glance[] {
	const glances: Glance[] = [];
	let at = random.uniform(1200, 2500);
	while (at < durationMs - 900) {
		const home = glances.length > 0 && random.chance(0.55);
		glances.push({
			startMs: at,
			endMs: at + random.uniform(35, 60),
			x: home ? random.uniform(-0.006, 0.006) : random.uniform(-0.05, 0.05),
			y: home ? random.uniform(-0.003, 0.003) : random.uniform(-0.018, 0.022),
		});
		at += random.uniform(900, 3600);
	}
	// back to the camera before the script starts over
	glances.push({ startMs: durationMs - 500, endMs: durationMs - 455, x: 0, y: 0 });
	return glances;
}

export function addGlances(glances: readonly Glance[], ms: number, pose: ActorPose): void {
	let x = 0;
	let y = 0;
	for (const glance of glances) {
		if (ms <= glance.startMs) break;
		const share = smoothstep(glance.startMs, glance.endMs, ms);
		x += (glance.x - x) * share;
		y += (glance.y - y) * share;
	}
	pose.gazeX = x;
	pose.gazeY = y;
	// lids follow the eyes up and down
	pose.aperture *= 1 - 3 * y;
}

export interface SpeechStretch extends Span {
	/** Rhythms of jaw, lips and mouth width, Hz with phases. */
	readonly rhythms: readonly (readonly [hz: number, phase: number])[];
}

export function planSpeech(startMs: number, endMs: number, random: Random): SpeechStretch {
	const rhythms = [2.1, 3.3, 4.6, 5.7, 2.7].map(
		(hz) => [hz * random.uniform(0.94, 1.06), random.uniform(0, 2 * Math.PI)] as const,
	);
	return { startMs, endMs, rhythms };
}

export function addSpeech(stretch: SpeechStretch, ms: number, pose: ActorPose): void {
	if (ms <= stretch.startMs || ms >= stretch.endMs) return;
	const envelope =
		smoothstep(stretch.startMs, stretch.startMs + 220, ms) *
		smoothstep(stretch.endMs, stretch.endMs - 260, ms);
	const wave = (k: number): number => {
		const [hz, phase] = stretch.rhythms[k]!;
		return Math.sin(2 * Math.PI * hz * ((ms - stretch.startMs) / 1000) + phase);
	};
	const syllables = 0.5 + 0.3 * wave(1) + 0.25 * wave(2) + 0.12 * wave(3);
	const words = 0.55 + 0.45 * wave(0);
	const open = envelope * Math.max(0, syllables) * (0.45 + 0.55 * words);
	pose.jaw += 0.26 * open;
	const wide = envelope * wave(4);
	for (const side of [pose.left, pose.right]) {
		side[LIPS_PART]! += 0.4 * open;
		side[STRETCHER]! += 0.13 * Math.max(0, wide);
		side[CORNER_PULLER]! += 0.05 * envelope * (0.5 + 0.5 * wave(0));
		side[PRESSOR]! += 0.3 * Math.max(0, -syllables) * envelope + 0.06 * Math.max(0, -wide);
	}
}

/** Slow drifts that close on themselves after the script's length. */
export class Sway {
	/** Per channel three waves: angular speed in 1/ms, phase, share. */
	readonly #waves: readonly (readonly [speed: number, phase: number, share: number])[][];
	readonly #amount: number;

	constructor(amount: number, durationMs: number, random: Random) {
		this.#amount = amount;
		this.#waves = Array.from({ length: 7 }, () =>
			[0.07, 0.15, 0.29].map((hz, i) => {
				const cycles = Math.max(
					1,
					Math.round((hz * random.uniform(0.75, 1.3) * durationMs) / 1000),
				);
				const phase = random.uniform(0, 2 * Math.PI);
				return [(2 * Math.PI * cycles) / durationMs, phase, [0.6, 0.35, 0.14][i]!] as const;
			}),
		);
	}

	add(ms: number, pose: ActorPose): void {
		const channel = (k: number): number => {
			let sum = 0;
			for (const [speed, phase, share] of this.#waves[k]!)
				sum += share * Math.sin(speed * ms + phase);
			return sum * this.#amount;
		};
		pose.x += 0.05 * channel(0);
		pose.y += 0.025 * channel(1);
		pose.roll += 1.3 * channel(2);
		pose.scale *= 1 + 0.012 * channel(3);
		pose.yaw += 2.6 * channel(4);
		pose.pitch += 1.5 * channel(5);
		pose.light *= 1 + 0.015 * channel(6);
	}
}

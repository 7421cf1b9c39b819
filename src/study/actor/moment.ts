/**
 * One movement by itself, with a little rest around it: what a game or a lesson shows.
 *
 * In    which units, how far, how long, which side; what else happens meanwhile
 * Out   `poseAt(ms)`, the same without the movement, and the movement's exact times
 * Time  ms from the moment's start; before and after it the face goes on as at its ends
 */
import type { Side } from '../../core/record/index.ts';
import { seeded } from '../../core/kernel/index.ts';
import { addBlinks, Sway } from './everyday-motion.ts';
import type { Blink } from './everyday-motion.ts';
import { addMovement, largestDisplacement, pulseEnd } from './movements.ts';
import type { Movement, UnitShare } from './movements.ts';
import { restPose } from './pose.ts';
import type { ActorPose } from './pose.ts';
import { PX200_PER_IOD } from './proportions.ts';

export interface MomentOptions {
	/** Chooses how the times divide, how strong each unit is, and how the head sways. */
	readonly seed: number;
	readonly aus: readonly number[];
	/** The subject's own. */
	readonly side: Side;
	/** Largest displacement at the apex, px200. */
	readonly peakPx200: number;
	/** Rest before the onset, the movement from onset to offset, rest after it; ms. */
	readonly leadMs: number;
	readonly movementMs: number;
	readonly tailMs: number;
	/** A blink in the rest before or after, or one that ends as the movement begins to show. */
	readonly blink: 'none' | 'before' | 'over' | 'after';
	/** Head sway: 0 none, 1 a person sitting calmly. */
	readonly sway: number;
}

/** Sway is slow: a short piece out of this much of it, ms. */
const SWAY_MS = 12_000;
const BLINK_MS = 330;

export class ActorMoment {
	readonly durationMs: number;
	readonly onsetMs: number;
	readonly apexMs: number;
	readonly offsetMs: number;
	readonly aus: readonly UnitShare[];
	readonly #movement: Movement;
	readonly #blinks: readonly Blink[];
	readonly #sway: Sway;
	readonly #swayFromMs: number;

	constructor(options: MomentOptions) {
		const { leadMs, movementMs, tailMs, side, peakPx200 } = options;
		const random = seeded(options.seed);
		const relative = options.aus.map((au, i): UnitShare => {
			const share = i === 0 ? 1 : random.uniform(0.75, 1);
			return { au, left: side === 'right' ? 0 : share, right: side === 'left' ? 0 : share };
		});
		const scale = peakPx200 / (PX200_PER_IOD * largestDisplacement(relative));
		// rises a little faster than it falls, as coded movements do
		const riseMs = movementMs * random.uniform(0.36, 0.46);
		const plateauMs = movementMs * random.uniform(0.04, 0.14);
		this.#movement = {
			startMs: leadMs,
			riseMs,
			plateauMs,
			fallMs: movementMs - riseMs - plateauMs,
			aus: relative.map(({ au, left, right }) => ({
				au,
				left: left * scale,
				right: right * scale,
			})),
			side,
			class3: 'surprise', // not said of a movement by itself
			peakPx200,
		};
		this.aus = this.#movement.aus;
		this.onsetMs = leadMs;
		this.apexMs = leadMs + riseMs + plateauMs / 2;
		this.offsetMs = pulseEnd(this.#movement);
		this.durationMs = leadMs + movementMs + tailMs;
		this.#blinks = options.blink === 'none' ? [] : [blinkOf(options, random.uniform(0, 1))];
		this.#sway = new Sway(options.sway, SWAY_MS, seeded(options.seed ^ 0x51ab));
		this.#swayFromMs = random.uniform(0, SWAY_MS);
	}

	/** @param exaggeration - times the movement's own strength */
	poseAt(ms: number, exaggeration = 1): ActorPose {
		const pose = this.stillAt(ms);
		const rest = restPose();
		addMovement(this.#movement, ms, rest);
		for (const side of ['left', 'right'] as const) {
			for (let k = 0; k < rest[side].length; k++) pose[side][k]! += exaggeration * rest[side][k]!;
		}
		return pose;
	}

	/** Everything but the movement. */
	stillAt(ms: number): ActorPose {
		const pose = restPose();
		this.#sway.add(this.#swayFromMs + ms, pose);
		addBlinks(this.#blinks, ms, pose);
		return pose;
	}
}

function blinkOf({ blink, leadMs, movementMs, tailMs }: MomentOptions, place: number): Blink {
	const room = (blink === 'after' ? tailMs : leadMs) - BLINK_MS;
	const within = Math.max(0, room) * (0.2 + 0.6 * place);
	const startMs =
		blink === 'over'
			? leadMs - 0.75 * BLINK_MS
			: blink === 'after'
				? leadMs + movementMs + within
				: within;
	return { startMs, endMs: startMs + BLINK_MS, closingMs: 115, closedMs: 25 };
}

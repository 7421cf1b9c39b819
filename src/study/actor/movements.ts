/**
 * The actor's micro-expressions: which action units, how strong, how fast, when.
 *
 * Combinations and their shares after the coded data sets (CASME II, SAMM, DFME: AU 4, 12, 1 + 2
 * and their pairs are most of it, about a fifth one-sided); times after the same: rise 0.10-0.25 s,
 * fall 0.10-0.35 s, 0.2-0.5 s in all.
 */
import type { Class3, Side } from '../../core/record/index.ts';
import type { Random } from '../../core/kernel/index.ts';
import { ACTION_UNITS, ActionUnitField } from './action-units.ts';
import { unitIndex } from './pose.ts';
import type { ActorPose } from './pose.ts';
import { PX200_PER_IOD } from './proportions.ts';

export interface MicroKind {
	readonly aus: readonly number[];
	/** The class such a combination is usually filed under; nobody feels anything here. */
	readonly class3: Class3;
	/** Relative frequency. */
	readonly weight: number;
	readonly oneSided: boolean;
}

export const MICRO_KINDS: readonly MicroKind[] = [
	{ aus: [12], class3: 'positive', weight: 18, oneSided: true },
	{ aus: [6, 12], class3: 'positive', weight: 12, oneSided: false },
	{ aus: [4], class3: 'negative', weight: 18, oneSided: true },
	{ aus: [4, 7], class3: 'negative', weight: 14, oneSided: false },
	{ aus: [1, 2], class3: 'surprise', weight: 14, oneSided: true },
	{ aus: [1, 2, 5], class3: 'surprise', weight: 9, oneSided: false },
	{ aus: [15, 17], class3: 'negative', weight: 6, oneSided: false },
	{ aus: [14], class3: 'negative', weight: 6, oneSided: true },
	{ aus: [17], class3: 'negative', weight: 3, oneSided: false },
];

/** A rise, a plateau and a fall with raised-cosine flanks; ms on the script's clock. */
export interface Pulse {
	readonly startMs: number;
	readonly riseMs: number;
	readonly plateauMs: number;
	readonly fallMs: number;
}

export const pulseEnd = (pulse: Pulse): number =>
	pulse.startMs + pulse.riseMs + pulse.plateauMs + pulse.fallMs;

/** Share of the peak at a time, 0..1. */
export function pulseAt(pulse: Pulse, ms: number): number {
	const t = ms - pulse.startMs;
	if (t <= 0) return 0;
	if (t < pulse.riseMs) return 0.5 - 0.5 * Math.cos((Math.PI * t) / pulse.riseMs);
	const after = t - pulse.riseMs - pulse.plateauMs;
	if (after <= 0) return 1;
	if (after >= pulse.fallMs) return 0;
	return 0.5 + 0.5 * Math.cos((Math.PI * after) / pulse.fallMs);
}

export interface UnitShare {
	readonly au: number;
	/** Contraction at the apex, 0..1 of full, on the subject's left and right side. */
	readonly left: number;
	readonly right: number;
}

export interface Movement extends Pulse {
	readonly aus: readonly UnitShare[];
	readonly side: Side;
	readonly class3: Class3;
	/** Largest displacement of skin at the apex, px200. */
	readonly peakPx200: number;
}

export function addMovement(movement: Movement, ms: number, pose: ActorPose): void {
	const share = pulseAt(movement, ms);
	if (share === 0) return;
	for (const { au, left, right } of movement.aus) {
		const k = unitIndex(au);
		pose.left[k]! += left * share;
		pose.right[k]! += right * share;
	}
}

const fields = new Map<number, ActionUnitField>();

function fieldOf(au: number): ActionUnitField {
	let field = fields.get(au);
	if (!field) fields.set(au, (field = new ActionUnitField(ACTION_UNITS[unitIndex(au)]!)));
	return field;
}

/** Largest displacement over the face of several units together, IOD: coarsely, then around the best. */
export function largestDisplacement(aus: readonly UnitShare[]): number {
	const out = new Float64Array(2);
	const best = { size: 0, x: 0, y: 0 };
	const search = (x0: number, x1: number, y0: number, y1: number, step: number): void => {
		for (let y = y0; y <= y1; y += step) {
			for (let x = x0; x <= x1; x += step) {
				out.fill(0);
				for (const { au, left, right } of aus) fieldOf(au).add(x, y, left, right, out);
				const size = Math.hypot(out[0]!, out[1]!);
				if (size > best.size) Object.assign(best, { size, x, y });
			}
		}
	};
	search(-1.1, 1.1, -0.9, 1.8, 0.1);
	search(best.x - 0.1, best.x + 0.1, best.y - 0.1, best.y + 0.1, 0.02);
	return best.size;
}

function chosen(kinds: readonly MicroKind[], random: Random): MicroKind {
	let left = random.next() * kinds.reduce((sum, kind) => sum + kind.weight, 0);
	for (const kind of kinds) {
		left -= kind.weight;
		if (left < 0) return kind;
	}
	return kinds[kinds.length - 1]!;
}

/** A micro-expression of one of `kinds` that starts at `startMs`. */
export function microMovement(
	startMs: number,
	kinds: readonly MicroKind[],
	peak: readonly [number, number],
	random: Random,
): Movement {
	const kind = chosen(kinds, random);
	const side: Side =
		kind.oneSided && random.chance(0.3) ? (random.chance(0.5) ? 'left' : 'right') : 'both';
	const relative = kind.aus.map((au, i): UnitShare => {
		const share = i === 0 ? 1 : random.uniform(0.7, 1);
		return { au, left: side === 'right' ? 0 : share, right: side === 'left' ? 0 : share };
	});
	const peakPx200 = random.uniform(peak[0], peak[1]);
	const scale = peakPx200 / (PX200_PER_IOD * largestDisplacement(relative));
	let riseMs = 0;
	let plateauMs = 0;
	let fallMs = 0;
	do {
		riseMs = random.uniform(100, 250);
		plateauMs = random.chance(0.25) ? random.uniform(30, 120) : 0;
		fallMs = random.uniform(100, 350);
	} while (riseMs + plateauMs + fallMs < 200 || riseMs + plateauMs + fallMs > 500);
	const aus = relative.map(({ au, left, right }) => ({
		au,
		left: left * scale,
		right: right * scale,
	}));
	return { startMs, riseMs, plateauMs, fallMs, aus, side, class3: kind.class3, peakPx200 };
}

/** A slow, large movement, no micro-expression: smile or raised brows for some seconds. */
export function macroMovement(startMs: number, random: Random): Movement {
	const smile = random.chance(0.65);
	const strength = random.uniform(0.3, 0.5);
	const aus = (smile ? [12, 6] : [1, 2]).map((au, i) => {
		const share = strength * (i === 0 ? 1 : 0.7);
		return { au, left: share, right: share };
	});
	return {
		startMs,
		riseMs: random.uniform(600, 1100),
		plateauMs: random.uniform(700, 1400),
		fallMs: random.uniform(800, 1300),
		aus,
		side: 'both',
		class3: smile ? 'positive' : 'surprise',
		peakPx200: PX200_PER_IOD * largestDisplacement(aus),
	};
}

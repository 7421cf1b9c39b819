/** What restless people do besides: turns, nods, sways, leans, glances, swallows, laughs. */
import type { Random } from '../../core/kernel/index.ts';
import { FACE_POINTS } from '../footage/index.ts';
import { LOWER_LIP, UPPER_LIP, ramp } from './face-points.ts';
import { MovementField } from './movement-field.ts';
import type { FaceMoment } from './face-moment.ts';

const KINDS = ['turn', 'nod', 'sway', 'lean', 'glance', 'swallow', 'laugh'] as const;

export interface Gesture {
	readonly kind: (typeof KINDS)[number];
	/** s */
	readonly start: number;
	readonly rise: number;
	readonly hold: number;
	readonly fall: number;
	/** Signed shares of the largest, across and down. */
	readonly x: number;
	readonly y: number;
}

/** Rises and falls, s; holds go up to `hold`. */
const TIMES: Readonly<Record<Gesture['kind'], { rise: [number, number]; hold: number }>> = {
	turn: { rise: [0.25, 0.8], hold: 1.5 },
	nod: { rise: [0.15, 0.35], hold: 0.1 },
	sway: { rise: [0.5, 1.5], hold: 1 },
	lean: { rise: [0.5, 1.2], hold: 2 },
	glance: { rise: [0.04, 0.06], hold: 0.8 },
	swallow: { rise: [0.2, 0.35], hold: 0.15 },
	laugh: { rise: [0.25, 0.6], hold: 2 },
};
/** Largest turns, rad. The head turns about a point this far behind and below the eyes, IOD. */
const TURN = { yaw: 0.27, pitch: 0.14, roll: 0.1 };
const PIVOT = { behind: 1, below: 1 };
const SWAY_IOD = 0.25;
const LEAN = 0.12;
const GLANCE_IOD = 0.09;
/** Chin and lower lip go up, lip corners out and up, IOD: 1 to 2 and 3 to 8 px200. */
const SWALLOW_IOD = 0.028;
const LAUGH_IOD = 0.1;

/** Gestures at a rate a minute, in order of time; they may overlap. */
export function drawGestures(seconds: number, perMinute: number, random: Random): Gesture[] {
	const count = Math.round((seconds / 60) * perMinute);
	return Array.from({ length: count }, () => {
		const kind = KINDS[random.index(KINDS.length)]!;
		const { rise, hold } = TIMES[kind];
		return {
			kind,
			start: random.uniform(0, Math.max(0.1, seconds - 1)),
			rise: random.uniform(...rise),
			hold: random.uniform(0, hold),
			fall: random.uniform(...rise),
			x: random.uniform(0.25, 1) * (random.chance(0.5) ? 1 : -1),
			y: random.uniform(-1, 1),
		};
	}).sort((a, b) => a.start - b.start);
}

function strengthOf({ start, rise, hold, fall }: Gesture, seconds: number): number {
	const into = seconds - start;
	return into < rise + hold ? ramp(into / rise) : 1 - ramp((into - rise - hold) / fall);
}

/** Adds what gestures do at a time, s. */
export function addGestures(
	gestures: readonly Gesture[],
	shapes: GestureShapes,
	seconds: number,
	{ head, gaze, skin }: FaceMoment,
): void {
	for (const gesture of gestures) {
		const strength = strengthOf(gesture, seconds);
		if (strength === 0) continue;
		const x = strength * gesture.x;
		const y = strength * gesture.y;
		switch (gesture.kind) {
			case 'turn':
				turn(head, TURN.pitch * y * 0.5, TURN.yaw * x, TURN.roll * x * gesture.y * 0.5);
				break;
			case 'nod':
				turn(head, TURN.pitch * x, 0, 0);
				break;
			case 'sway':
				turn(head, 0, 0, TURN.roll * x);
				head[3]! += SWAY_IOD * x;
				break;
			case 'lean':
				head[5]! += LEAN * x;
				head[4]! += 0.4 * LEAN * y;
				break;
			case 'glance':
				gaze[0]! += GLANCE_IOD * x;
				gaze[1]! += 0.5 * GLANCE_IOD * y;
				break;
			case 'swallow':
				addShape(skin, shapes.swallow, SWALLOW_IOD * Math.abs(x));
				break;
			case 'laugh':
				addShape(skin, shapes.laugh, LAUGH_IOD * Math.abs(x));
				turn(head, -0.25 * TURN.pitch * Math.abs(x), 0, 0);
				break;
		}
	}
}

/** About the neck: the face goes along. */
function turn(head: Float64Array, pitch: number, yaw: number, roll: number): void {
	head[0]! += pitch;
	head[1]! += yaw;
	head[2]! += roll;
	head[3]! -= PIVOT.behind * yaw - PIVOT.below * roll;
	head[4]! += PIVOT.behind * pitch * 0.6;
}

/** Displacements of the points for gestures of the mouth, IOD, [468, 2] each, largest 1. */
export interface GestureShapes {
	readonly swallow: Float64Array;
	readonly laugh: Float64Array;
}

/** Of the jaw's opening in a laugh, against the lip corners' way. */
const JAW = 0.7;

/** @param face mean face, IOD, [468, 2] */
export function gestureShapes(face: Float64Array): GestureShapes {
	const swallow = new Float64Array(2 * FACE_POINTS);
	const laugh = new Float64Array(2 * FACE_POINTS);
	const smile = new MovementField({ ...SMILE, aus: [12, 6], shares: [1, 0.5] });
	const upper = new Set<number>(UPPER_LIP);
	const lower = new Set<number>(LOWER_LIP);
	const lips = (face[2 * 13 + 1]! + face[2 * 14 + 1]!) / 2;
	for (let i = 0; i < FACE_POINTS; i++) {
		const x = face[2 * i]!;
		const y = face[2 * i + 1]!;
		const cell = smile.cellAt(x, y);
		const jaw = upper.has(i)
			? 0
			: Math.exp(-((x / 0.5) ** 2)) * (lower.has(i) ? 1 : ramp((y - lips - 0.1) / 0.2));
		swallow[2 * i + 1] = -jaw;
		laugh[2 * i] = cell < 0 ? 0 : smile.values[cell]!;
		laugh[2 * i + 1] = (cell < 0 ? 0 : smile.values[cell + 1]!) + JAW * jaw;
	}
	return { swallow, laugh };
}

/** The mean face's own smile. */
const SMILE = {
	right: 1,
	left: 1,
	peakPx200: 1,
	shiftX: 0,
	shiftY: 0,
	scale: 1,
	start: 0,
	rise: 1,
	plateau: 0,
	fall: 1,
	residual: 0,
};

function addShape(skin: Float64Array, shape: Float64Array, iod: number): void {
	for (let i = 0; i < skin.length; i++) skin[i]! += iod * shape[i]!;
}

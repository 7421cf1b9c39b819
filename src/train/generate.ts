/**
 * Synthesises events: the motion of action units on a person's face, seen through a camera that
 * frames imperfectly, a head that does not hold still and a flow estimator that errs.
 *
 * In    a seed; no picture, no recording of any person
 * Out   `Dataset`: both motions as `eventMotion` writes them, with exact truth
 * Time  the fall is not the rise backwards: own noise and blink, incomplete return, and in some
 *       events an offset that is simply wrong
 */
import type { Class3, EventMotion } from '../classify/index.ts';
import {
	CLASSES,
	GRID,
	GRID_CHANNELS,
	GRID_EYE_DISTANCE,
	GRID_EYE_ROW,
	UNITS,
	eventMotion,
} from '../classify/index.ts';
import { seeded } from '../kernel/index.ts';
import type { Random } from '../kernel/index.ts';
import { CELLS, addCorrelatedNoise, addOutlier, blur, newFlow } from './flow-model.ts';
import type { Flow } from './flow-model.ts';
import { drawPerson, faceShare, onLevelEdge, visibility } from './person.ts';
import type { Person } from './person.ts';
import { drawEmotion, drawUnits } from './priors.ts';

/** Distance of the eye centres in px200: 95 between the outer corners, 0.69 of that. */
const IOD_PX200 = 65;
const FRAMING_JITTER_IOD = 0.08;
const FRAMING_SCALE_SIGMA = 0.04;
const FRAMING_TURN_SIGMA = 0.04; // radians
/** Shares of all events. */
const NON_MOVEMENT_SHARE = 0.25;
const NO_CLASS_SHARE = 0.08;
const WRONG_OFFSET_SHARE = 0.2;
const PARTIAL_RETURN_SHARE = 0.15;
/** 27 % of real micro-expressions overlap a blink. */
const BLINK_SHARE = 0.25;
const GAZE_SHARE = 0.15;
const ROOM_MOVES_SHARE = 0.3;
const LARGEST_DRIFT_PX200 = 0.25;
const EYE_CLOSURE = 43;

export type Content = 'expression' | 'units-only' | 'blink' | 'head' | 'noise' | 'gaze';

/** What was shown. */
export interface Truth {
	readonly content: Content;
	readonly class3: Class3 | null;
	/** Intensity per unit of `UNITS`: the subject's left side, then the right; 0 where still. */
	readonly intensities: Float32Array;
	readonly person: number;
	readonly offset: 'right' | 'wrong';
}

export interface Sample extends Truth {
	readonly motion: EventMotion;
}

export interface Dataset {
	readonly size: number;
	/** [N, 28, 28, 3] each */
	readonly rise: Float32Array;
	readonly fall: Float32Array;
	readonly correlation: Float32Array;
	/** [N, 34]: 1 where the unit moved on that side. */
	readonly units: Float32Array;
	/** [N, 3]: one of them 1; all thirds where nothing was expressed; all 0: no class to learn. */
	readonly classes: Float32Array;
	readonly truths: readonly Truth[];
}

/** `size` events by `people` people drawn from `seed`; equal seeds give equal data. */
export function generate(size: number, people: number, seed: number): Dataset {
	const random = seeded(seed);
	const persons = Array.from({ length: people }, () => drawPerson(random));
	const block = CELLS * GRID_CHANNELS;
	const sides = 2 * UNITS.length;
	const dataset = {
		size,
		rise: new Float32Array(size * block),
		fall: new Float32Array(size * block),
		correlation: new Float32Array(size),
		units: new Float32Array(size * sides),
		classes: new Float32Array(size * CLASSES.length),
		truths: [] as Truth[],
	};
	for (let i = 0; i < size; i++) {
		const index = random.index(people);
		const { motion, ...truth } = drawSample(persons[index]!, index, random);
		dataset.rise.set(motion.rise, i * block);
		dataset.fall.set(motion.fall, i * block);
		dataset.correlation[i] = motion.correlation;
		for (let j = 0; j < sides; j++) {
			dataset.units[i * sides + j] = truth.intensities[j]! > 0 ? 1 : 0;
		}
		for (const [j, name] of CLASSES.entries()) {
			dataset.classes[i * CLASSES.length + j] =
				truth.class3 !== null
					? Number(truth.class3 === name)
					: truth.content === 'units-only'
						? 0
						: 1 / CLASSES.length;
		}
		dataset.truths.push(truth);
	}
	return dataset;
}

/** How the grid lies on the face in one event. */
interface Framing {
	readonly dx: number;
	readonly dy: number;
	readonly scale: number;
	readonly turn: number;
}

/** Intensity on the picture's right and left side, by FACS number. */
type Movement = Map<number, readonly [right: number, left: number]>;

export function drawSample(person: Person, index: number, random: Random): Sample {
	const content = drawContent(random);
	const framing: Framing = {
		dx: random.uniform(-FRAMING_JITTER_IOD, FRAMING_JITTER_IOD),
		dy: random.uniform(-FRAMING_JITTER_IOD, FRAMING_JITTER_IOD),
		scale: Math.exp(FRAMING_SCALE_SIGMA * random.normal()),
		turn: FRAMING_TURN_SIGMA * random.normal(),
	};
	let class3: Class3 | null = null;
	let movement: Movement = new Map();
	if (content === 'expression' || content === 'units-only') {
		if (content === 'expression') class3 = CLASSES[random.index(CLASSES.length)]!;
		movement = drawMovement(person, class3, random);
	}
	const blinking = content === 'blink' || (movement.size > 0 && random.chance(BLINK_SHARE));
	const closure = blinking ? random.uniform(0.1, content === 'blink' ? 1 : 0.6) : 0;
	const closing = random.chance(0.5) ? 1 : -1;

	const wrong = random.chance(WRONG_OFFSET_SHARE);
	const partial = random.chance(PARTIAL_RETURN_SHARE);
	const returned = wrong
		? random.uniform(-0.35, 0.3)
		: partial
			? random.uniform(0.2, 0.6)
			: random.uniform(0.65, 1.1);
	const fallen: Movement = new Map();
	for (const [au, [right, left]] of movement) {
		const own = -returned * random.uniform(0.8, 1.2); // the units do not let go in step
		fallen.set(au, [right * own, left * own]);
	}
	// Another movement may follow where the offset is wrong.
	if (wrong && random.chance(0.4)) {
		for (const [au, pair] of drawMovement(person, null, random)) {
			if (!fallen.has(au)) fallen.set(au, pair);
		}
	}
	const rise = new Map(movement);
	if (blinking) {
		rise.set(EYE_CLOSURE, [closing * closure, closing * closure]);
		// What closed opens; inside a movement the blink may lie in one phase only.
		if (content === 'blink' || random.chance(0.4)) {
			const back = -closing * closure * random.uniform(0.5, 1.2);
			fallen.set(EYE_CLOSURE, [back, back]);
		}
	}
	const gaze = content === 'gaze' || random.chance(GAZE_SHARE) ? random.uniform(-1.5, 1.5) : 0;
	const level = drawNoiseLevel(random);
	const headMoves = content === 'head';
	const riseFlow = observe(person, rise, framing, { gaze, headMoves, ...level }, random);
	const gazeBack = random.chance(0.5) ? -gaze : 0;
	const fallFlow = observe(
		person,
		fallen,
		framing,
		{ gaze: gazeBack, headMoves, ...level },
		random,
	);
	return {
		motion: eventMotion(riseFlow.u, riseFlow.v, fallFlow.u, fallFlow.v),
		content,
		class3,
		intensities: sideIntensities(movement),
		person: index,
		offset: wrong ? 'wrong' : 'right',
	};
}

function drawContent(random: Random): Content {
	const draw = random.next();
	if (draw < NON_MOVEMENT_SHARE) {
		return (['blink', 'head', 'noise', 'gaze'] as const)[random.index(4)]!;
	}
	return draw < NON_MOVEMENT_SHARE + NO_CLASS_SHARE ? 'units-only' : 'expression';
}

/** Units and intensities; `null`: half a label without a class, half one unit of any kind. */
function drawMovement(person: Person, class3: Class3 | null, random: Random): Movement {
	const emotion = drawEmotion(class3, random);
	const units =
		class3 === null && random.chance(0.6)
			? [UNITS[random.index(UNITS.length)]!]
			: drawUnits(emotion, random);
	const strength = random.chance(0.2) ? random.uniform(0.07, 0.45) : random.uniform(0.07, 0.3);
	const oneSided = random.chance(emotion.oneSided);
	const onRight = random.chance(0.5);
	const faint = random.uniform(0, 0.2);
	const movement: Movement = new Map();
	for (const au of units) {
		const own = Math.min(0.45, strength * random.uniform(0.65, 1.35));
		const [right, left] = person.evenness.get(au)!;
		if (!oneSided) movement.set(au, [own * right, own * left]);
		else movement.set(au, onRight ? [own, own * faint] : [own * faint, own]);
	}
	return movement;
}

/** The picture's right is the subject's left; a side under half of the other one counts as still. */
function sideIntensities(movement: Movement): Float32Array {
	const intensities = new Float32Array(2 * UNITS.length);
	for (const [i, au] of UNITS.entries()) {
		const [right, left] = movement.get(au) ?? [0, 0];
		const strongest = Math.max(right, left);
		if (right >= 0.5 * strongest) intensities[i] = right;
		if (left >= 0.5 * strongest) intensities[UNITS.length + i] = left;
	}
	return intensities;
}

interface NoiseLevel {
	/** Standard deviation of the flow noise, px200. */
	readonly noise: number;
	readonly correlation: number;
	readonly blurCells: number;
}

const drawNoiseLevel = (random: Random): NoiseLevel => ({
	noise: random.uniform(0.05, 0.2),
	correlation: random.uniform(0.6, 2),
	blurCells: random.uniform(0.6, 1.4),
});

interface Disturbance extends NoiseLevel {
	/** Both irises sideways, px200. */
	readonly gaze: number;
	readonly headMoves: boolean;
}

/** The flow that the app would measure for a movement, px200 on the grid. */
function observe(
	person: Person,
	movement: Movement,
	framing: Framing,
	{ gaze, headMoves, noise, correlation, blurCells }: Disturbance,
	random: Random,
): Flow {
	const flow = newFlow();
	const cos = Math.cos(framing.turn);
	const sin = Math.sin(framing.turn);
	const head = drawHeadMotion(headMoves ? 1.2 : 0.35, random);
	// Against the aligned face, a room with texture moves as the head did.
	const room = random.chance(ROOM_MOVES_SHARE) ? random.uniform(0.2, 1.5) : 0;
	const roomAngle = random.uniform(0, 2 * Math.PI);
	const roomX = room * Math.cos(roomAngle);
	const roomY = room * Math.sin(roomAngle);
	const step = new Float64Array(2);
	for (let row = 0, cell = 0; row < GRID; row++) {
		for (let column = 0; column < GRID; column++, cell++) {
			const gx = (column - (GRID - 1) / 2) / GRID_EYE_DISTANCE;
			const gy = (row - GRID_EYE_ROW) / GRID_EYE_DISTANCE;
			const x = framing.scale * (cos * gx - sin * gy) + framing.dx;
			const y = framing.scale * (sin * gx + cos * gy) + framing.dy;
			step.fill(0);
			for (const [au, [right, left]] of movement) {
				person.fields.get(au)!.add(x, y, right, left, step);
			}
			const seen = visibility(person.skin, x, y);
			const behind = 1 - faceShare(person.skin, x, y);
			const sideways = 1 - (1 - person.skin.alongEdges) * onLevelEdge(x, y);
			const iris = gaze * Math.exp(-0.5 * (((Math.abs(x) - 0.5) / 0.1) ** 2 + (y / 0.06) ** 2));
			flow.u[cell] =
				seen * (sideways * IOD_PX200 * step[0]! + iris + head.u(x, y)) + behind * roomX;
			flow.v[cell] = seen * (IOD_PX200 * step[1]! + head.v(x, y)) + behind * roomY;
		}
	}
	blur(flow.u, blurCells);
	blur(flow.v, blurCells);
	addCorrelatedNoise(flow.u, noise, correlation, random);
	addCorrelatedNoise(flow.v, noise, correlation, random);
	// What alignment and perspective leave of a moving head is smooth, but no plane.
	const drift = random.uniform(0, LARGEST_DRIFT_PX200);
	addCorrelatedNoise(flow.u, drift, random.uniform(3, 7), random);
	addCorrelatedNoise(flow.v, drift, random.uniform(3, 7), random);
	if (random.chance(0.4)) {
		for (let n = 1 + random.index(3); n > 0; n--) {
			addOutlier(flow, random.uniform(0.2, 2), random);
		}
	}
	// A closing lid moves too fast and changes too much: the flow around it is partly arbitrary.
	if (movement.has(EYE_CLOSURE)) addLidErrors(flow, framing, random);
	return flow;
}

function addLidErrors(flow: Flow, framing: Framing, random: Random): void {
	const sizes = [0, 1, 2, 3].map(() => random.normal());
	for (let cell = 0; cell < CELLS; cell++) {
		const x = ((cell % GRID) - (GRID - 1) / 2) / GRID_EYE_DISTANCE + framing.dx;
		const y = (Math.floor(cell / GRID) - GRID_EYE_ROW) / GRID_EYE_DISTANCE + framing.dy;
		const near = Math.exp(-0.5 * (((Math.abs(x) - 0.5) / 0.2) ** 2 + (y / 0.1) ** 2));
		const side = x > 0 ? 0 : 2;
		flow.u[cell]! += near * sizes[side]!;
		flow.v[cell]! += near * sizes[side + 1]!;
	}
}

/**
 * What is left of the head's motion after alignment, px200: shift, roll, change of size, and the
 * nose, which stands out and moves more than the rest when the head turns or nods.
 */
function drawHeadMotion(
	size: number,
	random: Random,
): { u(x: number, y: number): number; v(x: number, y: number): number } {
	const shiftX = size * random.normal();
	const shiftY = size * random.normal();
	const roll = 0.3 * size * random.normal();
	const zoom = 0.3 * size * random.normal();
	const turnX = 0.35 * size * random.normal();
	const turnY = 0.35 * size * random.normal();
	const depth = (x: number, y: number): number =>
		Math.exp(-0.5 * ((x / 0.22) ** 2 + ((y - 0.5) / 0.3) ** 2)) - 0.4 * x * x;
	return {
		u: (x, y) => shiftX - roll * y + zoom * x + turnX * depth(x, y),
		v: (x, y) => shiftY + roll * x + zoom * y + turnY * depth(x, y),
	};
}

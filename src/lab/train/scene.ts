/**
 * What happens in one event: how a face is moved at its onset, apex and offset. Nothing is seen yet;
 * `drawn-view.ts` and `portrait-view.ts` look at it.
 *
 * In    a person, chance; no picture, no recording of anybody
 * Time  the fall is not the rise backwards: incomplete return, units that do not let go in step,
 *       blinks, glances and talk of their own, and in some events an offset that is simply wrong
 */
import type { Class3 } from '../../core/record/index.ts';
import type { Content } from '../judge/index.ts';
import { NON_MOVEMENTS } from '../judge/index.ts';
import { CLASSES, UNITS } from '../../line/classify/index.ts';
import type { Random } from '../../core/kernel/index.ts';
import type { HeadDrift } from './head.ts';
import { NO_HEAD_MOTION, addHeadMotion, drawHeadMotion } from './head.ts';
import type { Person } from './person.ts';
import type { UnitSet } from './priors.ts';
import type { UnitIntensities } from './skin-field.ts';
import { drawEmotion, drawUnitSet, drawUnits } from './priors.ts';

/** Shares of all events. */
const NON_MOVEMENT_SHARE = 0.22;
const UNITS_SHARE = 0.28;
/** Of those: labels without a class, as counted. */
const UNLABELLED_SHARE = 0.15;
const ONE_SIDED_SHARE = 0.35;
const WRONG_OFFSET_SHARE = 0.2;
const PARTIAL_RETURN_SHARE = 0.15;
/** 27 % of real micro-expressions overlap a blink. */
const BLINK_SHARE = 0.27;
const GAZE_SHARE = 0.2;
const SPEECH_SHARE = 0.2;
const RESTLESS_HEAD_SHARE = 0.15;
/** While a face talks, movements of its upper half are what can be told. */
const SPEECH_LEAVES_LOWER = 0.25;

/** Eye closure, FACS: no unit of the network, but it moves the face. */
const EYE_CLOSURE = 43;
/** What a talking mouth is made of, and how far it goes, of the full contraction. */
const SPEECH_UNITS: readonly (readonly [au: number, most: number])[] = [
	[26, 0.12],
	[25, 0.3],
	[23, 0.4],
	[20, 0.2],
	[24, 0.35],
	[17, 0.12],
	[10, 0.12],
	[12, 0.08],
];
const LOWER_UNITS: ReadonlySet<number> = new Set([6, 9, 10, 12, 14, 15, 17, 20, 23, 24, 25, 26]);

/** A face at one instant, against the same face at rest. */
export interface Pose {
	readonly movement: UnitIntensities;
	/** Both irises sideways, px200. */
	readonly gaze: number;
	readonly head: HeadDrift;
}

export interface Scene {
	readonly content: Content;
	/** Null: nothing expressed, or units that no class is usually seen with. */
	readonly class3: Class3 | null;
	/** Intensity per unit of `UNITS`: the subject's left side, then the right; 0 where still. */
	readonly intensities: Float32Array;
	readonly onset: Pose;
	readonly apex: Pose;
	readonly offset: Pose;
	/** Whether the offset is where the movement has gone back. */
	readonly offsetIs: 'right' | 'wrong';
	/** A lid moves somewhere in it. */
	readonly blinks: boolean;
}

export function drawScene(person: Person, random: Random): Scene {
	const content = drawContent(random);
	const expressed = content === 'expression' || content === 'units';
	const speaks = content === 'speech' || (expressed && random.chance(SPEECH_SHARE));
	const { class3, movement } = expressed
		? drawMovement(content, speaks, person, random)
		: { class3: null, movement: new Map() as UnitIntensities };

	const wrong = random.chance(WRONG_OFFSET_SHARE);
	const left = leftAtOffset(movement, wrong, person, random);
	const blinks = content === 'blink' || (expressed && random.chance(BLINK_SHARE));
	const lids = blinks ? drawLids(content === 'blink', random) : [0, 0, 0];
	const glances = content === 'gaze' || random.chance(GAZE_SHARE);
	const glance = glances ? random.uniform(-1.5, 1.5) : 0;
	const talk = speaks ? drawTalk(random) : [NOTHING, NOTHING, NOTHING];
	const size = drawHeadSize(content, random);
	const head = drawHeadMotion(size, random);
	return {
		content,
		class3,
		intensities: sideIntensities(movement),
		onset: { movement: joined(NOTHING, talk[0]!, lids[0]!), gaze: 0, head: NO_HEAD_MOTION },
		apex: { movement: joined(movement, talk[1]!, lids[1]!), gaze: glance, head },
		offset: {
			movement: joined(left, talk[2]!, lids[2]!),
			gaze: random.chance(0.5) ? 0 : glance,
			head: addHeadMotion(head, drawHeadMotion(size, random)),
		},
		offsetIs: wrong ? 'wrong' : 'right',
		blinks,
	};
}

const NOTHING: UnitIntensities = new Map();

/** How far a head moves between key frames, px200: most hold about still, one that turns does not. */
function drawHeadSize(content: Content, random: Random): number {
	if (content === 'head') return random.uniform(0.8, 4);
	return random.chance(RESTLESS_HEAD_SHARE) ? random.uniform(0.5, 1.2) : 0.35;
}

function drawContent(random: Random): Content {
	const draw = random.next();
	if (draw < NON_MOVEMENT_SHARE) return NON_MOVEMENTS[random.index(NON_MOVEMENTS.length)]!;
	return draw < NON_MOVEMENT_SHARE + UNITS_SHARE ? 'units' : 'expression';
}

/** Units and intensities: those of a label, or a set drawn for the units' sake. */
function drawMovement(
	content: 'expression' | 'units',
	speaks: boolean,
	person: Person,
	random: Random,
): { readonly class3: Class3 | null; readonly movement: UnitIntensities } {
	for (;;) {
		const { units, class3, oneSided: oneSidedShare } = drawWhat(content, random);
		const lower = units.some((au) => LOWER_UNITS.has(au));
		if (speaks && lower && !random.chance(SPEECH_LEAVES_LOWER)) continue;
		const strength = random.chance(0.2) ? random.uniform(0.07, 0.45) : random.uniform(0.07, 0.3);
		const oneSided = random.chance(oneSidedShare);
		const onRight = random.chance(0.5);
		const faint = random.uniform(0, 0.2);
		const movement = new Map<number, readonly [number, number]>();
		for (const au of units) {
			const own = Math.min(0.45, strength * random.uniform(0.35, 1.5));
			const [right, left] = person.evenness.get(au)!;
			if (!oneSided) movement.set(au, [own * right, own * left]);
			else movement.set(au, onRight ? [own, own * faint] : [own * faint, own]);
		}
		return { class3, movement };
	}
}

function drawWhat(
	content: 'expression' | 'units',
	random: Random,
): UnitSet & { readonly oneSided: number } {
	if (content === 'expression') {
		const class3 = CLASSES[random.index(CLASSES.length)]!;
		const emotion = drawEmotion(class3, random);
		return { units: drawUnits(emotion, random), class3, oneSided: emotion.oneSided };
	}
	if (random.chance(UNLABELLED_SHARE)) {
		const emotion = drawEmotion(null, random);
		return { units: drawUnits(emotion, random), class3: null, oneSided: emotion.oneSided };
	}
	return { ...drawUnitSet(random), oneSided: ONE_SIDED_SHARE };
}

/** What is left of a movement at the offset; another may follow where that is wrong. */
function leftAtOffset(
	movement: UnitIntensities,
	wrong: boolean,
	person: Person,
	random: Random,
): UnitIntensities {
	const returned = wrong
		? random.uniform(-0.35, 0.3)
		: random.chance(PARTIAL_RETURN_SHARE)
			? random.uniform(0.2, 0.6)
			: random.uniform(0.65, 1.1);
	const left = new Map<number, readonly [number, number]>();
	for (const [au, [right, leftSide]] of movement) {
		const own = 1 - returned * random.uniform(0.8, 1.2);
		left.set(au, [right * own, leftSide * own]);
	}
	if (wrong && movement.size > 0 && random.chance(0.4)) {
		for (const [au, pair] of drawMovement('units', false, person, random).movement) {
			if (!left.has(au)) left.set(au, pair);
		}
	}
	return left;
}

/** Closure of the lids at onset, apex and offset; a blink may lie in one phase only. */
function drawLids(alone: boolean, random: Random): number[] {
	const closure = random.uniform(0.1, alone ? 1 : 0.6);
	const closed = [0, closure, 0];
	if (random.chance(0.5)) return alone || random.chance(0.4) ? closed : [0, closure, closure];
	return alone || random.chance(0.4) ? [closure, 0, closure] : [closure, 0, 0];
}

/** A mouth that talks, at onset, apex and offset: three shapes that have little to do with another. */
function drawTalk(random: Random): UnitIntensities[] {
	const loud = random.uniform(0.2, 1);
	return [0, 1, 2].map(() => {
		const shape = new Map<number, readonly [number, number]>();
		for (const [au, most] of SPEECH_UNITS) {
			if (random.chance(0.45)) continue;
			const own = loud * most * random.next();
			shape.set(au, [own, own]);
		}
		return shape;
	});
}

function joined(
	movement: UnitIntensities,
	talk: UnitIntensities,
	closure: number,
): UnitIntensities {
	const all = new Map(movement);
	for (const [au, [right, left]] of talk) {
		const [r, l] = all.get(au) ?? [0, 0];
		all.set(au, [r + right, l + left]);
	}
	if (closure > 0) all.set(EYE_CLOSURE, [closure, closure]);
	return all;
}

/** The picture's right is the subject's left; a side under half of the other one counts as still. */
function sideIntensities(movement: UnitIntensities): Float32Array {
	const intensities = new Float32Array(2 * UNITS.length);
	for (const [i, au] of UNITS.entries()) {
		const [right, left] = movement.get(au) ?? [0, 0];
		const strongest = Math.max(right, left);
		if (right >= 0.5 * strongest) intensities[i] = right;
		if (left >= 0.5 * strongest) intensities[UNITS.length + i] = left;
	}
	return intensities;
}

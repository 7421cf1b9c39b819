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
import { NO_HEAD_MOTION, addHeadMotion, drawHeadMotion, scaledHead } from './head.ts';
import type { Person } from './person.ts';
import type { UnitSet } from './priors.ts';
import type { UnitIntensities } from './skin-field.ts';
import { drawEmotion, drawUnitSet, drawUnits } from './priors.ts';

/** Shares of all events. */
const NON_MOVEMENT_SHARE = 0.28;
const UNITS_SHARE = 0.3;
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
/** Which non-movements there are, and how often: most that get as far as here. */
const NON_MOVEMENT_WEIGHTS: Readonly<Record<(typeof NON_MOVEMENTS)[number], number>> = {
	blink: 0.25,
	head: 0.25,
	speech: 0.32,
	noise: 0.09,
	gaze: 0.09,
};
/**
 * What a non-movement does after its apex: mostly it goes on as a turning head does, or somewhere else
 * as a mouth does; a nod and a syllable come back the way they went. The rest starts from rest again.
 */
const GOES_ON_SHARE = 0.6;
const RETURNS_SHARE = 0.2;
type Sequel = 'goes on' | 'returns' | 'anything';
/** What a talking mouth is made of, and how far it goes, of the full contraction. */
const SPEECH_UNITS: readonly (readonly [au: number, most: number])[] = [
	[26, 0.12],
	[18, 0.3],
	[22, 0.25],
	[16, 0.25],
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
	const pull = content === 'blink' ? drawPull(random) : NOTHING;
	const sequel = expressed ? 'anything' : drawSequel(random);
	const glances = content === 'gaze' || random.chance(GAZE_SHARE);
	const glance = glances ? random.uniform(-1.5, 1.5) : 0;
	const talk = speaks ? drawTalk(content === 'speech', sequel, random) : STILL;
	const size = drawHeadSize(content, random);
	const head = drawHeadMotion(size, random);
	return {
		content,
		class3,
		intensities: sideIntensities(movement),
		onset: { movement: joined(NOTHING, talk[0]!, lids[0]!, pull), gaze: 0, head: NO_HEAD_MOTION },
		apex: { movement: joined(movement, talk[1]!, lids[1]!, pull), gaze: glance, head },
		offset: {
			movement: joined(left, talk[2]!, lids[2]!, pull),
			gaze: random.chance(0.5) ? 0 : glance,
			head: addHeadMotion(head, headAfter(head, sequel, size, random)),
		},
		offsetIs: wrong ? 'wrong' : 'right',
		blinks,
	};
}

const NOTHING: UnitIntensities = new Map();
const STILL = [NOTHING, NOTHING, NOTHING];

/** How far a head moves between key frames, px200: most hold about still, one that turns does not. */
function drawHeadSize(content: Content, random: Random): number {
	if (content === 'head') return random.uniform(0.6, 5);
	return random.chance(RESTLESS_HEAD_SHARE) ? random.uniform(0.5, 1.2) : 0.35;
}

function drawContent(random: Random): Content {
	const draw = random.next();
	if (draw < NON_MOVEMENT_SHARE) return drawNonMovement(random);
	return draw < NON_MOVEMENT_SHARE + UNITS_SHARE ? 'units' : 'expression';
}

function drawSequel(random: Random): Sequel {
	const draw = random.next();
	if (draw < GOES_ON_SHARE) return 'goes on';
	return draw < GOES_ON_SHARE + RETURNS_SHARE ? 'returns' : 'anything';
}

/** From the apex on. */
function headAfter(head: HeadDrift, sequel: Sequel, size: number, random: Random): HeadDrift {
	if (sequel === 'anything') return drawHeadMotion(size, random);
	if (sequel === 'returns') return scaledHead(head, -random.uniform(0.6, 1.1));
	return addHeadMotion(
		scaledHead(head, random.uniform(0.2, 1.2)),
		drawHeadMotion(0.3 * size, random),
	);
}

function drawNonMovement(random: Random): Content {
	let left = random.next();
	for (const kind of NON_MOVEMENTS) {
		left -= NON_MOVEMENT_WEIGHTS[kind];
		if (left < 0) return kind;
	}
	return 'speech';
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

/** What a closing eye takes along, of the full contraction at full closure: brow, cheek, lower lid. */
const PULLED_BY_LIDS: readonly (readonly [au: number, most: number])[] = [
	[4, 0.14],
	[6, 0.14],
	[7, 0.25],
	[9, 0.06],
];

function drawPull(random: Random): UnitIntensities {
	const pull = new Map<number, readonly [number, number]>();
	for (const [au, most] of PULLED_BY_LIDS) {
		if (random.chance(0.6)) continue;
		const own = most * random.next();
		pull.set(au, [own, own]);
	}
	return pull;
}

/**
 * A mouth that talks, at onset, apex and offset: three shapes that have little to do with another,
 * unless it is one syllable and returns, or what it did until the apex goes on.
 */
function drawTalk(alone: boolean, sequel: Sequel, random: Random): UnitIntensities[] {
	const loud = alone ? random.uniform(0.3, 2) : random.uniform(0.2, 1);
	const drawShape = (): UnitIntensities => {
		const shape = new Map<number, readonly [number, number]>();
		for (const [au, most] of SPEECH_UNITS) {
			if (random.chance(0.5)) continue;
			const own = loud * most * random.next();
			const uneven = random.uniform(0.75, 1);
			shape.set(au, random.chance(0.5) ? [own, own * uneven] : [own * uneven, own]);
		}
		return shape;
	};
	const before = drawShape();
	const during = drawShape();
	if (sequel === 'returns') return [before, during, before];
	if (sequel === 'anything') return [before, during, drawShape()];
	return [before, during, furtherShape(before, during, drawShape(), random.uniform(0.1, 1))];
}

/** From `during` on as far as `share` of the way so far, and by what another shape adds. */
function furtherShape(
	before: UnitIntensities,
	during: UnitIntensities,
	another: UnitIntensities,
	share: number,
): UnitIntensities {
	const shape = new Map<number, readonly [number, number]>();
	for (const [au] of SPEECH_UNITS) {
		const side = (at: 0 | 1): number => {
			const [a, b, c] = [before, during, another].map((each) => each.get(au)?.[at] ?? 0);
			return b! + share * (b! - a!) + (1 - share) * 0.7 * c!;
		};
		shape.set(au, [side(0), side(1)]);
	}
	return shape;
}

/** @param pull what the lids take along when they are closed */
function joined(
	movement: UnitIntensities,
	talk: UnitIntensities,
	closure: number,
	pull: UnitIntensities,
): UnitIntensities {
	const all = new Map(movement);
	const add = (more: UnitIntensities, share: number): void => {
		for (const [au, [right, left]] of more) {
			const [r, l] = all.get(au) ?? [0, 0];
			all.set(au, [r + share * right, l + share * left]);
		}
	};
	add(talk, 1);
	if (closure > 0) {
		add(pull, closure);
		all.set(EYE_CLOSURE, [closure, closure]);
	}
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

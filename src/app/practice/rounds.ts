/**
 * What a round shows and offers. Pure: the same arguments give the same round, on every machine.
 *
 * In    the game's seed, which round, what is asked, how hard, what was shown before
 * Out   the moment to play, the person who plays it, the answers in the order they are shown
 * Rule  the truth is among the answers exactly once; no two answers look too much alike
 */
import type { MomentOptions } from '../../study/actor/index.ts';
import type { Class3, Side } from '../../core/record/index.ts';
import type { Random } from '../../core/kernel/index.ts';
import { seeded } from '../../core/kernel/index.ts';
import { shuffled } from '../../core/statistics/index.ts';
import type { KindId } from './kinds.ts';
import { KIND_IDS, KINDS } from './kinds.ts';
import type { Level } from './levels.ts';
import { LEVEL_COUNT, LEVELS } from './levels.ts';
import { likeness, TOO_ALIKE } from './likeness.ts';

/** What moved, or which class such movements are filed under. */
export type Mode = 'movement' | 'class';

export const CLASSES: readonly Class3[] = ['positive', 'negative', 'surprise'];

/** Longest to shortest; null: as the level has it. */
export const MOVEMENT_LENGTHS_MS = [500, 330, 200] as const;
export type MovementLength = (typeof MOVEMENT_LENGTHS_MS)[number] | null;

export interface RoundOrder {
	readonly seed: number;
	/** From 0. */
	readonly index: number;
	readonly mode: Mode;
	/** 1..6 */
	readonly level: number;
	readonly length: MovementLength;
	/** Kinds of the rounds before, latest last: none comes twice in a row. */
	readonly before: readonly KindId[];
}

interface Shown {
	readonly index: number;
	readonly level: number;
	readonly kind: KindId;
	readonly side: Side;
	readonly moment: MomentOptions;
	/** Who plays: 0..4. */
	readonly actor: number;
}

interface MovementRound extends Shown {
	readonly mode: 'movement';
	readonly answers: readonly KindId[];
	readonly truth: KindId;
}
interface ClassRound extends Shown {
	readonly mode: 'class';
	readonly answers: readonly Class3[];
	readonly truth: Class3;
}
export type Round = MovementRound | ClassRound;
export type Answer = KindId | Class3;

const ACTORS = 5;
/** The eyelids have little way to go: full contraction is 4 px200. */
const MOST_PX200: Readonly<Partial<Record<KindId, number>>> = { 'lids-tight': 3 };
const LEAD_MS = [900, 1700] as const;
const TAIL_MS = 900;

export function roundOf(order: RoundOrder): Round {
	const { seed, index, mode } = order;
	const level = LEVELS[Math.min(LEVEL_COUNT, Math.max(1, order.level)) - 1]!;
	const random = seeded(Math.imul(seed + 1, 0x9e37) ^ Math.imul(index + 1, 0x5bd1));
	const kind = kindOf(order, random);
	const side: Side =
		KINDS[kind].oneSided && random.chance(level.oneSided)
			? random.chance(0.5)
				? 'left'
				: 'right'
			: 'both';
	const shown: Shown = {
		index,
		level: order.level,
		kind,
		side,
		moment: momentOf(kind, side, level, order.length, random),
		// someone else every other round: painting a face takes a second or two
		actor: (Math.floor(seeded(seed).next() * ACTORS) + 2 * Math.floor(index / 2)) % ACTORS,
	};
	if (mode === 'class') {
		return { ...shown, mode, answers: CLASSES, truth: KINDS[kind].class3! };
	}
	return { ...shown, mode, answers: answersOf(kind, level, random), truth: kind };
}

function kindOf({ mode, before }: RoundOrder, random: Random): KindId {
	const possible = KIND_IDS.filter((id) => mode === 'movement' || KINDS[id].class3 !== null);
	const latest = before.at(-1);
	if (mode === 'class') {
		// every class is as likely, however many kinds it has
		const class3 = CLASSES[random.index(CLASSES.length)]!;
		const within = possible.filter((id) => KINDS[id].class3 === class3);
		const fresh = within.filter((id) => id !== latest);
		const from = fresh.length > 0 ? fresh : within;
		return from[random.index(from.length)]!;
	}
	// what has come least often so far, but not what came last
	const count = (id: KindId): number => before.filter((each) => each === id).length;
	const least = Math.min(...possible.map(count));
	const fresh = possible.filter((id) => id !== latest && count(id) <= least);
	const from = fresh.length > 0 ? fresh : possible.filter((id) => id !== latest);
	return from[random.index(from.length)]!;
}

function momentOf(
	kind: KindId,
	side: Side,
	level: Level,
	length: MovementLength,
	random: Random,
): MomentOptions {
	const sets = KINDS[kind].shownAs;
	const blinks = random.chance(level.blinks);
	const over = random.chance(level.blinksOver);
	const peak = random.uniform(...level.peakPx200);
	const own = random.uniform(...level.movementMs);
	return {
		seed: random.index(2 ** 30),
		aus: sets[random.index(sets.length)]!,
		side,
		peakPx200: Math.min(peak, MOST_PX200[kind] ?? Infinity),
		leadMs: random.uniform(...LEAD_MS),
		movementMs: length ?? own,
		tailMs: TAIL_MS,
		blink: !blinks ? 'none' : over ? 'over' : random.chance(0.5) ? 'before' : 'after',
		sway: level.sway,
	};
}

/** The truth and its distractors, each clearly different from all others, in random order. */
function answersOf(truth: KindId, level: Level, random: Random): KindId[] {
	// likeness counts where the level wants it, chance always: the same pairs would soon be known
	const wanted = new Map(
		KIND_IDS.map((id) => [id, random.next() + (level.alike ? 2 * likeness(truth, id) : 0)]),
	);
	const rest = KIND_IDS.filter((id) => id !== truth).sort(
		(a, b) => wanted.get(b)! - wanted.get(a)!,
	);
	const answers = [truth];
	for (const id of rest) {
		if (answers.length === level.answers) break;
		if (answers.every((other) => likeness(id, other) < TOO_ALIKE)) answers.push(id);
	}
	return shuffled(answers, random);
}

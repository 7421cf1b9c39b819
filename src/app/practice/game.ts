/**
 * A game of ten rounds: what was answered, points, streak, and how hard the next round is. Pure: every
 * step gives a new game.
 */
import type { KindId } from './kinds.ts';
import { LEVEL_COUNT } from './levels.ts';
import type { Answer, Mode, MovementLength, Round } from './rounds.ts';
import { roundOf } from './rounds.ts';

export const ROUNDS = 10;

export const SPEEDS = ['full', 'half', 'quarter', 'eighth'] as const;
export type GameSpeed = (typeof SPEEDS)[number];
/** How a movement was looked at: at a speed, or frame by frame by hand. */
export type Viewing = GameSpeed | 'hand';

/** Of real time. */
export const SPEED_OF: Readonly<Record<GameSpeed, number>> = {
	full: 1,
	half: 1 / 2,
	quarter: 1 / 4,
	eighth: 1 / 8,
};
/** Share of a round's points: slower is easier. */
const WORTH: Readonly<Record<Viewing, number>> = {
	full: 1,
	half: 0.75,
	quarter: 0.5,
	eighth: 0.25,
	hand: 0.25,
};

export interface GameOptions {
	readonly seed: number;
	readonly mode: Mode;
	/** To begin with, 1..6. */
	readonly level: number;
	readonly length: MovementLength;
}

export interface Played {
	readonly round: Round;
	readonly answer: Answer;
	readonly right: boolean;
	/** The slowest that was looked at before answering. */
	readonly look: Viewing;
	/** Times it was shown before answering. */
	readonly shows: number;
	readonly points: number;
}

export interface Game extends GameOptions {
	readonly played: readonly Played[];
	readonly score: number;
	readonly streak: number;
	readonly bestStreak: number;
}

export const newGame = (options: GameOptions): Game => ({
	...options,
	played: [],
	score: 0,
	streak: 0,
	bestStreak: 0,
});

export const isOver = (game: Game): boolean => game.played.length >= ROUNDS;

/** The round to play next; null when the game is over. */
export function nextRound(game: Game): Round | null {
	if (isOver(game)) return null;
	const { seed, mode, level, length, played } = game;
	const before: readonly KindId[] = played.map(({ round }) => round.kind);
	return roundOf({ seed, index: played.length, mode, level, length, before });
}

/** Ten points a level; less when looked at slowly, and for each time it was shown again. */
export function pointsOf(level: number, look: Viewing, shows: number): number {
	return Math.round((10 * level * WORTH[look]) / Math.max(1, shows));
}

export function answered(
	game: Game,
	round: Round,
	answer: Answer,
	look: Viewing,
	shows: number,
): Game {
	if (isOver(game) || round.index !== game.played.length) {
		throw new RangeError(`round ${round.index} is not the next of this game`);
	}
	const right = answer === round.truth;
	const points = right ? pointsOf(round.level, look, shows) : 0;
	const streak = right ? game.streak + 1 : 0;
	// two right in a row: harder; one wrong: easier
	const step = !right ? -1 : streak % 2 === 0 ? 1 : 0;
	return {
		...game,
		played: [...game.played, { round, answer, right, look, shows, points }],
		score: game.score + points,
		streak,
		bestStreak: Math.max(game.bestStreak, streak),
		level: Math.min(LEVEL_COUNT, Math.max(1, game.level + step)),
	};
}

/** The slower of two ways to look. */
export function slower(a: Viewing, b: Viewing): Viewing {
	const order: readonly Viewing[] = [...SPEEDS, 'hand'];
	return order[Math.max(order.indexOf(a), order.indexOf(b))]!;
}

import { expect, test } from 'vitest';
import type { Game } from '../../../../src/app/practice/game.ts';
import {
	answered,
	isOver,
	newGame,
	nextRound,
	pointsOf,
	ROUNDS,
	slower,
} from '../../../../src/app/practice/game.ts';
import type { Tally } from '../../../../src/app/practice/tally.ts';
import { TALLY, emptyTally, withGame } from '../../../../src/app/practice/tally.ts';
import { Preferences } from '../../../../src/app/preferences/index.ts';
import { memoryStorage } from '../../../support/memory-storage.ts';

/** As the next visit reads it. */
const keptTally = (kept: unknown): Tally =>
	new Preferences(memoryStorage(new Map([['fleeting/practiceTally', JSON.stringify(kept)]]))).get(
		TALLY,
	);

const options = { seed: 5, mode: 'movement', level: 1, length: null } as const;

/** Plays a game; `right` says of each round whether it is answered rightly. */
function play(right: (index: number) => boolean, from: Partial<Game> = {}): Game {
	let game: Game = { ...newGame(options), ...from };
	for (;;) {
		const round = nextRound(game);
		if (round === null) return game;
		const wrong = round.answers.find((answer) => answer !== round.truth)!;
		game = answered(game, round, right(round.index) ? round.truth : wrong, 'full', 1);
	}
}

test('ten rounds, then it is over', () => {
	const game = play(() => true);
	expect(game.played).toHaveLength(ROUNDS);
	expect(isOver(game)).toBe(true);
	expect(nextRound(game)).toBeNull();
	expect(() => answered(game, game.played[0]!.round, 'chin', 'full', 1)).toThrow(RangeError);
});

test('the same seed and the same answers give the same game', () => {
	expect(play((at) => at % 3 !== 0)).toEqual(play((at) => at % 3 !== 0));
});

test('two right in a row make it harder, one wrong easier; it stays between 1 and 6', () => {
	const levels = (game: Game) => game.played.map(({ round }) => round.level);
	expect(levels(play(() => true))).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
	expect(levels(play(() => false))).toEqual(Array.from({ length: 10 }, () => 1));
	expect(levels(play((at) => at < 4))).toEqual([1, 1, 2, 2, 3, 2, 1, 1, 1, 1]);
	expect(play(() => true, { level: 6 }).level).toBe(6);
});

test('points: by level, less when slow, less when seen again, none when wrong', () => {
	expect(pointsOf(3, 'full', 1)).toBe(30);
	expect(pointsOf(3, 'half', 1)).toBe(23);
	expect(pointsOf(3, 'full', 2)).toBe(15);
	expect(pointsOf(2, 'hand', 1)).toBe(5);
	const game = play((at) => at !== 2);
	expect(game.played[2]!.points).toBe(0);
	expect(game.score).toBe(game.played.reduce((sum, { points }) => sum + points, 0));
	expect(game.bestStreak).toBe(7);
	expect(game.streak).toBe(7);
});

test('the slowest look counts, and by hand is slower than any', () => {
	expect(slower('full', 'quarter')).toBe('quarter');
	expect(slower('eighth', 'half')).toBe('eighth');
	expect(slower('hand', 'full')).toBe('hand');
});

test('a tally adds up by movement, class and speed, and survives being kept', () => {
	const moved = play((at) => at < 5);
	const filed = play(() => true, { mode: 'class' });
	const tally = withGame(withGame(emptyTally(), moved), filed);
	expect(tally.games).toBe(2);
	expect(tally.bestScore).toBe(Math.max(moved.score, filed.score));
	const sum = (counts: Readonly<Record<string, { readonly of: number; readonly right: number }>>) =>
		Object.values(counts).reduce((all, { right, of }) => [all[0]! + right, all[1]! + of], [0, 0]);
	expect(sum(tally.kinds)).toEqual([5, 10]);
	expect(sum(tally.classes)).toEqual([10, 10]);
	expect(tally.looks.full).toEqual({ right: 15, of: 20 });
	expect(keptTally(tally)).toEqual(tally);
});

test.each([null, 'x', 7, [], { games: 'many', kinds: { chin: { right: 9, of: 2 } } }])(
	'what was kept and makes no sense counts for nothing: %j',
	(kept) => {
		const tally = keptTally(kept);
		expect(tally.games).toBe(0);
		expect(tally.kinds.chin.right).toBeLessThanOrEqual(tally.kinds.chin.of);
		expect(tally.looks).toEqual(emptyTally().looks);
	},
);

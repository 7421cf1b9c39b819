/**
 * What was right so far, over all games on this device: by movement, by reading and by speed. Pure;
 * the screen keeps it, or does not.
 */
import type { Class3 } from '../../core/record/index.ts';
import type { Game, Look } from './game.ts';
import { SPEEDS } from './game.ts';
import type { KindId } from './kinds.ts';
import { KIND_IDS } from './kinds.ts';
import { CLASSES } from './rounds.ts';

export interface Count {
	readonly right: number;
	readonly of: number;
}

export interface Tally {
	readonly games: number;
	readonly bestScore: number;
	readonly bestStreak: number;
	readonly kinds: Readonly<Record<KindId, Count>>;
	readonly classes: Readonly<Record<Class3, Count>>;
	readonly looks: Readonly<Record<Look, Count>>;
}

export const LOOKS: readonly Look[] = [...SPEEDS, 'hand'];
const NONE: Count = { right: 0, of: 0 };

const each = <Name extends string>(
	names: readonly Name[],
	count: (name: Name) => Count,
): Record<Name, Count> =>
	Object.fromEntries(names.map((name) => [name, count(name)])) as Record<Name, Count>;

export const emptyTally = (): Tally => ({
	games: 0,
	bestScore: 0,
	bestStreak: 0,
	kinds: each(KIND_IDS, () => NONE),
	classes: each(CLASSES, () => NONE),
	looks: each(LOOKS, () => NONE),
});

export function withGame(tally: Tally, game: Game): Tally {
	const add = (before: Count, of: readonly { readonly right: boolean }[]): Count => ({
		right: before.right + of.filter(({ right }) => right).length,
		of: before.of + of.length,
	});
	const asked = (mode: Game['mode']) => game.played.filter(({ round }) => round.mode === mode);
	return {
		games: tally.games + 1,
		bestScore: Math.max(tally.bestScore, game.score),
		bestStreak: Math.max(tally.bestStreak, game.bestStreak),
		kinds: each(KIND_IDS, (id) =>
			add(
				tally.kinds[id],
				asked('movement').filter(({ round }) => round.truth === id),
			),
		),
		classes: each(CLASSES, (name) =>
			add(
				tally.classes[name],
				asked('class').filter(({ round }) => round.truth === name),
			),
		),
		looks: each(LOOKS, (name) =>
			add(
				tally.looks[name],
				game.played.filter(({ look }) => look === name),
			),
		),
	};
}

/** What was kept, as far as it is still what it should be. */
export function tallyFrom(kept: unknown): Tally {
	const held = fieldsOf(kept);
	const counts = <Name extends string>(names: readonly Name[], under: string) => {
		const inside = fieldsOf(held[under]);
		return each(names, (name) => {
			const count = fieldsOf(inside[name]);
			const of = whole(count['of']);
			return { right: Math.min(of, whole(count['right'])), of };
		});
	};
	return {
		games: whole(held['games']),
		bestScore: whole(held['bestScore']),
		bestStreak: whole(held['bestStreak']),
		kinds: counts(KIND_IDS, 'kinds'),
		classes: counts(CLASSES, 'classes'),
		looks: counts(LOOKS, 'looks'),
	};
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null ? { ...value } : {};

const whole = (value: unknown): number =>
	typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;

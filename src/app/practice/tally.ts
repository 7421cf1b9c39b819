/**
 * What was right so far, over all games on this device: by movement, by reading and by speed. Pure;
 * the screen keeps it, or does not.
 */
import * as v from 'valibot';
import { preference } from '../preferences/index.ts';
import type { Game, Viewing } from './game.ts';
import { SPEEDS } from './game.ts';
import { KIND_IDS } from './kinds.ts';
import { CLASSES } from './rounds.ts';

export const LOOKS: readonly Viewing[] = [...SPEEDS, 'hand'];

/** What a kept tally lacks, or has as something else, counts for nothing. */
const WholeSchema = v.fallback(v.pipe(v.number(), v.integer(), v.minValue(0)), 0);
const CountSchema = v.pipe(
	v.object({ right: WholeSchema, of: WholeSchema }),
	v.transform(({ right, of }) => ({ right: Math.min(of, right), of })),
	v.readonly(),
);
export type Count = v.InferOutput<typeof CountSchema>;

const NONE: Count = { right: 0, of: 0 };

const each = <Name extends string>(
	names: readonly Name[],
	count: (name: Name) => Count,
): Record<Name, Count> =>
	Object.fromEntries(names.map((name) => [name, count(name)])) as Record<Name, Count>;

const countsSchema = <Name extends string>(names: readonly Name[]) =>
	v.object(v.entriesFromList(names, v.fallback(CountSchema, NONE)));
const none = <Name extends string>(names: readonly Name[]) => each(names, () => NONE);

const TallySchema = v.pipe(
	v.object({
		games: WholeSchema,
		bestScore: WholeSchema,
		bestStreak: WholeSchema,
		kinds: v.fallback(countsSchema(KIND_IDS), none(KIND_IDS)),
		classes: v.fallback(countsSchema(CLASSES), none(CLASSES)),
		looks: v.fallback(countsSchema(LOOKS), none(LOOKS)),
	}),
	v.readonly(),
);
export type Tally = v.InferOutput<typeof TallySchema>;

export const emptyTally = (): Tally => ({
	games: 0,
	bestScore: 0,
	bestStreak: 0,
	kinds: none(KIND_IDS),
	classes: none(CLASSES),
	looks: none(LOOKS),
});

export const TALLY = preference({
	key: 'practiceTally',
	schema: TallySchema,
	fallback: emptyTally(),
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

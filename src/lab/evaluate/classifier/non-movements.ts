/**
 * Key frames where nothing was expressed: a blink, a turning head, a talking mouth, away from every
 * movement. What is named there is named wrongly. Pure.
 */
import type { FilmTruth } from '../../footage/index.ts';
import type { KeyFramesOfFilm } from './watch-film.ts';

export const NON_MOVEMENT_KINDS = ['blink', 'headMotion', 'mouth'] as const;
export type NonMovementKind = (typeof NON_MOVEMENT_KINDS)[number];

export interface NonMovement {
	readonly kind: NonMovementKind;
	readonly keyFrames: KeyFramesOfFilm;
}

/** A micro-expression is no longer. */
const LONGEST_S = 0.5;
const AWAY_S = 1;

export function nonMovementsOf({ fps, events, nuisances }: FilmTruth): NonMovement[] {
	const away = AWAY_S * fps;
	return nuisances.flatMap(({ kind, start, end }) => {
		const known = NON_MOVEMENT_KINDS.find((each) => each === kind);
		if (known === undefined) return [];
		const onset = Math.max(0, start);
		const offset = Math.min(end, onset + Math.round(LONGEST_S * fps));
		const apex = Math.round((onset + offset) / 2);
		if (apex <= onset || offset <= apex) return []; // one frame: no motion to look at
		const isNear = events.some(
			(event) =>
				offset > event.onset - away && onset < Math.max(event.offset, event.relaxEnd) + away,
		);
		return isNear ? [] : [{ kind: known, keyFrames: { onset, apex, offset } }];
	});
}

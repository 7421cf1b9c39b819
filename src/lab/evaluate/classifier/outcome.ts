/** What came of one film: its movements read at true and at spotted key frames, and everything else. */
import type { Network } from '../../../line/classify/index.ts';
import { pair } from '../../../study/evaluation/index.ts';
import type { Footage } from '../../footage/index.ts';
import type { NonMovementKind } from './non-movements.ts';
import { nonMovementsOf } from './non-movements.ts';
import type { MotionReading } from './reading.ts';
import { readMotions } from './reading.ts';
import type { TrueMovement } from './truth.ts';
import { watchFilm } from './watch-film.ts';

/** A movement and what it was read as. */
export interface ReadMovement {
	readonly truth: TrueMovement;
	readonly reading: MotionReading;
}

export interface FilmOutcome {
	readonly clip: { readonly file: string; readonly part: string; readonly person: string };
	readonly movements: readonly TrueMovement[];
	/** Read at the true key frames; a movement in which the line had no face is missing. */
	readonly atTruth: readonly ReadMovement[];
	/** Movements that the line accepted; those of them that are true ones. */
	readonly accepted: number;
	readonly hits: number;
	/** The hits, read at the key frames that the line found. */
	readonly atHits: readonly ReadMovement[];
	/** What was read where nothing was. */
	readonly falseAlarms: readonly MotionReading[];
	readonly nonMovements: readonly {
		readonly kind: NonMovementKind;
		readonly reading: MotionReading;
	}[];
}

/** @param movements - those of the film's truth, in its order. */
export function outcomeOf(
	film: Footage,
	movements: readonly TrueMovement[],
	network: Network,
): FilmOutcome {
	const { events, file, part, person } = film.truth;
	const still = nonMovementsOf(film.truth);
	const { asked, spotted } = watchFilm(film, [
		...events,
		...still.map(({ keyFrames }) => keyFrames),
	]);
	const motions = [...asked, ...spotted.map(({ motion }) => motion)];
	const seen = motions.filter((motion) => motion !== null);
	const readings = readMotions(network, seen);
	/** Where there was a motion, its reading: a list of one, to be flattened. */
	const readAt = (place: number): MotionReading[] => {
		const motion = motions[place] ?? null;
		return motion === null ? [] : [readings[seen.indexOf(motion)]!];
	};
	const pairs = pair(events, spotted);
	const isHit = (at: number): boolean => pairs.some(({ found }) => found === at);
	return {
		clip: { file, part, person },
		movements,
		atTruth: movements.flatMap((truth, i) => readAt(i).map((reading) => ({ truth, reading }))),
		accepted: spotted.length,
		hits: pairs.length,
		atHits: pairs.flatMap(({ truth, found }) =>
			readAt(asked.length + found).map((reading) => ({ truth: movements[truth]!, reading })),
		),
		falseAlarms: spotted.flatMap((_, at) => (isHit(at) ? [] : readAt(asked.length + at))),
		nonMovements: still.flatMap(({ kind }, i) =>
			readAt(events.length + i).map((reading) => ({ kind, reading })),
		),
	};
}

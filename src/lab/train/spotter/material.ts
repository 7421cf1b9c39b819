/**
 * What a scorer is made from and tried on: films as they are, copies of them with further movements,
 * and films that were drawn as a whole; and who is held out together.
 */
import { seeded } from '../../../core/kernel/index.ts';
import type { Patterns } from '../../../line/select/index.ts';
import type { FilmStage } from '../../animate/index.ts';
import { FILM_KINDS } from '../../animate/index.ts';
import type { Footage } from '../../footage/index.ts';
import { meanFace } from '../../footage/index.ts';
import type { SpotterTrainConfig } from './config.ts';
import { seedOf } from './ensemble.ts';
import type { ScoredFilm } from './examples.ts';
import { examplesIn } from './examples.ts';
import { foldsOf } from './folds.ts';
import { inject } from './inject.ts';
import { unitPatterns } from './patterns.ts';
import type { Origin, SpotterTrack } from './track.ts';
import type { TrackStore } from './track-store.ts';
import { trackOf } from './track.ts';

/** Share of a film's frames that must show exactly one face for movements to be drawn into it. */
const LEAST_ALONE = 0.8;
/** Length of a drawn film, s. */
const DRAWN_S = 20;
/** Of so many drawn films one has no movement. */
const ONE_STILL_OF = 3;
const MOVEMENTS_PER_MINUTE = 14;

export interface Entry {
	readonly track: SpotterTrack;
	readonly film: ScoredFilm;
	/** Whose turn it is held out in: 0..folds - 1. Of a drawn film: that of those who moved so. */
	readonly fold: number;
}

export interface Material {
	readonly patterns: Patterns;
	readonly entries: readonly Entry[];
}

/** @param stage - draws films of people in photographs, in the motion of those in `films`; null: none */
export function gather(
	films: readonly Footage[],
	stage: FilmStage | null,
	store: TrackStore,
	config: SpotterTrainConfig,
	onProgress: (line: string) => void,
): Material {
	const face = meanFace(films);
	const patterns = unitPatterns(face);
	const entries: Entry[] = [];
	const add = (
		name: string,
		origin: Origin,
		fold: number,
		about: unknown,
		footage: () => Footage,
	): void => {
		const track = store.get(name, JSON.stringify(about), () => trackOf(footage(), origin));
		entries.push({ track, film: examplesIn(track, patterns), fold });
	};
	const folds = foldsOf(
		films.map(({ truth, frames }) => ({ truth, seconds: frames / truth.fps })),
		config.folds,
	);
	for (const [i, film] of films.entries()) {
		onProgress(`video ${i + 1} of ${films.length}: ${film.name}`);
		const { truth } = film;
		add(film.name, 'film', folds[i]!, truth, () => film);
		if (!isAlone(film)) continue;
		for (let version = 0; version < config.versions; version++) {
			const name = `${film.name}~${version}`;
			const seed = seedOf(name, config.seed);
			add(name, 'copy', folds[i]!, { truth, seed }, () => inject(film, face, name, seeded(seed)));
		}
	}
	if (stage === null) return { patterns, entries };

	const moversOf = Array.from({ length: config.folds }, (_, fold) =>
		stage.movers.filter((person) =>
			films.some((film, i) => film.truth.person === person && folds[i] === fold),
		),
	);
	const sitters = strangers(stage, films);
	const count = Math.round((60 * config.drawnMinutes) / DRAWN_S);
	for (let n = 0; n < count; n++) {
		const fold = n % config.folds;
		if (moversOf[fold]!.length === 0) continue;
		const turn = Math.floor(n / config.folds);
		const seed = seedOf(`drawn ${n}`, config.seed);
		if (n % 10 === 0) onProgress(`drawn film ${n + 1} of ${count}`);
		const wish = {
			kind: KINDS[turn % KINDS.length]!,
			people: moversOf[fold]!,
			portrait: sitters[seeded(seed).index(sitters.length)]!,
			seconds: DRAWN_S,
			movementsPerMinute: turn % ONE_STILL_OF === 0 ? 0 : MOVEMENTS_PER_MINUTE,
		};
		const drawnFrom = films.map(({ truth }) => truth);
		add(`drawn-${n}`, 'drawn', fold, { seed, wish, drawnFrom }, () => stage.draw(seed, wish));
	}
	return { patterns, entries };
}

/** The livelier, the more often: they are the hard ones. */
const KINDS = [...FILM_KINDS, 'reading', 'fidgeting'] as const;

/** Portraits of nobody who is in the films, by their files' names. */
function strangers(stage: FilmStage, films: readonly Footage[]): string[] {
	const known = new Set(films.map(({ truth }) => truth.person.split('/').at(-1)!));
	return stage.sitters.filter((sitter) => !known.has(sitter.split('/').at(-1)!));
}

function isAlone({ faces, frames }: Footage): boolean {
	return faces.reduce((sum, count) => sum + Number(count === 1), 0) >= LEAST_ALONE * frames;
}

/**
 * Where films are drawn: people whose motion is known, and people who stand still in photographs.
 *
 * Use   const stage = openStage(films, portraits);
 *       const film = stage.draw(seed, { kind: 'reading' });
 */
import type { Random } from '../../core/kernel/index.ts';
import { OUTER_CANTHI_PX200, seeded } from '../../core/kernel/index.ts';
import type { Footage } from '../footage/index.ts';
import { faceAt, meanFace } from '../footage/index.ts';
import { blinkCourses } from './blinks.ts';
import { DrawnFootage } from './drawn-footage.ts';
import { faceParts } from './face-points.ts';
import { gestureShapes } from './gestures.ts';
import type { FilmKind, Repertoire } from './performance.ts';
import { FILM_KINDS } from './performance.ts';
import { rotationOfMatrix, vectorOf } from './rigid-pose.ts';
import { canthiPx } from './sitter.ts';
import type { Track } from './tracks.ts';
import { measureTracks } from './tracks.ts';

/** What a film is to be like; what is left out is drawn by the seed. */
export interface FilmWish {
	readonly kind?: FilmKind;
	/** Only motion of these people. */
	readonly people?: readonly string[];
	/** `truth.person` of the portrait. */
	readonly portrait?: string;
	/** @default 30 */
	readonly seconds?: number;
	readonly fps?: number;
	/** Frame pixels per px200. */
	readonly pxPerPx200?: number;
	readonly glasses?: boolean;
	/** 0: nothing is drawn on top. */
	readonly movementsPerMinute?: number;
	/** Largest displacements that are drawn from, px200. */
	readonly peaksPx200?: readonly number[];
}

/** As often as they come. */
const RATES = [15, 20, 25, 30, 30, 30, 30, 50, 60];
const PEAKS_PX200 = [0.5, 1, 1, 1.5, 2, 2, 3, 3];
const MOVEMENTS_PER_MINUTE = [0, 12, 27];
const SIZES = { least: 0.35, most: 2, sharpest: 1.8 };
/** Share of films in which somebody wears them. */
const GLASSES = 0.2;
/** Portraits that look farther aside are not used, degrees. */
const FRONTAL_DEG = 20;

export class FilmStage {
	/** People whose motion there is, and people who can be drawn. */
	readonly movers: readonly string[];
	readonly sitters: readonly string[];
	readonly #portraits: ReadonlyMap<string, Footage>;
	readonly #face: Float64Array;
	readonly #all: Repertoire;
	readonly #restricted = new Map<string, Repertoire>();

	constructor(films: readonly Footage[], portraits: readonly Footage[]) {
		this.#face = meanFace(films);
		const parts = faceParts(this.#face);
		const tracks = measureTracks(films, parts);
		this.#all = repertoireOf(tracks, { parts, shapes: gestureShapes(this.#face) });
		this.#portraits = new Map(
			portraits.filter(isFrontal).map((portrait) => [portrait.truth.person, portrait]),
		);
		this.movers = [...new Set(tracks.map(({ person }) => person))].sort();
		this.sitters = [...this.#portraits.keys()].sort();
		if (tracks.length === 0) throw new RangeError('no video shows a person in motion');
		if (this.sitters.length === 0) throw new RangeError('no portrait looks into the camera');
	}

	/** The film of a seed; equal seeds and wishes give equal films. */
	draw(seed: number, wish: FilmWish = {}): DrawnFootage {
		const random = seeded(seed);
		const pick = <T>(list: readonly T[]): T => list[random.index(list.length)]!;
		const kind = pick(FILM_KINDS);
		const person = pick(this.sitters);
		const fps = pick(RATES);
		const perMinute = pick(MOVEMENTS_PER_MINUTE);
		const portrait = this.#portraits.get(wish.portrait ?? person);
		if (portrait === undefined) throw new RangeError(`there is no portrait of ${wish.portrait}`);
		const size = drawSize(portrait, random);
		const glasses = random.chance(GLASSES);
		const rate = wish.movementsPerMinute ?? perMinute;
		const script = {
			name: `drawn-${seed}`,
			kind: wish.kind ?? kind,
			portrait,
			seconds: wish.seconds ?? 30,
			fps: wish.fps ?? fps,
			pxPerPx200: wish.pxPerPx200 ?? size,
			glasses: wish.glasses ?? glasses,
			movements:
				rate === 0 ? null : { everyS: 60 / rate, peaksPx200: wish.peaksPx200 ?? PEAKS_PX200 },
		};
		return new DrawnFootage(
			script,
			this.#repertoireOf(wish.people),
			this.#face,
			random.index(2 ** 31),
		);
	}

	#repertoireOf(people: readonly string[] | undefined): Repertoire {
		if (people === undefined) return this.#all;
		const key = JSON.stringify([...people].sort());
		const known = this.#restricted.get(key);
		if (known !== undefined) return known;
		const tracks = this.#all.tracks.filter(({ person }) => people.includes(person));
		if (tracks.length === 0) throw new RangeError(`there is no motion of ${people.join(', ')}`);
		const repertoire = repertoireOf(tracks, this.#all);
		this.#restricted.set(key, repertoire);
		return repertoire;
	}
}

const repertoireOf = (
	tracks: readonly Track[],
	{ parts, shapes }: Pick<Repertoire, 'parts' | 'shapes'>,
): Repertoire => ({ tracks, blinks: blinkCourses(tracks), parts, shapes });

/** Measures the films and looks through the portraits; both must stay open while films are drawn. */
export const openStage = (films: readonly Footage[], portraits: readonly Footage[]): FilmStage =>
	new FilmStage(films, portraits);

function isFrontal(portrait: Footage): boolean {
	const face = faceAt(portrait, 0);
	if (face === null) return false;
	const [pitch, yaw] = vectorOf(rotationOfMatrix(face.matrix));
	return (Math.hypot(pitch!, yaw!) * 180) / Math.PI < FRONTAL_DEG;
}

/** Evenly over the logarithm; not much larger than the photograph is sharp. */
function drawSize(portrait: Footage, random: Random): number {
	const sharp = (SIZES.sharpest * canthiPx(portrait)) / OUTER_CANTHI_PX200;
	const most = Math.max(1.2 * SIZES.least, Math.min(SIZES.most, sharp));
	return Math.exp(random.uniform(Math.log(SIZES.least), Math.log(most)));
}

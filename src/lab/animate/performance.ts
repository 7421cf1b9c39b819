/**
 * What a face does in a film, at any time: head, skin, lids, gaze, and movements drawn on top.
 *
 * In    what kind of film it is; tracks and blinks of the people it may use; seeded chance
 * Out   the state of the face at a time, s
 */
import type { Random } from '../../core/kernel/index.ts';
import type { BlinkCourse, DrawnBlink } from './blinks.ts';
import { closedAt, drawBlinks } from './blinks.ts';
import type { FaceParts } from './face-points.ts';
import type { Gesture, GestureShapes } from './gestures.ts';
import { addGestures, drawGestures } from './gestures.ts';
import { Run } from './runs.ts';
import type { FaceMoment } from './face-moment.ts';
import type { Track } from './tracks.ts';
import { HEAD_FLOATS } from './tracks.ts';

/** What kinds of films there are, from the quietest to the liveliest. */
export const FILM_KINDS = ['calm', 'blinking', 'reading', 'fidgeting'] as const;
export type FilmKind = (typeof FILM_KINDS)[number];

/** What motion there is to draw from. */
export interface Repertoire {
	readonly tracks: readonly Track[];
	readonly blinks: readonly BlinkCourse[];
	readonly parts: FaceParts;
	readonly shapes: GestureShapes;
}

type Range = readonly [from: number, to: number];

interface Manner {
	readonly head: Range;
	readonly mouth: Range;
	readonly brows: Range;
	readonly gaze: Range;
	readonly blinksPerMinute: Range;
	/** Gestures a minute (gestures.ts). */
	readonly gesturesPerMinute: Range;
}

/** Sizes against what was measured. */
const MANNERS: Readonly<Record<FilmKind, Manner>> = {
	calm: {
		head: [0.15, 0.7],
		mouth: [0, 0],
		brows: [0, 0],
		gaze: [0, 0.4],
		blinksPerMinute: [0, 0],
		gesturesPerMinute: [0, 0],
	},
	blinking: {
		head: [0.15, 0.9],
		mouth: [0, 0],
		brows: [0, 0.3],
		gaze: [0.2, 1],
		blinksPerMinute: [10, 40],
		gesturesPerMinute: [0, 0],
	},
	reading: {
		head: [0.5, 1.5],
		mouth: [0.5, 1.5],
		brows: [0.3, 1.2],
		gaze: [0.1, 0.8],
		blinksPerMinute: [6, 25],
		gesturesPerMinute: [0, 0],
	},
	fidgeting: {
		head: [0.5, 1.3],
		mouth: [0, 0.5],
		brows: [0.5, 1.5],
		gaze: [0.6, 1.5],
		blinksPerMinute: [8, 35],
		gesturesPerMinute: [12, 30],
	},
};
/** Faster heads than this belong to lively films only, degrees per second. */
const QUIET_HEAD = 12;
const TALKING = 0.5;
const LONGEST_S = 8;
/** A head does not leave the frame: shifts bend towards this, IOD; turns, rad; logarithm of size. */
const FARTHEST = { shift: 0.3, turn: 0.42, size: 0.12 };

export class Performance {
	readonly #repertoire: Repertoire;
	readonly #manner: { mouth: number; brows: number; gaze: number };
	readonly #head: Run;
	readonly #mouth: Run;
	readonly #brows: Run;
	readonly #gaze: Run;
	readonly #blinks: readonly DrawnBlink[];
	readonly #gestures: readonly Gesture[];

	constructor(kind: FilmKind, repertoire: Repertoire, seconds: number, random: Random) {
		const manner = MANNERS[kind];
		const { tracks } = repertoire;
		const run = (of: readonly Track[], size: Range): Run =>
			new Run(of, seconds, { size, tempo: [0.7, 1.4], longest: LONGEST_S }, random);
		const talking = orAll(tracks, ({ talk }) => talk >= TALKING);
		const quiet = orAll(tracks, ({ headDegPerS }) => headDegPerS < QUIET_HEAD);
		this.#repertoire = repertoire;
		this.#manner = {
			mouth: random.uniform(...manner.mouth),
			brows: random.uniform(...manner.brows),
			gaze: random.uniform(...manner.gaze),
		};
		const lively = kind === 'fidgeting' || (kind === 'reading' && random.chance(0.3));
		this.#head = run(lively ? tracks : quiet, manner.head);
		this.#mouth = run(this.#manner.mouth > 0 ? talking : [], [0.8, 1.25]);
		this.#brows = run(this.#manner.brows > 0 ? tracks : [], [0.8, 1.25]);
		this.#gaze = run(this.#manner.gaze > 0 ? tracks : [], [0.8, 1.25]);
		this.#blinks = drawBlinks(
			repertoire.blinks,
			seconds,
			random.uniform(...manner.blinksPerMinute),
			random,
		);
		this.#gestures = drawGestures(seconds, random.uniform(...manner.gesturesPerMinute), random);
	}

	/** People whose motion is in it. */
	get people(): string[] {
		const runs = [this.#head, this.#mouth, this.#brows, this.#gaze];
		const blinks = this.#blinks.map(({ course }) => course.person);
		const all = new Set([...runs.flatMap(({ people }) => people), ...blinks]);
		all.delete('');
		return [...all].sort();
	}

	/** The face at a time, s, into `out`. */
	at(seconds: number, out: FaceMoment): void {
		const { parts } = this.#repertoire;
		const { mouth, brows, gaze } = this.#manner;
		out.head.fill(0);
		out.skin.fill(0);
		out.gaze.fill(0);
		this.#head.addHead(seconds, out.head);
		this.#mouth.addSkin(seconds, parts.mouth, parts, mouth, out.skin);
		bendLips(out.skin);
		this.#brows.addSkin(seconds, parts.brows, parts, brows, out.skin);
		this.#gaze.addGaze(seconds, out.gaze);
		for (let axis = 0; axis < 2; axis++) out.gaze[axis]! *= gaze;
		out.closed = closedAt(this.#blinks, seconds);
		addGestures(this.#gestures, this.#repertoire.shapes, seconds, out);
		for (let i = 0; i < HEAD_FLOATS; i++) {
			const most = i < 3 ? FARTHEST.turn : i < 5 ? FARTHEST.shift : FARTHEST.size;
			out.head[i] = most * Math.tanh(out.head[i]! / most);
		}
		for (let axis = 0; axis < 2; axis++) out.gaze[axis] = 0.1 * Math.tanh(out.gaze[axis]! / 0.1);
	}
}

/** No mouth opens farther than mouths do: the whole is made smaller as the lips' way nears this, IOD. */
const FARTHEST_LIPS = 0.32;

function bendLips(skin: Float64Array): void {
	let most = 0;
	for (const point of [13, 14, 17, 61, 291, 199]) {
		most = Math.max(most, Math.hypot(skin[2 * point]!, skin[2 * point + 1]!));
	}
	if (most < 1e-6) return;
	const gain = (FARTHEST_LIPS * Math.tanh(most / FARTHEST_LIPS)) / most;
	for (let i = 0; i < skin.length; i++) skin[i]! *= gain;
}

function orAll(tracks: readonly Track[], fits: (track: Track) => boolean): readonly Track[] {
	const some = tracks.filter(fits);
	return some.length > 0 ? some : tracks;
}

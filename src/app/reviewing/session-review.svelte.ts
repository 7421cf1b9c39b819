/**
 * One session under review: where one looks, which movement is chosen, what people say about it.
 *
 * Owns   the opened session, its film and the labels, until `close()`
 * Rule   what the machine said is read only
 */
import type { Film } from '../../line/camera/page/index.ts';
import { openFilm } from '../../line/camera/page/index.ts';
import type { Closable } from '../../core/kernel/index.ts';
import type { Fault } from '../../core/record/index.ts';
import { asFault, filmMs } from '../../core/record/index.ts';
import { FrameTable } from './frame-table.ts';
import type { LabelKeyFrames } from './label-book.svelte.ts';
import { LabelBook } from './label-book.svelte.ts';
import type { MovementFilter, ReviewedMovement } from './movements.ts';
import { allMovements, keyFramesOf, moved, isShownUnder } from './movements.ts';
import type { OpenedSession } from '../../files/library/index.ts';

/** Replays are this many times as fast as it was. */
export const SPEEDS = [1, 0.25, 0.1] as const;
export type Speed = (typeof SPEEDS)[number];

export const LEAST_FACTOR = 2;
export const MOST_FACTOR = 20;
/** Of a movement that a person adds, on either side of the apex; of a replay around a movement. */
const ADDED_MS = 120;
export const REPLAY_MARGIN_MS = 300;
/** A film that is longer or shorter by more than this is another one. */
const SAME_LENGTH_MS = 250;

export type FilmState =
	| { readonly kind: 'none' }
	| { readonly kind: 'opening' }
	| { readonly kind: 'ready'; readonly film: Film }
	/** It opens, but is not as long or as large as what was measured. */
	| { readonly kind: 'doubtful'; readonly film: Film; readonly name: string }
	| { readonly kind: 'broken'; readonly fault: Fault; readonly name: string };

export interface SessionReviewOptions {
	readonly opened: OpenedSession;
	readonly coder: string;
	/** Keeps the name for the next session. */
	readonly rememberCoder: (coder: string) => void;
	readonly now?: () => Date;
}

export class SessionReview implements Closable {
	readonly opened: OpenedSession;
	readonly book: LabelBook;
	readonly frames: FrameTable;

	#place = $state(0);
	#chosenId = $state<string | null>(null);
	#filter = $state<MovementFilter>('all');
	#playing = $state(false);
	#speed = $state<Speed>(0.25);
	#magnified = $state(false);
	#factor = $state(8);
	#film = $state.raw<FilmState>({ kind: 'none' });
	#offered = $state.raw<File | null>(null);
	#closed = false;
	readonly #rememberCoder: (coder: string) => void;

	readonly movements: readonly ReviewedMovement[] = $derived.by(() =>
		allMovements(this.opened.record, this.book.labels, this.book.coder),
	);
	readonly shown: readonly ReviewedMovement[] = $derived.by(() =>
		this.movements.filter((row) => isShownUnder(this.#filter, row)),
	);
	/** Also where the filter hides it: a decision must not make it vanish under the hand. */
	readonly chosen: ReviewedMovement | null = $derived.by(
		() => this.movements.find(({ id }) => id === this.#chosenId) ?? null,
	);

	constructor({ opened, coder, rememberCoder, now }: SessionReviewOptions) {
		this.opened = opened;
		this.#rememberCoder = rememberCoder;
		this.frames = FrameTable.of(opened.record, opened.signals);
		this.book = new LabelBook({
			labels: opened.record.labels,
			coder,
			save: (labels) => opened.saveLabels(labels),
			...(now === undefined ? {} : { now }),
		});
		const [first] = this.shown;
		if (first !== undefined) this.choose(first.id);
		void this.#openOwnFilm();
	}

	/** Of the frame that is looked at, in `frames`. */
	get place(): number {
		return this.#place;
	}
	get ms(): number {
		return this.frames.ms[this.#place] ?? 0;
	}
	get filter(): MovementFilter {
		return this.#filter;
	}
	get playing(): boolean {
		return this.#playing;
	}
	get speed(): Speed {
		return this.#speed;
	}
	get magnified(): boolean {
		return this.#magnified;
	}
	get factor(): number {
		return this.#factor;
	}
	get film(): FilmState {
		return this.#film;
	}

	/**
	 * Session clock at the film's 0. A file is its own clock, but for records of earlier versions, whose
	 * clock began with the first picture.
	 */
	get filmStartMs(): number {
		const { film, source } = this.opened.record;
		if (film != null || source.kind !== 'file') return film?.startsAtMs ?? 0;
		const shown = this.#film;
		if (shown.kind !== 'ready' && shown.kind !== 'doubtful') return 0;
		return this.frames.startMs === 0 ? -(shown.film.times[0] ?? 0) : 0;
	}

	/** On the film's own timeline. */
	filmTimeOf(ms: number): number {
		return filmMs(this.opened.record, ms - this.filmStartMs);
	}

	/** What a replay goes round in, ms: the movement chosen and a little around it, else everything. */
	get loop(): readonly [number, number] {
		const key = this.chosen === null ? null : keyFramesOf(this.chosen);
		const { startMs, endMs } = this.frames;
		if (key === null) return [startMs, endMs];
		return [
			Math.max(startMs, key.onset.ms - REPLAY_MARGIN_MS),
			Math.min(endMs, key.offset.ms + REPLAY_MARGIN_MS),
		];
	}

	look(place: number): void {
		this.#place = this.frames.clamp(place);
	}
	/** By hand: a replay ends. */
	step(by: number): void {
		this.#playing = false;
		this.look(this.#place + by);
	}
	seek(ms: number): void {
		this.#playing = false;
		this.look(this.frames.nearest(ms));
	}

	/** Looks at its apex. */
	choose(id: string): void {
		const row = this.movements.find((each) => each.id === id);
		if (row === undefined) return;
		this.#chosenId = id;
		const key = keyFramesOf(row);
		if (key !== null) this.look(this.frames.nearest(key.apex.ms));
	}
	/** The next movement that is shown, or the one before; from none, the nearest in time. */
	chooseNext(by: 1 | -1): void {
		const rows = this.shown;
		const at = rows.findIndex(({ id }) => id === this.#chosenId);
		const next =
			at >= 0
				? rows[at + by]
				: by > 0
					? rows.find((row) => (keyFramesOf(row)?.apex.ms ?? 0) > this.ms)
					: rows.findLast((row) => (keyFramesOf(row)?.apex.ms ?? 0) < this.ms);
		if (next !== undefined) this.choose(next.id);
	}

	showOnly(filter: MovementFilter): void {
		this.#filter = filter;
	}
	play(): void {
		this.#playing = true;
	}
	pause(): void {
		this.#playing = false;
	}
	playAt(speed: Speed): void {
		this.#speed = speed;
	}
	magnify(on: boolean): void {
		this.#magnified = on;
	}
	magnifyBy(factor: number): void {
		this.#factor = Math.max(LEAST_FACTOR, Math.min(MOST_FACTOR, Math.round(factor)));
	}

	/** Whether the person at work may say something about the chosen movement. */
	get mayLabel(): boolean {
		const { chosen } = this;
		return chosen !== null && (chosen.kind !== 'found' || chosen.label !== null);
	}

	/** Onset, apex or offset of the chosen movement, where one looks now. */
	moveKeyFrame(name: keyof LabelKeyFrames): void {
		const { chosen } = this;
		if (chosen === null || !this.mayLabel) return;
		const key = keyFramesOf(chosen);
		if (key === null) return;
		const to = this.frames.at(this.#place);
		this.book.say(chosen.id, { keyFrames: moved(key, name, to) });
	}

	/** A movement that the machine missed, with its apex where one looks now. */
	addMovement(): void {
		this.#playing = false;
		const apex = this.frames.at(this.#place);
		const beside = (ms: number) => this.frames.at(this.frames.nearest(ms));
		this.#chosenId = this.book.add({
			onset: beside(apex.ms - ADDED_MS),
			apex,
			offset: beside(apex.ms + ADDED_MS),
		});
	}

	nameCoder(coder: string): void {
		this.book.nameCoder(coder.trim());
		this.#rememberCoder(this.book.coder);
	}

	/** An ELAN file that was dropped, until the import has asked about it. */
	get offeredLabels(): File | null {
		return this.#offered;
	}
	offerLabels(file: File | null): void {
		this.#offered = file;
	}

	/** A film that the person chose. Never rejects: `film` says how it went. */
	readonly useFilm = (file: File): Promise<void> => this.#openFilm(file, false);

	async #openFilm(file: File, own: boolean): Promise<void> {
		this.#letFilmGo();
		const opening: FilmState = { kind: 'opening' };
		this.#film = opening;
		const current = (): boolean => this.#film === opening && !this.#closed;
		try {
			const film = await openFilm(file);
			if (!current()) film.close();
			else if (own || this.#fits(film)) this.#film = { kind: 'ready', film };
			else this.#film = { kind: 'doubtful', film, name: file.name };
		} catch (error) {
			if (!current()) return;
			this.#film = { kind: 'broken', fault: asFault(error, 'file/broken'), name: file.name };
		}
	}

	/** The person says that it is the right one. */
	acceptFilm(): void {
		if (this.#film.kind === 'doubtful') this.#film = { kind: 'ready', film: this.#film.film };
	}
	removeFilm(): void {
		this.#letFilmGo();
		this.#film = { kind: 'none' };
	}

	close(): void {
		this.#closed = true;
		this.#playing = false;
		this.#letFilmGo();
		this.#film = { kind: 'none' };
		this.opened.close();
	}

	async #openOwnFilm(): Promise<void> {
		try {
			const file = await this.opened.film();
			if (file !== null && !this.#closed && this.#film.kind === 'none')
				await this.#openFilm(file, true);
		} catch (error) {
			if (this.#closed) return;
			this.#film = { kind: 'broken', fault: asFault(error, 'file/broken'), name: '' };
		}
	}

	/** As long as what was measured; a file also as large. */
	#fits({ times, width, height }: Film): boolean {
		const { source, quality } = this.opened.record;
		const measuredMs = Math.max(quality.durationMs, this.frames.endMs - this.frames.startMs);
		// A file's own pictures, or a film that was recorded beside a session and may begin otherwise.
		const lengthMs = source.kind === 'file' ? measuredMs : this.frames.endMs - this.filmStartMs;
		const shownMs = (times.at(-1) ?? 0) - (source.kind === 'file' ? (times[0] ?? 0) : 0);
		const wantedMs = filmMs(this.opened.record, lengthMs);
		if (Math.abs(shownMs - wantedMs) > Math.max(SAME_LENGTH_MS, 0.02 * wantedMs)) {
			return false;
		}
		if (source.kind !== 'file' || source.widthPx === 0) return true;
		return width === source.widthPx && height === source.heightPx;
	}

	#letFilmGo(): void {
		const film = this.#film;
		if (film.kind === 'ready' || film.kind === 'doubtful') film.film.close();
	}
}

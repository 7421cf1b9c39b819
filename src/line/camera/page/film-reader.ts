/**
 * Single frames of a video file, exactly: the one that is shown at a time, wherever one looks.
 *
 * In    what the worker's file feed opens; pictures, their numbers and times are the feed's
 * Out   upright pictures, at most `LONGEST_SIDE` wide and high, owned by the reader until it lets them go
 * Cost  a whole block of frames is decoded at once, so that steps and loops find theirs; the last
 *       blocks are kept, about 60 MB at most
 * Owns  the input, the decoder, the pictures, until `close()`
 * Fails Fault `file/*` on opening, and from `show` for frames that cannot be decoded
 */
import { ALL_FORMATS, BlobSource, Input, VideoSampleSink } from 'mediabunny';
import type { VideoSample } from 'mediabunny';
import { Fault, asFault } from '../../../core/record/index.ts';
import type { FilmTrack } from '../film/open-film-track.ts';
import { openFilmTrack } from '../film/open-film-track.ts';
import { saidContent } from '../film/other-content.ts';

const LONGEST_SIDE = 640;
const BLOCK_FRAMES = 12;
const BLOCKS_KEPT = 6;

export interface Film {
	readonly width: number;
	readonly height: number;
	/** ms of the film's own timeline, ascending; one per frame. */
	readonly times: Float64Array;
	/** The frame shown at `ms`: the last that has begun. */
	indexAt(ms: number): number;
	/** Null: a later call was made meanwhile, or the film is closed. */
	show(index: number): Promise<ImageBitmap | null>;
	close(): void;
}

export async function openFilm(file: File): Promise<Film> {
	if (file.size === 0) throw new Fault('file/empty', 'the file has no content');
	const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
	try {
		const film = await openFilmTrack(file, input);
		const width = await film.track.getDisplayWidth();
		const height = await film.track.getDisplayHeight();
		return new FilmReader(input, film, { width, height });
	} catch (error) {
		input.dispose();
		throw await saidContent(file, asFault(error, 'file/not-video'));
	}
}

class FilmReader implements Film {
	readonly width: number;
	readonly height: number;
	readonly times: Float64Array;
	readonly #input: Input;
	readonly #film: FilmTrack;
	readonly #sink: VideoSampleSink;
	readonly #scale: number;
	/** Least recently used first. */
	readonly #blocks = new Map<number, readonly (ImageBitmap | null)[]>();
	#calls = 0;
	#work: Promise<unknown> = Promise.resolve();
	#closed = false;

	constructor(
		input: Input,
		film: FilmTrack,
		{ width, height }: { readonly width: number; readonly height: number },
	) {
		this.#input = input;
		this.#film = film;
		this.#sink = new VideoSampleSink(film.track);
		this.width = width;
		this.height = height;
		this.#scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
		this.times = film.times.ms;
	}

	indexAt(ms: number): number {
		let low = 0;
		let high = this.times.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			// Half a millisecond: times that were rounded on their way still find their frame.
			if (this.times[middle]! <= ms + 0.5) low = middle + 1;
			else high = middle;
		}
		return Math.max(0, low - 1);
	}

	async show(index: number): Promise<ImageBitmap | null> {
		const call = ++this.#calls;
		const block = Math.floor(index / BLOCK_FRAMES);
		if (!this.#blocks.has(block)) {
			const before = this.#work;
			const work = before
				.catch(() => {})
				.then(() => (call === this.#calls && !this.#closed ? this.#decode(block) : undefined));
			this.#work = work;
			await work;
		}
		if (call !== this.#calls || this.#closed) return null;
		const pictures = this.#blocks.get(block);
		if (pictures === undefined) return null;
		this.#blocks.delete(block);
		this.#blocks.set(block, pictures);
		const picture = pictures[index % BLOCK_FRAMES] ?? null;
		if (picture === null) throw new Fault('file/broken', `frame ${index} cannot be decoded`);
		return picture;
	}

	async #decode(block: number): Promise<void> {
		if (this.#blocks.has(block)) return;
		const from = block * BLOCK_FRAMES;
		const count = Math.min(BLOCK_FRAMES, this.times.length - from);
		const pictures: (ImageBitmap | null)[] = Array.from({ length: count }, () => null);
		try {
			let at = 0;
			for await (const sample of this.#samples(from, from + count)) {
				try {
					if (sample !== null && !this.#closed) {
						const canvas = new OffscreenCanvas(
							Math.max(1, Math.round(sample.displayWidth * this.#scale)),
							Math.max(1, Math.round(sample.displayHeight * this.#scale)),
						);
						const context = canvas.getContext('2d', { alpha: false });
						if (context === null) throw new Fault('file/broken', 'no canvas to draw it on');
						sample.draw(context, 0, 0, canvas.width, canvas.height);
						pictures[at] = canvas.transferToImageBitmap();
					}
				} finally {
					sample?.close();
				}
				at += 1;
			}
		} catch (error) {
			// What was decoded before is shown; the rest says that it cannot be.
			if (pictures.every((picture) => picture === null)) throw asFault(error, 'file/broken');
		}
		if (this.#closed) free(pictures);
		else this.#keep(block, pictures);
	}

	/** One for each picture of a part of the film, in order; null: it cannot be decoded. */
	async *#samples(from: number, to: number): AsyncGenerator<VideoSample | null> {
		const { stamps, places, distinct } = this.#film.times;
		if (distinct) {
			yield* this.#sink.samplesAtTimestamps(stamps.subarray(from, to));
			return;
		}
		// Stamps do not tell pictures apart: they are counted from the beginning.
		let place = this.#film.leading;
		let at = from;
		while (at < to && places[at]! < place) {
			at += 1;
			yield null;
		}
		if (at === to) return;
		for await (const sample of this.#sink.samples()) {
			if (place === places[at]) {
				at += 1;
				yield sample;
			} else sample.close();
			place += 1;
			if (at === to) return;
		}
	}

	#keep(block: number, pictures: readonly (ImageBitmap | null)[]): void {
		this.#blocks.set(block, pictures);
		for (const [oldest, old] of this.#blocks) {
			if (this.#blocks.size <= BLOCKS_KEPT) break;
			free(old);
			this.#blocks.delete(oldest);
		}
	}

	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		for (const pictures of this.#blocks.values()) free(pictures);
		this.#blocks.clear();
		void this.#work.catch(() => {}).finally(() => this.#input.dispose());
	}
}

const free = (pictures: readonly (ImageBitmap | null)[]): void => {
	for (const picture of pictures) picture?.close();
};

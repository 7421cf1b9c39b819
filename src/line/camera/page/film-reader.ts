/**
 * Single frames of a video file, exactly: the one that is shown at a time, wherever one looks.
 *
 * In    what the worker's file feed opens; times are the feed's: ms since the first shown frame
 * Out   upright pictures, at most `LONGEST_SIDE` wide and high, owned by the reader until it lets them go
 * Cost  a whole block of frames is decoded at once, so that steps and loops find theirs; the last
 *       blocks are kept, about 60 MB at most
 * Owns  the input, the decoder, the pictures, until `close()`
 * Fails Fault `file/*` on opening, and from `show` for frames that cannot be decoded
 */
import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, VideoSampleSink } from 'mediabunny';
import type { InputVideoTrack } from 'mediabunny';
import { Fault, asFault } from '../../../core/record/index.ts';
import { saidContent } from '../film/other-content.ts';

const LONGEST_SIDE = 640;
const BLOCK_FRAMES = 12;
const BLOCKS_KEPT = 6;

export interface Film {
	readonly width: number;
	readonly height: number;
	/** ms since the first shown frame, ascending; one per frame. */
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
		const track = await input.getPrimaryVideoTrack();
		if (track === null) throw new Fault('file/not-video', 'there is no picture in it');
		if (!(await track.canDecode())) {
			throw new Fault('file/undecodable', (await track.getCodecParameterString()) ?? 'unknown');
		}
		const seconds = await shownTimes(track);
		if (seconds.length === 0) throw new Fault('file/broken', 'there is no frame in it');
		const width = await track.getDisplayWidth();
		const height = await track.getDisplayHeight();
		return new FilmReader(input, track, seconds, { width, height });
	} catch (error) {
		input.dispose();
		throw await saidContent(file, asFault(error, 'file/not-video'));
	}
}

/** Presentation times of all frames that are shown, in seconds, ascending. */
async function shownTimes(track: InputVideoTrack): Promise<number[]> {
	const times: number[] = [];
	const sink = new EncodedPacketSink(track);
	for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
		// What an edit list cuts off in front is in the file but not in the film.
		if (packet.timestamp >= 0 || packet.timestamp + packet.duration > 0) {
			times.push(packet.timestamp);
		}
	}
	return times.sort((a, b) => a - b);
}

class FilmReader implements Film {
	readonly width: number;
	readonly height: number;
	readonly times: Float64Array;
	readonly #input: Input;
	readonly #sink: VideoSampleSink;
	readonly #seconds: readonly number[];
	readonly #scale: number;
	/** Least recently used first. */
	readonly #blocks = new Map<number, readonly (ImageBitmap | null)[]>();
	#calls = 0;
	#work: Promise<unknown> = Promise.resolve();
	#closed = false;

	constructor(
		input: Input,
		track: InputVideoTrack,
		seconds: readonly number[],
		{ width, height }: { readonly width: number; readonly height: number },
	) {
		this.#input = input;
		this.#sink = new VideoSampleSink(track);
		this.#seconds = seconds;
		this.width = width;
		this.height = height;
		this.#scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
		let last = -1;
		this.times = Float64Array.from(seconds, (at) => {
			// As the file feed counts: to the microsecond, and never twice the same.
			const ms = Math.round((at - seconds[0]!) * 1e6) / 1e3;
			last = ms <= last ? last + 1 : ms;
			return last;
		});
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
		const wanted = this.#seconds.slice(block * BLOCK_FRAMES, (block + 1) * BLOCK_FRAMES);
		const pictures: (ImageBitmap | null)[] = wanted.map(() => null);
		try {
			let at = 0;
			for await (const sample of this.#sink.samplesAtTimestamps(wanted)) {
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

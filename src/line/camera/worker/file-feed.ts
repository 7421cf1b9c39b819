/**
 * A video file, decoded frame by frame in presentation order; none is dropped by us.
 *
 * In    mp4, mov, webm, mkv, ...: what mediabunny can open and WebCodecs can decode
 * Out   frames as they are to be seen: rotation, mirroring and oblong pixels are already applied
 * Time  of the file's own timeline, to the microsecond; real where it plays slower than it was filmed (docs/file-formats.md, "Films"); `dropped` counts
 *       pictures that it shows and nobody could decode
 * Fails Fault: `file/empty`, `file/not-video`, `file/too-small`, `file/undecodable`, `file/broken` on
 *       opening; `file/broken` from `next()`, after every frame that could be decoded
 */
import { ALL_FORMATS, BlobSource, Input, VideoSampleSink } from 'mediabunny';
import type { VideoSample } from 'mediabunny';
import type { SourceRemark } from '../../../core/record/index.ts';
import { Fault, asFault } from '../../../core/record/index.ts';
import { millis } from '../../../core/kernel/index.ts';
import type { FilmTrack } from '../film/open-film-track.ts';
import { openFilmTrack } from '../film/open-film-track.ts';
import { filmRemarks } from '../film/film-remarks.ts';
import { saidContent } from '../film/other-content.ts';
import type { Slowing } from '../film/slow-motion.ts';
import { slowingOf } from '../film/slow-motion.ts';
import type { SourceSpec } from '../source.ts';
import type { CapturedFrame, FrameFeed } from './feed.ts';
import { GAP_MS } from './frame-clock.ts';
import { PlaneReader } from './plane-reader.ts';
import { upright } from './upright.ts';

type FileSpec = Extract<SourceSpec, { kind: 'file' }>;

/** The pictures may end this much before the film does. */
const END_SLACK_MS = 500;

export async function openFileFeed(
	{ file, captureFps = null }: Pick<FileSpec, 'file' | 'captureFps'>,
	signal?: AbortSignal,
): Promise<FrameFeed> {
	if (file.size === 0) throw new Fault('file/empty', 'the file has no content');
	const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
	try {
		const film = await openFilmTrack(file, input, signal);
		const feed = new FileFeed(input, film, {
			width: await film.track.getDisplayWidth(),
			height: await film.track.getDisplayHeight(),
			slowing: slowingOf(film, captureFps),
			// Some browsers round stamps to microseconds.
			slackSeconds: Math.max(0.6 / (await film.track.getTimeResolution()), 1e-6),
			label: await film.track.getColorSpace(),
		});
		signal?.throwIfAborted();
		return feed;
	} catch (error) {
		input.dispose();
		throw signal?.aborted ? error : await saidContent(file, asFault(error, 'file/broken'));
	}
}

class FileFeed implements FrameFeed {
	readonly kind = 'file';
	readonly width: number;
	readonly height: number;
	readonly lossless = true;
	readonly totalMs: number;
	readonly #input: Input;
	readonly #film: FilmTrack;
	readonly #slowing: Slowing;
	/** Stamps of packets and of what is decoded from them differ by their rounding. */
	readonly #slackSeconds: number;
	readonly #label: VideoColorSpaceInit;
	/** For films that must be turned or labelled anew. */
	readonly #reader = new PlaneReader();
	/** The run of pictures that is being decoded. */
	#run = 0;
	#samples: AsyncGenerator<VideoSample, void, unknown>;
	/** Frames saved after a decoding error, and that error. */
	#salvaged: VideoSample[] = [];
	#fault: Fault | null = null;
	/** Samples of this run taken from the decoder, hidden ones included. */
	#decoded = 0;
	/** Place of the next picture that is to be shown. */
	#place = 0;
	#handedOut = 0;
	#ended = false;
	#firstMs = 0;
	#doneMs = 0;
	#clockBreaks = 0;
	#closed = false;

	constructor(
		input: Input,
		film: FilmTrack,
		about: {
			readonly width: number;
			readonly height: number;
			readonly slowing: Slowing;
			readonly slackSeconds: number;
			/** How the file says its colours are to be read. */
			readonly label: VideoColorSpaceInit;
		},
	) {
		this.#input = input;
		this.#film = film;
		this.width = about.width;
		this.height = about.height;
		this.#slackSeconds = about.slackSeconds;
		this.#label = about.label;
		this.#slowing = about.slowing;
		this.totalMs = film.times.endMs / about.slowing.factor;
		this.#samples = this.#begin();
	}

	get doneMs(): number {
		return this.#doneMs;
	}
	get firstMs(): number {
		return this.#firstMs;
	}
	get clockBreaks(): number {
		return this.#clockBreaks;
	}
	get pictures(): number {
		return this.#film.times.ms.length;
	}
	get remarks(): readonly SourceRemark[] {
		const { factor, fps } = this.#slowing;
		return [
			...filmRemarks(this.#film.times, this.dropped),
			...(factor === 1 ? [] : [{ code: 'slowed', factor, fps } as const]),
		];
	}

	get dropped(): number {
		return (this.#ended ? this.pictures : this.#place) - this.#handedOut;
	}

	async next(): Promise<CapturedFrame | null> {
		try {
			for (;;) {
				const sample = await this.#nextSample();
				if (sample === null) return null;
				try {
					const place = this.#placeOf(sample);
					if (place !== null) return await this.#captured(sample, place);
				} finally {
					sample.close();
				}
			}
		} catch (error) {
			this.#ended = true;
			throw error;
		}
	}

	async #captured(sample: VideoSample, place: number): Promise<CapturedFrame> {
		const at = this.#realMs(place);
		if (this.#handedOut === 0) this.#firstMs = at;
		else if (at - this.#doneMs > GAP_MS) this.#clockBreaks += 1;
		this.#doneMs = at;
		this.#handedOut += 1;
		try {
			const frame = await upright(sample, this.#reader, this.#label);
			return { frame, at: millis(at), index: place };
		} catch (error) {
			throw asFault(error, 'file/broken');
		}
	}

	/** To the microsecond. */
	#realMs(place: number): number {
		const ms = this.#film.times.ms[place]!;
		const { factor } = this.#slowing;
		return factor === 1 ? ms : Math.round((ms / factor) * 1e3) / 1e3;
	}

	/** Which of the pictures that are to be shown a sample is; null: none. */
	#placeOf({ timestamp }: VideoSample): number | null {
		const { stamps, places, distinct } = this.#film.times;
		const end = this.#runEnd;
		let place = this.#place;
		if (distinct) {
			while (place < end && stamps[place]! < timestamp - this.#slackSeconds) place += 1;
			if (place < end && stamps[place]! > timestamp + this.#slackSeconds) return null;
		} else {
			const among = this.#film.leading + this.#decoded - 1;
			while (place < end && places[place]! < among) place += 1;
			if (place < end && places[place]! > among) return null;
		}
		if (place >= end) return null;
		this.#place = place + 1;
		return place;
	}

	get #runEnd(): number {
		return this.#film.times.runs[this.#run]?.[1] ?? 0;
	}

	/** Decodes the run from its first picture; where stamps do not tell it, from the film's. */
	#begin(): AsyncGenerator<VideoSample, void, unknown> {
		const { runs, stamps, distinct } = this.#film.times;
		const sink = new VideoSampleSink(this.#film.track);
		const [from, to] = runs[this.#run]!;
		this.#decoded = 0;
		if (!distinct || (runs.length === 1 && from === 0 && this.#film.times.hidden === 0)) {
			return sink.samples();
		}
		const slack = this.#slackSeconds;
		return sink.samples(stamps[from]! - slack, stamps[to - 1]! + slack);
	}

	async #nextSample(): Promise<VideoSample | null> {
		if (this.#closed) return null;
		while (!this.#fault) {
			try {
				// All that is to be shown of it has been: what follows need not be decoded.
				const step = this.#place < this.#runEnd ? await this.#samples.next() : END;
				if (!step.done) {
					this.#decoded += 1;
					return step.value;
				}
				if (this.#closed) return null;
				if (this.#run + 1 < this.#film.times.runs.length) {
					void this.#samples.return();
					this.#run += 1;
					this.#place = this.#film.times.runs[this.#run]![0];
					this.#samples = this.#begin();
					continue;
				}
				this.#ended = true;
				this.#fault = this.#cutOff();
				if (this.#fault === null) return null;
			} catch (error) {
				if (this.#closed) return null;
				this.#fault = asFault(error, 'file/broken');
				await this.#salvage();
			}
		}
		const sample = this.#salvaged.shift();
		if (sample) {
			this.#decoded += 1;
			return sample;
		}
		throw this.#fault;
	}

	/** What is wrong with a film whose pictures end too early; null: they do not. */
	#cutOff(): Fault | null {
		const { promised, times } = this.#film;
		const missing = this.#place < times.ms.length ? this.totalMs - this.#realMs(this.#place) : 0;
		if (promised === null && missing <= END_SLACK_MS) return null;
		const said = promised?.seconds ?? this.totalMs / 1000;
		const there = Math.min(promised?.there ?? Infinity, this.#doneMs / 1000);
		return new Fault(
			'file/broken',
			`the pictures end after ${there.toFixed(2)} of ${said.toFixed(2)} s`,
		);
	}

	/**
	 * mediabunny throws away what it had decoded ahead when the decoder fails, more or less of it
	 * depending on our speed. Decoding once more without ever waiting gets every frame before the error.
	 */
	async #salvage(): Promise<void> {
		const before = this.#decoded;
		let seen = 0;
		try {
			for await (const sample of this.#begin()) {
				seen += 1;
				if (seen > before) this.#salvaged.push(sample);
				else sample.close();
			}
		} catch {
			// The same error again: it is already in `#fault`.
		}
		this.#decoded = before;
		if (this.#closed) this.#dropSalvaged();
	}

	#dropSalvaged(): void {
		for (const sample of this.#salvaged) sample.close();
		this.#salvaged = [];
	}

	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		this.#dropSalvaged();
		void this.#samples.return().finally(() => this.#input.dispose());
	}
}

const END = { done: true, value: undefined } as const;

/**
 * A video file, decoded frame by frame in presentation order; none is dropped.
 *
 * In    mp4, mov, webm, mkv, ...: what mediabunny can open and WebCodecs can decode
 * Out   frames as they are to be seen: rotation, mirroring and oblong pixels are already applied
 * Time  from the container, to the microsecond, first shown frame at 0
 * Fails Fault: `file/empty`, `file/not-video`, `file/too-small`, `file/undecodable`, `file/broken` on
 *       opening; `file/broken` from `next()`, after every frame that could be decoded
 */
import { ALL_FORMATS, BlobSource, Input, VideoSampleSink } from 'mediabunny';
import type { InputVideoTrack, VideoSample } from 'mediabunny';
import { Fault, asFault } from '../../../core/record/index.ts';
import { millis } from '../../../core/kernel/index.ts';
import { saidContent } from '../film/other-content.ts';
import type { CapturedFrame, FrameFeed } from './feed.ts';
import { PlaneReader } from './plane-reader.ts';
import { upright } from './upright.ts';
import { expectedEndSeconds, openTrack } from './video-track.ts';

/** The film may end this much before its packets or its header say so. */
const END_SLACK_S = 0.5;

export async function openFileFeed(file: File, signal?: AbortSignal): Promise<FrameFeed> {
	if (file.size === 0) throw new Fault('file/empty', 'the file has no content');
	const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
	try {
		const track = await openTrack(input);
		const feed = new FileFeed(input, track, {
			width: await track.getDisplayWidth(),
			height: await track.getDisplayHeight(),
			startSeconds: await track.getFirstTimestamp(),
			endSeconds: await expectedEndSeconds(input, track),
			label: await track.getColorSpace(),
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
	readonly dropped = 0;
	readonly clockBreaks = 0;
	readonly lossless = true;
	readonly totalMs: number | null;
	readonly #input: Input;
	readonly #track: InputVideoTrack;
	readonly #endSeconds: number;
	readonly #label: VideoColorSpaceInit;
	/** For films that must be turned or labelled anew. */
	readonly #reader = new PlaneReader();
	#samples: AsyncGenerator<VideoSample, void, unknown>;
	/** Frames saved after a decoding error, and that error. */
	#salvaged: VideoSample[] = [];
	#fault: Fault | null = null;
	/** Samples taken from the decoder, hidden ones included. */
	#decoded = 0;
	#index = 0;
	#zero = NaN;
	#end = 0;
	#doneMs = 0;
	#closed = false;

	constructor(
		input: Input,
		track: InputVideoTrack,
		about: {
			readonly width: number;
			readonly height: number;
			readonly startSeconds: number;
			readonly endSeconds: number;
			/** How the file says its colours are to be read. */
			readonly label: VideoColorSpaceInit;
		},
	) {
		this.#input = input;
		this.#track = track;
		this.width = about.width;
		this.height = about.height;
		this.#endSeconds = about.endSeconds;
		this.#label = about.label;
		const lengthSeconds = about.endSeconds - Math.max(0, about.startSeconds);
		this.totalMs = lengthSeconds > 0 ? Math.round(lengthSeconds * 1e6) / 1e3 : null;
		this.#samples = new VideoSampleSink(track).samples();
	}

	get doneMs(): number {
		return this.#doneMs;
	}

	async next(): Promise<CapturedFrame | null> {
		for (;;) {
			const sample = await this.#nextSample();
			if (sample === null) return null;
			try {
				// What an edit list cuts off in front is in the file but not in the film.
				if (sample.timestamp < 0 && sample.timestamp + sample.duration <= 0) continue;
				return await this.#captured(sample);
			} finally {
				sample.close();
			}
		}
	}

	async #captured(sample: VideoSample): Promise<CapturedFrame> {
		const first = Number.isNaN(this.#zero);
		if (first) this.#zero = sample.timestamp;
		this.#end = sample.timestamp + sample.duration;
		// To the microsecond: 1001/30000 s is 33.367 ms on every machine.
		let at = Math.round((sample.timestamp - this.#zero) * 1e6) / 1e3;
		// Broken writers repeat a time; the frame is real, so it moves by the smallest step.
		if (!first && at <= this.#doneMs) at = this.#doneMs + 1;
		this.#doneMs = at;
		const index = this.#index;
		this.#index += 1;
		try {
			return { frame: await upright(sample, this.#reader, this.#label), at: millis(at), index };
		} catch (error) {
			throw asFault(error, 'file/broken');
		}
	}

	async #nextSample(): Promise<VideoSample | null> {
		if (this.#closed) return null;
		if (!this.#fault) {
			try {
				const step = await this.#samples.next();
				if (!step.done) {
					this.#decoded += 1;
					return step.value;
				}
				if (this.#closed || this.#end > this.#endSeconds - END_SLACK_S) return null;
				this.#fault = new Fault(
					'file/broken',
					`the pictures end after ${this.#end.toFixed(2)} of ${this.#endSeconds.toFixed(2)} s`,
				);
			} catch (error) {
				if (this.#closed) return null;
				this.#fault = asFault(error, 'file/broken');
				await this.#salvage();
			}
		}
		const sample = this.#salvaged.shift();
		if (sample) return sample;
		throw this.#fault;
	}

	/**
	 * mediabunny throws away what it had decoded ahead when the decoder fails, more or less of it
	 * depending on our speed. Decoding once more without ever waiting gets every frame before the error.
	 */
	async #salvage(): Promise<void> {
		let seen = 0;
		try {
			for await (const sample of new VideoSampleSink(this.#track).samples()) {
				seen += 1;
				if (seen > this.#decoded) this.#salvaged.push(sample);
				else sample.close();
			}
		} catch {
			// The same error again: it is already in `#fault`.
		}
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

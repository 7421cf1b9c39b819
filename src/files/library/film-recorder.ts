/**
 * Films a camera's stream, compressed by the browser, a piece a second: nothing is gathered here.
 *
 * Owns   the `MediaRecorder`; not the stream, whose tracks stay as they are
 * Time   `startedAt`: page clock (`performance.now`) at the film's first frame
 */
import type { Closable } from '../../core/kernel/index.ts';

const SLICE_MS = 1000;
const BITS_A_SECOND = 4_000_000;
const TYPES = [
	'video/mp4;codecs=avc1.640028',
	'video/webm;codecs=vp9',
	'video/webm;codecs=vp8',
	'video/webm',
	'video/mp4',
] as const;

export class FilmRecorder implements Closable {
	readonly #recorder: MediaRecorder;
	readonly #stopped: Promise<void>;
	#startedAt = performance.now();

	/** Null where the browser films nothing. */
	static start(stream: MediaStream, onChunk: (chunk: Blob) => void): FilmRecorder | null {
		if (!('MediaRecorder' in globalThis)) return null;
		const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
		if (type === undefined) return null;
		try {
			return new FilmRecorder(stream, type, onChunk);
		} catch {
			return null; // the stream ended meanwhile
		}
	}

	private constructor(stream: MediaStream, type: string, onChunk: (chunk: Blob) => void) {
		// Without sound: none was asked for.
		const pictures = new MediaStream(stream.getVideoTracks());
		this.#recorder = new MediaRecorder(pictures, {
			mimeType: type,
			videoBitsPerSecond: BITS_A_SECOND,
		});
		this.#recorder.onstart = () => (this.#startedAt = performance.now());
		this.#stopped = new Promise((resolve) => {
			this.#recorder.onstop = () => resolve();
			this.#recorder.onerror = () => resolve();
		});
		this.#recorder.ondataavailable = ({ data }) => {
			if (data.size > 0) onChunk(data);
		};
		this.#recorder.start(SLICE_MS);
	}

	get type(): string {
		return this.#recorder.mimeType;
	}
	get startedAt(): number {
		return this.#startedAt;
	}

	/** Resolves when the last piece was handed over; a camera that went away has ended it already. */
	stop(): Promise<void> {
		if (this.#recorder.state !== 'inactive') this.#recorder.stop();
		return this.#stopped;
	}

	close(): void {
		void this.stop();
	}
}

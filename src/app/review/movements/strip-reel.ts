/**
 * A strip, unpacked: its pictures as pixels, and each drawn with its motion exaggerated.
 *
 * Cost  64 kB a picture, and twice that for its flow once it has been exaggerated. Flows are measured
 *       when they are first wanted (some milliseconds); `measureAhead` does the rest in slices, so that
 *       a replay finds them
 * Fails an unreadable picture rejects `openReel`
 */
import type { Displacement } from '../../../line/motion/index.ts';
import { Magnifier, exaggerate } from '../../../line/motion/index.ts';
import type { EventStrip } from '../../../core/record/index.ts';

export async function openReel(strip: EventStrip): Promise<StripReel> {
	const bitmaps = await Promise.all(strip.pictures.map((picture) => createImageBitmap(picture)));
	try {
		const canvas = new OffscreenCanvas(strip.size, strip.size);
		const context = canvas.getContext('2d', { willReadFrequently: true });
		if (context === null) throw new Error('no 2d canvas to unpack pictures on');
		const pictures = bitmaps.map((bitmap) => {
			context.drawImage(bitmap, 0, 0);
			return context.getImageData(0, 0, strip.size, strip.size).data;
		});
		return new StripReel(strip.ms, strip.size, pictures);
	} finally {
		for (const bitmap of bitmaps) bitmap.close();
	}
}

export class StripReel {
	readonly ms: Float64Array;
	readonly size: number;
	readonly #pictures: readonly Uint8ClampedArray<ArrayBuffer>[];
	readonly #magnifier = new Magnifier();
	/** Place of the picture that motion is told from; -1: none yet. */
	#from = -1;
	#moved: (Displacement | undefined)[] = [];

	/** @param pictures RGBA [size, size, 4], one a time of `ms` */
	constructor(ms: Float64Array, size: number, pictures: readonly Uint8ClampedArray<ArrayBuffer>[]) {
		this.ms = ms;
		this.size = size;
		this.#pictures = pictures;
	}

	/** The picture next to `ms`; null beyond its ends by more than `slackMs`. */
	placeAt(ms: number, slackMs = 60): number | null {
		const { ms: times } = this;
		if (times.length === 0) return null;
		if (ms < times[0]! - slackMs || ms > times.at(-1)! + slackMs) return null;
		let best = 0;
		for (let at = 1; at < times.length; at++) {
			if (Math.abs(times[at]! - ms) < Math.abs(times[best]! - ms)) best = at;
		}
		return best;
	}

	picture(place: number): Uint8ClampedArray<ArrayBuffer> {
		return this.#pictures[place]!;
	}

	/** As if everything had moved `factor` times as far since the picture at `onset`. */
	exaggerated(place: number, onset: number, factor: number): Uint8ClampedArray<ArrayBuffer> {
		return exaggerate(this.#pictures[place]!, this.#movedTo(place, onset), factor);
	}

	/** One flow a slice, until all are there or `signal` says to leave it. */
	async measureAhead(onset: number, signal: AbortSignal): Promise<void> {
		for (let place = 0; place < this.#pictures.length; place++) {
			if (signal.aborted) return;
			if (this.#from === onset && this.#moved[place] !== undefined) continue;
			this.#movedTo(place, onset);
			await new Promise((resolve) => setTimeout(resolve));
		}
	}

	#movedTo(place: number, onset: number): Displacement {
		if (this.#from !== onset) {
			this.#magnifier.setReference(lumaOf(this.#pictures[onset]!));
			this.#from = onset;
			this.#moved = [];
		}
		return (this.#moved[place] ??= this.#magnifier.measure(lumaOf(this.#pictures[place]!)));
	}
}

/** ITU-R BT.601, as the line's own luminance for most sources. */
function lumaOf(rgba: Uint8ClampedArray): Float32Array {
	const out = new Float32Array(rgba.length / 4);
	for (let i = 0; i < out.length; i++) {
		const at = 4 * i;
		out[i] = 0.299 * rgba[at]! + 0.587 * rgba[at + 1]! + 0.114 * rgba[at + 2]!;
	}
	return out;
}

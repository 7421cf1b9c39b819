/**
 * A film measured once, for whatever is asked of it: the motion of every frame, as the app's audit
 * measures it, and its pictures as bytes, for selections by difference.
 *
 * Memory  the aligned crop of every frame (16 kB); whole frames are read when asked for
 */
import type { ClipMotion } from '../../../core/record/index.ts';
import { millis } from '../../../core/kernel/index.ts';
import { ClipMotionTrack } from '../../../line/pipeline/index.ts';
import type { Footage } from '../../footage/index.ts';
import { faceAt, lumaPlaneFor } from '../../footage/index.ts';

export interface MeasuredFilm {
	readonly motion: ClipMotion;
	/** Luminance of a frame's aligned crop; without a face the last one. */
	readonly crop: (frame: number) => Uint8Array;
	/** Luminance of a whole frame, [height, width]. */
	readonly whole: (frame: number) => Uint8Array;
}

export function measureFilm(film: Footage): MeasuredFilm {
	const { width, height } = film;
	const track = new ClipMotionTrack();
	const luma = lumaPlaneFor(film);
	const crops: Uint8Array[] = [];
	for (let frame = 0; frame < film.frames; frame++) {
		film.readLuma(frame, luma.data);
		const tracked = track.step(luma, faceAt(film, frame), millis(film.times[frame]!), frame);
		if (tracked === null) crops.push(crops.at(-1) ?? new Uint8Array(1));
		else crops.push(bytesOf(tracked.crop.luma));
	}
	return {
		motion: track.motion(),
		crop: (frame) => crops[frame]!,
		whole: (frame) => {
			const picture = new Uint8Array(width * height);
			film.readLuma(frame, picture);
			return picture;
		},
	};
}

/** A typed array rounds towards 0. */
const bytesOf = (luma: Float32Array): Uint8Array => Uint8Array.from(luma, (value) => value + 0.5);

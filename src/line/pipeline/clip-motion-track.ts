/**
 * The motion of a whole clip, frame by frame, kept: what an audit looks at.
 *
 * Every frame is measured, also of a fast source; nothing is spotted. Runs in the worker as in Node.
 *
 * In    planes and mesh of each frame, in order
 * Out   a `ClipMotion`; frames without a face repeat what was measured last, and are marked
 * Cost  that of `MotionTrack`, and 150 bytes a frame
 */
import type { Plane, Similarity } from '../align/index.ts';
import type { ClipMotion } from '../../core/record/index.ts';
import type { FaceMesh } from '../face/index.ts';
import { FaceReader } from '../face/index.ts';
import type { Millis } from '../../core/kernel/index.ts';
import type { TrackedMotion } from '../motion/index.ts';
import { MotionTrack } from '../motion/index.ts';
import { REGION_COUNT } from '../../core/record/index.ts';

/** After this long without a face the next one may be somebody else's. */
const FORGET_AFTER_MS = 500;
const CHANNELS = 2 * REGION_COUNT;

export class ClipMotionTrack {
	readonly #reader = new FaceReader();
	readonly #track = new MotionTrack();
	readonly #frames: number[] = [];
	readonly #times: number[] = [];
	readonly #faces: number[] = [];
	readonly #signals: Float32Array[] = [];
	readonly #placing: Float32Array[] = [];
	/** Where the track stood when it was last begun anew: it goes on from there. */
	readonly #base = new Float32Array(CHANNELS);
	#lastFaceAt = -Infinity;
	#faceLost = 0;

	/** Frames without a face. */
	get faceLost(): number {
		return this.#faceLost;
	}

	/**
	 * @param index - of the source
	 * @returns what was tracked, valid until the next step; null without a face
	 */
	step(luma: Plane, mesh: FaceMesh | null, at: Millis, index: number): TrackedMotion | null {
		this.#frames.push(index);
		this.#times.push(at);
		this.#faces.push(mesh === null ? 0 : 1);
		if (mesh === null) {
			this.#faceLost += 1;
			this.#signals.push(this.#signals.at(-1) ?? new Float32Array(CHANNELS));
			this.#placing.push(this.#placing.at(-1) ?? new Float32Array(4));
			return null;
		}
		if (at - this.#lastFaceAt > FORGET_AFTER_MS) {
			this.#reader.reset();
			this.#track.reset();
			this.#base.set(this.#signals.at(-1) ?? []);
		}
		this.#lastFaceAt = at;
		const { scale, blinking } = this.#reader.read(mesh, at, luma.width, luma.height);
		const tracked = this.#track.step(luma, mesh.points, scale, at, blinking);
		this.#signals.push(this.#base.map((base, channel) => base + tracked.signals[channel]!));
		this.#placing.push(placingOf(tracked.crop.toFrame));
		return tracked;
	}

	/** The next frame belongs to another scene, or to somebody else. */
	beginAnew(): void {
		this.#lastFaceAt = -Infinity;
	}

	/** Of the frames so far. */
	motion(): ClipMotion {
		const first = this.#faces.indexOf(1);
		// Before the first face there is nothing to repeat: its place is the nearest guess.
		const placing = this.#placing.map((each, t) => (t < first ? this.#placing[first]! : each));
		return {
			frames: Int32Array.from(this.#frames),
			times: Float64Array.from(this.#times),
			faces: Uint8Array.from(this.#faces),
			signals: joined(this.#signals, CHANNELS),
			placing: joined(placing, 4),
		};
	}
}

const placingOf = ({ a, b, tx, ty }: Similarity): Float32Array => Float32Array.of(a, b, tx, ty);

/** Rows of `width`, [rows, width]. */
function joined(rows: readonly Float32Array[], width: number): Float32Array<ArrayBuffer> {
	const all = new Float32Array(rows.length * width);
	for (const [row, values] of rows.entries()) all.set(values, row * width);
	return all;
}

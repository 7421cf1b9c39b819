/**
 * Draws movements of action units into a film's luminance.
 *
 * In    footage, the mean face of all footage, movements of `animate`
 * Out   footage that moves, with the truth about it
 * How   the unit's field is laid on the face by the mesh, smoothed over time and fitted to the mean
 *       face; skin is moved by inverse warping (Catmull-Rom). Noise, compression, blinks, talk and
 *       turns of the film stay what they are, which no drawn face has.
 * Cost  some 10 ms for a frame in which something moves at 640 x 480, nothing for the others
 */
import type { Random } from '../../../core/kernel/index.ts';
import { OUTER_CANTHI_PX200 } from '../../../core/kernel/index.ts';
import type { FilmTruth, Footage } from '../../footage/index.ts';
import { MESH_FLOATS, catmullRom, fitAffine, pointsAt } from '../../footage/index.ts';
import type { DrawnMovement } from '../../animate/index.ts';
import { MovementField, drawMovements, strengthAt, truthOf } from '../../animate/index.ts';

/** Below this share of the peak nothing is drawn. */
const LEAST_STRENGTH = 0.004;
/** The mesh is smoothed by a Gaussian of 1.5 frames, so far to both sides. */
const SMOOTH_FRAMES = 3;
const SMOOTH_VARIANCE = 2.25;

/** Draws movements into a film and gives it a name of its own. */
export function inject(film: Footage, face: Float64Array, name: string, random: Random): Footage {
	const movements = drawMovements(film.truth, film.times, film.faces, random);
	return new MovedFootage(film, face, name, movements);
}

/** Footage with movements in it that do not overlap in time. */
export class MovedFootage implements Footage {
	readonly name: string;
	readonly truth: FilmTruth;
	readonly #film: Footage;
	readonly #face: Float64Array;
	readonly #drawn: readonly { readonly movement: DrawnMovement; readonly field: MovementField }[];
	readonly #mesh = new Float32Array(MESH_FLOATS);
	readonly #still: Uint8Array;

	constructor(
		film: Footage,
		face: Float64Array,
		name: string,
		movements: readonly DrawnMovement[],
	) {
		this.#film = film;
		this.#face = face;
		this.name = name;
		const events = movements.map((movement) => truthOf(movement, film.times));
		this.truth = {
			...film.truth,
			events: [...film.truth.events, ...events].sort((a, b) => a.onset - b.onset),
		};
		this.#drawn = movements.map((movement) => ({ movement, field: new MovementField(movement) }));
		this.#still = new Uint8Array(film.width * film.height);
	}

	get width(): number {
		return this.#film.width;
	}

	get height(): number {
		return this.#film.height;
	}

	get frames(): number {
		return this.#film.frames;
	}

	get times(): Float64Array {
		return this.#film.times;
	}

	get faces(): Uint8Array {
		return this.#film.faces;
	}

	get meshes(): Float32Array {
		return this.#film.meshes;
	}

	get matrices(): Float32Array {
		return this.#film.matrices;
	}

	readLuma(frame: number, out: Uint8Array): void {
		this.#film.readLuma(frame, out);
		const seconds = this.times[frame]! / 1000;
		for (const { movement, field } of this.#drawn) {
			const strength = strengthAt(movement, seconds);
			if (strength >= LEAST_STRENGTH && this.#smoothMesh(frame)) {
				this.#warp(out, field, strength * movement.peakPx200);
			}
		}
	}

	/** The mesh around a frame into `#mesh`; false where there is no face. */
	#smoothMesh(frame: number): boolean {
		const { faces, frames } = this.#film;
		this.#mesh.fill(0);
		let total = 0;
		for (let step = -SMOOTH_FRAMES; step <= SMOOTH_FRAMES; step++) {
			const at = frame + step;
			if (at < 0 || at >= frames || faces[at] === 0) continue;
			const weight = Math.exp((-0.5 * step * step) / SMOOTH_VARIANCE);
			total += weight;
			const points = pointsAt(this.#film, at);
			for (let i = 0; i < MESH_FLOATS; i++) this.#mesh[i]! += weight * points[i]!;
		}
		if (total === 0) return false;
		for (let i = 0; i < MESH_FLOATS; i++) this.#mesh[i]! /= total;
		return true;
	}

	/** Moves skin by `px200` where the field is largest. */
	#warp(luma: Uint8Array, field: MovementField, px200: number): void {
		const { width, height } = this.#film;
		const mesh = this.#mesh;
		const still = this.#still;
		still.set(luma.subarray(0, still.length));
		const to = fitAffine(mesh, width, height, this.#face);
		const det = to.a * to.e - to.b * to.d;
		const canthiPx = Math.hypot(
			(mesh[3 * 33]! - mesh[3 * 263]!) * width,
			(mesh[3 * 33 + 1]! - mesh[3 * 263 + 1]!) * height,
		);
		// Back into the frame, its mean scale taken out: the field is in shares of the peak.
		const size = (px200 * canthiPx) / OUTER_CANTHI_PX200;
		const back = (size * Math.sqrt(Math.abs(det))) / det;
		for (let y = 0; y < height; y++) {
			for (let x = 0; x < width; x++) {
				const cell = field.cellAt(to.a * x + to.b * y + to.c, to.d * x + to.e * y + to.f);
				if (cell < 0) continue;
				const dx = field.values[cell]!;
				const dy = field.values[cell + 1]!;
				if (dx * dx + dy * dy < 1e-6) continue;
				const movedX = back * (to.e * dx - to.b * dy);
				const movedY = back * (to.a * dy - to.d * dx);
				luma[y * width + x] = catmullRom(still, width, height, x - movedX, y - movedY);
			}
		}
	}
}

/**
 * Frame -> canonical crop, with head motion taken out.
 *
 * Two warps of the frame: by landmarks, of the part that the residual is measured on, then of the whole
 * with the residual that pixels showed, so that the crop that is measured has been interpolated only
 * once.
 */
import { AnchorFit } from './anchors.ts';
import type { Plane } from './canonical.ts';
import { CROP_SIZE } from './canonical.ts';
import { ContrastFilter } from './contrast.ts';
import { RIGID_PART, RigidResidual } from './residual.ts';
import type { Similarity } from './similarity.ts';
import { compose, copySimilarity, identity } from './similarity.ts';
import { warpPlane } from './warp.ts';

/** A residual beyond this is more than jitter: a new reference is framed by the landmarks, crop px. */
const WALKED_OFF_PX = 1.2;

export interface AlignedCrop {
	/** [128, 128], 0..255. */
	readonly luma: Float32Array;
	/** [128, 128], local contrast, about -1..1: what motion is measured on. */
	readonly contrast: Float32Array;
	/** Crop -> frame pixels, residual included. */
	readonly toFrame: Similarity;
	/** Residual that was removed, crop px; NaN when there was no reference. */
	residualPx: number;
}

export class Aligner {
	readonly #anchors = new AnchorFit();
	readonly #residual = new RigidResidual();
	readonly #filter = new ContrastFilter(CROP_SIZE);
	readonly #partFilter = new ContrastFilter(RIGID_PART.size);
	readonly #part = new Float32Array(RIGID_PART.size ** 2);
	readonly #correction = identity();
	readonly #byLandmarks = identity();
	readonly #crop: AlignedCrop = {
		luma: new Float32Array(CROP_SIZE * CROP_SIZE),
		contrast: new Float32Array(CROP_SIZE * CROP_SIZE),
		toFrame: identity(),
		residualPx: NaN,
	};

	/** The newest crop; the same object for every frame. */
	get crop(): AlignedCrop {
		return this.#crop;
	}

	/** Forgets the person: call when the face was lost. */
	reset(): void {
		this.#anchors.reset();
		this.#residual.forget();
	}

	/**
	 * Makes the newest crop the one that later crops are aligned to. Where pixels and landmarks have
	 * come apart (the nose of a turning head runs ahead of its eyes), the crop is first framed by the
	 * landmarks again: a chain of references would otherwise walk off the face.
	 *
	 * @returns whether it was framed again
	 */
	setReference(luma: Plane): boolean {
		const anew = this.#crop.residualPx > WALKED_OFF_PX;
		if (anew) this.#frameByLandmarks(luma);
		this.#residual.setReference(this.#crop.contrast);
		return anew;
	}

	/**
	 * The crop of a frame; valid until the next call.
	 * @param mesh points in 0..1 of the frame, [478, 3]
	 */
	align(luma: Plane, mesh: Float32Array): AlignedCrop {
		const crop = this.#crop;
		this.#anchors.fit(mesh, luma.width, luma.height, this.#byLandmarks);
		if (!this.#measureResidual(luma)) {
			this.#frameByLandmarks(luma);
			return crop;
		}
		compose(this.#correction, this.#byLandmarks, crop.toFrame);
		const { a, b, tx, ty } = this.#correction;
		const middle = CROP_SIZE / 2;
		crop.residualPx = Math.hypot(
			(a - 1) * middle - b * middle + tx,
			b * middle + (a - 1) * middle + ty,
		);
		warpPlane(luma, crop.toFrame, 1, 1, 1, CROP_SIZE, crop.luma);
		this.#filter.apply(crop.luma, crop.contrast);
		return crop;
	}

	#measureResidual(luma: Plane): boolean {
		if (!this.#residual.ready) return false;
		const { size } = RIGID_PART;
		warpPlane(luma, this.#byLandmarks, 1, 1, 1, size, this.#part, size, RIGID_PART);
		this.#partFilter.apply(this.#part, this.#part);
		return this.#residual.measure(this.#part, this.#correction, RIGID_PART);
	}

	#frameByLandmarks(luma: Plane): void {
		const crop = this.#crop;
		copySimilarity(this.#byLandmarks, crop.toFrame);
		warpPlane(luma, crop.toFrame, 1, 1, 1, CROP_SIZE, crop.luma);
		this.#filter.apply(crop.luma, crop.contrast);
		crop.residualPx = NaN;
	}
}

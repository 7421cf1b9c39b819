/**
 * Motion of the face's regions against a recent reference, rigid part removed.
 *
 * In    contrast crops [128, 128], aligned
 * Out   per region (u, v) in crop px against the reference; the flow on the 28 x 28 grid
 * Cost  one dense flow and a robust rigid fit per frame; allocates nothing
 */
import type { Similarity } from '../align/index.ts';
import {
	CELL_PX,
	CROP_SIZE,
	EYE_CENTRE_X,
	EYE_CENTRE_Y,
	GRID_MARGIN_PX,
	IOD_PX,
	gridCell,
	scaleOf,
} from '../align/index.ts';
import { DenseFlow } from './flow.ts';
import { HeadGuess } from './head-guess.ts';
import { RigidField } from './rigid-field.ts';
import { REGION_SHAPES, TRACKED_COUNT, TRACKED_REGIONS } from './regions.ts';

/** Cells per side of the canonical grid (the network's). */
export const MOTION_GRID = 28;
const CELLS = MOTION_GRID * MOTION_GRID;
/** Mesh points without the irises, whose depth is another matter. */
const SKIN_POINTS = 468;

/** Residuals under this are noise to the rigid fit, crop px. */
const RIGID_FLOOR_PX = 0.06;
/** Radius over which mesh points speak for the depth of a cell, cells. */
const DEPTH_RADIUS = 1.5;

const cellIodX = (cell: number): number =>
	(GRID_MARGIN_PX + (cell % MOTION_GRID) * CELL_PX + (CELL_PX - 1) / 2 - EYE_CENTRE_X) / IOD_PX;
const cellIodY = (cell: number): number =>
	(GRID_MARGIN_PX + ((cell / MOTION_GRID) | 0) * CELL_PX + (CELL_PX - 1) / 2 - EYE_CENTRE_Y) /
	IOD_PX;

/**
 * How far a cell may speak for the rigid head: the nose below the eye line most, cheeks some,
 * forehead, bridge and mouth hardly, because those are what moves (brows that go down take the bridge
 * along); eyes, hair and background not at all.
 */
function rigidPrior(): Float32Array {
	return Float32Array.from({ length: CELLS }, (_, cell) => {
		const x = cellIodX(cell);
		const y = cellIodY(cell);
		if ((x / 1.0) ** 2 + ((y - 0.3) / 1.2) ** 2 > 1) return 0;
		if ((x / 0.24) ** 2 + ((y - 0.4) / 0.36) ** 2 < 1) return 1;
		if (y < 0.05 && Math.abs(x) < 0.3) return 0.05;
		if (((Math.abs(x) - 0.5) / 0.32) ** 2 + (y / 0.16) ** 2 < 1) return 0;
		if (y < -0.1) return 0.05;
		return y > 0.7 ? 0.03 : 0.4;
	});
}

export class FaceMotion {
	readonly #flow = new DenseFlow();
	readonly #rigid = new RigidField(MOTION_GRID);
	readonly #guess = new HeadGuess();
	readonly #depth = new Float32Array(CELLS);
	readonly #splat = new Float32Array(CELLS);
	readonly #prior = rigidPrior();
	readonly #trust = new Float32Array(CELLS);
	readonly #regionWeights = new Float32Array(TRACKED_COUNT * CELLS);
	/** Flow per cell, crop px, rigid plane removed; [28, 28] each. */
	readonly gridU = new Float32Array(CELLS);
	readonly gridV = new Float32Array(CELLS);
	/** u, v per region, crop px, `TRACKED_REGIONS` order. */
	readonly regions = new Float32Array(TRACKED_COUNT * 2);

	/**
	 * @param contrast [128, 128] of the frame that later ones are compared with
	 * @param mesh     its mesh, 0..1 of the frame, [478, 3]
	 * @param toCrop   frame px -> crop px
	 */
	setReference(
		contrast: Float32Array,
		mesh: Float32Array,
		frameWidth: number,
		frameHeight: number,
		toCrop: Similarity,
	): void {
		this.#flow.setReference(contrast);
		this.#poolTrust();
		this.#mapDepth(mesh, frameWidth, frameHeight, toCrop);
		this.#guess.setReference(mesh, frameWidth, frameHeight, toCrop, this.#depth, MOTION_GRID);
		for (let region = 0; region < TRACKED_COUNT; region++) {
			const { points, radiusX, radiusY } = REGION_SHAPES[TRACKED_REGIONS[region]!];
			let x = 0;
			let y = 0;
			for (let p = 0; p < points.length; p++) {
				const point = points[p]!;
				const px = mesh[3 * point]! * frameWidth;
				const py = mesh[3 * point + 1]! * frameHeight;
				x += (toCrop.a * px - toCrop.b * py + toCrop.tx) / points.length;
				y += (toCrop.b * px + toCrop.a * py + toCrop.ty) / points.length;
			}
			this.#placeRegion(
				region,
				(x - EYE_CENTRE_X) / IOD_PX,
				(y - EYE_CENTRE_Y) / IOD_PX,
				radiusX,
				radiusY,
			);
		}
	}

	/**
	 * Motion of `contrast` [128, 128] against the reference.
	 * @param mesh   of the frame; it says where the flow begins
	 * @param toCrop frame px -> crop px, of this frame
	 */
	measure(
		contrast: Float32Array,
		mesh: Float32Array,
		frameWidth: number,
		frameHeight: number,
		toCrop: Similarity,
	): void {
		const guessed = this.#guess.fit(mesh, frameWidth, frameHeight, toCrop);
		this.#flow.measure(contrast, guessed ? this.#guess : null);
		poolGrid(this.#flow.u, this.gridU);
		poolGrid(this.#flow.v, this.gridV);
		this.#rigid.remove(this.gridU, this.gridV, this.#trust, RIGID_FLOOR_PX);
		for (let region = 0; region < TRACKED_COUNT; region++) {
			const at = region * CELLS;
			let u = 0;
			let v = 0;
			for (let cell = 0; cell < CELLS; cell++) {
				const w = this.#regionWeights[at + cell]!;
				if (w === 0) continue;
				u += w * this.gridU[cell]!;
				v += w * this.gridV[cell]!;
			}
			this.regions[2 * region] = u;
			this.regions[2 * region + 1] = v;
		}
	}

	/** Where the rigid head has carried a point of the reference, crop px, into `out` (x, y). */
	shiftAt(x: number, y: number, out: Float64Array): void {
		this.#rigid.motionAt(gridCell(x), gridCell(y), out);
	}

	/** Depth of the face per cell, in cells, from the mesh: what turning the head moves apart. */
	#mapDepth(mesh: Float32Array, frameWidth: number, frameHeight: number, toCrop: Similarity): void {
		this.#depth.fill(0);
		this.#splat.fill(0);
		const toCells = (scaleOf(toCrop) * frameWidth) / CELL_PX;
		for (let point = 0; point < SKIN_POINTS; point++) {
			const px = mesh[3 * point]! * frameWidth;
			const py = mesh[3 * point + 1]! * frameHeight;
			const depth = mesh[3 * point + 2]! * toCells;
			const cropX = toCrop.a * px - toCrop.b * py + toCrop.tx;
			const cropY = toCrop.b * px + toCrop.a * py + toCrop.ty;
			const column = gridCell(cropX);
			const row = gridCell(cropY);
			for (let y = Math.max(0, Math.ceil(row - 4)); y < Math.min(MOTION_GRID, row + 4); y++) {
				for (
					let x = Math.max(0, Math.ceil(column - 4));
					x < Math.min(MOTION_GRID, column + 4);
					x++
				) {
					const near = ((x - column) ** 2 + (y - row) ** 2) / DEPTH_RADIUS ** 2;
					const w = Math.exp(-near / 2);
					this.#depth[y * MOTION_GRID + x]! += w * depth;
					this.#splat[y * MOTION_GRID + x]! += w;
				}
			}
		}
		for (let cell = 0; cell < CELLS; cell++) {
			const w = this.#splat[cell]!;
			if (w > 1e-4) this.#depth[cell]! /= w;
			else this.#trust[cell] = 0; // outside the face there is no depth to go by
		}
		this.#rigid.setDepth(this.#depth);
	}

	#placeRegion(region: number, x: number, y: number, radiusX: number, radiusY: number): void {
		const at = region * CELLS;
		let total = 0;
		for (let cell = 0; cell < CELLS; cell++) {
			const d = ((cellIodX(cell) - x) / radiusX) ** 2 + ((cellIodY(cell) - y) / radiusY) ** 2;
			const w = d > 4 ? 0 : Math.exp(-d) * (0.02 + this.#confidenceAt(cell));
			this.#regionWeights[at + cell] = w;
			total += w;
		}
		if (total === 0) return; // outside the crop: the region reports no motion
		for (let cell = 0; cell < CELLS; cell++) this.#regionWeights[at + cell]! /= total;
	}

	#confidenceAt(cell: number): number {
		const prior = this.#prior[cell]!;
		return prior > 0 ? this.#trust[cell]! / prior : 0;
	}

	#poolTrust(): void {
		poolGrid(this.#flow.confidence, this.#trust);
		for (let cell = 0; cell < CELLS; cell++) this.#trust[cell]! *= this.#prior[cell]!;
	}
}

/** Means of a crop-sized plane over the grid's cells. */
export function poolGrid(plane: Float32Array, out: Float32Array): void {
	for (let cell = 0; cell < CELLS; cell++) {
		const left = GRID_MARGIN_PX + (cell % MOTION_GRID) * CELL_PX;
		const top = GRID_MARGIN_PX + ((cell / MOTION_GRID) | 0) * CELL_PX;
		let sum = 0;
		for (let y = top; y < top + CELL_PX; y++) {
			for (let x = left; x < left + CELL_PX; x++) sum += plane[y * CROP_SIZE + x]!;
		}
		out[cell] = sum / (CELL_PX * CELL_PX);
	}
}

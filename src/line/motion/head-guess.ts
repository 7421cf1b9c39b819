/**
 * Where the flow of a turning head should be looked for, as the mesh tells.
 *
 * Within the age of a reference a head turns by tens of degrees, and what the crop's alignment leaves
 * of that is more than the flow finds from nothing. The mesh jitters too much to measure by, but it
 * knows where to begin: points that expressions hardly move are fitted with the motion of a rigid face,
 * a + b x + c y + d z per component, z their depth.
 *
 * Out   a flow reference -> frame, crop px, for the coarse level of `DenseFlow`
 * Cost  a hundred points and a plane of 64 x 64; allocates nothing
 */
import type { Similarity } from '../align/index.ts';
import { CELL_PX, CROP_SIZE, gridCell, scaleOf } from '../align/index.ts';
import type { FlowGuess } from './flow.ts';
import { clamp, solveNormal } from '../../core/statistics/index.ts';

/** Mesh points on nose, temples, cheekbones, forehead and the corners of the eyes. */
const POINTS = [
	1, 2, 4, 5, 6, 19, 44, 45, 48, 51, 94, 98, 115, 122, 131, 134, 168, 174, 188, 193, 195, 196, 197,
	198, 209, 217, 220, 236, 237, 241, 242, 245, 248, 274, 275, 278, 281, 294, 327, 344, 351, 360,
	363, 399, 412, 417, 419, 420, 429, 437, 440, 456, 457, 461, 462, 465, 10, 151, 9, 8, 67, 109, 338,
	297, 103, 332, 54, 284, 21, 251, 162, 389, 127, 356, 234, 454, 93, 323, 116, 345, 123, 352, 117,
	346, 118, 347, 101, 330, 100, 329, 50, 280, 33, 133, 362, 263, 143, 372, 34, 264, 227, 447, 139,
	368, 71, 301, 68, 298, 104, 333, 69, 299,
] as const;

const COARSE = CROP_SIZE / 2;
const TERMS = 4;
const WIDTH = TERMS + 2;
/** As in the rigid fit, for landmarks' depth: less is known of it. */
const DEPTH_RIDGE = 1e-2;
const SINGULAR = 1e-9;

export class HeadGuess implements FlowGuess {
	/** x, y, z of the points at the reference, crop px. */
	readonly #before = new Float64Array(3 * POINTS.length);
	/** Depth at every coarse pixel, crop px. */
	readonly #depth = new Float32Array(COARSE * COARSE);
	readonly #normal = new Float64Array(TERMS * WIDTH);
	/** a, b, c, d of u, then of v. */
	readonly #terms = new Float64Array(2 * TERMS);

	/**
	 * @param mesh  at the reference, 0..1 of the frame, [478, 3]
	 * @param depth of the face per cell of the grid, in cells, [grid, grid]
	 */
	setReference(
		mesh: Float32Array,
		frameWidth: number,
		frameHeight: number,
		toCrop: Similarity,
		depth: Float32Array,
		grid: number,
	): void {
		const toDepth = scaleOf(toCrop) * frameWidth;
		for (let i = 0; i < POINTS.length; i++) {
			const at = 3 * POINTS[i]!;
			const px = mesh[at]! * frameWidth;
			const py = mesh[at + 1]! * frameHeight;
			this.#before[3 * i] = toCrop.a * px - toCrop.b * py + toCrop.tx;
			this.#before[3 * i + 1] = toCrop.b * px + toCrop.a * py + toCrop.ty;
			this.#before[3 * i + 2] = mesh[at + 2]! * toDepth;
		}
		const toCells = (pixel: number): number => clamp(gridCell(2 * pixel + 0.5), 0, grid - 1.001);
		for (let y = 0; y < COARSE; y++) {
			const row = toCells(y);
			const down = row - (row | 0);
			for (let x = 0; x < COARSE; x++) {
				const column = toCells(x);
				const right = column - (column | 0);
				const at = (row | 0) * grid + (column | 0);
				const top = depth[at]! + right * (depth[at + 1]! - depth[at]!);
				const low = depth[at + grid]! + right * (depth[at + grid + 1]! - depth[at + grid]!);
				this.#depth[y * COARSE + x] = CELL_PX * (top + down * (low - top));
			}
		}
	}

	/** Fits the mesh of a frame; `toCrop` is that frame's own. False where it tells nothing. */
	fit(mesh: Float32Array, frameWidth: number, frameHeight: number, toCrop: Similarity): boolean {
		const n = this.#normal;
		n.fill(0);
		for (let i = 0; i < POINTS.length; i++) {
			const at = 3 * POINTS[i]!;
			const px = mesh[at]! * frameWidth;
			const py = mesh[at + 1]! * frameHeight;
			const x = this.#before[3 * i]!;
			const y = this.#before[3 * i + 1]!;
			const z = this.#before[3 * i + 2]!;
			const u = toCrop.a * px - toCrop.b * py + toCrop.tx - x;
			const v = toCrop.b * px + toCrop.a * py + toCrop.ty - y;
			this.#add(0, 1, x, y, z, u, v);
			this.#add(1, x, x, y, z, u, v);
			this.#add(2, y, x, y, z, u, v);
			this.#add(3, z, x, y, z, u, v);
		}
		n[3 * WIDTH + 3]! *= 1 + DEPTH_RIDGE;
		return solveNormal(n, TERMS, 2, this.#terms, SINGULAR);
	}

	#add(r: number, w: number, x: number, y: number, z: number, u: number, v: number): void {
		const n = this.#normal;
		const at = r * WIDTH;
		n[at]! += w;
		n[at + 1]! += w * x;
		n[at + 2]! += w * y;
		n[at + 3]! += w * z;
		n[at + 4]! += w * u;
		n[at + 5]! += w * v;
	}

	/** The fitted flow at the pixels of the half-size crop, in its px; `u`, `v` [64, 64]. */
	write(u: Float32Array, v: Float32Array): void {
		const t = this.#terms;
		for (let y = 0; y < COARSE; y++) {
			const cropY = 2 * y + 0.5;
			for (let x = 0; x < COARSE; x++) {
				const at = y * COARSE + x;
				const cropX = 2 * x + 0.5;
				const z = this.#depth[at]!;
				u[at] = (t[0]! + t[1]! * cropX + t[2]! * cropY + t[3]! * z) / 2;
				v[at] = (t[4]! + t[5]! * cropX + t[6]! * cropY + t[7]! * z) / 2;
			}
		}
	}
}

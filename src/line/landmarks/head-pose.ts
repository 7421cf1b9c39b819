/**
 * Where the head is turned: the canonical face laid onto a mesh.
 *
 * As MediaPipe's geometry pipeline does it (`geometry_pipeline.cc`): the mesh is taken back from the
 * screen into a space of centimetres under an assumed vertical field of view of 63 degrees, its scale
 * found in two rounds, then the canonical face is fitted by weighted orthogonal Procrustes. The nearest
 * rotation is found by Newton's iteration for the polar factor (Higham 1986, doi:10.1137/0907079).
 *
 * Out   the matrix canonical face -> camera, column-major 4 x 4; rotation usable, distance not calibrated
 * Cost  some thirty points; allocates nothing
 */

/** One row a point that counts: landmark, weight, canonical x, y, z in centimetres. */
export type PoseBasis = readonly (readonly [number, number, number, number, number])[];

const FIELD_OF_VIEW = (63 * Math.PI) / 180;
const NEAR = 1;
/** Mesh points without irises: their mean depth is where the screen is taken to be. */
const MESH = 468;
const ROUNDS = 12;

export class HeadPose {
	readonly #ids: Int32Array;
	readonly #weights: Float64Array;
	readonly #canonical: Float64Array;
	/** Weighted middle of the canonical points, and their spread around it. */
	readonly #middle = new Float64Array(3);
	readonly #spread: number;
	readonly #total: number;
	readonly #metric: Float64Array;
	readonly #product = new Float64Array(9);
	readonly #rotation = new Float64Array(9);
	readonly #inverse = new Float64Array(9);
	#scale = 1;

	constructor(basis: PoseBasis) {
		this.#ids = Int32Array.from(basis, ([id]) => id);
		this.#weights = Float64Array.from(basis, ([, weight]) => weight);
		this.#canonical = Float64Array.from(basis.flatMap(([, , x, y, z]) => [x, y, z]));
		this.#metric = new Float64Array(3 * basis.length);
		this.#total = this.#weights.reduce((sum, weight) => sum + weight, 0);
		let spread = 0;
		for (let axis = 0; axis < 3; axis++) {
			let sum = 0;
			this.#weights.forEach((weight, i) => (sum += weight * this.#canonical[3 * i + axis]!));
			this.#middle[axis] = sum / this.#total;
			this.#weights.forEach((weight, i) => {
				const from = this.#canonical[3 * i + axis]! - this.#middle[axis]!;
				spread += weight * from * this.#canonical[3 * i + axis]!;
			});
		}
		this.#spread = spread;
	}

	/**
	 * @param points [478, 3]: x, y in 0..1 of the frame, z in the scale of x
	 * @param matrix left as it was where no rotation fits
	 */
	fit(points: Float32Array, width: number, height: number, matrix: Float32Array): void {
		const high = 2 * NEAR * Math.tan(FIELD_OF_VIEW / 2);
		const wide = (high * width) / height;
		let depth = 0;
		for (let i = 0; i < MESH; i++) depth += points[3 * i + 2]!;
		depth = (depth / MESH) * wide;
		this.#project(points, wide, high, 0, 0);
		if (!this.#solve()) return;
		const first = this.#scale;
		this.#project(points, wide, high, depth, first);
		if (!this.#solve()) return;
		this.#project(points, wide, high, depth, first * this.#scale);
		if (!this.#solve()) return;
		this.#write(matrix);
	}

	/** The mesh as it would lie in space; scale 0: on the screen, orthographic. */
	#project(points: Float32Array, wide: number, high: number, depth: number, scale: number): void {
		const out = this.#metric;
		for (let i = 0; i < this.#ids.length; i++) {
			const at = 3 * this.#ids[i]!;
			let x = (points[at]! - 0.5) * wide;
			let y = (0.5 - points[at + 1]!) * high;
			let z = points[at + 2]! * wide;
			if (scale > 0) {
				z = (z - depth + NEAR) / scale;
				x *= z / NEAR;
				y *= z / NEAR;
			}
			out[3 * i] = x;
			out[3 * i + 1] = y;
			out[3 * i + 2] = -z;
		}
	}

	/** Rotation and scale that carry the canonical points nearest to the metric ones. */
	#solve(): boolean {
		const product = this.#product.fill(0);
		for (let i = 0; i < this.#ids.length; i++) {
			const weight = this.#weights[i]!;
			for (let column = 0; column < 3; column++) {
				const from = weight * (this.#canonical[3 * i + column]! - this.#middle[column]!);
				for (let row = 0; row < 3; row++) {
					product[3 * row + column]! += this.#metric[3 * i + row]! * from;
				}
			}
		}
		if (!this.#nearestRotation()) return false;
		let along = 0;
		for (let at = 0; at < 9; at++) along += this.#rotation[at]! * product[at]!;
		this.#scale = along / this.#spread;
		return this.#scale > 0;
	}

	/** Polar factor of `#product`; false where it is flat or mirrored. */
	#nearestRotation(): boolean {
		const r = this.#rotation;
		r.set(this.#product);
		for (let round = 0; round < ROUNDS; round++) {
			const determinant = invertTransposed(r, this.#inverse);
			if (!(determinant > 0)) return false;
			// Scaled by the volume at first, which makes any start a near one.
			const gain = round < 3 ? Math.cbrt(determinant) : 1;
			for (let at = 0; at < 9; at++) r[at] = (r[at]! / gain + this.#inverse[at]! * gain) / 2;
		}
		return true;
	}

	#write(matrix: Float32Array): void {
		for (let row = 0; row < 3; row++) {
			let moved = 0;
			for (let column = 0; column < 3; column++) {
				const turned = this.#scale * this.#rotation[3 * row + column]!;
				matrix[4 * column + row] = turned;
				moved -= turned * this.#middle[column]!;
			}
			let middle = 0;
			for (let i = 0; i < this.#ids.length; i++) {
				middle += this.#weights[i]! * this.#metric[3 * i + row]!;
			}
			matrix[12 + row] = middle / this.#total + moved;
			matrix[4 * row + 3] = 0;
		}
		matrix[15] = 1;
	}
}

/** The inverse of the transpose of a 3 x 3 matrix, and its determinant. */
function invertTransposed(m: Float64Array, out: Float64Array): number {
	for (let row = 0; row < 3; row++) {
		const a = 3 * ((row + 1) % 3);
		const b = 3 * ((row + 2) % 3);
		for (let column = 0; column < 3; column++) {
			const c = (column + 1) % 3;
			const d = (column + 2) % 3;
			out[3 * row + column] = m[a + c]! * m[b + d]! - m[a + d]! * m[b + c]!;
		}
	}
	const determinant = m[0]! * out[0]! + m[1]! * out[1]! + m[2]! * out[2]!;
	for (let at = 0; at < 9; at++) out[at]! /= determinant;
	return determinant;
}

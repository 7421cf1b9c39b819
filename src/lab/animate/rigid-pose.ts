/**
 * Where a head is, from its mesh: the rotation, size and place that lay a face's own shape on it.
 *
 * Space  x right, y down, z away from the camera, in one unit; rotations row-major 3 x 3
 * How    weighted orthogonal Procrustes in three dimensions; the nearest rotation is Newton's iteration
 *        for the polar factor (Higham 1986, doi:10.1137/0907079)
 */

/** Points that expressions hardly move: forehead, temples, bridge and ridge of the nose, eye corners. */
export const RIGID_POINTS = [
	10, 151, 9, 8, 168, 6, 197, 195, 5, 67, 297, 109, 338, 103, 332, 54, 284, 21, 251, 162, 389, 127,
	356, 234, 454, 33, 133, 362, 263,
] as const;

export interface RigidPose {
	/** Row-major 3 x 3. */
	readonly rotation: Float64Array;
	scale: number;
	/** Of the origin of the shape. */
	readonly shift: Float64Array;
}

export const restingPose = (): RigidPose => ({
	rotation: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
	scale: 1,
	shift: new Float64Array(3),
});

const ROUNDS = 20;

/** `to` = scale * rotation * `from` + shift over `points`; both [points, 3]. */
export function fitRigid(
	from: ArrayLike<number>,
	to: ArrayLike<number>,
	points: readonly number[],
	out: RigidPose,
): void {
	const a = middleOf(from, points);
	const b = middleOf(to, points);
	const product = new Float64Array(9);
	let spread = 0;
	for (const point of points) {
		for (let column = 0; column < 3; column++) {
			const x = from[3 * point + column]! - a[column]!;
			spread += x * x;
			for (let row = 0; row < 3; row++) {
				product[3 * row + column]! += x * (to[3 * point + row]! - b[row]!);
			}
		}
	}
	out.rotation.set(product);
	nearestRotation(out.rotation);
	let along = 0;
	for (let at = 0; at < 9; at++) along += out.rotation[at]! * product[at]!;
	out.scale = along / spread;
	for (let row = 0; row < 3; row++) {
		let turned = 0;
		for (let column = 0; column < 3; column++) {
			turned += out.rotation[3 * row + column]! * a[column]!;
		}
		out.shift[row] = b[row]! - out.scale * turned;
	}
}

/** Mean of points of a shape [points, 3]. */
export function middleOf(shape: ArrayLike<number>, points: readonly number[]): Float64Array {
	const middle = new Float64Array(3);
	for (const point of points) {
		for (let axis = 0; axis < 3; axis++) middle[axis]! += shape[3 * point + axis]! / points.length;
	}
	return middle;
}

/** Polar factor of `m`, in place. */
function nearestRotation(m: Float64Array): void {
	const inverse = new Float64Array(9);
	for (let round = 0; round < ROUNDS; round++) {
		let determinant = 0;
		for (let row = 0; row < 3; row++) {
			const a = 3 * ((row + 1) % 3);
			const b = 3 * ((row + 2) % 3);
			for (let column = 0; column < 3; column++) {
				const c = (column + 1) % 3;
				const d = (column + 2) % 3;
				inverse[3 * row + column] = m[a + c]! * m[b + d]! - m[a + d]! * m[b + c]!;
			}
		}
		for (let column = 0; column < 3; column++) determinant += m[column]! * inverse[column]!;
		const gain = round < 3 ? Math.cbrt(determinant) : 1;
		for (let at = 0; at < 9; at++)
			m[at] = (m[at]! / gain + (inverse[at]! / determinant) * gain) / 2;
	}
}

/** `a` times `b`, of which `transposed` says whether it is turned around first. */
export function product3(a: Float64Array, b: Float64Array, transposed = false): Float64Array {
	const out = new Float64Array(9);
	for (let row = 0; row < 3; row++) {
		for (let column = 0; column < 3; column++) {
			for (let k = 0; k < 3; k++) {
				out[3 * row + column]! +=
					a[3 * row + k]! * (transposed ? b[3 * column + k]! : b[3 * k + column]!);
			}
		}
	}
	return out;
}

/** Axis times angle, radians, of a rotation of less than half a turn. */
export function vectorOf(r: Float64Array): Float64Array {
	const cosine = Math.max(-1, Math.min(1, (r[0]! + r[4]! + r[8]! - 1) / 2));
	const angle = Math.acos(cosine);
	const gain = angle < 1e-6 ? 0.5 : angle / (2 * Math.sin(angle));
	return Float64Array.of(gain * (r[7]! - r[5]!), gain * (r[2]! - r[6]!), gain * (r[3]! - r[1]!));
}

/** The rotation by an axis times angle (Rodrigues), row-major into `out`. */
export function rotationBy(x: number, y: number, z: number, out: Float64Array): void {
	const angle = Math.hypot(x, y, z);
	const s = angle < 1e-9 ? 1 : Math.sin(angle) / angle;
	const c = angle < 1e-9 ? 0.5 : (1 - Math.cos(angle)) / angle ** 2;
	out[0] = 1 - c * (y * y + z * z);
	out[1] = c * x * y - s * z;
	out[2] = c * x * z + s * y;
	out[3] = c * x * y + s * z;
	out[4] = 1 - c * (x * x + z * z);
	out[5] = c * y * z - s * x;
	out[6] = c * x * z - s * y;
	out[7] = c * y * z + s * x;
	out[8] = 1 - c * (x * x + y * y);
}

/**
 * The rotation of MediaPipe's matrix (canonical face -> camera, column-major, y up, z to the camera)
 * in this file's space.
 */
export function rotationOfMatrix(m: ArrayLike<number>): Float64Array {
	const flip = [1, -1, -1];
	const out = new Float64Array(9);
	for (let row = 0; row < 3; row++) {
		for (let column = 0; column < 3; column++) {
			out[3 * row + column] = flip[row]! * flip[column]! * m[4 * column + row]!;
		}
	}
	return out;
}

/** The same, back. */
export function matrixOfRotation(r: Float64Array, out: Float32Array): void {
	const flip = [1, -1, -1];
	for (let row = 0; row < 3; row++) {
		for (let column = 0; column < 3; column++) {
			out[4 * column + row] = flip[row]! * flip[column]! * r[3 * row + column]!;
		}
	}
	out[15] = 1;
}

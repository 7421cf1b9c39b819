/**
 * The mean face of the footage, and where a mesh lies on it.
 *
 * Space  inter-ocular distances; origin = midpoint of the eye centres; x right, y down (that of the
 *        action-unit fields, `actor/action-units.ts`)
 */
import type { Footage } from './footage.ts';
import { faceAt, pointsAt } from './frame-record.ts';

/** Points that are laid on one another: the mesh without its irises. */
export const FACE_POINTS = 468;
/** Corners of the picture's left and right eye. */
const EYES = [
	[33, 133],
	[362, 263],
] as const;
/** Beyond this the far side of a face is hidden. */
const FRONTAL_DEG = 12;
/** Every so many frames are enough for a mean. */
const STRIDE = 5;

/** Mean of the people's means, [468, 2]. */
export function meanFace(films: readonly Footage[]): Float64Array {
	const people = new Map<string, { readonly sum: Float64Array; frames: number }>();
	for (const onlyFrontal of [true, false]) {
		for (const film of films) {
			let person = people.get(film.truth.person);
			if (person === undefined) {
				person = { sum: new Float64Array(2 * FACE_POINTS), frames: 0 };
				people.set(film.truth.person, person);
			}
			for (let frame = 0; frame < film.frames; frame += STRIDE) {
				const face = faceAt(film, frame);
				if (face?.faces !== 1 || (onlyFrontal && !isFrontal(face.matrix))) continue;
				addInEyeSpace(film, frame, person.sum);
				person.frames += 1;
			}
		}
		if ([...people.values()].some(({ frames }) => frames > 0)) break;
	}
	const mean = new Float64Array(2 * FACE_POINTS);
	const seen = [...people.values()].filter(({ frames }) => frames > 0);
	if (seen.length === 0) throw new RangeError('no video shows a single face');
	for (const { sum, frames } of seen) {
		for (let i = 0; i < mean.length; i++) mean[i]! += sum[i]! / frames / seen.length;
	}
	return mean;
}

function isFrontal(m: Float32Array): boolean {
	const yaw = Math.atan2(m[8]!, m[10]!);
	const pitch = Math.asin(Math.max(-1, Math.min(1, m[9]!)));
	return Math.hypot(yaw, pitch) < (FRONTAL_DEG * Math.PI) / 180;
}

function addInEyeSpace(film: Footage, frame: number, sum: Float64Array): void {
	const mesh = pointsAt(film, frame);
	const x = (point: number): number => mesh[3 * point]! * film.width;
	const y = (point: number): number => mesh[3 * point + 1]! * film.height;
	const [[a, b], [c, d]] = EYES;
	const leftX = (x(a) + x(b)) / 2;
	const leftY = (y(a) + y(b)) / 2;
	const rightX = (x(c) + x(d)) / 2;
	const rightY = (y(c) + y(d)) / 2;
	const acrossX = rightX - leftX;
	const acrossY = rightY - leftY;
	const across2 = acrossX ** 2 + acrossY ** 2;
	for (let point = 0; point < FACE_POINTS; point++) {
		const px = x(point) - (leftX + rightX) / 2;
		const py = y(point) - (leftY + rightY) / 2;
		sum[2 * point]! += (px * acrossX + py * acrossY) / across2;
		sum[2 * point + 1]! += (py * acrossX - px * acrossY) / across2;
	}
}

/** Frame pixels -> mean face: x' = a x + b y + c, y' = d x + e y + f. */
export interface FaceAffine {
	readonly a: number;
	readonly b: number;
	readonly c: number;
	readonly d: number;
	readonly e: number;
	readonly f: number;
}

/** Least squares over the points of a mesh; `mesh` as in `Footage.meshes`, one frame. */
export function fitAffine(
	mesh: ArrayLike<number>,
	width: number,
	height: number,
	face: Float64Array,
): FaceAffine {
	// Centred, the two unknown vectors share one 2 x 2 system.
	let meanX = 0;
	let meanY = 0;
	let faceX = 0;
	let faceY = 0;
	for (let i = 0; i < FACE_POINTS; i++) {
		meanX += (mesh[3 * i]! * width) / FACE_POINTS;
		meanY += (mesh[3 * i + 1]! * height) / FACE_POINTS;
		faceX += face[2 * i]! / FACE_POINTS;
		faceY += face[2 * i + 1]! / FACE_POINTS;
	}
	let xx = 0;
	let xy = 0;
	let yy = 0;
	let xu = 0;
	let yu = 0;
	let xv = 0;
	let yv = 0;
	for (let i = 0; i < FACE_POINTS; i++) {
		const x = mesh[3 * i]! * width - meanX;
		const y = mesh[3 * i + 1]! * height - meanY;
		const u = face[2 * i]! - faceX;
		const v = face[2 * i + 1]! - faceY;
		xx += x * x;
		xy += x * y;
		yy += y * y;
		xu += x * u;
		yu += y * u;
		xv += x * v;
		yv += y * v;
	}
	const det = xx * yy - xy * xy;
	const a = (xu * yy - yu * xy) / det;
	const b = (yu * xx - xu * xy) / det;
	const d = (xv * yy - yv * xy) / det;
	const e = (yv * xx - xv * xy) / det;
	return { a, b, c: faceX - a * meanX - b * meanY, d, e, f: faceY - d * meanX - e * meanY };
}

/**
 * The turned square of a frame that the face mesh looks at.
 *
 * As in MediaPipe's graphs (`face_landmarks_detector_graph`, `face_detector_graph`): the box around all
 * points, made square by its longer side, half as large again, turned so that the eyes are level.
 */
import type { FaceMesh } from '../face/index.ts';
import type { PictureBox } from '../camera/worker/index.ts';

export interface FaceRegion {
	/** Middle, frame pixels. */
	x: number;
	y: number;
	/** Length of a side, frame pixels. */
	side: number;
	/** Radians, clockwise on the screen. */
	turn: number;
}

const LARGER = 1.5;
/** Outer eye corners. */
const RIGHT_EYE = 33;
const LEFT_EYE = 263;

/** The region in which the mesh is looked for in the next frame. */
export function regionOfMesh(
	{ points }: Pick<FaceMesh, 'points'>,
	width: number,
	height: number,
	out: FaceRegion,
): void {
	let left = Infinity;
	let right = -Infinity;
	let top = Infinity;
	let bottom = -Infinity;
	for (let at = 0; at < points.length; at += 3) {
		const x = points[at]!;
		const y = points[at + 1]!;
		if (x < left) left = x;
		if (x > right) right = x;
		if (y < top) top = y;
		if (y > bottom) bottom = y;
	}
	const from = 3 * RIGHT_EYE;
	const to = 3 * LEFT_EYE;
	out.x = ((left + right) / 2) * width;
	out.y = ((top + bottom) / 2) * height;
	out.side = LARGER * Math.max((right - left) * width, (bottom - top) * height);
	out.turn = Math.atan2(
		(points[to + 1]! - points[from + 1]!) * height,
		(points[to]! - points[from]!) * width,
	);
}

/** An upright box, frame pixels. */
export interface FaceBox {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** A face as the detector sees it, in frame pixels. */
export interface FoundFace extends FaceBox {
	/** The subject's right and left eye. */
	readonly rightEye: { readonly x: number; readonly y: number };
	readonly leftEye: { readonly x: number; readonly y: number };
	/** 0..1. */
	readonly score: number;
}

export function regionOfFound(found: FoundFace): FaceRegion {
	const { x, y, width, height, rightEye, leftEye } = found;
	return {
		x: x + width / 2,
		y: y + height / 2,
		side: LARGER * Math.max(width, height),
		turn: Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x),
	};
}

/** A region upright around a box. */
export const regionOfBox = ({ x, y, width, height }: FaceBox): FaceRegion => ({
	x: x + width / 2,
	y: y + height / 2,
	side: LARGER * Math.max(width, height),
	turn: 0,
});

/** The upright box of the face in a region. */
export function boxOfRegion({ x, y, side }: FaceRegion): FaceBox {
	const size = side / LARGER;
	return { x: x - size / 2, y: y - size / 2, width: size, height: size };
}

/**
 * The upright box around a region grown by `margin` (share of its side), cut to even pixels inside the
 * frame, so that half-size chroma has whole samples.
 */
export function boxAround(
	{ x, y, side, turn }: FaceRegion,
	margin: number,
	width: number,
	height: number,
): PictureBox {
	const reach = ((1 + margin) * side * (Math.abs(Math.cos(turn)) + Math.abs(Math.sin(turn)))) / 2;
	const even = (value: number, most: number): number =>
		Math.max(0, Math.min(most - (most % 2), 2 * Math.round(value / 2)));
	const left = even(x - reach, width);
	const top = even(y - reach, height);
	const right = x + reach >= width - 1 ? width : even(x + reach, width);
	const bottom = y + reach >= height - 1 ? height : even(y + reach, height);
	return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Intersection over union. */
export function overlapOf(a: FaceBox, b: FaceBox): number {
	const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
	const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
	if (across <= 0 || down <= 0) return 0;
	const both = across * down;
	return both / (a.width * a.height + b.width * b.height - both);
}

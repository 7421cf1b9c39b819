/** Sampling a frame into the canonical crop. */
import { PlaneWarp } from '../simd/index.ts';
import type { Plane } from './canonical.ts';
import type { Similarity } from './similarity.ts';
import { scaleOf } from './similarity.ts';

/**
 * `out[rows, size]` = the plane under `toFrame`, 0..255, bilinear.
 *
 * Where a crop pixel covers more than one plane pixel, its area is sampled n x n (n up to 4), so
 * that a large face loses noise and not sharpness. Outside the plane the border is repeated.
 *
 * @param planeScaleX plane pixels per frame pixel across (0.5 for subsampled chroma)
 * @param planeScaleY the same down: 4:2:2 chroma has half the columns and all the rows
 * @param cropScale   crop pixels per sample of `out` (2 for a half-size crop)
 * @param rows        of `out`, where it is not square
 * @param part        of the crop that `out` is: its first column and row
 */
export function warpPlane(
	plane: Plane,
	toFrame: Similarity,
	planeScaleX: number,
	planeScaleY: number,
	cropScale: number,
	size: number,
	out: Float32Array,
	rows: number = size,
	part: { readonly left: number; readonly top: number } = WHOLE,
): void {
	const { map } = scratch;
	map.xx = toFrame.a * planeScaleX * cropScale;
	map.xy = -toFrame.b * planeScaleX * cropScale;
	map.yx = toFrame.b * planeScaleY * cropScale;
	map.yy = toFrame.a * planeScaleY * cropScale;
	const half = (cropScale - 1) / 2;
	// Plane pixel centres sit at integers: a frame point x lies at (x + 0.5) * scale - 0.5.
	const x0 = (toFrame.a * half - toFrame.b * half + toFrame.tx + 0.5) * planeScaleX - 0.5;
	const y0 = (toFrame.b * half + toFrame.a * half + toFrame.ty + 0.5) * planeScaleY - 0.5;
	map.x0 = x0 + map.xx * part.left + map.xy * part.top;
	map.y0 = y0 + map.yx * part.left + map.yy * part.top;
	const covered = scaleOf(toFrame) * Math.max(planeScaleX, planeScaleY) * cropScale;
	const taps = Math.max(1, Math.min(4, Math.round(covered)));
	warper ??= new PlaneWarp();
	scratch.plane = plane;
	warper.warp(scratch, taps, rows, size, out);
	scratch.plane = NO_PLANE;
}

const WHOLE = { left: 0, top: 0 };
/** Scratch: one thread warps one plane at a time. */
const NO_PLANE: Plane = {
	data: new Uint8Array(0),
	width: 0,
	height: 0,
	stride: 0,
	step: 1,
	offset: 0,
};
const scratch = { plane: NO_PLANE, map: { xx: 0, xy: 0, yx: 0, yy: 0, x0: 0, y0: 0 } };
let warper: PlaneWarp | null = null;

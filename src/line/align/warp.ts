/** Sampling a frame into the canonical crop. */
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
): void {
	const { data, width, height, stride, step, offset } = plane;
	const xx = toFrame.a * planeScaleX * cropScale;
	const xy = -toFrame.b * planeScaleX * cropScale;
	const yx = toFrame.b * planeScaleY * cropScale;
	const yy = toFrame.a * planeScaleY * cropScale;
	const half = (cropScale - 1) / 2;
	// Plane pixel centres sit at integers: a frame point x lies at (x + 0.5) * scale - 0.5.
	const originX = (toFrame.a * half - toFrame.b * half + toFrame.tx + 0.5) * planeScaleX - 0.5;
	const originY = (toFrame.b * half + toFrame.a * half + toFrame.ty + 0.5) * planeScaleY - 0.5;
	const covered = scaleOf(toFrame) * Math.max(planeScaleX, planeScaleY) * cropScale;
	const n = Math.max(1, Math.min(4, Math.round(covered)));
	const share = 1 / (n * n);
	const maxX = width - 1.001;
	const maxY = height - 1.001;
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < size; column++) {
			let sum = 0;
			for (let sy = 0; sy < n; sy++) {
				const cy = row + (sy + 0.5) / n - 0.5;
				for (let sx = 0; sx < n; sx++) {
					const cx = column + (sx + 0.5) / n - 0.5;
					let x = xx * cx + xy * cy + originX;
					let y = yx * cx + yy * cy + originY;
					x = x < 0 ? 0 : x > maxX ? maxX : x;
					y = y < 0 ? 0 : y > maxY ? maxY : y;
					const x0 = x | 0;
					const y0 = y | 0;
					const fx = x - x0;
					const at = offset + y0 * stride + x0 * step;
					const top = data[at]! + fx * (data[at + step]! - data[at]!);
					const under = at + stride;
					const bottom = data[under]! + fx * (data[under + step]! - data[under]!);
					sum += top + (y - y0) * (bottom - top);
				}
			}
			out[row * size + column] = sum * share;
		}
	}
}

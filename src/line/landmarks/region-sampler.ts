/**
 * A turned square of a frame as the RGB picture that a face model takes.
 *
 * In    the planes that everything else is measured on: no second copy of the frame, no canvas
 * Out   [size, size, 3] RGB in `low`..1, sampled bilinearly at pixel centres
 * Cost  1 to 2 ms for 256 x 256; allocates nothing
 */
import type { Planes } from '../camera/worker/index.ts';
import type { FaceRegion } from './face-region.ts';

/** Red from V, green from U and V, blue from U (ITU-R BT.601 and BT.709). */
const MATRIX = {
	bt601: { vr: 1.402, ug: 0.344136, vg: 0.714136, ub: 1.772 },
	bt709: { vr: 1.5748, ug: 0.187324, vg: 0.468124, ub: 1.8556 },
} as const;

export interface Sampling {
	/** Pixels of a side; even. */
	readonly size: number;
	/** Black is 0 or -1; white is 1. */
	readonly low: 0 | -1;
	/** Beyond the frame: its border goes on, or black. */
	readonly beyond: 'border' | 'black';
	/** Where a pixel covers several of the frame, so many a side are averaged at most. */
	readonly mostTaps: number;
}

/** Colour is sampled once for every 2 x 2 pixels: cameras send no more of it. */
export function sampleRegion(
	planes: Planes,
	region: FaceRegion,
	{ size, low, beyond, mostTaps }: Sampling,
	out: Float32Array,
): void {
	const { width, height, y: luma, yStride, u, v, chromaStride, chromaStep } = planes;
	const { vr, ug, vg, ub } = MATRIX[planes.matrix];
	const chromaX = planes.chromaWidth / width;
	const chromaY = planes.chromaHeight / height;
	const step = region.side / size;
	const cos = Math.cos(region.turn) * step;
	const sin = Math.sin(region.turn) * step;
	const taps = Math.max(1, Math.min(mostTaps, Math.round(step / 1.5)));
	const share = 1 / (taps * taps);
	const span = 1 - low;
	const lumaGain = ((planes.fullRange ? 1 : 255 / 219) * span) / 255;
	const chromaGain = ((planes.fullRange ? 1 : 255 / 224) * span) / 255;
	const black = planes.fullRange ? 0 : 16;
	const lastX = width - 1;
	const lastY = height - 1;
	const lastU = planes.chromaWidth - 1;
	const lastV = planes.chromaHeight - 1;
	const chromaRow = chromaStride * chromaStep;
	const middle = size / 2;

	for (let row = 0; row < size; row += 2) {
		for (let column = 0; column < size; column += 2) {
			// The middle of the four pixels, in the frame's continuous coordinates.
			const acrossBlock = column + 1 - middle;
			const downBlock = row + 1 - middle;
			const blockX = region.x + cos * acrossBlock - sin * downBlock;
			const blockY = region.y + sin * acrossBlock + cos * downBlock;

			let cx = blockX * chromaX - 0.5;
			let cy = blockY * chromaY - 0.5;
			cx = cx < 0 ? 0 : cx > lastU ? lastU : cx;
			cy = cy < 0 ? 0 : cy > lastV ? lastV : cy;
			const cx0 = cx | 0;
			const cy0 = cy | 0;
			const cfx = cx - cx0;
			const cfy = cy - cy0;
			const c00 = cy0 * chromaRow + cx0 * chromaStep;
			const c01 = cx0 < lastU ? c00 + chromaStep : c00;
			const down = cy0 < lastV ? chromaRow : 0;
			const uTop = u[c00]! + cfx * (u[c01]! - u[c00]!);
			const uLow = u[c00 + down]! + cfx * (u[c01 + down]! - u[c00 + down]!);
			const vTop = v[c00]! + cfx * (v[c01]! - v[c00]!);
			const vLow = v[c00 + down]! + cfx * (v[c01 + down]! - v[c00 + down]!);
			const uu = (uTop + cfy * (uLow - uTop) - 128) * chromaGain;
			const vv = (vTop + cfy * (vLow - vTop) - 128) * chromaGain;
			const red = vr * vv + low;
			const green = -ug * uu - vg * vv + low;
			const blue = ub * uu + low;

			for (let k = 0; k < 4; k++) {
				const across = k & 1;
				const below = k >> 1;
				let sum = 0;
				let inside = true;
				for (let tap = 0; tap < taps * taps; tap++) {
					const dx = across - 1 + ((tap % taps) + 0.5) / taps;
					const dy = below - 1 + (((tap / taps) | 0) + 0.5) / taps;
					let x = blockX + cos * dx - sin * dy - 0.5;
					let y = blockY + sin * dx + cos * dy - 0.5;
					inside = x > -1 && y > -1 && x < width && y < height;
					x = x < 0 ? 0 : x > lastX ? lastX : x;
					y = y < 0 ? 0 : y > lastY ? lastY : y;
					const x0 = x | 0;
					const y0 = y | 0;
					const at = y0 * yStride + x0;
					const next = x0 < lastX ? at + 1 : at;
					const under = y0 < lastY ? yStride : 0;
					const fx = x - x0;
					const top = luma[at]! + fx * (luma[next]! - luma[at]!);
					const bottom = luma[at + under]! + fx * (luma[next + under]! - luma[at + under]!);
					sum += top + (y - y0) * (bottom - top);
				}
				const to = 3 * ((row + below) * size + column + across);
				if (!inside && beyond === 'black') {
					out[to] = out[to + 1] = out[to + 2] = low;
					continue;
				}
				const light = (sum * share - black) * lumaGain;
				const r = light + red;
				const g = light + green;
				const b = light + blue;
				out[to] = r < low ? low : r > 1 ? 1 : r;
				out[to + 1] = g < low ? low : g > 1 ? 1 : g;
				out[to + 2] = b < low ? low : b > 1 ? 1 : b;
			}
		}
	}
}

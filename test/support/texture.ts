/** Seeded texture: smooth noise with a given grain, as a table that wraps. */
import type { Random } from '../../src/core/kernel/index.ts';

/** `[size, size]`, mean 0, standard deviation 1; `grain` is the standard deviation of the blur, px. */
export function smoothNoise(random: Random, size: number, grain: number): Float32Array {
	const noise = Float32Array.from({ length: size * size }, () => random.normal());
	const reach = Math.ceil(3 * grain);
	const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) =>
		Math.exp(-0.5 * ((i - reach) / grain) ** 2),
	);
	const rows = new Float32Array(size * size);
	const out = new Float32Array(size * size);
	for (const [from, to, step] of [
		[noise, rows, 1],
		[rows, out, size],
	] as const) {
		for (let i = 0; i < size * size; i++) {
			// The line through i along which is blurred, and the place on it.
			const place = step === 1 ? i % size : Math.floor(i / size);
			let sum = 0;
			for (let k = -reach; k <= reach; k++) {
				const wrapped = (place + k + size) % size;
				sum += kernel[k + reach]! * from[i + (wrapped - place) * step]!;
			}
			to[i] = sum;
		}
	}
	const mean = out.reduce((sum, v) => sum + v, 0) / out.length;
	const spread = Math.sqrt(out.reduce((sum, v) => sum + (v - mean) ** 2, 0) / out.length);
	return out.map((v) => (v - mean) / spread);
}

/** Bilinear sample of a table, its border repeated. */
export function sample(
	table: Float32Array,
	width: number,
	height: number,
	x: number,
	y: number,
): number {
	const px = Math.min(width - 1.001, Math.max(0, x));
	const py = Math.min(height - 1.001, Math.max(0, y));
	const x0 = Math.floor(px);
	const y0 = Math.floor(py);
	const fx = px - x0;
	const at = y0 * width + x0;
	const top = table[at]! + fx * (table[at + 1]! - table[at]!);
	const bottom = table[at + width]! + fx * (table[at + width + 1]! - table[at + width]!);
	return top + (py - y0) * (bottom - top);
}

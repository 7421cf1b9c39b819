/** A picture of luminance that is looked up between pixels. */
import type { Footage } from '../footage/index.ts';

export interface Photograph {
	/** 0..255, [height, width] */
	readonly values: Float32Array;
	readonly width: number;
	readonly height: number;
}

/** The first frame of footage, made smaller by a factor of at most 1: means of areas. */
export function brought(footage: Footage, factor: number): Photograph {
	const { width, height } = footage;
	const luma = new Uint8Array(width * height);
	footage.readLuma(0, luma);
	if (factor >= 1) return { values: Float32Array.from(luma), width, height };
	const columns = Math.max(8, Math.floor(width * factor));
	const rows = Math.max(8, Math.floor(height * factor));
	const across = new Float32Array(columns * height);
	shrink(luma, width, height, width, 1, factor, columns, across, columns, 1);
	const values = new Float32Array(columns * rows);
	shrink(across, height, columns, 1, columns, factor, rows, values, 1, columns);
	return { values, width: columns, height: rows };
}

/** Tent of the width of a new pixel along one axis. */
function shrink(
	from: ArrayLike<number>,
	length: number,
	lines: number,
	lineStep: number,
	step: number,
	factor: number,
	count: number,
	out: Float32Array,
	outLineStep: number,
	outStep: number,
): void {
	for (let k = 0; k < count; k++) {
		const middle = k / factor;
		const first = Math.max(0, Math.ceil(middle - 1 / factor));
		const last = Math.min(length - 1, Math.floor(middle + 1 / factor));
		let total = 0;
		for (let i = first; i <= last; i++) total += 1 - factor * Math.abs(i - middle);
		for (let line = 0; line < lines; line++) {
			let sum = 0;
			for (let i = first; i <= last; i++) {
				sum += (1 - factor * Math.abs(i - middle)) * from[line * lineStep + i * step]!;
			}
			out[line * outLineStep + k * outStep] = sum / total;
		}
	}
}

const PHASES = 64;
/** Catmull-Rom weights by phase, [64, 4]. */
const CUBIC = Float32Array.from({ length: 4 * PHASES }, (_, i) => {
	const t = Math.floor(i / 4) / PHASES;
	switch (i % 4) {
		case 0:
			return ((-0.5 * t + 1) * t - 0.5) * t;
		case 1:
			return (1.5 * t - 2.5) * t * t + 1;
		case 2:
			return ((-1.5 * t + 2) * t + 0.5) * t;
		default:
			return (0.5 * t - 0.5) * t * t;
	}
});

/** Cubic look-up (Catmull-Rom, to a 64th of a pixel); the border is repeated. */
export function lookUp({ values, width, height }: Photograph, x: number, y: number): number {
	const column = x < 1 ? 1 : x > width - 2.02 ? width - 2.02 : x;
	const row = y < 1 ? 1 : y > height - 2.02 ? height - 2.02 : y;
	const c = column | 0;
	const r = row | 0;
	const px = (((column - c) * PHASES) | 0) << 2;
	const py = (((row - r) * PHASES) | 0) << 2;
	const a = CUBIC[px]!;
	const b = CUBIC[px + 1]!;
	const d = CUBIC[px + 2]!;
	const e = CUBIC[px + 3]!;
	let at = (r - 1) * width + c - 1;
	let sum =
		CUBIC[py]! *
		(a * values[at]! + b * values[at + 1]! + d * values[at + 2]! + e * values[at + 3]!);
	at += width;
	sum +=
		CUBIC[py + 1]! *
		(a * values[at]! + b * values[at + 1]! + d * values[at + 2]! + e * values[at + 3]!);
	at += width;
	sum +=
		CUBIC[py + 2]! *
		(a * values[at]! + b * values[at + 1]! + d * values[at + 2]! + e * values[at + 3]!);
	at += width;
	return (
		sum +
		CUBIC[py + 3]! *
			(a * values[at]! + b * values[at + 1]! + d * values[at + 2]! + e * values[at + 3]!)
	);
}

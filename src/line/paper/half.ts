/**
 * Numbers of 16 bits: IEEE 754 half precision and bfloat16.
 *
 * Half precision keeps 11 significant bits between 6.1e-5 and 65,504, fewer below, down to 6e-8.
 */

/** The largest half-precision number. */
export const LARGEST_HALF = 65_504;

const bitsOfFloat = new Uint32Array(1);
const float = new Float32Array(bitsOfFloat.buffer);

/**
 * Half precision of a float32, rounded to the nearest, ties to even; null where it is beyond the
 * largest or no finite number.
 */
export function halfBits(value: number): number | null {
	float[0] = value;
	return halfOf(bitsOfFloat[0]!);
}

/** The same of many; the place of the first value that has none, or -1. */
export function toHalves(values: Float32Array, out: Uint16Array): number {
	const all = new Uint32Array(values.buffer, values.byteOffset, values.length);
	for (let i = 0; i < all.length; i++) {
		const half = halfOf(all[i]!);
		if (half === null) return i;
		out[i] = half;
	}
	return -1;
}

/** @param bits of a float32 */
function halfOf(bits: number): number | null {
	const sign = (bits >>> 16) & 0x8000;
	const size = bits & 0x7fffffff;
	if (size >= 0x477ff000) return null; // 65,520 and more would round to infinity
	if (size >= 0x38800000) {
		// Normal: 13 bits of the mantissa go, the exponent's bias falls from 127 to 15.
		const rounded = size + 0xfff + ((size >>> 13) & 1);
		return sign | ((rounded - 0x38000000) >>> 13);
	}
	if (size < 0x33000000) return sign; // under half of the smallest number
	// Subnormal: the mantissa counted in steps of 2^-24.
	const mantissa = (size & 0x7fffff) | 0x800000;
	const shift = 126 - (size >>> 23);
	const whole = mantissa >>> shift;
	const rest = mantissa & ((1 << shift) - 1);
	const tie = 1 << (shift - 1);
	return sign | (rest > tie || (rest === tie && (whole & 1) === 1) ? whole + 1 : whole);
}

let table: Float32Array | null = null;

/** The number that 16 bits mean, infinities and NaN among them. */
export function ofHalfBits(bits: number): number {
	table ??= Float32Array.from({ length: 0x10000 }, (_, each) => computed(each));
	return table[bits]!;
}

export function ofHalves(halves: Uint16Array): Float32Array<ArrayBuffer> {
	const out = new Float32Array(halves.length);
	for (let i = 0; i < out.length; i++) out[i] = ofHalfBits(halves[i]!);
	return out;
}

function computed(bits: number): number {
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = (bits >>> 10) & 0x1f;
	const mantissa = bits & 0x3ff;
	if (exponent === 0) return sign * mantissa * 2 ** -24;
	if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
	return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

/** bfloat16 is the upper half of a float32. */
export function ofBrains(halves: Uint16Array): Float32Array<ArrayBuffer> {
	const bits = new Uint32Array(halves.length);
	for (let i = 0; i < bits.length; i++) bits[i] = halves[i]! << 16;
	return new Float32Array(bits.buffer);
}

/**
 * From normalised frames to the inputs of the two branches. Pure.
 */

const CHANNELS = 3;

/**
 * What the main branch sees: the apex less each of the others, one after the other. The mean that
 * normalisation took away cancels.
 */
export function differenceOf(
	apex: Float32Array,
	others: readonly Float32Array[],
): Float32Array<ArrayBuffer> {
	const out = new Float32Array(others.length * apex.length);
	for (const [index, other] of others.entries()) {
		const start = index * apex.length;
		for (let i = 0; i < apex.length; i++) out[start + i] = apex[i]! - other[i]!;
	}
	return out;
}

/**
 * What the spatial branch sees: each frame made as small as the last stage's grid by bilinear
 * interpolation between pixel centres, without antialias, as published. A cell's centre lies between
 * the four middle pixels of its patch, so it is their mean. [frames, grid, grid, 3]
 */
export function patchCentres(
	frames: readonly Float32Array[],
	side: number,
	grid: number,
): Float32Array<ArrayBuffer> {
	const patch = side / grid; // an even number of pixels
	const out = new Float32Array(frames.length * grid * grid * CHANNELS);
	let at = 0;
	for (const frame of frames) {
		for (let row = 0; row < grid; row++) {
			for (let column = 0; column < grid; column++) {
				const top = row * patch + patch / 2 - 1;
				const left = column * patch + patch / 2 - 1;
				for (let channel = 0; channel < CHANNELS; channel++) {
					const pixel = (y: number, x: number): number =>
						frame[((top + y) * side + left + x) * CHANNELS + channel]!;
					out[at++] = (pixel(0, 0) + pixel(0, 1) + pixel(1, 0) + pixel(1, 1)) / 4;
				}
			}
		}
	}
	return out;
}

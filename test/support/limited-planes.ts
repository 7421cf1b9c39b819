/**
 * Pictures as cameras write them: 4:2:0, BT.601, limited range. One of RGBA with even sides; a new
 * buffer each time.
 */
export function limitedPlanes(
	rgba: Uint8ClampedArray,
	width: number,
	height: number,
): Uint8Array<ArrayBuffer> {
	const size = width * height;
	const out = new Uint8Array(size + size / 2);
	for (let i = 0; i < size; i++) {
		out[i] =
			16.5 + (65.738 * rgba[4 * i]! + 129.057 * rgba[4 * i + 1]! + 25.064 * rgba[4 * i + 2]!) / 256;
	}
	const half = width / 2;
	for (let y = 0; y < height / 2; y++) {
		for (let x = 0; x < half; x++) {
			const a = 4 * (2 * y * width + 2 * x);
			const b = a + 4 * width;
			const mean = (c: number): number =>
				(rgba[a + c]! + rgba[a + 4 + c]! + rgba[b + c]! + rgba[b + 4 + c]!) / 4;
			const [r, g, bl] = [mean(0), mean(1), mean(2)];
			out[size + y * half + x] = 128.5 + (-37.945 * r - 74.494 * g + 112.439 * bl) / 256;
			out[size + size / 4 + y * half + x] = 128.5 + (112.439 * r - 94.154 * g - 18.285 * bl) / 256;
		}
	}
	return out;
}

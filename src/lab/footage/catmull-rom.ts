/** Cubic sample (Catmull-Rom; Keys 1981, a = -1/2), 0..255; the nearest pixel at the border. */
export function catmullRom(
	plane: Uint8Array,
	width: number,
	height: number,
	x: number,
	y: number,
): number {
	const left = Math.floor(x);
	const top = Math.floor(y);
	if (left < 1 || top < 1 || left > width - 3 || top > height - 3) {
		const column = Math.min(width - 1, Math.max(0, Math.round(x)));
		const row = Math.min(height - 1, Math.max(0, Math.round(y)));
		return plane[row * width + column]!;
	}
	let sum = 0;
	for (let j = -1; j <= 2; j++) {
		const at = (top + j) * width + left;
		let row = 0;
		for (let i = -1; i <= 2; i++) row += cubic(x - left - i) * plane[at + i]!;
		sum += cubic(y - top - j) * row;
	}
	return Math.max(0, Math.min(255, Math.round(sum)));
}

function cubic(offset: number): number {
	const x = Math.abs(offset);
	if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
	return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

/** How much of every pixel a polygon covers. */

export interface PixelBox {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

const EMPTY: PixelBox = { left: 0, top: 0, right: 0, bottom: 0 };
/** Lines per pixel row; along them coverage is exact. */
const LINES = 4;

/**
 * Coverage 0..1 of the polygon through `outline`, points of `at` [points, 2] in pixels whose centers
 * are at whole numbers, into `cover` [height, width]. Only the box that is returned is written.
 */
export function coverPolygon(
	outline: readonly number[],
	at: Float64Array,
	width: number,
	height: number,
	cover: Float32Array,
): PixelBox {
	const x = outline.map((point) => at[2 * point]! + 0.5);
	const y = outline.map((point) => at[2 * point + 1]! + 0.5);
	const box = {
		left: Math.max(0, Math.floor(Math.min(...x))),
		top: Math.max(0, Math.floor(Math.min(...y))),
		right: Math.min(width, Math.ceil(Math.max(...x))),
		bottom: Math.min(height, Math.ceil(Math.max(...y))),
	};
	if (box.right <= box.left || box.bottom <= box.top) return EMPTY;
	for (let row = box.top; row < box.bottom; row++) {
		cover.fill(0, row * width + box.left, row * width + box.right);
		for (let line = 0; line < LINES; line++) {
			const crossings = crossingsOf(x, y, row + (line + 0.5) / LINES);
			for (let k = 0; k + 1 < crossings.length; k += 2) {
				const from = Math.max(box.left, crossings[k]!);
				const to = Math.min(box.right, crossings[k + 1]!);
				for (let column = Math.floor(from); column < to; column++) {
					const covered = Math.min(to, column + 1) - Math.max(from, column);
					if (covered > 0) cover[row * width + column]! += covered / LINES;
				}
			}
		}
	}
	return box;
}

function crossingsOf(x: readonly number[], y: readonly number[], line: number): number[] {
	const crossings: number[] = [];
	for (let k = 0; k < x.length; k++) {
		const next = (k + 1) % x.length;
		const [from, to] = [y[k]!, y[next]!];
		if (from <= line === to <= line) continue;
		crossings.push(x[k]! + ((line - from) / (to - from)) * (x[next]! - x[k]!));
	}
	return crossings.sort((a, b) => a - b);
}

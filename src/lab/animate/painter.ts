/**
 * Draws a sitter's face as it is at an instant, as a camera in front of it sees it.
 *
 * How    for nodes every few pixels of the frame: which place of the photograph is seen there, by
 *        undoing the head's turn at the place's depth and the skin's displacement there in a few
 *        rounds; pixels between nodes bilinearly, the photograph cubically. Eyes and mouth are openings
 *        in the skin: skin above and below moves for itself, and through them eyeballs and the inside
 *        of the mouth are seen, which go with the head.
 */
import type { FaceMoment } from './face-moment.ts';
import { EYES, LOWER_LIP_EDGE, UPPER_LIP_EDGE, eyeOutline } from './face-points.ts';
import type { EyePoints } from './face-points.ts';
import { insideOfMouth } from './mouth-inside.ts';
import type { Moved } from './moved-points.ts';
import { MovedPoints } from './moved-points.ts';
import { coverPolygon } from './polygon.ts';
import type { Photograph } from './photograph.ts';
import { lookUp } from './photograph.ts';
import type { Sitter } from './sitter.ts';
import { GRID_COLUMNS, NODES } from './sitter.ts';

/** Of a frame around the eyes, IOD: as much as the line looks at, and room for the head. */
const ROOM = { side: 1.68, above: 1.3, below: 2.05 };
const NODE_IOD = 1 / 18;
const ROUNDS = 3;
/** Where skin below the eyes ends to be below and begins to be above the mouth, IOD. */
const MIDDLE_IOD = 0.45;
/** How far around the iris the eyeball's surface goes with a glance, IOD. */
const IRIS_IOD = 0.16;

export class Painter {
	readonly width: number;
	readonly height: number;
	readonly moved: MovedPoints;
	readonly sitter: Sitter;
	readonly #mouth: Photograph;
	/** Frame pixels per pixel of the photograph, and the origin's place in the frame. */
	readonly #scale: number;
	readonly #centre: { readonly x: number; readonly y: number };
	readonly #spacing: number;
	readonly #columns: number;
	readonly #rows: number;
	/** Places in the photograph by node: of skin, and of what goes with the head; [nodes, 2]. */
	readonly #skin: Float32Array;
	readonly #head: Float32Array;
	readonly #above = new Float32Array(2 * NODES);
	readonly #below = new Float32Array(2 * NODES);
	readonly #place = new Float64Array(3);
	readonly #cover: Float32Array;

	/** @param pxPerPx200 frame pixels per px200, at the head's usual distance */
	constructor(sitter: Sitter, pxPerPx200: number) {
		this.sitter = sitter;
		this.#scale = pxPerPx200 / sitter.px200;
		const iod = this.#scale * sitter.iod;
		const even = (value: number): number => Math.ceil(value / 8) * 8;
		this.width = even(2 * ROOM.side * iod);
		this.height = even((ROOM.above + ROOM.below) * iod);
		this.#centre = {
			x: this.width / 2 + this.#scale * (sitter.origin[0]! - sitter.eyes.x),
			y: ROOM.above * iod + this.#scale * (sitter.origin[1]! - sitter.eyes.y),
		};
		this.moved = new MovedPoints(sitter, {
			width: this.width,
			height: this.height,
			scale: this.#scale,
			centre: this.#centre,
		});
		this.#mouth = insideOfMouth(sitter);
		this.#spacing = Math.max(1, Math.round(NODE_IOD * iod));
		this.#columns = Math.ceil(this.width / this.#spacing) + 1;
		this.#rows = Math.ceil(this.height / this.#spacing) + 1;
		this.#skin = new Float32Array(2 * this.#columns * this.#rows);
		this.#head = new Float32Array(2 * this.#columns * this.#rows);
		this.#cover = new Float32Array(this.width * this.height);
	}

	/** Luminance, 0..255, [height, width], into `out`. */
	paint(moment: FaceMoment, out: Float32Array): void {
		const moved = this.moved.move(moment);
		const sitter = this.sitter;
		this.#above.fill(0);
		this.#below.fill(0);
		sitter.spread(sitter.above, moved.skin, this.#above);
		sitter.spread(sitter.below, moved.skin, this.#below);
		this.moved.addMovement(this.#above);
		this.moved.addMovement(this.#below);
		this.#findPlaces(moved);
		this.#fillSkin(out);
		for (const eye of EYES) this.#fillEye(eye, moment, moved, out);
		this.#fillMouth(moved, out);
	}

	/** Which place of the photograph every node sees. */
	#findPlaces(moved: Moved): void {
		const { depth, staying, origin } = this.sitter;
		const { rotation: r, scale, shiftX, shiftY } = moved;
		const det = r[0]! * r[4]! - r[1]! * r[3]!;
		const line = lines(moved.seen);
		const place = this.#place;
		const back = 1 / (this.#scale * scale);
		for (let node = 0; node < this.#columns * this.#rows; node++) {
			const qx = (node % this.#columns) * this.#spacing - this.#centre.x;
			const qy = Math.floor(node / this.#columns) * this.#spacing - this.#centre.y;
			const yx = (qx - shiftX) * back;
			const yy = (qy - shiftY) * back;
			// Above or below the openings, in the frame.
			const frameX = qx + this.#centre.x;
			const frameY = qy + this.#centre.y;
			const eyeY =
				frameX < line.middleX ? valueOn(line.rightEye, frameX) : valueOn(line.leftEye, frameX);
			const below =
				frameY > eyeY && (frameY < line.middleY || frameY > valueOn(line.mouth, frameX));
			const skin = below ? this.#below : this.#above;
			let hx = 0;
			let hy = 0;
			let x = yx;
			let y = yy;
			let still = 0;
			for (let round = 0; round < ROUNDS; round++) {
				this.sitter.place(x + origin[0]!, y + origin[1]!, place);
				const at = place[0]!;
				const fx = place[1]!;
				const fy = place[2]!;
				const z = between(depth, at, fx, fy, 1, 0);
				const ux = yx - r[2]! * z;
				const uy = yy - r[5]! * z;
				hx = (r[4]! * ux - r[1]! * uy) / det;
				hy = (r[0]! * uy - r[3]! * ux) / det;
				x = hx - between(skin, at, fx, fy, 2, 0);
				y = hy - between(skin, at, fx, fy, 2, 1);
				still = between(staying, at, fx, fy, 1, 0);
			}
			const stayX = qx / this.#scale;
			const stayY = qy / this.#scale;
			this.#skin[2 * node] = origin[0]! + x + still * (stayX - x);
			this.#skin[2 * node + 1] = origin[1]! + y + still * (stayY - y);
			this.#head[2 * node] = origin[0]! + hx;
			this.#head[2 * node + 1] = origin[1]! + hy;
		}
	}

	#fillSkin(out: Float32Array): void {
		const { picture } = this.sitter;
		const n = this.#spacing;
		for (let y = 0; y < this.height; y++) {
			const row = Math.floor(y / n);
			const fy = (y - row * n) / n;
			for (let column = 0; column * n < this.width; column++) {
				const a = 2 * (row * this.#columns + column);
				const b = fy === 0 ? a : a + 2 * this.#columns;
				let sx = this.#skin[a]! + fy * (this.#skin[b]! - this.#skin[a]!);
				let sy = this.#skin[a + 1]! + fy * (this.#skin[b + 1]! - this.#skin[a + 1]!);
				const ex = this.#skin[a + 2]! + fy * (this.#skin[b + 2]! - this.#skin[a + 2]!);
				const ey = this.#skin[a + 3]! + fy * (this.#skin[b + 3]! - this.#skin[a + 3]!);
				const dx = (ex - sx) / n;
				const dy = (ey - sy) / n;
				const from = y * this.width + column * n;
				const to = Math.min(from + n, (y + 1) * this.width);
				for (let at = from; at < to; at++) {
					out[at] = lookUp(picture, sx, sy);
					sx += dx;
					sy += dy;
				}
			}
		}
	}

	#fillEye(eye: EyePoints, { gaze }: FaceMoment, moved: Moved, out: Float32Array): void {
		const { picture, iod } = this.sitter;
		const irisX = this.sitter.at(eye.iris, 0);
		const irisY = this.sitter.at(eye.iris, 1);
		this.#fill(eyeOutline(eye), moved, out, (x, y) => {
			const near = Math.exp(
				-(((x - irisX) / (IRIS_IOD * iod)) ** 2 + ((y - irisY) / (IRIS_IOD * iod)) ** 2),
			);
			return lookUp(picture, x - near * gaze[0]! * iod, y - near * gaze[1]! * iod);
		});
	}

	#fillMouth(moved: Moved, out: Float32Array): void {
		const outline = [...UPPER_LIP_EDGE, ...LOWER_LIP_EDGE.slice(1, -1).reverse()];
		this.#fill(outline, moved, out, (x, y) => lookUp(this.#mouth, x, y));
	}

	/** Fills an opening with what is seen through it, by the place in the photograph. */
	#fill(
		outline: readonly number[],
		{ seen }: Moved,
		out: Float32Array,
		of: (x: number, y: number) => number,
	): void {
		const { width, height } = this;
		const n = this.#spacing;
		const box = coverPolygon(outline, seen, width, height, this.#cover);
		for (let y = box.top; y < box.bottom; y++) {
			const row = Math.floor(y / n);
			for (let x = box.left; x < box.right; x++) {
				const share = this.#cover[y * width + x]!;
				if (share === 0) continue;
				const column = Math.floor(x / n);
				const at = row * this.#columns + column;
				const fx = x / n - column;
				const fy = y / n - row;
				const px = betweenRows(this.#head, at, this.#columns, fx, fy, 0);
				const py = betweenRows(this.#head, at, this.#columns, fx, fy, 1);
				out[y * width + x]! += share * (of(px, py) - out[y * width + x]!);
			}
		}
	}
}

function between(
	grid: Float32Array,
	node: number,
	fx: number,
	fy: number,
	floats: number,
	part: number,
): number {
	const a = node * floats + part;
	const b = a + GRID_COLUMNS * floats;
	const top = grid[a]! + fx * (grid[a + floats]! - grid[a]!);
	const bottom = grid[b]! + fx * (grid[b + floats]! - grid[b]!);
	return top + fy * (bottom - top);
}

function betweenRows(
	grid: Float32Array,
	node: number,
	columns: number,
	fx: number,
	fy: number,
	part: number,
): number {
	const a = 2 * node + part;
	const b = a + 2 * columns;
	const top = grid[a]! + fx * (grid[a + 2]! - grid[a]!);
	const bottom = grid[b]! + fx * (grid[b + 2]! - grid[b]!);
	return top + fy * (bottom - top);
}

/** Lines along which skin parts, x ascending; frame pixels. */
interface Partings {
	readonly rightEye: Float64Array;
	readonly leftEye: Float64Array;
	readonly mouth: Float64Array;
	readonly middleX: number;
	readonly middleY: number;
}

function lines(seen: Float64Array): Partings {
	const along = (upper: readonly number[], lower: readonly number[]): Float64Array =>
		Float64Array.from(
			upper.flatMap((point, k) => {
				const other = lower[k]!;
				return [
					(seen[2 * point]! + seen[2 * other]!) / 2,
					(seen[2 * point + 1]! + seen[2 * other + 1]!) / 2,
				];
			}),
		);
	const eye = ({ outer, inner, upper, lower }: EyePoints): [number[], number[]] => [
		[outer, ...upper, inner],
		[outer, ...lower, inner],
	];
	const [right, left] = EYES;
	const leftLine = along(...eye(left));
	const mouth = along(UPPER_LIP_EDGE, LOWER_LIP_EDGE);
	const eyesY = (seen[2 * 133 + 1]! + seen[2 * 362 + 1]!) / 2;
	return {
		rightEye: along(...eye(right)),
		leftEye: reversed(leftLine),
		mouth,
		middleX: (seen[2 * 133]! + seen[2 * 362]!) / 2,
		middleY: eyesY + MIDDLE_IOD * (mouth[11]! - eyesY),
	};
}

function reversed(line: Float64Array): Float64Array {
	const out = new Float64Array(line.length);
	for (let k = 0; k < line.length; k += 2) {
		out[k] = line[line.length - 2 - k]!;
		out[k + 1] = line[line.length - 1 - k]!;
	}
	return out;
}

/** Height of a line at x; beyond its ends that of the end. */
function valueOn(line: Float64Array, x: number): number {
	if (x <= line[0]!) return line[1]!;
	for (let k = 2; k < line.length; k += 2) {
		if (x > line[k]!) continue;
		const share = (x - line[k - 2]!) / Math.max(1e-9, line[k]! - line[k - 2]!);
		return line[k - 1]! + share * (line[k + 1]! - line[k - 1]!);
	}
	return line.at(-1)!;
}

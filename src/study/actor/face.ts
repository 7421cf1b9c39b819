/**
 * Draws the actor: the neutral portrait, warped by a pose, seen by a noisy sensor.
 *
 * In    a pose and the seed of the frame's noise
 * Out   RGBA, row-major, unmirrored; the same bytes for the same arguments
 * Cost  the constructor paints the portrait (a second or two) unless it is given; `render` allocates
 *       nothing
 */
import { lookOf } from './look.ts';
import type { Look } from './look.ts';
import { Eyes, paintMouth } from './openings.ts';
import type { Paint } from './openings.ts';
import { Painting } from './painting.ts';
import { paintPortrait } from './portrait.ts';
import type { ActorPose } from './pose.ts';
import { lipLine, lowerLid, PX200_PER_IOD, SEEN_CANTHUS_X, upperLid } from './proportions.ts';
import { NOISE_MASK, SensorNoise } from './sensor-noise.ts';
import { Relief } from './relief.ts';
import type { PortraitSheet } from './texture.ts';
import { packed, Texture } from './texture.ts';
import { OPENING, STILL, WarpGrid } from './warp-grid.ts';

export interface ActorFaceOptions {
	/** Size of the picture, pixels. */
	readonly width: number;
	readonly height: number;
	/** Chooses the look (`lookOf`) and places freckles, hairs, pores. */
	readonly seed: number;
	/** Changes to the look of the seed. */
	readonly look?: Partial<Look>;
	/** Standard deviation of the sensor noise, levels of 255. @default 1.3 */
	readonly noise?: number;
	/** What `portrait` is of a face with the same size, seed and look: it is not painted again. */
	readonly portrait?: Int32Array | null;
}

/** Texels of the portrait a pixel of the picture. */
const OVERSAMPLING = 2;
/** Painted beyond the picture's edge, IOD. */
const MARGIN = 0.3;
/** Share of the noise that is color. */
const COLOUR_NOISE = 0.45;

/** Bilinear mix of a plane at a cell's corners. */
function mix(
	plane: Float32Array,
	top: number,
	low: number,
	w00: number,
	w01: number,
	w10: number,
	w11: number,
): number {
	return w00 * plane[top]! + w01 * plane[top + 1]! + w10 * plane[low]! + w11 * plane[low + 1]!;
}

export class ActorFace {
	readonly width: number;
	readonly height: number;
	readonly look: Look;
	/** Inter-ocular distance and the place of the point between the eyes at rest, pixels. */
	readonly iodPx: number;
	readonly centreX: number;
	readonly centreY: number;

	readonly #grid: WarpGrid;
	readonly #eyes: Eyes;
	readonly #noise: SensorNoise;
	readonly #texture: Texture;
	/** The background at rest, for cells that never move. [height, width] */
	readonly #resting: Int32Array;
	readonly #sample: Paint = { r: 0, g: 0, b: 0 };
	readonly #inside: Paint = { r: 0, g: 0, b: 0 };

	constructor(options: ActorFaceOptions) {
		const { width, height, seed } = options;
		if (!(width >= 64 && height >= 64)) throw new RangeError('the actor needs 64 x 64 pixels');
		this.width = width;
		this.height = height;
		this.look = lookOf(seed, options.look);
		this.iodPx = 0.19 * Math.min(height, 0.75 * width);
		this.centreX = width / 2;
		this.centreY = 0.425 * height;
		const sheet = {
			columns: Math.ceil((width + 2 * MARGIN * this.iodPx) * OVERSAMPLING),
			rows: Math.ceil((height + 2 * MARGIN * this.iodPx) * OVERSAMPLING),
			left: -this.centreX / this.iodPx - MARGIN,
			top: -this.centreY / this.iodPx - MARGIN,
			density: OVERSAMPLING * this.iodPx,
		};
		const relief = new Relief(this.look);
		const painted = options.portrait ?? paint(sheet, relief, this.look, seed);
		this.#texture = new Texture(sheet, painted);
		this.#grid = new WarpGrid(this, this.look, relief);
		this.#eyes = new Eyes(this.look, seed);
		this.#noise = new SensorNoise(options.noise ?? 1.3, height);
		this.#resting = new Int32Array(width * height);
		this.#keepResting();
	}

	/** The neutral face, painted: RGBA in memory, lines one after the other; not to be written to. */
	get portrait(): Int32Array {
		return this.#texture.texels;
	}

	/** Pixels of this picture in one px200 at rest: outer eye corners / 95. */
	get pixelsPerPx200(): number {
		return this.iodPx / PX200_PER_IOD;
	}

	/** Distance of the outer eye corners at rest as FaceLandmarker sees them, pixels. */
	get outerCanthiPx(): number {
		return 2 * SEEN_CANTHUS_X * this.iodPx;
	}

	/**
	 * Where a point of the neutral face (IOD) is drawn under a pose, pixels. `above`: on the lip line,
	 * whether the upper lip's point is meant.
	 */
	place(pose: ActorPose, x: number, y: number, above = true): [x: number, y: number] {
		const { skin, head } = this.#grid;
		const point = { x, y };
		skin.take(pose);
		head.take(pose);
		skin.apply(x, y, above, point);
		head.apply(point.x, point.y, point);
		return [this.centreX + point.x * this.iodPx, this.centreY + point.y * this.iodPx];
	}

	render(pose: ActorPose, noiseSeed: number, out: Uint8ClampedArray): void {
		if (out.length !== this.width * this.height * 4) {
			throw new RangeError(`picture has ${out.length} bytes, not ${this.width * this.height * 4}`);
		}
		const grid = this.#grid;
		const pixels = new Int32Array(out.buffer, out.byteOffset, this.width * this.height);
		grid.layOut(pose);
		this.#noise.start(noiseSeed);
		for (let row = 0; row < grid.rows; row++) {
			for (let column = 0; column < grid.columns; column++) {
				const node = row * (grid.columns + 1) + column;
				const kind = grid.cellKind(node);
				if (kind === STILL) this.#copyCell(column, row, pixels, pose.light);
				else if (kind === OPENING) this.#drawOpening(column, row, node, pixels, pose);
				else this.#drawSkin(column, row, node, pixels, pose.light);
			}
		}
	}

	#copyCell(column: number, row: number, out: Int32Array, light: number): void {
		const { cell } = this.#grid;
		const { values, rows } = this.#noise;
		const resting = this.#resting;
		const x1 = Math.min(this.width, (column + 1) * cell);
		const y1 = Math.min(this.height, (row + 1) * cell);
		for (let y = row * cell; y < y1; y++) {
			for (let x = column * cell; x < x1; x++) {
				const at = y * this.width + x;
				const n = rows[y]! + x;
				const grey = values[n & NOISE_MASK]!;
				const colour = COLOUR_NOISE * values[(n + 7919) & NOISE_MASK]!;
				const rest = resting[at]!;
				out[at] = packed(
					(rest & 255) * light + grey + colour,
					((rest >> 8) & 255) * light + grey,
					((rest >> 16) & 255) * light + grey - colour,
				);
			}
		}
	}

	#drawSkin(column: number, row: number, node: number, out: Int32Array, light: number): void {
		const { cell, columns, plainX, plainY } = this.#grid;
		const { values, rows } = this.#noise;
		const { texels, columns: stride, left, top, density: d } = this.#texture;
		const lastX = stride - 1.001;
		const lastY = this.#texture.rows - 1.001;
		const below = node + columns + 1;
		const ax = (plainX[node]! - left) * d;
		const ay = (plainY[node]! - top) * d;
		const rightX = ((plainX[node + 1]! - plainX[node]!) * d) / cell;
		const rightY = ((plainY[node + 1]! - plainY[node]!) * d) / cell;
		const downX = ((plainX[below]! - plainX[node]!) * d) / cell;
		const downY = ((plainY[below]! - plainY[node]!) * d) / cell;
		const twistX = ((plainX[below + 1]! - plainX[below]!) * d) / cell - rightX;
		const twistY = ((plainY[below + 1]! - plainY[below]!) * d) / cell - rightY;
		const wide = Math.min(cell, this.width - column * cell);
		const high = Math.min(cell, this.height - row * cell);
		for (let j = 0; j < high; j++) {
			const y = row * cell + j;
			let tx = ax + downX * j;
			let ty = ay + downY * j;
			const stepX = rightX + (twistX * j) / cell;
			const stepY = rightY + (twistY * j) / cell;
			let at = y * this.width + column * cell;
			let n = rows[y]! + column * cell;
			for (let i = 0; i < wide; i++, tx += stepX, ty += stepY, at++, n++) {
				const cx = tx < 0 ? 0 : tx > lastX ? lastX : tx;
				const cy = ty < 0 ? 0 : ty > lastY ? lastY : ty;
				const ix = cx | 0;
				const iy = cy | 0;
				const fx = cx - ix;
				const fy = cy - iy;
				const p = iy * stride + ix;
				const a = texels[p]!;
				const b = texels[p + 1]!;
				const c = texels[p + stride]!;
				const e = texels[p + stride + 1]!;
				const w11 = light * fx * fy;
				const w10 = light * fy - w11;
				const w01 = light * fx - w11;
				const w00 = light - w01 - w10 - w11;
				const grey = values[n & NOISE_MASK]!;
				const colour = COLOUR_NOISE * values[(n + 7919) & NOISE_MASK]!;
				out[at] = packed(
					w00 * (a & 255) + w01 * (b & 255) + w10 * (c & 255) + w11 * (e & 255) + grey + colour,
					w00 * ((a >> 8) & 255) +
						w01 * ((b >> 8) & 255) +
						w10 * ((c >> 8) & 255) +
						w11 * ((e >> 8) & 255) +
						grey,
					w00 * ((a >> 16) & 255) +
						w01 * ((b >> 16) & 255) +
						w10 * ((c >> 16) & 255) +
						w11 * ((e >> 16) & 255) +
						grey -
						colour,
				);
			}
		}
	}

	/** Cells over eyes and mouth: skin from above, skin from below, and what shows between. */
	#drawOpening(column: number, row: number, node: number, out: Int32Array, pose: ActorPose): void {
		const grid = this.#grid;
		const { cell, columns } = grid;
		const { values, rows } = this.#noise;
		const { look, iodPx } = this;
		const below = node + columns + 1;
		const sample = this.#sample;
		const inside = this.#inside;
		const x1 = Math.min(cell, this.width - column * cell);
		const y1 = Math.min(cell, this.height - row * cell);
		for (let j = 0; j < y1; j++) {
			for (let i = 0; i < x1; i++) {
				const u = i / cell;
				const v = j / cell;
				const w11 = u * v;
				const w10 = v - w11;
				const w01 = u - w11;
				const w00 = 1 - u - w10;
				const aboveX = mix(grid.aboveX, node, below, w00, w01, w10, w11);
				const aboveY = mix(grid.aboveY, node, below, w00, w01, w10, w11);
				const belowX = mix(grid.belowX, node, below, w00, w01, w10, w11);
				const belowY = mix(grid.belowY, node, below, w00, w01, w10, w11);
				const hx = mix(grid.headX, node, below, w00, w01, w10, w11);
				const hy = mix(grid.headY, node, below, w00, w01, w10, w11);
				const isEye = hy < 0.6;
				const upper = isEye ? upperLid(aboveX, look) : lipLine(aboveX, look);
				const lower = isEye ? lowerLid(belowX, look) : lipLine(belowX, look);
				const fromAbove = Math.min(1, Math.max(0, (upper - aboveY) * iodPx + 0.5));
				const fromBelow = Math.min(1, Math.max(0, (belowY - lower) * iodPx + 0.5));
				const found = fromAbove + fromBelow;
				// closed, no gap shows between the two where the grid rounds their edges
				const skin = found > 0 && grid.skin.isShut(hx, isEye) ? 1 : found;
				const whole = skin === 1 ? found : Math.max(1, found);
				let r = 0;
				let g = 0;
				let b = 0;
				if (fromAbove > 0) {
					this.#texture.sample(aboveX, aboveY, sample);
					const share = fromAbove / whole;
					r += share * sample.r;
					g += share * sample.g;
					b += share * sample.b;
				}
				if (fromBelow > 0) {
					this.#texture.sample(belowX, belowY, sample);
					const share = fromBelow / whole;
					r += share * sample.r;
					g += share * sample.g;
					b += share * sample.b;
				}
				if (skin < 1) {
					if (isEye) this.#eyes.paint(hx, hy, pose.gazeX, pose.gazeY, aboveY - upper, inside);
					else paintMouth(hx, hy, aboveY - belowY, look, inside);
					r += (1 - skin) * inside.r;
					g += (1 - skin) * inside.g;
					b += (1 - skin) * inside.b;
				}
				const x = column * cell + i;
				const y = row * cell + j;
				const n = rows[y]! + x;
				const grey = values[n & NOISE_MASK]!;
				const colour = COLOUR_NOISE * values[(n + 7919) & NOISE_MASK]!;
				out[y * this.width + x] = packed(
					pose.light * r + grey + colour,
					pose.light * g + grey,
					pose.light * b + grey - colour,
				);
			}
		}
	}

	#keepResting(): void {
		const sample = this.#sample;
		for (let y = 0; y < this.height; y++) {
			for (let x = 0; x < this.width; x++) {
				this.#texture.sample(
					(x - this.centreX) / this.iodPx,
					(y - this.centreY) / this.iodPx,
					sample,
				);
				this.#resting[y * this.width + x] = packed(sample.r, sample.g, sample.b);
			}
		}
	}
}

function paint(sheet: PortraitSheet, relief: Relief, look: Look, seed: number): Int32Array {
	const { columns, rows, left, top, density } = sheet;
	const painting = new Painting(columns, rows, left, top, density);
	paintPortrait(painting, look, relief, seed);
	return new Int32Array(painting.developed().buffer);
}

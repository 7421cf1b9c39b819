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
import type { Glasses } from './glasses.ts';
import { insideOfMouth } from './mouth-inside.ts';
import type { Moved } from './moved-points.ts';
import { MovedPoints } from './moved-points.ts';
import { coverPolygon } from './polygon.ts';
import type { Photograph } from './photograph.ts';
import { lookUp } from './photograph.ts';
import type { Sitter } from './sitter.ts';
import { GRID_COLUMNS, NODES } from './sitter.ts';
import { between } from './between.ts';
import { partingsOf, valueOn } from './partings.ts';

/** Of a frame around the eyes, IOD: as much as the line looks at, and room for the head. */
const ROOM = { side: 1.68, above: 1.3, below: 2.05 };
const NODE_IOD = 1 / 18;
const ROUNDS = 3;
/** Half the thickness of lashes, IOD, and how much light they take. */
const LASH_IOD = 0.016;
const LASH_SHADE = 0.5;
/** How far around the iris the eyeball's surface goes with a glance, IOD. */
const IRIS_IOD = 0.16;

/** What is around a sitter. */
export interface SitterScene {
	/** Of the camera, IOD. */
	readonly distance: number;
	/** Where the light comes from, x, y, z of a length of 1, and how much of it comes from there. */
	readonly light: readonly [x: number, y: number, z: number];
	readonly directed: number;
	readonly glasses: Glasses | null;
}

export class Painter {
	readonly width: number;
	readonly height: number;
	readonly moved: MovedPoints;
	readonly sitter: Sitter;
	readonly #scene: SitterScene;
	readonly #distance: number;
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
	/** Light against the photograph's, by node. */
	readonly #shine: Float32Array;
	readonly #above = new Float32Array(2 * NODES);
	readonly #below = new Float32Array(2 * NODES);
	readonly #place = new Float64Array(3);
	readonly #cover: Float32Array;

	/**
	 * @param pxPerPx200 frame pixels per px200, at the head's usual distance
	 * @param scene      what is around the sitter
	 */
	constructor(sitter: Sitter, pxPerPx200: number, scene: SitterScene) {
		this.#scene = scene;
		this.#distance = scene.distance * sitter.iod;
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
			distance: this.#distance,
		});
		this.#mouth = insideOfMouth(sitter);
		this.#spacing = Math.max(1, Math.round(NODE_IOD * iod));
		this.#columns = Math.ceil(this.width / this.#spacing) + 1;
		this.#rows = Math.ceil(this.height / this.#spacing) + 1;
		this.#skin = new Float32Array(2 * this.#columns * this.#rows);
		this.#head = new Float32Array(2 * this.#columns * this.#rows);
		this.#shine = new Float32Array(this.#columns * this.#rows);
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
		for (const eye of EYES) {
			this.#fillEye(eye, moment, moved, out);
			this.#drawLashes(eye, moment.closed, moved, out);
		}
		this.#fillMouth(moved, out);
		const { glasses } = this.#scene;
		if (glasses !== null) this.#putOn(glasses, moved, out);
	}

	/** Which place of the photograph every node sees. */
	#findPlaces(moved: Moved): void {
		const { depth, staying, origin } = this.sitter;
		const distance = this.#distance;
		const { rotation: r, scale, shiftX, shiftY } = moved;
		const det = r[0]! * r[4]! - r[1]! * r[3]!;
		const line = partingsOf(moved.seen);
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
			let hx = yx;
			let hy = yy;
			let x = yx;
			let y = yy;
			let still = 0;
			for (let round = 0; round < ROUNDS; round++) {
				this.sitter.place(x + origin[0]!, y + origin[1]!, place);
				const at = place[0]!;
				const fx = place[1]!;
				const fy = place[2]!;
				const z = between(depth, GRID_COLUMNS, at, fx, fy, 1, 0);
				const deep = r[6]! * hx + r[7]! * hy + r[8]! * z;
				const far = (distance + deep) / (distance + z);
				const ux = yx * far - r[2]! * z;
				const uy = yy * far - r[5]! * z;
				hx = (r[4]! * ux - r[1]! * uy) / det;
				hy = (r[0]! * uy - r[3]! * ux) / det;
				x = hx - between(skin, GRID_COLUMNS, at, fx, fy, 2, 0);
				y = hy - between(skin, GRID_COLUMNS, at, fx, fy, 2, 1);
				still = between(staying, GRID_COLUMNS, at, fx, fy, 1, 0);
			}
			this.#shine[node] = 1 + (1 - still) * this.#shading(place, moved.rotation);
			const stayX = qx / this.#scale;
			const stayY = qy / this.#scale;
			this.#skin[2 * node] = origin[0]! + x + still * (stayX - x);
			this.#skin[2 * node + 1] = origin[1]! + y + still * (stayY - y);
			this.#head[2 * node] = origin[0]! + hx;
			this.#head[2 * node + 1] = origin[1]! + hy;
		}
	}

	/** How much more light falls on a place than when the photograph was taken, as a share. */
	#shading(place: Float64Array, r: Float64Array): number {
		const { light, directed } = this.#scene;
		const { normals } = this.sitter;
		const at = 3 * place[0]!;
		const x = normals[at]!;
		const y = normals[at + 1]!;
		const z = normals[at + 2]!;
		const then = x * light[0] + y * light[1] + z * light[2];
		const now =
			(r[0]! * x + r[1]! * y + r[2]! * z) * light[0] +
			(r[3]! * x + r[4]! * y + r[5]! * z) * light[1] +
			(r[6]! * x + r[7]! * y + r[8]! * z) * light[2];
		const ambient = 1 - directed;
		const lit = ambient + directed * Math.max(0, now);
		return lit / (ambient + directed * Math.max(0, then)) - 1;
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
				const [i, j] = [a >> 1, b >> 1];
				let shine = this.#shine[i]! + fy * (this.#shine[j]! - this.#shine[i]!);
				const end = this.#shine[i + 1]! + fy * (this.#shine[j + 1]! - this.#shine[i + 1]!);
				const brighter = (end - shine) / n;
				const from = y * this.width + column * n;
				const to = Math.min(from + n, (y + 1) * this.width);
				for (let at = from; at < to; at++) {
					out[at] = shine * lookUp(picture, sx, sy);
					shine += brighter;
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

	/** The lashes of a closing lid lie over the slit that is left. */
	#drawLashes(eye: EyePoints, closed: number, { seen }: Moved, out: Float32Array): void {
		if (closed === 0) return;
		const { width, height } = this;
		const above = [eye.outer, ...eye.upper, eye.inner];
		const below = [eye.outer, ...eye.lower, eye.inner];
		const last = above.length - 1;
		const around = new Float64Array(4 * above.length);
		const thick = LASH_IOD * closed * this.#scale * this.sitter.iod;
		for (const [k, upper] of above.entries()) {
			const lower = below[k]!;
			const half = k === 0 || k === last ? 0 : thick;
			// Up along the upper lid, back along the lower one.
			around[2 * k] = seen[2 * upper]!;
			around[2 * k + 1] = seen[2 * upper + 1]! - half;
			const back = 2 * (2 * above.length - 1 - k);
			around[back] = seen[2 * lower]!;
			around[back + 1] = Math.min(seen[2 * lower + 1]!, seen[2 * upper + 1]! + half) + half;
		}
		const outline = Array.from({ length: 2 * above.length }, (_, k) => k);
		const box = coverPolygon(outline, around, width, height, this.#cover);
		for (let y = box.top; y < box.bottom; y++) {
			for (let at = y * width + box.left; at < y * width + box.right; at++) {
				out[at]! *= 1 - LASH_SHADE * closed * this.#cover[at]!;
			}
		}
	}

	#fillMouth(moved: Moved, out: Float32Array): void {
		const outline = [...UPPER_LIP_EDGE, ...LOWER_LIP_EDGE.slice(1, -1).reverse()];
		this.#fill(outline, moved, out, (x, y) => lookUp(this.#mouth, x, y));
	}

	#putOn(glasses: Glasses, { seen }: Moved, out: Float32Array): void {
		const { eyes, iod, rotation: r } = this.sitter;
		const { width, height } = this;
		const n = this.#spacing;
		const size = this.#scale * iod * 1.15;
		const middleX = (seen[2 * 133]! + seen[2 * 362]!) / 2;
		const middleY = (seen[2 * 133 + 1]! + seen[2 * 362 + 1]!) / 2;
		// Heads lean: as high as the glasses are wide then.
		const reachX = size * glasses.reach.x;
		const reachY = size * (glasses.reach.y + 0.3);
		// The sitter's own lean in the photograph.
		const along = Math.hypot(r[0]!, r[3]!) * iod;
		const cosine = r[0]! / along;
		const sine = r[3]! / along;
		const right = Math.min(width, Math.ceil(middleX + reachX));
		const bottom = Math.min(height, Math.ceil(middleY + reachY));
		for (let y = Math.max(0, Math.floor(middleY - reachY)); y < bottom; y++) {
			const row = Math.floor(y / n);
			for (let x = Math.max(0, Math.floor(middleX - reachX)); x < right; x++) {
				const column = Math.floor(x / n);
				const at = row * this.#columns + column;
				const px =
					between(this.#head, this.#columns, at, x / n - column, y / n - row, 2, 0) - eyes.x;
				const py =
					between(this.#head, this.#columns, at, x / n - column, y / n - row, 2, 1) - eyes.y;
				const across = cosine * px + sine * py;
				const down = cosine * py - sine * px;
				out[y * width + x] = glasses.over(across, down, out[y * width + x]!);
			}
		}
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
				const px = between(this.#head, this.#columns, at, fx, fy, 2, 0);
				const py = between(this.#head, this.#columns, at, fx, fy, 2, 1);
				out[y * width + x]! += share * (of(px, py) - out[y * width + x]!);
			}
		}
	}
}

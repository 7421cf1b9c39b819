/**
 * Scene cuts, from the pictures: whether what lies around the followed face, and the face itself, have
 * become something else from one frame to the next.
 *
 * Small pictures of the square around the face are compared by how their local contrasts correlate, so
 * that lamps, flashes and automatic exposure do not count; once where the face was (what stands still
 * stays alike) and once where it is now (what moves along stays alike). A hand before the face changes
 * both; what then is left of the whole picture decides.
 *
 * Cost  some 50 µs a frame; allocates nothing
 */
import type { Planes } from '../camera/worker/index.ts';
import type { FaceRegion } from './face-region.ts';

/** Cells a side. */
const CELLS = 24;
const COUNT = CELLS * CELLS;
/** Points a side that make a cell. */
const TAPS = 3;
/** Local contrast is taken over so many cells to each side. */
const REACH = 2;
/** Mean local contrast below which a picture shows nothing: black, white, fog. Levels of 255. */
const LEAST_CONTRAST = 0.5;

/**
 * Under this likeness (-1..1) the picture around the face is looked at more closely. On the public clips
 * heads in fast motion stayed above 0.59, cuts to somebody else came to 0.01 to 0.45.
 */
const SUSPICIOUS = 0.5;
/** A change this large, out of a calm in which the largest was a quarter of it, is sudden. */
const SUDDEN_CHANGE = 0.38;
const OUT_OF_CALM = 4;
/** Frames that are remembered, how many must be, and the least change that counts as one. */
const CALM_FRAMES = 8;
const FEWEST_CALM = 3;
const LEAST_CHANGE = 0.02;
/** Under this a face is another one, whatever the rest of the picture. */
const SOMETHING_ELSE = 0.2;
/** Under this the whole picture is another one than half a second ago at most. */
const OTHER_PICTURE = 0.4;

/** Local contrasts of a square, or of a whole picture. */
class Glance {
	readonly contrast = new Float32Array(COUNT);
	readonly #levels = new Float32Array(COUNT);
	/** Whether it shows anything. */
	seen = false;

	take({ y, yStride, width, height }: Planes, left: number, top: number, w: number, h: number) {
		const levels = this.#levels;
		for (let cell = 0; cell < COUNT; cell++) {
			const column = cell % CELLS;
			const row = (cell / CELLS) | 0;
			let sum = 0;
			for (let tap = 0; tap < TAPS * TAPS; tap++) {
				const across = left + ((column + ((tap % TAPS) + 0.5) / TAPS) * w) / CELLS;
				const down = top + ((row + (((tap / TAPS) | 0) + 0.5) / TAPS) * h) / CELLS;
				const px = Math.max(0, Math.min(width - 1, across | 0));
				const py = Math.max(0, Math.min(height - 1, down | 0));
				sum += y[py * yStride + px]!;
			}
			levels[cell] = sum / (TAPS * TAPS);
		}
		this.seen = this.#localContrast() >= LEAST_CONTRAST;
	}

	#localContrast(): number {
		let total = 0;
		for (let row = 0; row < CELLS; row++) {
			for (let column = 0; column < CELLS; column++) {
				let sum = 0;
				let cells = 0;
				for (let r = Math.max(0, row - REACH); r <= Math.min(CELLS - 1, row + REACH); r++) {
					const last = Math.min(CELLS - 1, column + REACH);
					for (let c = Math.max(0, column - REACH); c <= last; c++) {
						sum += this.#levels[r * CELLS + c]!;
						cells += 1;
					}
				}
				const value = this.#levels[row * CELLS + column]! - sum / cells;
				this.contrast[row * CELLS + column] = value;
				total += Math.abs(value);
			}
		}
		return total / COUNT;
	}
}

/** @param margin cells that are left out at each border; -1..1 */
function likeness(a: Glance, b: Glance, margin = 0): number {
	let both = 0;
	let first = 0;
	let second = 0;
	for (let row = margin; row < CELLS - margin; row++) {
		for (let column = margin; column < CELLS - margin; column++) {
			const p = a.contrast[row * CELLS + column]!;
			const q = b.contrast[row * CELLS + column]!;
			both += p * q;
			first += p * p;
			second += q * q;
		}
	}
	return both / Math.sqrt(Math.max(1e-9, first * second));
}

export class SceneWatch {
	/** Around the face: before, there now, and where the face is now. */
	#before = new Glance();
	readonly #there = new Glance();
	#along = new Glance();
	#wholeBefore = new Glance();
	#whole = new Glance();
	#hasBefore = false;
	#hasWhole = false;
	/** 1 less likeness, of the newest frames. */
	readonly #changes = new Float32Array(CALM_FRAMES);
	#changed = 0;
	#sudden = false;

	reset(): void {
		this.#changed = 0;
		this.#hasBefore = false;
		this.#hasWhole = false;
	}

	/** How alike the square is to what it was when `keep` was called; 1 where it is not known. */
	likenessThere(planes: Planes, { x, y, side }: FaceRegion): number {
		if (!this.#hasBefore) return 1;
		this.#there.take(planes, x - side / 2, y - side / 2, side, side);
		return this.#there.seen ? likeness(this.#before, this.#there) : 1;
	}

	/** How alike the face and what is around it is, at the place where it is now. */
	likenessAlong(planes: Planes, { x, y, side }: FaceRegion): number {
		if (!this.#hasBefore) return 1;
		this.#along.take(planes, x - side / 2, y - side / 2, side, side);
		return this.#along.seen ? likeness(this.#before, this.#along) : 1;
	}

	/**
	 * Takes in how alike a frame is to the one before; whether the whole of it must be looked at.
	 *
	 * @param alike the larger of `likenessThere` and `likenessAlong`
	 */
	suspects(alike: number): boolean {
		const change = 1 - alike;
		const known = Math.min(CALM_FRAMES, this.#changed);
		let largest = LEAST_CHANGE;
		for (let i = 0; i < known; i++) largest = Math.max(largest, this.#changes[i]!);
		this.#changes[this.#changed++ % CALM_FRAMES] = change;
		this.#sudden = known >= FEWEST_CALM && change > SUDDEN_CHANGE && change > OUT_OF_CALM * largest;
		return this.#sudden || alike < SUSPICIOUS;
	}

	/**
	 * Whether the suspicious picture is the first of another scene.
	 *
	 * @param face there is one at the place of the last: no hand
	 */
	isCut(planes: Planes, alike: number, face: boolean): boolean {
		const cut = this.#isCut(planes, alike, face);
		if (cut) this.#changed = 0;
		return cut;
	}

	#isCut(planes: Planes, alike: number, face: boolean): boolean {
		if (face && (this.#sudden || alike < SOMETHING_ELSE)) return true;
		return this.#likenessOfWhole(planes) < OTHER_PICTURE;
	}

	/** How alike the whole picture is to the one that `keepWhole` was given. */
	#likenessOfWhole(planes: Planes): number {
		if (!this.#hasWhole) return 1;
		this.#whole.take(planes, 0, 0, planes.width, planes.height);
		return this.#whole.seen ? likeness(this.#wholeBefore, this.#whole) : 1;
	}

	/** What the next frame is compared with; a picture that shows nothing is passed over. */
	keep(planes: Planes, { x, y, side }: FaceRegion): void {
		this.#along.take(planes, x - side / 2, y - side / 2, side, side);
		if (!this.#along.seen) return;
		[this.#before, this.#along] = [this.#along, this.#before];
		this.#hasBefore = true;
	}

	keepWhole(planes: Planes): void {
		this.#whole.take(planes, 0, 0, planes.width, planes.height);
		if (!this.#whole.seen) return;
		[this.#wholeBefore, this.#whole] = [this.#whole, this.#wholeBefore];
		this.#hasWhole = true;
	}
}

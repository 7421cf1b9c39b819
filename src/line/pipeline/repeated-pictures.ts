/**
 * Finds pictures that are the one before again: a film of 15 pictures a second in a file of 30, a
 * camera that stands still. They carry no motion and are no frames.
 *
 * In    the luminance of each frame, where it was read
 * Out   whether it is a picture of its own
 * Rule  a picture is a repeated one where it differs from the one before far less than others do, and
 *       either these come at an even rhythm over most of a second, or several follow each other after
 *       a second of pictures that all differed. Lossy coders leave a difference; a still face under a
 *       quiet camera differs as little now and then, but in no rhythm (decision 0071)
 * Cost  some thousand differences a frame; nothing is allocated but when the size of frames changes
 */
import type { PictureBox, Planes } from '../camera/worker/index.ts';

/** Differences looked at together. */
const WINDOW = 30;
const FEWEST = 12;
/** Real pictures before a standstill can be told: also at 60 a second most of a second. */
const BEFORE_STANDSTILL = 30;
const STANDSTILL = 4;
/** Mean difference of a repeated picture, at most; grey levels. */
const MOST_LEFT = 0.25;
/** Real ones differ by so many times as much, and by this more. */
const RATIO = 1.8;
/** ... while less than a second is known, and where every other one is repeated. */
const RATIO_EARLY = 2.5;
const RATIO_OTHERS = 2;
const STANDSTILL_RATIO = 2.5;
/**
 * Of a standstill, the share of pixels that are the same, and what the others make of it: a coder sends
 * next to nothing anew, a face moves some.
 */
const LEAST_ALIKE = 0.97;
const MOST_STILL = 0.03;
const LEAST_MORE = 0.02;
/** So many of them make a rhythm. */
const FEWEST_BEATS = 5;
/** Pixels compared, about. */
const SAMPLES = 16_000;

export class RepeatedPictures {
	readonly #window = new Float64Array(WINDOW);
	readonly #sorted = new Float64Array(WINDOW);
	/** 1 where it was told that it is repeated. */
	readonly #told = new Uint8Array(WINDOW);
	#missed = 0;
	/** Share of pixels of the newest picture that are as before. */
	#alike = 0;
	#count = 0;
	readonly #real = new Float64Array(BEFORE_STANDSTILL).fill(0);
	#reals = 0;
	#still = 0;
	/** Of the newest picture, on a grid. */
	#samples = new Uint8Array(0);
	#width = 0;
	#height = 0;
	/** Where the newest picture was read. */
	#left = 0;
	#top = 0;
	#right = 0;
	#bottom = 0;

	/** @param box where luminance is valid; null: everywhere */
	isRepeated(planes: Planes, box: PictureBox | null): boolean {
		const difference = this.#difference(planes, box);
		if (difference === null) {
			this.#count = this.#reals = this.#still = 0;
			return false;
		}
		return this.take(difference, this.#alike);
	}

	/** Repeated ones that were taken for real before the rhythm was known; counted once. */
	takeMissed(): number {
		const missed = this.#missed;
		this.#missed = 0;
		return missed;
	}

	/**
	 * @param difference of a picture from the one before, grey levels: the mean of its absolute values
	 * @param alike      share of pixels that are the same, 0 to 1
	 */
	take(difference: number, alike = difference === 0 ? 1 : 0): boolean {
		if (this.#count === WINDOW) {
			this.#window.copyWithin(0, 1);
			this.#told.copyWithin(0, 1);
		}
		this.#count = Math.min(WINDOW, this.#count + 1);
		this.#window[this.#count - 1] = difference;
		this.#told[this.#count - 1] = 0;
		const stands = this.#standsStill(difference, alike);
		const repeated = this.#count >= FEWEST && (stands || this.#inRhythm(difference));
		if (repeated) this.#told[this.#count - 1] = 1;
		return repeated;
	}

	#standsStill(difference: number, alike: number): boolean {
		let still =
			this.#reals >= BEFORE_STANDSTILL && alike >= LEAST_ALIKE && difference <= MOST_STILL;
		const least = STANDSTILL_RATIO * difference + LEAST_MORE;
		for (let i = 0; still && i < BEFORE_STANDSTILL; i++) still = this.#real[i]! >= least;
		if (still) this.#still += 1;
		else {
			this.#still = 0;
			this.#real[this.#reals % BEFORE_STANDSTILL] = difference;
			this.#reals += 1;
		}
		return this.#still >= STANDSTILL;
	}

	/** Over all that is known, or every other one lately: what came before may be no rhythm. */
	#inRhythm(difference: number): boolean {
		const ratio = this.#count === WINDOW ? RATIO : RATIO_EARLY;
		return (
			this.#inRhythmOf(difference, this.#count, ratio, 1) ||
			this.#inRhythmOf(difference, FEWEST, RATIO_OTHERS, 0)
		);
	}

	/** A cut between small and large differences that makes an even rhythm, with this one below it. */
	#inRhythmOf(difference: number, length: number, ratio: number, uneven: number): boolean {
		const sorted = this.#sorted;
		const from = this.#count - length;
		sorted.fill(Infinity);
		for (let i = 0; i < length; i++) sorted[i] = this.#window[from + i]!;
		sorted.sort();
		for (let k = 2; k < length - 1; k++) {
			const below = sorted[k - 1]!;
			if (below > MOST_LEFT) return false;
			if (difference > below || sorted[k]! < ratio * below + LEAST_MORE) continue;
			if (!this.#isEven(from, below, 2 * k <= length, uneven)) continue;
			for (let i = from; i < this.#count - 1; i++) {
				if (this.#told[i] === 1 || this.#window[i]! > below) continue;
				this.#told[i] = 1;
				this.#missed += 1;
			}
			return true;
		}
		return false;
	}

	/** Whether the rarer ones, small or large, come at even steps. */
	#isEven(from: number, cut: number, smallAreRare: boolean, uneven: number): boolean {
		let seen = 0;
		let last = -1;
		let first = -1;
		let shortest = Infinity;
		let longest = 0;
		for (let i = from; i < this.#count; i++) {
			if (this.#window[i]! <= cut !== smallAreRare) continue;
			if (seen === 0) first = i;
			else {
				shortest = Math.min(shortest, i - last);
				longest = Math.max(longest, i - last);
			}
			last = i;
			seen += 1;
		}
		return (
			seen >= FEWEST_BEATS &&
			longest - shortest <= uneven &&
			first - from <= longest &&
			this.#count - 1 - last <= longest
		);
	}

	/** Null: there is nothing to compare with. */
	#difference({ width, height, y, yStride }: Planes, box: PictureBox | null): number | null {
		const step = Math.max(1, Math.round(Math.sqrt((width * height) / SAMPLES)));
		const across = Math.ceil(width / step);
		const same = this.#width === width && this.#height === height;
		if (!same) {
			this.#width = width;
			this.#height = height;
			this.#samples = new Uint8Array(across * Math.ceil(height / step));
		}
		const left = Math.ceil((box?.x ?? 0) / step);
		const top = Math.ceil((box?.y ?? 0) / step);
		const right = Math.min(
			across,
			Math.floor(((box?.x ?? 0) + (box?.width ?? width) - 1) / step) + 1,
		);
		const bottom = Math.min(
			Math.ceil(height / step),
			Math.floor(((box?.y ?? 0) + (box?.height ?? height) - 1) / step) + 1,
		);
		const before = (this.#right - this.#left) * (this.#bottom - this.#top);
		let sum = 0;
		let count = 0;
		let equal = 0;
		for (let row = top; row < bottom; row++) {
			const known = same && row >= this.#top && row < this.#bottom;
			let from = row * step * yStride + left * step;
			for (let column = left; column < right; column++, from += step) {
				const at = row * across + column;
				const value = y[from]!;
				if (known && column >= this.#left && column < this.#right) {
					const apart = Math.abs(value - this.#samples[at]!);
					sum += apart;
					count += 1;
					if (apart === 0) equal += 1;
				}
				this.#samples[at] = value;
			}
		}
		this.#left = left;
		this.#top = top;
		this.#right = right;
		this.#bottom = bottom;
		this.#alike = count === 0 ? 0 : equal / count;
		// Boxes that hardly overlap follow another face; now and then the whole picture is read.
		const least = Math.min(before, (right - left) * (bottom - top));
		return count === 0 || count * 4 < least ? null : sum / count;
	}
}

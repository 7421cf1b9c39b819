/**
 * A folder of pictures as a film: one picture a frame, decoded in order; none is dropped by us.
 *
 * In    picture files in order of time, frames per second, and where pictures are missing their numbers
 * Out   frames of one size; EXIF turns are applied, colour profiles are not: luminance is as coded
 * Index the picture's own number; without numbers its place, from 0
 * Time  (index - first index) over fps, to the microsecond; the first picture is at 0, also where it is
 *       broken
 * Gaps  a picture that is missing or cannot be decoded is a gap in time and index, and counts as
 *       dropped; `skipped` has the broken ones. A gap of more than two seconds is a clock break.
 * Fails Fault: `file/empty` without pictures; `file/broken` on opening, if no picture can be decoded;
 *       `file/too-small`; `file/broken` from `next()`, for a picture of another size, by name: what
 *       it would be worth scaled is not what the others are
 */
import { Fault } from '../../../core/record/index.ts';
import { millis } from '../../../core/kernel/index.ts';
import type { CapturedFrame, FrameFeed } from './feed.ts';
import { GAP_MS } from './frame-clock.ts';
import { checkSize } from './picture-size.ts';

export interface PictureSource {
	/** In order of time. */
	readonly files: readonly File[];
	/** Frames a second; finite and above 0. */
	readonly fps: number;
	/** Frame numbers of the files, increasing. Left out: they count from 0 and none is missing. */
	readonly numbers?: readonly number[];
}

/** A picture that could not be decoded. */
interface SkippedPicture {
	readonly name: string;
	/** Its frame number. */
	readonly frame: number;
	readonly why: string;
}

export interface PictureFeed extends FrameFeed {
	/** Up to the newest frame handed out. */
	readonly skipped: readonly SkippedPicture[];
}

/** As decoded: no profile, no alpha; EXIF turns are applied by default. */
const AS_CODED: ImageBitmapOptions = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' };

export async function openPictureFeed(
	source: PictureSource,
	signal?: AbortSignal,
): Promise<PictureFeed> {
	const feed = new Pictures(source);
	try {
		await feed.open(signal);
		return feed;
	} catch (error) {
		feed.close();
		throw error;
	}
}

interface Decoded {
	readonly bitmap: ImageBitmap;
	readonly index: number;
	readonly name: string;
}

class Pictures implements PictureFeed {
	readonly kind = 'file';
	readonly lossless = true;
	readonly totalMs: number;
	readonly #files: readonly File[];
	readonly #fps: number;
	/** Of every file, increasing. */
	readonly #numbers: readonly number[];
	readonly #firstNumber: number;
	readonly #skipped: SkippedPicture[] = [];
	#place = 0;
	/** The first one, decoded to know its size. */
	#first: Decoded | null = null;
	#width = 0;
	#height = 0;
	#handedOut = 0;
	/** Of the newest frame handed out. */
	#lastNumber: number;
	#doneMs = 0;
	#clockBreaks = 0;
	#closed = false;

	constructor({ files, fps, numbers }: PictureSource) {
		if (!(fps > 0 && fps < Infinity)) throw new RangeError(`${fps} frames a second are none`);
		this.#files = files;
		this.#fps = fps;
		this.#numbers = numbersOf(files, numbers);
		this.#firstNumber = this.#numbers[0] ?? 0;
		this.#lastNumber = this.#firstNumber - 1;
		this.totalMs = this.#timeOf((this.#numbers.at(-1) ?? this.#lastNumber) + 1);
	}

	get width(): number {
		return this.#width;
	}
	get height(): number {
		return this.#height;
	}
	get doneMs(): number {
		return this.#doneMs;
	}
	get clockBreaks(): number {
		return this.#clockBreaks;
	}
	get skipped(): readonly SkippedPicture[] {
		return this.#skipped;
	}

	/** Places in time that were passed and held no picture. */
	get dropped(): number {
		const last =
			this.#place === this.#files.length
				? (this.#numbers.at(-1) ?? this.#lastNumber)
				: this.#lastNumber;
		return last + 1 - this.#firstNumber - this.#handedOut;
	}

	async open(signal?: AbortSignal): Promise<void> {
		if (this.#files.length === 0) throw new Fault('file/empty', 'no picture was given');
		this.#first = await this.#decodeNext(signal);
		if (this.#first === null) {
			const { name, why } = this.#skipped[0]!;
			throw new Fault('file/broken', `no picture could be decoded; the first is ${name}: ${why}`);
		}
		const { width, height } = this.#first.bitmap;
		checkSize(width, height);
		this.#width = width;
		this.#height = height;
	}

	async next(): Promise<CapturedFrame | null> {
		const decoded = this.#first ?? (await this.#decodeNext());
		this.#first = null;
		if (decoded === null) return null;
		const { bitmap, index, name } = decoded;
		try {
			if (this.#closed) return null;
			if (bitmap.width !== this.#width || bitmap.height !== this.#height) {
				const sizes = `${bitmap.width} x ${bitmap.height} pixels, those before ${this.#width} x ${this.#height}`;
				throw new Fault('file/broken', `${name} is ${sizes}`);
			}
			const at = this.#timeOf(index);
			if (this.#handedOut > 0 && at - this.#doneMs > GAP_MS) this.#clockBreaks += 1;
			this.#doneMs = at;
			this.#lastNumber = index;
			this.#handedOut += 1;
			const frame = new VideoFrame(bitmap, {
				timestamp: Math.round(1000 * at),
				duration: Math.round(1e6 / this.#fps),
				alpha: 'discard',
			});
			return { frame, at: millis(at), index };
		} finally {
			bitmap.close();
		}
	}

	/** The next picture that can be decoded; null at the end. */
	async #decodeNext(signal?: AbortSignal): Promise<Decoded | null> {
		while (!this.#closed && this.#place < this.#files.length) {
			const file = this.#files[this.#place]!;
			const index = this.#numbers[this.#place]!;
			this.#place += 1;
			signal?.throwIfAborted();
			try {
				return { bitmap: await createImageBitmap(file, AS_CODED), index, name: file.name };
			} catch (error) {
				const why = error instanceof Error ? error.message : String(error);
				this.#skipped.push({ name: file.name, frame: index, why });
			}
		}
		return null;
	}

	/** To the microsecond, as for films. */
	#timeOf(index: number): number {
		return Math.round(((index - this.#firstNumber) * 1e6) / this.#fps) / 1e3;
	}

	close(): void {
		this.#closed = true;
		this.#first?.bitmap.close();
		this.#first = null;
	}
}

function numbersOf(
	files: readonly File[],
	numbers: readonly number[] | undefined,
): readonly number[] {
	if (numbers === undefined) return files.map((_, place) => place);
	if (numbers.length !== files.length) {
		throw new RangeError(`${files.length} pictures have ${numbers.length} numbers`);
	}
	for (const [place, number] of numbers.entries()) {
		if (place > 0 && !(number > numbers[place - 1]!)) {
			throw new RangeError(`picture ${number} comes after ${numbers[place - 1]}`);
		}
	}
	return numbers;
}

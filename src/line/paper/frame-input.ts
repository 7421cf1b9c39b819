/**
 * A picture of a face as the published network takes it.
 *
 * In    a picture of any size, 8-bit
 * Out   [224, 224, 3], row-major: resized as PIL's BILINEAR does (both ratios on their own, so the
 *       aspect is not kept), scaled to 0..1, less ImageNet's mean, over its deviation
 */
import { FRAME_CHANNELS, PUBLISHED } from './architecture.ts';

/** ImageNet's, per channel of RGB, in 0..1: torchvision's and the published code's normalisation. */
export const IMAGENET_MEAN = [0.485, 0.456, 0.406] as const;
export const IMAGENET_STD = [0.229, 0.224, 0.225] as const;

export interface Picture {
	readonly width: number;
	readonly height: number;
	/** Row-major; further channels than three (alpha) are left out. */
	readonly data: ArrayLike<number>;
	readonly channels: 3 | 4;
}

/** PIL's weights are whole numbers of this much; that decides which way a tie is rounded. */
const ONE = 2 ** 22;

/** Weights of the source samples that one output sample is made of. */
interface Taps {
	readonly first: number;
	readonly weights: readonly number[];
}

/**
 * PIL's triangle filter: it spans one source sample to either side, or as many as one output sample
 * covers where the picture shrinks; cut off at the border and made to sum to 1.
 */
function tapsOf(from: number, to: number): readonly Taps[] {
	const scale = from / to;
	const reach = Math.max(1, scale);
	return Array.from({ length: to }, (_, at) => {
		const centre = (at + 0.5) * scale;
		const first = Math.max(0, Math.trunc(centre - reach + 0.5));
		const end = Math.min(from, Math.trunc(centre + reach + 0.5));
		const raw = Array.from({ length: end - first }, (_, i) =>
			Math.max(0, 1 - Math.abs(first + i - centre + 0.5) / reach),
		);
		const sum = raw.reduce((a, b) => a + b, 0);
		return { first, weights: raw.map((weight) => Math.round((weight / sum) * ONE)) };
	});
}

/** RGB, [side, side, 3]: across first, rounded to 8 bits, then down, rounded again, as PIL does. */
export function resizeLikePil(
	{ width, height, data, channels }: Picture,
	side: number = PUBLISHED.side,
): Uint8ClampedArray<ArrayBuffer> {
	const across = new Uint8ClampedArray(height * side * FRAME_CHANNELS);
	for (const [column, { first, weights }] of tapsOf(width, side).entries()) {
		for (let row = 0; row < height; row++) {
			for (let channel = 0; channel < FRAME_CHANNELS; channel++) {
				let sum = 0;
				let at = (row * width + first) * channels + channel;
				for (const weight of weights) {
					sum += weight * data[at]!;
					at += channels;
				}
				across[(row * side + column) * FRAME_CHANNELS + channel] = rounded(sum);
			}
		}
	}
	const out = new Uint8ClampedArray(side * side * FRAME_CHANNELS);
	const line = side * FRAME_CHANNELS;
	for (const [row, { first, weights }] of tapsOf(height, side).entries()) {
		for (let i = 0; i < line; i++) {
			let sum = 0;
			let at = first * line + i;
			for (const weight of weights) {
				sum += weight * across[at]!;
				at += line;
			}
			out[row * line + i] = rounded(sum);
		}
	}
	return out;
}

const rounded = (sum: number): number => Math.floor(sum / ONE + 0.5);

/** Frames of the network: [side, side, 3], normalised. */
export function normalisedFrame(
	picture: Picture,
	side: number = PUBLISHED.side,
): Float32Array<ArrayBuffer> {
	const pixels = resizeLikePil(picture, side);
	const out = new Float32Array(pixels.length);
	for (let i = 0; i < pixels.length; i++) {
		const channel = i % FRAME_CHANNELS;
		out[i] = (pixels[i]! / 255 - IMAGENET_MEAN[channel]!) / IMAGENET_STD[channel]!;
	}
	return out;
}

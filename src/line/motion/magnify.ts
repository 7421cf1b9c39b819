/**
 * Motion magnification: an aligned face drawn as if everything had moved `factor` times as far since a
 * reference frame as it has. For people who look; nothing is measured on its result.
 *
 * In    crops [128, 128]: luminance to measure by, RGBA to draw; the reference is the onset
 * Out   RGBA [128, 128, 4]
 * How   the flow w of our own line from the reference to the frame, smoothed a little. A point x of the
 *       reference lies at x + w(x) in the frame and is drawn at x + factor * w(x). The way back,
 *       (1 - factor) * w(x), is spread to where it is needed (x + factor * w(x)), holes are filled from
 *       around, and the frame is sampled by it. Inside the eyelids motion is held back: a glance would
 *       be drawn larger than any movement of the face
 * Cost  a flow some milliseconds (once a frame), a drawing two or three
 */
import { CROP_SIZE, ContrastFilter, EYE_CENTRE_X, EYE_CENTRE_Y, IOD_PX } from '../align/index.ts';
import { BoxMean } from '../simd/index.ts';
import { clamp } from '../../core/statistics/index.ts';
import { DenseFlow } from './flow.ts';

const PIXELS = CROP_SIZE * CROP_SIZE;
/** The flow is smoothed by this much, px: noise of single pixels would be exaggerated too. */
const SMOOTH_RADIUS = 2;
/** Holes of this size are filled, px, and more where several passes reach. */
const FILL_RADIUS = 2;
const FILL_PASSES = 4;
/** Beyond this ellipse around the eyes there is background, IOD. */
const FACE_RADIUS_X = 1.1;
const FACE_RADIUS_Y = 1.4;
const FACE_MIDDLE_Y = 0.35;

/** What lies between the lids, around either eye's middle, crop px; and what is left of its motion. */
const EYE_RADIUS_X = 10;
const EYE_RADIUS_Y = 5;
const GLANCE_SHARE = 0.15;

/** Where every point of the reference has gone, crop px, right and down. */
export interface Displacement {
	readonly u: Float32Array;
	readonly v: Float32Array;
}

export class Magnifier {
	readonly #contrast = new ContrastFilter(CROP_SIZE);
	readonly #flow = new DenseFlow();
	readonly #crop = new Float32Array(PIXELS);
	readonly #mean = new BoxMean(CROP_SIZE);

	/** @param luma [128, 128], 0..255 */
	setReference(luma: Float32Array): void {
		this.#contrast.apply(luma, this.#crop);
		this.#flow.setReference(this.#crop);
	}

	/** From the reference to this picture; own arrays. */
	measure(luma: Float32Array): Displacement {
		this.#contrast.apply(luma, this.#crop);
		this.#flow.measure(this.#crop);
		const u = this.#flow.u.slice();
		const v = this.#flow.v.slice();
		this.#mean.smooth(u, SMOOTH_RADIUS);
		this.#mean.smooth(v, SMOOTH_RADIUS);
		for (let i = 0; i < PIXELS; i++) {
			const x = ((i % CROP_SIZE) - EYE_CENTRE_X) / IOD_PX;
			const y = (Math.floor(i / CROP_SIZE) - EYE_CENTRE_Y) / IOD_PX;
			const rim = (x / FACE_RADIUS_X) ** 2 + ((y - FACE_MIDDLE_Y) / FACE_RADIUS_Y) ** 2;
			const eyeX = (Math.abs((i % CROP_SIZE) - EYE_CENTRE_X) - IOD_PX / 2) / EYE_RADIUS_X;
			const eyeY = (Math.floor(i / CROP_SIZE) - EYE_CENTRE_Y) / EYE_RADIUS_Y;
			const between = clamp(1.5 - Math.hypot(eyeX, eyeY), 0, 0.5) / 0.5;
			const share = clamp((1.3 - rim) / 0.3, 0, 1) * (1 - (1 - GLANCE_SHARE) * between);
			u[i]! *= share;
			v[i]! *= share;
		}
		this.#mean.smooth(u, 1);
		this.#mean.smooth(v, 1);
		return { u, v };
	}
}

/**
 * @param rgba   the frame, [128, 128, 4]
 * @param moved  from the reference to this frame
 * @param factor 1: as it is
 */
export function exaggerate(
	rgba: Uint8ClampedArray,
	{ u, v }: Displacement,
	factor: number,
): Uint8ClampedArray<ArrayBuffer> {
	const weight = new Float32Array(PIXELS);
	const backX = new Float32Array(PIXELS);
	const backY = new Float32Array(PIXELS);
	for (let i = 0; i < PIXELS; i++) {
		const x = (i % CROP_SIZE) + factor * u[i]!;
		const y = Math.floor(i / CROP_SIZE) + factor * v[i]!;
		const x0 = Math.floor(x);
		const y0 = Math.floor(y);
		for (let corner = 0; corner < 4; corner++) {
			const cx = x0 + (corner & 1);
			const cy = y0 + (corner >> 1);
			if (cx < 0 || cy < 0 || cx >= CROP_SIZE || cy >= CROP_SIZE) continue;
			const share = (1 - Math.abs(x - cx)) * (1 - Math.abs(y - cy));
			const at = cy * CROP_SIZE + cx;
			weight[at]! += share;
			backX[at]! += share * (1 - factor) * u[i]!;
			backY[at]! += share * (1 - factor) * v[i]!;
		}
	}
	fillHoles(weight, backX, backY);
	return sampled(rgba, backX, backY);
}

/** Scratch of `fillHoles`. */
let holeMean: BoxMean | null = null;

/** Sums over weights -> values everywhere: where nothing came to lie, what lies around. */
function fillHoles(weight: Float32Array, x: Float32Array, y: Float32Array): void {
	const [w, wx, wy] = [weight.slice(), x.slice(), y.slice()];
	holeMean ??= new BoxMean(CROP_SIZE);
	const mean = holeMean;
	const settled = new Uint8Array(PIXELS);
	for (let pass = 0; pass <= FILL_PASSES; pass++) {
		if (pass > 0) {
			for (const plane of [w, wx, wy]) mean.smooth(plane, FILL_RADIUS);
		}
		for (let i = 0; i < PIXELS; i++) {
			if (settled[i] === 1 || w[i]! < 0.02) continue;
			settled[i] = 1;
			x[i] = wx[i]! / w[i]!;
			y[i] = wy[i]! / w[i]!;
		}
	}
	for (let i = 0; i < PIXELS; i++) if (settled[i] === 0) x[i] = y[i] = 0;
	// Where the face would fold over itself, neighbors disagree: their mean draws no torn edges.
	for (const plane of [x, y]) mean.smooth(plane, FILL_RADIUS);
}

/** Bilinear; beyond the border it is repeated. */
function sampled(
	rgba: Uint8ClampedArray,
	dx: Float32Array,
	dy: Float32Array,
): Uint8ClampedArray<ArrayBuffer> {
	const out = new Uint8ClampedArray(4 * PIXELS);
	const limit = CROP_SIZE - 1.001;
	for (let i = 0; i < PIXELS; i++) {
		const x = clamp((i % CROP_SIZE) + dx[i]!, 0, limit);
		const y = clamp(Math.floor(i / CROP_SIZE) + dy[i]!, 0, limit);
		const x0 = x | 0;
		const y0 = y | 0;
		const fx = x - x0;
		const fy = y - y0;
		const at = 4 * (y0 * CROP_SIZE + x0);
		const under = at + 4 * CROP_SIZE;
		for (let c = 0; c < 3; c++) {
			const top = rgba[at + c]! + fx * (rgba[at + 4 + c]! - rgba[at + c]!);
			const bottom = rgba[under + c]! + fx * (rgba[under + 4 + c]! - rgba[under + c]!);
			out[4 * i + c] = top + fy * (bottom - top);
		}
		out[4 * i + 3] = 255;
	}
	return out;
}

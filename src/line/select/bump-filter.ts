/**
 * Fits rise-and-fall to the region signals: a raised cosine at several durations.
 *
 * Around a frame every channel is fitted with  c0 + c1 t + A b(t),  b a raised-cosine bump of half
 * width h with a stretch of quiet on both sides. What only drifts goes into c1, what only steps
 * leaves a residual. The two longest widths are there to be compared with: what they fit better
 * lasts too long for a micro-expression. Works on the frame times as they are, at any rate.
 * (Least squares with a known shape; Kay, Detection Theory, ch. 7.)
 *
 * Owns  what the last `fit` found, per width and channel; nothing is allocated per frame
 */
import type { SignalRing } from '../buffer/index.ts';

/** Half widths of the bump, ms: movements of 0.18 to 0.54 s, and two too long to be one. */
export const HALF_WIDTHS_MS = [90, 120, 160, 210, 270, 350, 450] as const;
export const WIDTHS = HALF_WIDTHS_MS.length;
/** The first so many may be a micro-expression. */
export const SHORT_WIDTHS = 5;
/** The width whose residual stands for the noise of a region. */
export const MIDDLE_WIDTH = 2;

/** Quiet before and after the bump, ms; less after it, so that a decision need not wait. */
const QUIET_BEFORE_MS = 140;
const QUIET_AFTER_MS = 100;
/** Nothing later than this after the frame is looked at: the long widths are cut off here. */
export const LOOKAHEAD_MS = 400;
/** Share of the stretch that must be there, and how much after the frame is enough in any case. */
const LEAST_SHARE = 0.75;
const ENOUGH_AFTER_MS = 300;
const MOST_FRAMES = 192;
/** A bump drawn by fewer frames than this cannot be told from a spike. */
const FEWEST_INSIDE = 2;
const FEWEST_OUTSIDE = 4;
const FEWEST_FRAMES = 6;

/** The fit of one width. */
export interface BumpFit {
	/** False: the ring does not hold the stretch, the rest means nothing. */
	ok: boolean;
	/** Energy of the bump once constant and slope are taken out of it. */
	energy: number;
	/** First and last frame of the stretch. */
	first: number;
	last: number;
	/** Per channel: amplitude, residual scatter, and drift over one half width; px200. */
	readonly amplitude: Float32Array;
	readonly scatter: Float32Array;
	readonly slope: Float32Array;
}

export class BumpFilter {
	readonly #channels: number;
	readonly #time = new Float64Array(MOST_FRAMES);
	readonly #bump = new Float64Array(MOST_FRAMES);
	/** The last fits, `HALF_WIDTHS_MS` order. */
	readonly fits: readonly BumpFit[];

	constructor(regions: number) {
		this.#channels = 2 * regions;
		const row = (): Float32Array => new Float32Array(2 * regions);
		this.fits = HALF_WIDTHS_MS.map(() => ({
			ok: false,
			energy: 0,
			first: 0,
			last: 0,
			amplitude: row(),
			scatter: row(),
			slope: row(),
		}));
	}

	/** Fits every width around `apex`; false when the ring holds the stretch of none. */
	fit(ring: SignalRing, apex: number): boolean {
		let any = false;
		for (let k = 0; k < WIDTHS; k++) {
			const fit = this.fits[k]!;
			fit.ok = this.#fitWidth(ring, apex, HALF_WIDTHS_MS[k]!, fit);
			any ||= fit.ok;
		}
		return any;
	}

	#fitWidth(ring: SignalRing, apex: number, halfMs: number, fit: BumpFit): boolean {
		const at = ring.timeOf(apex);
		const before = halfMs + QUIET_BEFORE_MS;
		const after = Math.min(LOOKAHEAD_MS, halfMs + QUIET_AFTER_MS);
		let first = apex;
		while (first > ring.first && at - ring.timeOf(first - 1) <= before) first -= 1;
		let last = apex;
		while (last < ring.count - 1 && ring.timeOf(last + 1) - at <= after) last += 1;
		const n = last - first + 1;
		if (n < FEWEST_FRAMES || n > MOST_FRAMES) return false;
		if (at - ring.timeOf(first) < LEAST_SHARE * before) return false;
		const enough = Math.min(ENOUGH_AFTER_MS, LEAST_SHARE * (halfMs + QUIET_AFTER_MS));
		if (ring.timeOf(last) - at < enough) return false;

		let inside = 0;
		let meanTime = 0;
		for (let i = 0; i < n; i++) {
			const phase = (ring.timeOf(first + i) - at) / halfMs;
			const b = phase > -1 && phase < 1 ? 0.5 + 0.5 * Math.cos(Math.PI * phase) : 0;
			if (b > 0.1) inside += 1;
			this.#time[i] = phase;
			this.#bump[i] = b;
			meanTime += phase / n;
		}
		if (inside < FEWEST_INSIDE || n - inside < FEWEST_OUTSIDE) return false;
		// Constant and slope out of time and bump.
		let stt = 0;
		let meanBump = 0;
		for (let i = 0; i < n; i++) {
			this.#time[i]! -= meanTime;
			stt += this.#time[i]! ** 2;
			meanBump += this.#bump[i]! / n;
		}
		let stb = 0;
		for (let i = 0; i < n; i++) stb += this.#time[i]! * this.#bump[i]!;
		let sbb = 0;
		for (let i = 0; i < n; i++) {
			this.#bump[i]! -= meanBump + (stb / stt) * this.#time[i]!;
			sbb += this.#bump[i]! ** 2;
		}
		if (sbb < 1e-3) return false;

		fit.energy = sbb;
		fit.first = first;
		fit.last = last;
		for (let channel = 0; channel < this.#channels; channel++) {
			let sx = 0;
			let sxx = 0;
			let sxt = 0;
			let sxb = 0;
			for (let i = 0; i < n; i++) {
				const x = ring.signal(first + i, channel);
				sx += x;
				sxx += x * x;
				sxt += x * this.#time[i]!;
				sxb += x * this.#bump[i]!;
			}
			const amplitude = sxb / sbb;
			const residual = sxx - (sx * sx) / n - (sxt * sxt) / stt - amplitude * sxb;
			fit.amplitude[channel] = amplitude;
			fit.scatter[channel] = Math.sqrt(Math.max(0, residual) / (n - 3));
			fit.slope[channel] = (sxt - amplitude * stb) / stt;
		}
		return true;
	}
}

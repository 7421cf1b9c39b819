/**
 * Finds rise-and-fall in the region signals: a matched filter at several durations.
 *
 * Around every frame the signals are fitted with  c0 + c1 t + A b(t),  b a raised-cosine bump of
 * half width h with a stretch of quiet on both sides. What only drifts goes into c1, what only
 * steps leaves a residual, so both score low: the anti-monotonic idea as a fit. Works on the frame
 * times as they are, at any frame rate.
 *
 *   z = |A| sqrt(Sbb) / sigma,  sigma^2 = floor^2 + rss / dof
 *
 * with Sbb the energy of b once constant and slope are taken out of it, and the floor the region's
 * own noise in quiet frames. (Generalised likelihood ratio; Kay, Detection Theory, ch. 7.)
 */
import type { SignalRing } from '../buffer/index.ts';

/** Half widths of the bump, ms: movements of about 0.17 to 0.6 s. */
export const HALF_WIDTHS_MS = [90, 120, 160, 210, 270] as const;
/** Quiet before and after the bump, ms; less after it, so that a decision need not wait. */
const QUIET_BEFORE_MS = 140;
const QUIET_AFTER_MS = 100;
/** Frame must lie this far before the newest one, so that every width can be fitted around it. */
export const LOOKAHEAD_MS = Math.max(...HALF_WIDTHS_MS) + QUIET_AFTER_MS;
const MOST_FRAMES = 128;
/** A bump drawn by fewer frames than this cannot be told from a spike. */
const FEWEST_INSIDE = 2;

export class BumpFilter {
	readonly #regions: number;
	readonly #time = new Float64Array(MOST_FRAMES);
	readonly #bump = new Float64Array(MOST_FRAMES);
	/** Best fit per region at the last frame fitted. */
	readonly z: Float32Array;
	readonly amplitudeX: Float32Array;
	readonly amplitudeY: Float32Array;
	/** Residual scatter of the fit with the middle width, px200: feeds the noise floor. */
	readonly scatter: Float32Array;
	readonly halfMs: Float32Array;

	constructor(regions: number) {
		this.#regions = regions;
		this.z = new Float32Array(regions);
		this.amplitudeX = new Float32Array(regions);
		this.amplitudeY = new Float32Array(regions);
		this.scatter = new Float32Array(regions);
		this.halfMs = new Float32Array(regions);
	}

	/** Fits every width around `apex`; false when the ring does not hold the stretch. */
	fit(ring: SignalRing, apex: number, floors: Float32Array): boolean {
		this.z.fill(0);
		let any = false;
		for (let k = 0; k < HALF_WIDTHS_MS.length; k++) {
			if (this.#fitWidth(ring, apex, HALF_WIDTHS_MS[k]!, floors)) any = true;
		}
		return any;
	}

	#fitWidth(ring: SignalRing, apex: number, halfMs: number, floors: Float32Array): boolean {
		const at = ring.timeOf(apex);
		const before = halfMs + QUIET_BEFORE_MS;
		const after = halfMs + QUIET_AFTER_MS;
		let first = apex;
		while (first > ring.first && at - ring.timeOf(first - 1) <= before) first -= 1;
		let last = apex;
		while (last < ring.count - 1 && ring.timeOf(last + 1) - at <= after) last += 1;
		const n = last - first + 1;
		if (n > MOST_FRAMES || at - ring.timeOf(first) < before * 0.75) return false;
		if (ring.timeOf(last) - at < after * 0.75) return false;

		let inside = 0;
		let st = 0;
		let stt = 0;
		for (let i = 0; i < n; i++) {
			const phase = (ring.timeOf(first + i) - at) / halfMs;
			const b = phase > -1 && phase < 1 ? 0.5 + 0.5 * Math.cos(Math.PI * phase) : 0;
			if (b > 0.1) inside += 1;
			this.#time[i] = phase;
			this.#bump[i] = b;
			st += phase;
		}
		if (inside < FEWEST_INSIDE || n - inside < 4) return false;
		// Constant and slope out of time and bump.
		const meanTime = st / n;
		let meanBump = 0;
		for (let i = 0; i < n; i++) {
			this.#time[i]! -= meanTime;
			stt += this.#time[i]! ** 2;
			meanBump += this.#bump[i]! / n;
		}
		let tb = 0;
		for (let i = 0; i < n; i++) tb += this.#time[i]! * this.#bump[i]!;
		let sbb = 0;
		for (let i = 0; i < n; i++) {
			this.#bump[i]! -= meanBump + (tb / stt) * this.#time[i]!;
			sbb += this.#bump[i]! ** 2;
		}
		if (sbb < 1e-3) return false;

		for (let region = 0; region < this.#regions; region++) {
			let energy = 0;
			let rss = 0;
			let ax = 0;
			let ay = 0;
			for (let c = 0; c < 2; c++) {
				const channel = 2 * region + c;
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
				energy += amplitude * sxb;
				rss += sxx - (sx * sx) / n - (sxt * sxt) / stt - amplitude * sxb;
				if (c === 0) ax = amplitude;
				else ay = amplitude;
			}
			const scatter2 = Math.max(0, rss) / (2 * (n - 3));
			if (halfMs === HALF_WIDTHS_MS[2]) this.scatter[region] = Math.sqrt(scatter2);
			const z = Math.sqrt(Math.max(0, energy) / (floors[region]! ** 2 + scatter2));
			if (z > this.z[region]!) {
				this.z[region] = z;
				this.amplitudeX[region] = ax;
				this.amplitudeY[region] = ay;
				this.halfMs[region] = halfMs;
			}
		}
		return true;
	}
}

/** What a camera adds to a face: light that drifts and jumps, flicker, noise, compression. */
import type { Random } from '../../core/kernel/index.ts';
import { seeded } from '../../core/kernel/index.ts';
import { BlockTransform } from './block-transform.ts';
import { ramp } from './face-points.ts';

const TILE = 256;

interface Wave {
	readonly size: number;
	/** Turns per second, and where it begins. */
	readonly hertz: number;
	readonly phase: number;
}

export class Camera {
	/** Deviation of the noise in middling light, gray levels of the scene. */
	readonly noise: number;
	readonly #seed: number;
	readonly #gain: number;
	readonly #waves: readonly Wave[];
	readonly #steps: readonly { readonly at: number; readonly over: number; readonly size: number }[];
	/** Standard deviation in the dark, and its growth with light: gray levels. */
	readonly #dark: number;
	readonly #shot: number;
	readonly #tile: Float32Array;
	readonly #compression: BlockTransform | null;

	/** @param seconds length of the film, @param fps its pictures a second */
	constructor(seconds: number, fps: number, random: Random) {
		this.#seed = random.index(2 ** 31);
		this.#gain = random.uniform(0.75, 1.15);
		const wave = (size: number, hertz: number): Wave => ({ size, hertz, phase: random.next() });
		const mains = random.chance(0.5) ? 100 : 120;
		this.#waves = [
			wave(random.uniform(0, 0.035), random.uniform(0.02, 0.1)),
			wave(random.uniform(0, 0.02), random.uniform(0.1, 0.35)),
			// Lamps on the mains, as far as the shutter lets them through; they beat with the frames.
			wave(
				random.chance(0.35) ? random.uniform(0.002, 0.012) : 0,
				mains - fps * Math.round(mains / fps) + 0.03,
			),
		];
		const steps = random.chance(0.4) ? Math.round((seconds / 60) * random.uniform(1, 5)) : 0;
		this.#steps = Array.from({ length: steps }, () => ({
			at: random.uniform(0, seconds),
			over: random.uniform(0.05, 0.5),
			size: random.uniform(-0.08, 0.08),
		}));
		const noise = Math.exp(random.uniform(Math.log(0.35), Math.log(2.6)));
		this.noise = noise / this.#gain;
		this.#dark = 0.5 * noise;
		this.#shot = (0.75 * noise ** 2) / 128;
		this.#tile = noiseTile(random.uniform(0, 0.5), random);
		this.#compression = random.chance(0.6)
			? new BlockTransform(Math.exp(random.uniform(Math.log(0.08), Math.log(0.6))))
			: null;
	}

	/** `light` [height, width], 0..255, as the camera gives frame number `frame` at a time, s, into `out`. */
	take(
		light: Float32Array,
		width: number,
		height: number,
		frame: number,
		seconds: number,
		out: Uint8Array,
	): void {
		let gain = this.#gain;
		for (const { size, hertz, phase } of this.#waves) {
			gain *= 1 + size * Math.sin(2 * Math.PI * (hertz * seconds + phase));
		}
		for (const { at, over, size } of this.#steps) gain *= 1 + size * ramp((seconds - at) / over);
		const random = seeded(this.#seed + frame);
		const across = random.index(TILE);
		const down = random.index(TILE);
		const dark = this.#dark ** 2;
		for (let y = 0; y < height; y++) {
			const row = ((y + down) & (TILE - 1)) * TILE;
			for (let x = 0; x < width; x++) {
				const at = y * width + x;
				const lit = gain * light[at]!;
				const size = Math.sqrt(dark + this.#shot * (lit > 0 ? lit : 0));
				light[at] = lit + size * this.#tile[row + ((x + across) & (TILE - 1))]!;
			}
		}
		this.#compression?.apply(light, width, height);
		for (let at = 0; at < width * height; at++) {
			const value = light[at]! + 0.5;
			out[at] = value < 0 ? 0 : value > 255 ? 255 : value;
		}
	}
}

/** Noise of deviation 1 that neighbors share in part, as demosaicing and denoising leave it. */
function noiseTile(shared: number, random: Random): Float32Array {
	const white = Float32Array.from({ length: TILE * TILE }, () => random.normal());
	const rows = white.map((value, at) => {
		const row = at - (at % TILE);
		const left = white[row + ((at + TILE - 1) % TILE)]!;
		const right = white[row + ((at + 1) % TILE)]!;
		return value + shared * (left + right);
	});
	const gain = 1 / (1 + 2 * shared ** 2);
	return rows.map((value, at) => {
		const above = rows[(at + TILE * (TILE - 1)) % (TILE * TILE)]!;
		const below = rows[(at + TILE) % (TILE * TILE)]!;
		return gain * (value + shared * (above + below));
	});
}

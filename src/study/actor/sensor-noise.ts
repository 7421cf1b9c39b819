/** Noise of a camera sensor: normal, a little colored, new in every frame, the same for the same seed. */
import { seeded } from '../../core/kernel/index.ts';

const SIZE = 1 << 16;
export const NOISE_MASK = SIZE - 1;

export class SensorNoise {
	/** Standard normal values times the level; `NOISE_MASK` wraps an index. */
	readonly values = new Float32Array(SIZE);
	/** Where each row of the current frame starts in `values`. */
	readonly rows: Int32Array;

	constructor(level: number, height: number) {
		const random = seeded(0x5e25);
		for (let i = 0; i < SIZE; i++) this.values[i] = level * random.normal();
		this.rows = new Int32Array(height);
	}

	start(seed: number): void {
		let state = (Math.imul(seed | 0, 0x9e3779b1) ^ 0x2545f491) | 0;
		for (let row = 0; row < this.rows.length; row++) {
			state = (state + 0x6d2b79f5) | 0;
			let z = Math.imul(state ^ (state >>> 15), state | 1);
			z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
			this.rows[row] = (z ^ (z >>> 14)) & NOISE_MASK;
		}
	}
}

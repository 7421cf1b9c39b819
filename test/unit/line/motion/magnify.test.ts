import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { Magnifier, exaggerate } from '../../../../src/line/motion/index.ts';
import { sample, smoothNoise } from '../../../support/texture.ts';

const SIZE = 128;
/** A cheek, say: inside the face, away from the rim. */
const SPOT = { x: 52, y: 70 };
const REACH = 12;

const texture = smoothNoise(seeded(5), SIZE, 1.6).map((value) => 128 + 32 * value);

/** The texture, carried around SPOT by (dx, dy) px, by less further away. */
function carried(dx: number, dy: number): Float32Array {
	const out = new Float32Array(SIZE * SIZE);
	for (let i = 0; i < out.length; i++) {
		const x = i % SIZE;
		const y = Math.floor(i / SIZE);
		const near = Math.exp(-((x - SPOT.x) ** 2 + (y - SPOT.y) ** 2) / (2 * REACH ** 2));
		out[i] = sample(texture, SIZE, SIZE, x - near * dx, y - near * dy);
	}
	return out;
}

const asRgba = (luma: Float32Array): Uint8ClampedArray =>
	Uint8ClampedArray.from({ length: 4 * luma.length }, (_, at) =>
		at % 4 === 3 ? 255 : luma[at >> 2]!,
	);

/** Where the texture at SPOT is found again, by comparing patches: no flow is involved. */
function foundAgain(rgba: Uint8ClampedArray): { dx: number; dy: number } {
	const luma = Float32Array.from({ length: SIZE * SIZE }, (_, at) => rgba[4 * at]!);
	let best = { dx: 0, dy: 0, error: Infinity };
	for (let dy = -9; dy <= 9; dy += 0.25) {
		for (let dx = -9; dx <= 9; dx += 0.25) {
			let error = 0;
			for (let py = -4; py <= 4; py++) {
				for (let px = -4; px <= 4; px++) {
					const was = texture[(SPOT.y + py) * SIZE + SPOT.x + px]!;
					error += (sample(luma, SIZE, SIZE, SPOT.x + px + dx, SPOT.y + py + dy) - was) ** 2;
				}
			}
			if (error < best.error) best = { dx, dy, error };
		}
	}
	return best;
}

function magnified(dx: number, dy: number, factor: number): { dx: number; dy: number } {
	const magnifier = new Magnifier();
	magnifier.setReference(texture);
	const frame = carried(dx, dy);
	return foundAgain(exaggerate(asRgba(frame), magnifier.measure(frame), factor));
}

describe('an exaggerated movement', () => {
	it.each([
		[0.8, 0, 1],
		[0.8, 0, 5],
		[0, -0.5, 10],
		[-0.3, 0.3, 20],
	])('of %d, %d px is drawn %d times as far', (dx, dy, factor) => {
		const seen = magnified(dx, dy, factor);
		const size = Math.hypot(dx, dy) * factor;
		expect(Math.hypot(seen.dx - factor * dx, seen.dy - factor * dy)).toBeLessThan(
			Math.max(0.5, 0.2 * size),
		);
	});

	it('leaves what has not moved as it is', () => {
		const magnifier = new Magnifier();
		magnifier.setReference(texture);
		const out = exaggerate(asRgba(texture), magnifier.measure(texture), 20);
		const apart = asRgba(texture).map((value, at) => Math.abs(value - out[at]!));
		expect(Math.max(...apart)).toBeLessThanOrEqual(1);
	});
});

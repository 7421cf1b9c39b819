import { describe, expect, it } from 'vitest';
import { CropRing } from '../../../../src/line/buffer/index.ts';

const SIZE = 4;

function push(ring: CropRing, n: number): void {
	ring.push(
		new Float32Array(SIZE * SIZE).fill(n / 8),
		new Float32Array(SIZE * SIZE).fill(n),
		new Float32Array((SIZE * SIZE) / 4).fill(100 + n),
		new Float32Array((SIZE * SIZE) / 4).fill(200 + n),
	);
}

describe('CropRing', () => {
	it('holds the newest crops under their numbers', () => {
		const ring = new CropRing(3, SIZE);
		for (let n = 0; n < 10; n++) {
			push(ring, n);
			expect(ring.count).toBe(n + 1);
			for (let frame = -1; frame < 14; frame++) {
				expect(ring.has(frame)).toBe(frame >= 0 && frame <= n && frame > n - 3);
			}
			for (let frame = Math.max(0, n - 2); frame <= n; frame++) {
				expect([...new Set(ring.contrast(frame))]).toEqual([frame / 8]);
				expect([...new Set(ring.luma(frame))]).toEqual([frame]);
				const chroma = [...ring.chroma(frame)];
				expect(chroma).toHaveLength(8);
				expect(chroma.slice(0, 4)).toEqual(new Array(4).fill(100 + frame));
				expect(chroma.slice(4)).toEqual(new Array(4).fill(200 + frame));
			}
		}
	});

	it('writes into the blocks it took at the start', () => {
		const ring = new CropRing(3, SIZE);
		for (let n = 0; n < 3; n++) push(ring, n);
		const before = [0, 1, 2].map((n) => [ring.contrast(n), ring.luma(n), ring.chroma(n)]);
		for (let n = 3; n < 6; n++) push(ring, n);
		for (let n = 3; n < 6; n++) {
			const now = [ring.contrast(n), ring.luma(n), ring.chroma(n)];
			now.forEach((block, i) => {
				expect(block).toBe(before[n - 3]![i]);
			});
		}
	});

	it('rounds grey levels to the nearest and keeps them in range', () => {
		const ring = new CropRing(1, 2);
		const chroma = new Float32Array(1);
		ring.push(new Float32Array(4), Float32Array.of(-3, 99.6, 100.4, 300), chroma, chroma);
		expect([...ring.luma(0)]).toEqual([0, 100, 100, 255]);
	});
});

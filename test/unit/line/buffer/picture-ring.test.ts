import { expect, it } from 'vitest';
import { PictureRing } from '../../../../src/line/buffer/index.ts';

const WIDTH = 4;
const HEIGHT = 6;

it('holds the newest pictures under their numbers, in memory taken once', () => {
	const ring = new PictureRing(3, WIDTH, HEIGHT);
	const { bytes } = ring;
	expect(bytes).toBe(3 * 1.5 * WIDTH * HEIGHT);
	for (let n = 0; n < 10; n++) {
		const half = new Float32Array((WIDTH * HEIGHT) / 4);
		ring.push(
			new Float32Array(WIDTH * HEIGHT).fill(n + 0.4),
			half.fill(100 + n),
			Float32Array.from(half, () => 200 + n),
		);
		expect(ring.count).toBe(n + 1);
		for (let frame = -1; frame < 14; frame++) {
			expect(ring.has(frame)).toBe(frame >= 0 && frame <= n && frame > n - 3);
		}
		for (let frame = Math.max(0, n - 2); frame <= n; frame++) {
			expect([...ring.luma(frame)]).toEqual(new Array(24).fill(frame));
			const chroma = [...ring.chroma(frame)];
			expect(chroma.slice(0, 6)).toEqual(new Array(6).fill(100 + frame));
			expect(chroma.slice(6)).toEqual(new Array(6).fill(200 + frame));
		}
	}
	expect(ring.bytes).toBe(bytes);
});

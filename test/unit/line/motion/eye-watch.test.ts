import { describe, expect, it } from 'vitest';
import { CROP_SIZE, EYE_CENTRE_X, EYE_CENTRE_Y, IOD_PX } from '../../../../src/line/align/index.ts';
import { EYES_CHANGED } from '../../../../src/line/motion/index.ts';
import type { HeadShift } from '../../../../src/line/motion/eye-watch.ts';
import { EyeWatch } from '../../../../src/line/motion/eye-watch.ts';

type Side = -1 | 1;

/** Local contrast of a face whose eyes are dark discs in light ellipses, moved by (dx, dy). */
function crop({ dx = 0, dy = 0, closed = [] as readonly Side[] } = {}): Float32Array {
	const out = new Float32Array(CROP_SIZE * CROP_SIZE);
	for (let y = 0; y < CROP_SIZE; y++) {
		for (let x = 0; x < CROP_SIZE; x++) {
			let value = 0.05 * Math.sin(0.3 * (x - dx)) * Math.sin(0.25 * (y - dy));
			for (const side of [-1, 1] as const) {
				const u = (x - dx - EYE_CENTRE_X - (side * IOD_PX) / 2) / IOD_PX;
				const v = (y - dy - EYE_CENTRE_Y) / IOD_PX;
				const soft = (r: number) => 1 / (1 + Math.exp(12 * (r - 1)));
				if (closed.includes(side)) value += 0.1 * soft(Math.hypot(u / 0.2, v / 0.09));
				else
					value += 0.3 * soft(Math.hypot(u / 0.2, v / 0.09)) - 0.7 * soft(Math.hypot(u, v) / 0.07);
			}
			out[y * CROP_SIZE + x] = value;
		}
	}
	return out;
}

const shift = (x: number, y: number): HeadShift => ({
	shiftAt: (_x, _y, out) => out.set([x, y]),
});
const still = shift(0, 0);

function watching(): EyeWatch {
	const watch = new EyeWatch();
	watch.setReference(crop());
	return watch;
}

describe('EyeWatch', () => {
	it('sees nothing where nothing changes', () => {
		expect(watching().change(crop(), still)).toBe(0);
	});

	it('sees both lids close, and no wink', () => {
		expect(watching().change(crop({ closed: [-1, 1] }), still)).toBeGreaterThan(2 * EYES_CHANGED);
		expect(watching().change(crop({ closed: [1] }), still)).toBeLessThan(EYES_CHANGED / 5);
	});

	it('looks for the eyes where the head has carried them', () => {
		const turned = crop({ dx: 3.4, dy: -1.3 });
		expect(watching().change(turned, still)).toBeGreaterThan(2 * EYES_CHANGED);
		expect(watching().change(turned, shift(3.4, -1.3))).toBeLessThan(EYES_CHANGED / 2);
		const closed = crop({ dx: 3.4, dy: -1.3, closed: [-1, 1] });
		expect(watching().change(closed, shift(3.4, -1.3))).toBeGreaterThan(2 * EYES_CHANGED);
	});

	it('goes on from there when only the motion has a new reference', () => {
		const watch = watching();
		watch.carry(shift(2, 0.5));
		expect(watch.change(crop({ dx: 2, dy: 0.5 }), still)).toBeLessThan(EYES_CHANGED / 2);
		watch.carry(shift(1.5, 0));
		expect(watch.change(crop({ dx: 4.5, dy: 1 }), shift(1, 0.5))).toBeLessThan(EYES_CHANGED / 2);
		watch.setReference(crop({ dx: 4.5, dy: 1 }));
		expect(watch.change(crop({ dx: 4.5, dy: 1 }), still)).toBe(0);
	});

	it('survives a head that carries the eyes out of the crop', () => {
		expect(watching().change(crop(), shift(500, -500))).toBeGreaterThan(0);
	});
});

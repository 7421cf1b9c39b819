/** Made-up events: smooth random flow that partly returns. For numbers, not for meaning. */
import { GRID, eventMotion } from '../../../../src/line/classify/index.ts';
import type { EventMotion } from '../../../../src/line/backend/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';

/** Share of movements that are to get a reading. */
export const COVERAGE = 0.75;

const CELLS = GRID * GRID;

export function randomMotion(seed: number): EventMotion {
	const random = seeded(seed);
	const field = (): Float64Array => {
		const out = new Float64Array(CELLS);
		for (let bump = 0; bump < 5; bump++) {
			const x = random.uniform(0, GRID);
			const y = random.uniform(0, GRID);
			const radius = random.uniform(1, 4);
			const size = random.normal();
			for (let cell = 0; cell < CELLS; cell++) {
				const square = ((cell % GRID) - x) ** 2 + (Math.floor(cell / GRID) - y) ** 2;
				out[cell]! += size * Math.exp((-0.5 * square) / radius ** 2);
			}
		}
		return out;
	};
	const u = field();
	const v = field();
	const back = random.uniform(-1, 1);
	return eventMotion(
		u,
		v,
		field().map((value, i) => 0.2 * value - back * u[i]!),
		field().map((value, i) => 0.2 * value - back * v[i]!),
	);
}

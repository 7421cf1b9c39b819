/**
 * Which side of the face moved more, in its upper and in its lower half.
 *
 * What a unit's two logits say about its side is only as good as the unit's recognition; that one half
 * of a mouth moved and the other did not is plain from the motion, whatever unit it was. Sides are
 * read off both (`readout.ts`).
 */
import { clamp } from '../../core/statistics/index.ts';
import type { Asymmetry } from '../backend/index.ts';
import { GRID, GRID_EYE_DISTANCE, GRID_EYE_ROW } from './motion-grid.ts';

/** FACS numbers that move brows and lids. */
const UPPER_UNITS: ReadonlySet<number> = new Set([1, 2, 4, 5, 7]);

export const asymmetryFor = (au: number, { upper, lower }: Asymmetry): number =>
	UPPER_UNITS.has(au) ? upper : lower;

/** IOD from the midpoint of the eyes: rows of the halves, columns of either side. */
const HALVES = { upper: [-0.75, 0.2], lower: [0.4, 1.4] } as const;
const COLUMNS = [0.12, 1] as const;
/** Share of the mean energy that both sides get: still halves give a ratio near one. */
const FLOOR = 0.02;
const LARGEST = 6;

/** @param fallU, fallV the negated fall; planes removed from all, any unit */
export function asymmetryOf(
	riseU: Float64Array,
	riseV: Float64Array,
	fallU: Float64Array,
	fallV: Float64Array,
	correlation: number,
): Asymmetry {
	const share = clamp(correlation, 0, 1);
	const half = ([top, bottom]: readonly [number, number]): number => {
		let left = 0;
		let right = 0;
		let cells = 0;
		for (let row = 0; row < GRID; row++) {
			const y = (row - GRID_EYE_ROW) / GRID_EYE_DISTANCE;
			if (y <= top || y >= bottom) continue;
			for (let column = 0; column < GRID; column++) {
				const x = (column - (GRID - 1) / 2) / GRID_EYE_DISTANCE;
				if (Math.abs(x) <= COLUMNS[0] || Math.abs(x) >= COLUMNS[1]) continue;
				const cell = row * GRID + column;
				const u = riseU[cell]! + share * fallU[cell]!;
				const v = riseV[cell]! + share * fallV[cell]!;
				// The picture's right is the subject's left.
				if (x > 0) left += u * u + v * v;
				else right += u * u + v * v;
				cells += 1;
			}
		}
		const floor = FLOOR * (left + right);
		if (!(floor > 0) || cells === 0) return 0;
		return clamp(Math.log((left + floor) / (right + floor)), -LARGEST, LARGEST);
	};
	return { upper: half(HALVES.upper), lower: half(HALVES.lower) };
}

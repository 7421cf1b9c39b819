/**
 * How far a reading is to be trusted: from what the network says and from the motion that it said it of.
 *
 * A probability alone does not travel: on motion of another kind a network is as sure as ever. What
 * tells good motion from bad is in the motion itself. A movement whose fall goes on where the rise went
 * is no movement, whatever it looks like: such a one has no certainty at all. For the others a logistic model
 * of five figures says how likely it is that something was expressed and is read rightly; it is fitted
 * on people held out, whose motion is partly made worse (`judge/certainty-fit.ts`).
 */
import { clamp, sigmoid } from '../../core/statistics/index.ts';
import type { EventMotion, MotionQuality } from '../backend/index.ts';
import { UNITS } from './live-network.ts';
import { GRID, GRID_CHANNELS, GRID_EYE_DISTANCE, GRID_EYE_ROW } from './motion-grid.ts';

/** In the order of their weights. */
export const EVIDENCE = ['margin', 'unit', 'agreement', 'noise', 'lids'] as const;

/** Whether much of it speaks for a reading (1) or against it (-1). */
export const EVIDENCE_SPEAKS: Readonly<Record<(typeof EVIDENCE)[number], 1 | -1>> = {
	margin: 1,
	unit: 1,
	agreement: 1,
	noise: -1,
	lids: -1,
};

/** How `EVIDENCE` counts. */
export interface CertaintyModel {
	readonly weights: readonly number[];
	readonly bias: number;
}

/** Figures beyond count as this much. */
const LARGEST = 6;
/** The quality is taken on means of 2 x 2 cells: below that is what any estimator's noise is. */
const COARSE = GRID / 2;
/** Where lids move, IOD from the midpoint of the eyes. */
const LIDS = { above: -0.2, below: 0.2, inner: 0.2, outer: 0.8 } as const;
const LEAST_ENERGY = 1e-9;

const coarse = new Float64Array(2 * COARSE * COARSE);

/** @param rise as the network reads it, [28, 28, 3] */
export function qualityOf(rise: Float32Array): MotionQuality {
	coarse.fill(0);
	for (let row = 0; row < GRID; row++) {
		for (let column = 0; column < GRID; column++) {
			const to = 2 * ((row >> 1) * COARSE + (column >> 1));
			const from = (row * GRID + column) * GRID_CHANNELS;
			coarse[to]! += rise[from]! / 4;
			coarse[to + 1]! += rise[from + 1]! / 4;
		}
	}
	let energy = LEAST_ENERGY;
	let rough = 0;
	let lids = 0;
	for (let row = 0; row < COARSE; row++) {
		const y = (2 * row + 0.5 - GRID_EYE_ROW) / GRID_EYE_DISTANCE;
		for (let column = 0; column < COARSE; column++) {
			const x = Math.abs((2 * column + 0.5 - (GRID - 1) / 2) / GRID_EYE_DISTANCE);
			for (const axis of [0, 1] as const) {
				const own = coarse[2 * (row * COARSE + column) + axis]!;
				energy += own * own;
				rough += (own - meanAround(row, column, axis)) ** 2;
				if (y > LIDS.above && y < LIDS.below && x > LIDS.inner && x < LIDS.outer) {
					lids += own * own;
				}
			}
		}
	}
	return { noise: rough / energy, lids: lids / energy };
}

/** Of 3 x 3 coarse cells, the border repeated. */
function meanAround(row: number, column: number, axis: 0 | 1): number {
	let sum = 0;
	for (let y = row - 1; y <= row + 1; y++) {
		for (let x = column - 1; x <= column + 1; x++) {
			const at = clamp(y, 0, COARSE - 1) * COARSE + clamp(x, 0, COARSE - 1);
			sum += coarse[2 * at + axis]!;
		}
	}
	return sum / 9;
}

/**
 * What speaks for a reading, in the order of `EVIDENCE`.
 *
 * @param p     of the classes
 * @param units joined logits of both sides over their temperature
 */
export function evidenceOf(
	p: readonly number[],
	units: readonly number[],
	{ correlation, quality }: Pick<EventMotion, 'correlation' | 'quality'>,
): number[] {
	if (units.length !== 2 * UNITS.length) throw new TypeError(`${units.length} logits of units`);
	const top = Math.max(...p);
	const margin = Math.log(top / (1 - top + 1e-6));
	const bounded = (figure: number): number => clamp(figure, -LARGEST, LARGEST);
	return [bounded(margin), bounded(Math.max(...units)), correlation, quality.noise, quality.lids];
}

/** 0..1; 0 where the fall goes on where the rise went. A movement without a fall has correlation 0. */
export function certaintyOf(
	evidence: readonly number[],
	correlation: number,
	{ weights, bias }: CertaintyModel,
): number {
	if (correlation < 0) return 0;
	return sigmoid(evidence.reduce((sum, figure, i) => sum + weights[i]! * figure, bias));
}

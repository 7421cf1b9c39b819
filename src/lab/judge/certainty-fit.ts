/**
 * Fits the certainty of readings (`classify/certainty.ts`) on people held out: a logistic regression of
 * "something was expressed, and this is its class".
 *
 * Whatever moves a face is far more often no expression, so what is none counts three times. Motion
 * that goes on after its apex has no certainty, and does not count.
 *
 * What an evidence says is known beforehand: noise never speaks for a reading, agreement never against
 * it. Synthetic events may say otherwise by a little, and that would not travel; such a figure does not
 * count at all.
 */
import type { CertaintyModel } from '../../line/classify/index.ts';
import { EVIDENCE, EVIDENCE_SPEAKS } from '../../line/classify/index.ts';
import { sigmoid, solveNormal } from '../../core/statistics/index.ts';

export interface CertaintySample {
	/** In the order of `EVIDENCE`. */
	readonly evidence: readonly number[];
	readonly right: boolean;
	/** Something was expressed. */
	readonly expressed: boolean;
}

const NOTHING_WEIGHS = 3;
const RIDGE = 1e-3;
const STEPS = 25;

/** With nothing to learn from, the margin alone. */
export function fitCertainty(samples: readonly CertaintySample[]): CertaintyModel {
	if (samples.every(({ right }) => right === samples[0]!.right)) {
		return { weights: EVIDENCE.map((name) => (name === 'margin' ? 1 : 0)), bias: 0 };
	}
	const counts = EVIDENCE.map(() => true);
	for (;;) {
		const fitted = fitLogistic(samples, counts);
		// How far each weight is on the wrong side of 0.
		const wrong = EVIDENCE.map((name, i) => -EVIDENCE_SPEAKS[name] * fitted[i]!);
		const worst = wrong.indexOf(Math.max(...wrong));
		if (wrong[worst]! > 0) counts[worst] = false;
		else return { weights: fitted.slice(0, -1).map(rounded), bias: rounded(fitted.at(-1)!) };
	}
}

const rounded = (value: number): number => Number(value.toFixed(4));

/** Newton's method. @returns a weight per evidence, 0 where it does not count, and the bias */
function fitLogistic(samples: readonly CertaintySample[], counts: readonly boolean[]): number[] {
	const size = EVIDENCE.length + 1;
	const b = new Array<number>(size).fill(0);
	const down = new Float64Array(size);
	for (let step = 0; step < STEPS; step++) {
		// [size, size + 1]: the curvature, then the slope.
		const system = new Float64Array(size * (size + 1));
		let total = 0;
		for (const { evidence, right, expressed } of samples) {
			const x = [...evidence.map((figure, i) => (counts[i]! ? figure : 0)), 1];
			const weight = expressed ? 1 : NOTHING_WEIGHS;
			total += weight;
			const p = sigmoid(x.reduce((sum, figure, i) => sum + b[i]! * figure, 0));
			for (let i = 0; i < size; i++) {
				const row = i * (size + 1);
				system[row + size]! += weight * (p - Number(right)) * x[i]!;
				for (let j = 0; j < size; j++) system[row + j]! += weight * p * (1 - p) * x[i]! * x[j]!;
			}
		}
		for (let i = 0; i < size; i++) {
			const row = i * (size + 1);
			for (let j = 0; j <= size; j++) system[row + j]! /= total;
			system[row + i]! += RIDGE;
			system[row + size]! += RIDGE * b[i]!;
		}
		// The ridge keeps it from being singular.
		solveNormal(system, size, 1, down, 0);
		for (let i = 0; i < size; i++) b[i]! -= down[i]!;
	}
	return b;
}

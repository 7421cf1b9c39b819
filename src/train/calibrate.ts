/**
 * Fits what turns logits into readings, on held-out synthetic people: temperatures (Guo et al.,
 * arXiv 1706.04599), the bar below which no class is named, the bar of each nameable unit.
 */
import type { Calibration, EventLogits } from '../classify/index.ts';
import { CLASSES, UNITS, gateBranches, joinLogits, readUnits, softmax } from '../classify/index.ts';
import { sigmoid } from '../kernel/index.ts';
import type { Dataset } from './generate.ts';
import { f1At } from './metrics.ts';

/**
 * Networks of this kind told these apart on real recordings elsewhere (AUC .84 or more); the shipped
 * one has not been tested on real recordings. Other units are not named.
 */
export const NAMEABLE_UNITS: readonly number[] = [4, 1, 2, 12, 17, 7];
/** Of ten readings named on validation events, this share is right; non-movements count as wrong. */
export const NAMED_PRECISION = 0.9;

export function calibrate(
	data: Dataset,
	logits: readonly EventLogits[],
	gateCorrelation: number,
): Calibration {
	const classes = logits.map((event, i) =>
		joinLogits(event.riseClasses, event.fallClasses, branchesOf(data, i, gateCorrelation)),
	);
	const units = logits.map((event, i) =>
		joinLogits(event.riseUnits, event.fallUnits, branchesOf(data, i, gateCorrelation)),
	);
	const truth = data.truths.map(({ class3 }) => (class3 === null ? -1 : CLASSES.indexOf(class3)));
	// Over non-movements too, whose truth is an even spread: they must not look sure.
	const kinds = CLASSES.length;
	const classTemperature = bestTemperature((t) =>
		classes.reduce((sum, row, i) => {
			const q = data.classes.subarray(i * kinds, (i + 1) * kinds);
			return softmax(row, t).reduce((part, p, k) => part - q[k]! * Math.log(p + 1e-12), sum);
		}, 0),
	);
	const sides = 2 * UNITS.length;
	const unitTemperature = bestTemperature((t) =>
		units.reduce(
			(sum, row, i) =>
				row.reduce((part, logit, j) => {
					const yes = data.units[i * sides + j]! > 0;
					return part - Math.log(sigmoid((yes ? logit : -logit) / t) + 1e-12);
				}, sum),
			0,
		),
	);
	const temperature = { classes: classTemperature, units: unitTemperature };
	return {
		temperature,
		gateCorrelation,
		uncertainBelow: namingBar(
			classes.map((row) => softmax(row, classTemperature)),
			truth,
			data,
		),
		nameable: NAMEABLE_UNITS.map((au) => ({ au, from: unitBar(au, units, unitTemperature, data) })),
	};
}

const branchesOf = (data: Dataset, i: number, gateCorrelation: number) =>
	gateBranches(data.correlation[i]!, gateCorrelation);

/** Smallest loss over temperatures 0.3 to 4 in steps of 2 %. */
function bestTemperature(loss: (temperature: number) => number): number {
	let best = 1;
	let least = Infinity;
	for (let t = 0.3; t <= 4; t *= 1.02) {
		const value = loss(t);
		if (value < least) {
			least = value;
			best = t;
		}
	}
	return round(best, 3);
}

/** The lowest bar, 0.4 to 0.95, at which `NAMED_PRECISION` of what is named is right. */
function namingBar(
	probabilities: readonly (readonly number[])[],
	truth: readonly number[],
	data: Dataset,
): number {
	for (let bar = 0.4; bar < 0.95; bar += 0.01) {
		let named = 0;
		let right = 0;
		for (const [i, p] of probabilities.entries()) {
			if (data.truths[i]!.content === 'units-only') continue; // has no class to be right about
			const top = Math.max(...p);
			if (top < bar) continue;
			named += 1;
			right += Number(p.indexOf(top) === truth[i]);
		}
		if (named > 0 && right / named >= NAMED_PRECISION) return round(bar, 2);
	}
	return 0.95;
}

/** The bar with the best F1 for a unit, either side. */
function unitBar(
	au: number,
	units: readonly (readonly number[])[],
	temperature: number,
	data: Dataset,
): number {
	const { scores, truth } = unitScores(au, units, temperature, data);
	let best = 0.5;
	let most = -1;
	for (let bar = 0.2; bar <= 0.8; bar += 0.02) {
		const f1 = f1At(scores, truth, bar);
		if (f1 > most) {
			most = f1;
			best = bar;
		}
	}
	return round(best, 2);
}

/** Probability of a unit per event, and whether it moved on either side. */
export function unitScores(
	au: number,
	units: readonly (readonly number[])[],
	temperature: number,
	data: Dataset,
): { readonly scores: number[]; readonly truth: number[] } {
	const index = (UNITS as readonly number[]).indexOf(au);
	const sides = 2 * UNITS.length;
	return {
		scores: units.map((row) => readUnits(row, temperature).find((score) => score.au === au)!.p),
		truth: units.map((_, i) =>
			Math.max(data.units[i * sides + index]!, data.units[i * sides + UNITS.length + index]!),
		),
	};
}

export const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/**
 * Room: classify. From logits to a verdict: gate, temperature, sides, "uncertain". Pure; the
 * trainer's evaluation reads the same way as the app.
 */
import { sigmoid } from '../kernel/index.ts';
import { CLASSES, UNITS } from './live-network.ts';
import type { Calibration } from './network-file.ts';
import type { ActionUnitScore, Class3, Reading, Side, Verdict } from './verdict.ts';

/** A side counts as well when it has at least this share of the stronger side's probability. */
const BOTH_SIDES_SHARE = 0.5;

/** Logits of one event: [34] and [3] for each branch. */
export interface EventLogits {
	readonly riseUnits: ArrayLike<number>;
	readonly riseClasses: ArrayLike<number>;
	readonly fallUnits: ArrayLike<number>;
	readonly fallClasses: ArrayLike<number>;
}

export type Branches = Verdict['branches'];

/** Both branches where the fall mirrors the rise, else the rise alone. */
export const gateBranches = (correlation: number, gateCorrelation: number): Branches =>
	correlation > gateCorrelation ? 'both' : 'rise';

/** The mean of two logit vectors, or the first alone. */
export function joinLogits(
	rise: ArrayLike<number>,
	fall: ArrayLike<number>,
	branches: Branches,
): number[] {
	return Array.from(rise, (logit, i) => (branches === 'both' ? (logit + fall[i]!) / 2 : logit));
}

export function softmax(logits: readonly number[], temperature: number): number[] {
	const largest = Math.max(...logits);
	const powers = logits.map((logit) => Math.exp((logit - largest) / temperature));
	const sum = powers.reduce((a, b) => a + b, 0);
	return powers.map((power) => power / sum);
}

export function readVerdict(
	network: string,
	logits: EventLogits,
	correlation: number,
	calibration: Calibration,
): Verdict {
	const { temperature, gateCorrelation, uncertainBelow } = calibration;
	const branches = gateBranches(correlation, gateCorrelation);
	const classes = joinLogits(logits.riseClasses, logits.fallClasses, branches);
	const units = joinLogits(logits.riseUnits, logits.fallUnits, branches);
	const p = softmax(classes, temperature.classes);
	return {
		network,
		actionUnits: readUnits(units, temperature.units),
		reading: readClass(p, uncertainBelow),
		probabilities: Object.fromEntries(CLASSES.map((name, i) => [name, p[i]!])) as Record<
			Class3,
			number
		>,
		branchCorrelation: correlation,
		branches,
	};
}

function readClass(p: readonly number[], uncertainBelow: number): Reading {
	const top = p.indexOf(Math.max(...p));
	return p[top]! >= uncertainBelow ? CLASSES[top]! : 'uncertain';
}

/** Scores of all units, highest first; a unit is as probable as its stronger side. */
export function readUnits(logits: readonly number[], temperature: number): ActionUnitScore[] {
	return UNITS.map((au, i) => {
		const left = sigmoid(logits[i]! / temperature);
		const right = sigmoid(logits[UNITS.length + i]! / temperature);
		const p = Math.max(left, right);
		const even = Math.min(left, right) >= BOTH_SIDES_SHARE * p;
		const side: Side = even ? 'both' : left > right ? 'left' : 'right';
		return { au, p, side };
	}).sort((a, b) => b.p - a.p);
}

/**
 * From logits to a verdict: gate, temperature, sides, "uncertain". Pure; the
 * trainer's evaluation reads the same way as the app.
 */
import type {
	ActionUnitScore,
	Class3,
	NameableUnit,
	NamingLevel,
	Reading,
	Side,
	UnitVerdict,
} from '../../core/record/index.ts';
import { namedScores } from '../../core/record/index.ts';
import { sigmoid, softmax } from '../../core/statistics/index.ts';
import type { Asymmetry, EventMotion } from '../backend/index.ts';
import { asymmetryFor } from './asymmetry.ts';
import { certaintyOf, evidenceOf } from './certainty.ts';
import { CLASSES, UNITS } from './live-network.ts';
import type { LogitCalibration } from './network-schema.ts';
import { objectiveClassOf } from './objective-class.ts';

/** Logits of one event, units of both sides and then classes: [37] for each branch. */
export interface EventLogits {
	readonly rise: ArrayLike<number>;
	readonly fall: ArrayLike<number>;
}

export type Branches = UnitVerdict['branches'];

/** Both branches where the fall mirrors the rise, else the rise alone. */
export const gateBranches = (correlation: number, gateCorrelation: number): Branches =>
	correlation > gateCorrelation ? 'both' : 'rise';

/** The mean of two logit vectors, or the first alone. */
function joinLogits(
	rise: ArrayLike<number>,
	fall: ArrayLike<number>,
	branches: Branches,
): number[] {
	return Array.from(rise, (logit, i) => (branches === 'both' ? (logit + fall[i]!) / 2 : logit));
}

/** Logits of an event, its branches joined. */
export interface JoinedLogits {
	/** [34] */
	readonly units: readonly number[];
	/** [3] */
	readonly classes: readonly number[];
	readonly branches: Branches;
}

export function joinBranches(
	{ rise, fall }: EventLogits,
	correlation: number,
	gateCorrelation: number,
): JoinedLogits {
	const branches = gateBranches(correlation, gateCorrelation);
	const joined = joinLogits(rise, fall, branches);
	const sides = 2 * UNITS.length;
	return { units: joined.slice(0, sides), classes: joined.slice(sides), branches };
}

/**
 * @param coverage share of movements whose reading is to be named; the level of the calibration that
 *                 comes next to it counts
 */
export function readVerdict(
	network: string,
	logits: EventLogits,
	motion: Pick<EventMotion, 'correlation' | 'asymmetry' | 'quality'>,
	calibration: LogitCalibration,
	coverage: number,
): UnitVerdict {
	const { correlation, asymmetry } = motion;
	const { temperature, gateCorrelation, naming, nameable, sideMargin } = calibration;
	const joined = joinBranches(logits, correlation, gateCorrelation);
	const { units, classes, branches } = joined;
	const p = softmax(classes, temperature.classes);
	const certainty = readingCertainty(joined, motion, calibration);
	const actionUnits = readUnits(units, asymmetry, temperature.units, sideMargin);
	return {
		kind: 'units',
		network,
		actionUnits,
		objectiveClass: objectiveClassOf(namedUnits(actionUnits, nameable)),
		reading: readClass(p, certainty >= namingAt(naming, coverage).from),
		probabilities: Object.fromEntries(CLASSES.map((name, i) => [name, p[i]!])) as Record<
			Class3,
			number
		>,
		branchCorrelation: correlation,
		branches,
	};
}

/** The level whose coverage is next to the wanted one. */
export function namingAt(naming: readonly NamingLevel[], coverage: number): NamingLevel {
	const [first, ...others] = naming;
	if (first === undefined) throw new RangeError('the calibration has no level of naming');
	const off = (level: NamingLevel): number => Math.abs(level.coverage - coverage);
	return others.reduce((best, level) => (off(level) < off(best) ? level : best), first);
}

/** FACS numbers of the scores that reach their bar. */
export const namedUnits = (
	scores: readonly ActionUnitScore[],
	nameable: readonly NameableUnit[],
): number[] => namedScores(scores, nameable).map(({ au }) => au);

const readClass = (p: readonly number[], isNamed: boolean): Reading =>
	isNamed ? CLASSES[p.indexOf(Math.max(...p))]! : 'uncertain';

/** How far the most probable class is to be trusted, 0..1. */
export function readingCertainty(
	joined: Pick<JoinedLogits, 'units' | 'classes'>,
	motion: Pick<EventMotion, 'correlation' | 'quality'>,
	{ temperature, certainty }: Pick<LogitCalibration, 'temperature' | 'certainty'>,
): number {
	return certaintyOf(readingEvidence(joined, motion, temperature), motion.correlation, certainty);
}

export const readingEvidence = (
	{ units, classes }: Pick<JoinedLogits, 'units' | 'classes'>,
	motion: Pick<EventMotion, 'correlation' | 'quality'>,
	temperature: LogitCalibration['temperature'],
): number[] =>
	evidenceOf(
		softmax(classes, temperature.classes),
		units.map((logit) => logit / temperature.units),
		motion,
	);

/** What a log ratio of energies weighs against a difference of logits. */
const ASYMMETRY_WEIGHT = 2;

/**
 * Scores of all units, highest first; a unit is as probable as its stronger side, and on one side
 * where logits and energies together differ between the sides by more than `sideMargin`.
 */
export function readUnits(
	logits: readonly number[],
	asymmetry: Asymmetry,
	temperature: number,
	sideMargin: number,
): ActionUnitScore[] {
	return UNITS.map((au, i) => {
		const left = logits[i]!;
		const right = logits[UNITS.length + i]!;
		const p = sigmoid(Math.max(left, right) / temperature);
		return { au, p, side: sideOf(sideEvidence(logits, asymmetry, au), sideMargin) };
	}).sort((a, b) => b.p - a.p);
}

/** How much says that a unit moved on the left rather than on the right; below 0 the other way. */
export function sideEvidence(
	logits: readonly number[],
	asymmetry: Asymmetry,
	au: (typeof UNITS)[number],
): number {
	const at = UNITS.indexOf(au);
	const difference = logits[at]! - logits[UNITS.length + at]!;
	return difference + ASYMMETRY_WEIGHT * asymmetryFor(au, asymmetry);
}

export function sideOf(evidence: number, margin: number): Side {
	if (Math.abs(evidence) <= margin) return 'both';
	return evidence > 0 ? 'left' : 'right';
}

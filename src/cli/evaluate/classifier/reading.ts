/** What the network makes of motions, before anything is kept back. tfjs' backend must be set. */
import type {
	ActionUnitScore,
	Calibration,
	EventLogits,
	EventMotion,
	Network,
} from '../../../classify/index.ts';
import {
	GRID,
	GRID_CHANNELS,
	joinBranches,
	namedUnits,
	readUnits,
	softmax,
} from '../../../classify/index.ts';
import { predict } from '../../../train/judge/index.ts';

export interface MotionReading {
	readonly logits: EventLogits;
	readonly correlation: number;
	/** The most probable class, as its place in `CLASSES`, and its probability. */
	readonly top: number;
	readonly confidence: number;
	/** Highest probability first. */
	readonly units: readonly ActionUnitScore[];
	/** FACS numbers of those that a person would be told. */
	readonly named: readonly number[];
}

export function readMotions(
	{ file, parameters }: Network,
	motions: readonly EventMotion[],
): MotionReading[] {
	const block = GRID * GRID * GRID_CHANNELS;
	const rise = new Float32Array(motions.length * block);
	const fall = new Float32Array(motions.length * block);
	for (const [i, motion] of motions.entries()) {
		rise.set(motion.rise, i * block);
		fall.set(motion.fall, i * block);
	}
	const { architecture } = file;
	const logits = predict({ architecture, parameters }, { size: motions.length, rise, fall });
	return motions.map(({ correlation }, i) => readingOf(logits[i]!, correlation, file));
}

export function readingOf(
	logits: EventLogits,
	correlation: number,
	{ temperature, gateCorrelation, sideMargin, nameable }: Calibration,
): MotionReading {
	const joined = joinBranches(logits, correlation, gateCorrelation);
	const p = softmax(joined.classes, temperature.classes);
	const confidence = Math.max(...p);
	const units = readUnits(joined.units, temperature.units, sideMargin);
	return {
		...{ logits, correlation, confidence, units },
		top: p.indexOf(confidence),
		named: namedUnits(units, nameable),
	};
}

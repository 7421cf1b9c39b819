/** What the network makes of motions, before anything is kept back. tfjs' backend must be set. */
import type { ActionUnitScore } from '../../../core/record/index.ts';
import type { LogitCalibration, EventLogits, Network } from '../../../line/classify/index.ts';
import type { Asymmetry, EventMotion, MotionQuality } from '../../../line/backend/index.ts';
import {
	GRID,
	GRID_CHANNELS,
	joinBranches,
	namedUnits,
	readUnits,
	readingCertainty,
} from '../../../line/classify/index.ts';
import { softmax } from '../../../core/statistics/index.ts';
import { predict } from '../../judge/index.ts';

export interface MotionReading {
	readonly logits: EventLogits;
	readonly correlation: number;
	readonly asymmetry: Asymmetry;
	/** The most probable class, as its place in `CLASSES`, and its probability. */
	readonly top: number;
	readonly confidence: number;
	/** How far it is to be trusted: what is named goes by this. */
	readonly certainty: number;
	readonly quality: MotionQuality;
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
	return motions.map((motion, i) => readingOf(logits[i]!, motion, file));
}

export function readingOf(
	logits: EventLogits,
	motion: Pick<EventMotion, 'correlation' | 'asymmetry' | 'quality'>,
	calibration: LogitCalibration,
): MotionReading {
	const { correlation, asymmetry, quality } = motion;
	const { temperature, gateCorrelation, sideMargin, nameable } = calibration;
	const joined = joinBranches(logits, correlation, gateCorrelation);
	const p = softmax(joined.classes, temperature.classes);
	const confidence = Math.max(...p);
	const units = readUnits(joined.units, asymmetry, temperature.units, sideMargin);
	return {
		logits,
		correlation,
		asymmetry,
		quality,
		confidence,
		certainty: readingCertainty(joined, motion, calibration),
		units,
		top: p.indexOf(confidence),
		named: namedUnits(units, nameable),
	};
}

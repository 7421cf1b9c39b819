/** Movements and what they were read as, made by hand. */
import type { FilmOutcome, ReadMovement } from '../../../../src/lab/evaluate/classifier/outcome.ts';
import type { MotionReading } from '../../../../src/lab/evaluate/classifier/reading.ts';
import { readingOf } from '../../../../src/lab/evaluate/classifier/reading.ts';
import type { TrueMovement } from '../../../../src/lab/evaluate/classifier/truth.ts';
import type { LogitCalibration } from '../../../../src/line/classify/index.ts';
import type { Class3 } from '../../../../src/core/record/index.ts';
import { CLASSES, UNITS } from '../../../../src/line/classify/index.ts';

export const calibration: LogitCalibration = {
	temperature: { classes: 1, units: 1 },
	certainty: { weights: [1, 0, 0, 0, 0], bias: 0 }, // the probability itself
	naming: [
		{ coverage: 1, from: 0, accuracy: 0.8 },
		{ coverage: 0.5, from: 0.9, accuracy: 0.95 },
	],
	sideMargin: 1,
	gateCorrelation: 0.3,
	nameable: [
		{ au: 4, from: 0.5 },
		{ au: 12, from: 0.9 },
	],
};

const STILL = {
	correlation: 0,
	asymmetry: { upper: 0, lower: 0 },
	quality: { noise: 0, lids: 0 },
};

/** Logits of a unit on the subject's left and right side; every other unit has -4. */
type UnitLogits = Readonly<Record<number, readonly [left: number, right: number]>>;

/** Read as `class3`, with a probability of 0.998, or of about 0.58 where it is not `sure`. */
export function reading(class3: Class3, units: UnitLogits = {}, sure = true): MotionReading {
	const left = UNITS.map((au) => units[au]?.[0] ?? -4);
	const right = UNITS.map((au) => units[au]?.[1] ?? -4);
	const classes = CLASSES.map((name) => (name === class3 ? (sure ? 7 : 1) : 0));
	const logits = [...left, ...right, ...classes];
	return readingOf({ rise: logits, fall: logits.map(() => 0) }, STILL, calibration);
}

export const movement = (class3: Class3, more: Partial<TrueMovement> = {}): TrueMovement => ({
	class3,
	side: 'both',
	units: [4],
	peakPx200: 1,
	...more,
});

export const read = (
	truth: Class3,
	as: Class3,
	more: Partial<TrueMovement> = {},
): ReadMovement => ({
	truth: movement(truth, more),
	reading: reading(as),
});

export const outcome = (more: Partial<FilmOutcome> = {}): FilmOutcome => ({
	clip: { file: 'a.mp4', part: 'photo', person: 'ann' },
	movements: [],
	atTruth: [],
	accepted: 0,
	hits: 0,
	atHits: [],
	falseAlarms: [],
	nonMovements: [],
	...more,
});

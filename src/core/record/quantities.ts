/** The quantities of a record: what of them can be true, and how many digits of them are written. */
import * as v from 'valibot';
import type { Millis } from '../kernel/index.ts';
import { finite, known, measured, within } from '../kernel/index.ts';

/** Digits behind the point: more than the measurement holds, fewer than a float. */
export const DIGITS = {
	/** Microseconds. */
	ms: 3,
	/** Displacements and their ratios to noise. */
	px: 4,
	/** Probabilities, scores, correlations. */
	share: 4,
	/** Frames a second. */
	rate: 3,
} as const;

export type Rounding = {
	readonly digits: number;
};

/** A schema of numbers of which so many digits are written. */
// @__NO_SIDE_EFFECTS__
export function rounded<const Schema extends v.GenericSchema>(
	schema: Schema,
	digits: number,
): v.SchemaWithPipe<readonly [Schema, v.MetadataAction<v.InferOutput<Schema>, Rounding>]> {
	return v.pipe(schema, v.metadata({ digits }));
}

/** A length of time. */
export const lengthMs = rounded(known(0), DIGITS.ms);
/** A moment on the session clock. */
export const moment = asMillis(finite);
/** ... of a frame: none lies before 0. */
export const frameMoment = asMillis(known(0));
export const px = rounded(measured, DIGITS.px);
/** A length in the picture. */
export const lengthPx = rounded(within(0), DIGITS.px);
export const share = rounded(within(0, 1), DIGITS.share);
export const correlation = rounded(within(-1, 1), DIGITS.share);
/** What a network says before it is turned into a share. */
export const logit = rounded(measured, DIGITS.share);
export const rate = rounded(within(0), DIGITS.rate);

// @__NO_SIDE_EFFECTS__
function asMillis<const Schema extends v.GenericSchema<number | null, number>>(schema: Schema) {
	return v.pipe(
		schema,
		v.transform((value) => value as Millis),
		v.metadata({ digits: DIGITS.ms }),
	);
}

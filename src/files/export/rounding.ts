import { DIGITS } from '../../core/record/index.ts';

/** To so many digits behind the point. */
export const rounded =
	(digits: number) =>
	(value: number): number =>
		Number.isFinite(value) ? Number(value.toFixed(digits)) : value;

/** Microseconds. */
export const ms = rounded(DIGITS.ms);
/** Displacements and their ratios to noise. */
export const px = rounded(DIGITS.px);
/** Probabilities, scores, correlations. */
export const share = rounded(DIGITS.share);
/** Frames a second. */
export const rate = rounded(DIGITS.rate);

/** A figure that not every record has. */
export const pxOrNull = (value: number | null): number | null =>
	value === null ? null : px(value);

/** Digits that are written: more than the measurement holds, fewer than a float. */
const rounded =
	(digits: number) =>
	(value: number): number =>
		Number.isFinite(value) ? Number(value.toFixed(digits)) : value;

/** Microseconds. */
export const ms = rounded(3);
/** Displacements and their ratios to noise. */
export const px = rounded(4);
/** Probabilities, scores, correlations. */
export const share = rounded(4);
/** Frames a second. */
export const rate = rounded(3);

/** A figure that not every record has. */
export const pxOrNull = (value: number | null): number | null =>
	value === null ? null : px(value);

/**
 * Units that must not be mixed up, as branded numbers.
 *
 * Everything of ours counts in `Millis`; WebCodecs counts in `Micros`. Amplitudes are quoted in
 * `Px200`: pixels of a face crop in which the outer eye corners lie 95 px apart (a 200-px crop).
 */
declare const unit: unique symbol;

/** Milliseconds on the session clock: 0 at the first captured frame, strictly increasing by frame. */
export type Millis = number & { readonly [unit]: 'ms' };

/** Microseconds as WebCodecs reports them (`VideoFrame.timestamp`). */
export type Micros = number & { readonly [unit]: 'us' };

/**
 * Outer-canthus distance (mesh points 33 and 263) in px200: pixels of a face crop that is 200 px wide.
 */
export const OUTER_CANTHI_PX200 = 95;

export const millis = (value: number): Millis => value as Millis;
export const micros = (value: number): Micros => value as Micros;

export const fromMicros = (value: Micros): Millis => (value / 1000) as Millis;
export const toMicros = (value: Millis): Micros => Math.round(value * 1000) as Micros;

/**
 * Room: statistics. Figures over plain lists of numbers. Pure; chance comes in as a seeded `Random`.
 *
 * In    lists of numbers; scores and what was so; the subjects that figures are of
 * Out   order statistics, mean, area under the curve; normal equations solved; a list in another order; a figure's interval
 * Owns  the one rule for quantiles, the one shuffle and the one bootstrap of the repository
 */
export { areaUnderCurve } from './area-under-curve.ts';
export type { Estimate, Term } from './bootstrap.ts';
export { Bootstrap, RESAMPLES } from './bootstrap.ts';
export { MAD_TO_SIGMA, clamp, medianInPlace, selectInPlace, sigmoid } from './order.ts';
export { solveNormal } from './normal-equations.ts';
export { mean, median, quantile } from './quantile.ts';
export { shuffleInPlace, shuffled } from './shuffle.ts';
export { softmax } from './softmax.ts';

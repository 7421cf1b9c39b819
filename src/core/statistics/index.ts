/**
 * Room: statistics. Figures over plain lists of numbers. Pure.
 */
export { MAD_TO_SIGMA, clamp, medianInPlace, selectInPlace, sigmoid } from './order.ts';
export { softmax } from './softmax.ts';

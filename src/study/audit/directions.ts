/**
 * Which ways a face moves, and how far: the directions that an audit looks along.
 *
 * Amplitudes are taken to be normal: along the patterns of action units they are about a pixel, any
 * other way a seventh of that. Measured in units of each region's noise and turned to the axes of
 * that distribution, the channels are independent, and one channel's amplitude has one variance.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { REGION_COUNT } from '../../core/record/index.ts';
import type { Half } from '../../line/select/index.ts';
import {
	HALF_REGIONS,
	HALVES,
	PATTERN_SIDES,
	PATTERN_UNITS,
	shippedScorer,
} from '../../line/select/index.ts';

/** Amplitude along the patterns of either half, and any other way, px200. */
const PATTERN_PX200 = 1;
const OTHER_PX200 = 0.15;
const CHANNELS = 2 * REGION_COUNT;

export interface Directions {
	/** Orthonormal, one direction a column, of signals divided by their noise; [C, C]. */
	readonly axes: Float64Array;
	/** Variance of a movement's amplitude along each, in noise units squared, [C]. */
	readonly variances: Float64Array;
}

/**
 * @param noise by region, px200, [R]
 * @param units that the coder named; only their patterns are expected then
 */
export function directionsFor(noise: Float64Array, units: readonly number[]): Directions {
	const spread = amplitudeSpread(units);
	const scaled = new Matrix(CHANNELS, CHANNELS);
	for (let i = 0; i < CHANNELS; i++) {
		for (let j = 0; j < CHANNELS; j++) {
			scaled.set(i, j, spread[i * CHANNELS + j]! / (noise[i >> 1]! * noise[j >> 1]!));
		}
	}
	const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(scaled, {
		assumeSymmetric: true,
	});
	return {
		axes: Float64Array.from(eigenvectorMatrix.to1DArray()),
		variances: Float64Array.from(realEigenvalues, (value) => Math.max(value, 0)),
	};
}

/** Covariance of a movement's amplitudes, px200 squared, [C, C]. */
function amplitudeSpread(units: readonly number[]): Float64Array {
	const spread = new Float64Array(CHANNELS * CHANNELS);
	for (let i = 0; i < CHANNELS; i++) spread[i * CHANNELS + i] = OTHER_PX200 ** 2;
	const { patterns } = shippedScorer();
	for (const half of HALVES) {
		const expected = patterns[half].filter((_, i) => isExpected(half, i, units));
		const weight = PATTERN_PX200 ** 2 / Math.sqrt(expected.length);
		const channels = HALF_REGIONS[half].flatMap((region) => [2 * region, 2 * region + 1]);
		for (const pattern of expected) {
			channels.forEach((row, i) => {
				channels.forEach((column, j) => {
					// Patterns also have regions that are only measured besides.
					if (row >= CHANNELS || column >= CHANNELS) return;
					spread[row * CHANNELS + column]! += weight * pattern[i]! * pattern[j]!;
				});
			});
		}
	}
	return spread;
}

/** Whether pattern `index` of a half is made of coded units; any is, where none of them has a pattern. */
function isExpected(half: Half, index: number, units: readonly number[]): boolean {
	const known = units.some((unit) =>
		HALVES.some((each) => PATTERN_UNITS[each].flat().includes(unit)),
	);
	if (!known) return true;
	const made = PATTERN_UNITS[half][Math.floor(index / PATTERN_SIDES.length)]!;
	return made.every((unit) => units.includes(unit));
}

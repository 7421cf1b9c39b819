/**
 * Turns the two flows of an event into what the network reads. Pure; used as it is
 * by training and by the app, so that both see the same numbers.
 *
 * In    u (right) and v (down) on the 28 x 28 grid of `verdict.ts`, row-major; any unit, for the
 *       scale cancels
 * Out   [28, 28, 3]: u, v, optical strain, each -1..1
 * Cost  some 20 passes over 784 cells per field; scratch memory is taken once per module
 *
 * Order of the steps, and why: measured on real micro-expressions, the rigid
 * part goes first (a robust plane per component), then one common scale for u and v (keeps their
 * ratio), then tanh. Between them each cell is weighted by how well fall and rise agree there
 * (`agreement.ts`).
 */
import { MAD_TO_SIGMA, medianInPlace, selectInPlace } from '../../core/statistics/index.ts';
import type { EventMotion } from '../backend/index.ts';
import { asymmetryOf } from './asymmetry.ts';
import { weighByAgreement } from './agreement.ts';
import { qualityOf } from './certainty.ts';
import { GRID, GRID_CHANNELS } from './motion-grid.ts';

/** A component of a motion field on the grid, row-major, `CELLS` long. */
export type GridField = Float32Array | Float64Array;

/**
 * What u and v are divided by. `common`: their common 95th percentile, which keeps their ratio; what
 * the app measures. `separate`: each by its own, for fields from elsewhere whose components have
 * lost their common unit.
 */
export type MotionScale = 'common' | 'separate';

const CELLS = GRID * GRID;
/** Cauchy weights at this many sigmas lose half: 95 % efficient on normal noise. */
const CAUCHY_TUNING = 2.385;
const PLANE_ITERATIONS = 15;
const SCALE_PERCENTILE = 0.95;
/** Scales under this mean "no motion at all" and give zeros instead of amplified rounding. */
const SMALLEST_SCALE = 1e-9;

const scratch = new Float64Array(2 * CELLS);
const planarU = new Float64Array(CELLS);
const planarV = new Float64Array(CELLS);
const strain = new Float64Array(CELLS);

/** Throws a TypeError unless the field has one value per cell. */
function checkField(field: GridField, name: string): void {
	if (field.length !== CELLS) {
		throw new TypeError(`${name} has ${field.length} values, expected ${CELLS}`);
	}
}

/**
 * Subtracts the plane a + b x + c y that fits most cells: iteratively reweighted least squares with
 * Cauchy weights, so that a facial movement, being local, does not tilt it. A shift, a small
 * rotation and a change of size of the whole head are planes in u and v.
 */
export function removePlane(field: GridField, out: Float64Array): void {
	const middle = (GRID - 1) / 2;
	let a = 0;
	let b = 0;
	let c = 0;
	let sigma = Infinity;
	for (let iteration = 0; iteration <= PLANE_ITERATIONS; iteration++) {
		let s = 0;
		let sx = 0;
		let sy = 0;
		let sxx = 0;
		let sxy = 0;
		let syy = 0;
		let f = 0;
		let fx = 0;
		let fy = 0;
		for (let row = 0, cell = 0; row < GRID; row++) {
			const y = row - middle;
			for (let column = 0; column < GRID; column++, cell++) {
				const x = column - middle;
				const value = field[cell]!;
				const distance = (value - a - b * x - c * y) / (CAUCHY_TUNING * sigma);
				const w = 1 / (1 + distance * distance);
				s += w;
				sx += w * x;
				sy += w * y;
				sxx += w * x * x;
				sxy += w * x * y;
				syy += w * y * y;
				f += w * value;
				fx += w * x * value;
				fy += w * y * value;
			}
		}
		// Cramer's rule on the normal equations; the weights are positive, so they are regular.
		const m00 = sxx * syy - sxy * sxy;
		const m01 = sxy * sy - sx * syy;
		const m02 = sx * sxy - sxx * sy;
		const determinant = s * m00 + sx * m01 + sy * m02;
		a = (f * m00 + fx * m01 + fy * m02) / determinant;
		b = (f * m01 + fx * (s * syy - sy * sy) + fy * (sx * sy - s * sxy)) / determinant;
		c = (f * m02 + fx * (sx * sy - s * sxy) + fy * (s * sxx - sx * sx)) / determinant;
		for (let row = 0, cell = 0; row < GRID; row++) {
			for (let column = 0; column < GRID; column++, cell++) {
				const residual = field[cell]! - a - b * (column - middle) - c * (row - middle);
				out[cell] = residual;
				scratch[cell] = Math.abs(residual);
			}
		}
		sigma = MAD_TO_SIGMA * medianInPlace(scratch, CELLS);
		if (!(sigma > SMALLEST_SCALE)) return; // a plane, or a plane but for a few cells
	}
}

/**
 * Optical strain sqrt(ux^2 + vy^2 + (uy + vx)^2 / 2), per cell: what is left of a motion when it is
 * not rigid. Central differences, one-sided at the border.
 */
export function opticalStrain(u: GridField, v: GridField, out: GridField): void {
	for (let row = 0, cell = 0; row < GRID; row++) {
		const up = row > 0 ? -GRID : 0;
		const down = row < GRID - 1 ? GRID : 0;
		const rows = (down - up) / GRID;
		for (let column = 0; column < GRID; column++, cell++) {
			const left = column > 0 ? -1 : 0;
			const right = column < GRID - 1 ? 1 : 0;
			const columns = right - left;
			const ux = (u[cell + right]! - u[cell + left]!) / columns;
			const vx = (v[cell + right]! - v[cell + left]!) / columns;
			const uy = (u[cell + down]! - u[cell + up]!) / rows;
			const vy = (v[cell + down]! - v[cell + up]!) / rows;
			out[cell] = Math.sqrt(ux * ux + vy * vy + 0.5 * (uy + vx) ** 2);
		}
	}
}

/** One over the 95th percentile of magnitude of all cells of the fields; 0 where none moves. */
function perScale(...fields: readonly Float64Array[]): number {
	let count = 0;
	for (const field of fields) {
		for (let cell = 0; cell < CELLS; cell++, count++) scratch[count] = Math.abs(field[cell]!);
	}
	const scale = selectInPlace(scratch, Math.floor(SCALE_PERCENTILE * count), count);
	return scale > SMALLEST_SCALE ? 1 / scale : 0;
}

/** Gives a field without its plane the unit in which its own 95th percentile is 1. */
function scaleAlone(field: Float64Array): void {
	const factor = perScale(field);
	for (let cell = 0; cell < CELLS; cell++) field[cell] = field[cell]! * factor;
}

/**
 * Writes u, v, strain of fields without their planes as one normalised [28, 28, 3] block.
 *
 * @param scale `separate`: the fields went through `scaleAlone` and keep the scale they have
 */
function writeNormalised(
	u: Float64Array,
	v: Float64Array,
	scale: MotionScale,
	out: Float32Array,
): void {
	const perMotion = scale === 'common' ? perScale(u, v) : 1;
	opticalStrain(u, v, strain);
	const perStrain = perScale(strain);
	for (let cell = 0; cell < CELLS; cell++) {
		const at = cell * GRID_CHANNELS;
		out[at] = Math.tanh(u[cell]! * perMotion);
		out[at + 1] = Math.tanh(v[cell]! * perMotion);
		out[at + 2] = Math.tanh(strain[cell]! * perStrain);
	}
}

/**
 * One motion as the network reads it: planes removed, u and v over their common 95th percentile,
 * strain over its own, tanh. Writes `out`, [28, 28, 3].
 */
export function normaliseMotion(u: GridField, v: GridField, out: Float32Array): void {
	checkField(u, 'u');
	checkField(v, 'v');
	if (out.length !== CELLS * GRID_CHANNELS) {
		throw new TypeError(`out has ${out.length} values, expected ${CELLS * GRID_CHANNELS}`);
	}
	removePlane(u, planarU);
	removePlane(v, planarV);
	writeNormalised(planarU, planarV, 'common', out);
}

const fallPlanarU = new Float64Array(CELLS);
const fallPlanarV = new Float64Array(CELLS);

/**
 * Both motions of an event.
 *
 * rise  onset -> apex; fall: apex -> offset, as measured (it is negated here)
 * The correlation is that of the fields without their planes (else a nodding head would count as
 * agreement) and before weighting and normalisation; 0 where one of them does not move.
 *
 * With `separate` u and v are scaled alone before anything compares or mixes them, the correlation
 * and the strain included: nothing that comes out depends on the units of u and v.
 */
export function eventMotion(
	riseU: GridField,
	riseV: GridField,
	fallU: GridField,
	fallV: GridField,
	scale: MotionScale = 'common',
): EventMotion {
	checkField(riseU, 'riseU');
	checkField(riseV, 'riseV');
	checkField(fallU, 'fallU');
	checkField(fallV, 'fallV');
	const rise = new Float32Array(CELLS * GRID_CHANNELS);
	const fall = new Float32Array(CELLS * GRID_CHANNELS);
	removePlane(riseU, planarU);
	removePlane(riseV, planarV);
	removePlane(fallU, fallPlanarU);
	removePlane(fallV, fallPlanarV);
	for (let cell = 0; cell < CELLS; cell++) {
		fallPlanarU[cell] = -fallPlanarU[cell]!;
		fallPlanarV[cell] = -fallPlanarV[cell]!;
	}
	if (scale === 'separate') {
		for (const field of [planarU, planarV, fallPlanarU, fallPlanarV]) scaleAlone(field);
	}
	const correlation = correlate(planarU, planarV, fallPlanarU, fallPlanarV);
	const asymmetry = asymmetryOf(planarU, planarV, fallPlanarU, fallPlanarV, correlation);
	weighByAgreement(planarU, planarV, fallPlanarU, fallPlanarV, correlation);
	writeNormalised(planarU, planarV, scale, rise);
	writeNormalised(fallPlanarU, fallPlanarV, scale, fall);
	return { rise, fall, correlation, asymmetry, quality: qualityOf(rise) };
}

/** Pearson correlation of two vector fields; each component is centred on its own. */
function correlate(u1: Float64Array, v1: Float64Array, u2: Float64Array, v2: Float64Array): number {
	let product = 0;
	let first = 0;
	let second = 0;
	for (const [a, b] of [
		[u1, u2],
		[v1, v2],
	] as const) {
		let meanA = 0;
		let meanB = 0;
		for (let cell = 0; cell < CELLS; cell++) {
			meanA += a[cell]!;
			meanB += b[cell]!;
		}
		meanA /= CELLS;
		meanB /= CELLS;
		for (let cell = 0; cell < CELLS; cell++) {
			const da = a[cell]! - meanA;
			const db = b[cell]! - meanB;
			product += da * db;
			first += da * da;
			second += db * db;
		}
	}
	const norm = Math.sqrt(first * second);
	return norm > SMALLEST_SCALE * SMALLEST_SCALE ? product / norm : 0;
}

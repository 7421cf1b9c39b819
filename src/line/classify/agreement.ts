/**
 * Where on the face the fall undoes the rise.
 *
 * A micro-expression rises and falls; talk, a blink in one phase, a turning head and flow noise do
 * not come back the way they went. Each cell of both motions is weighted by how well rise and negated
 * fall agree around it, so that what is anti-monotonic is what the network sees most of. Where the
 * fall says nothing as a whole (none, a wrong offset), local agreement is chance and nothing is
 * weighted.
 */
import { clamp } from '../../core/statistics/index.ts';
import { GRID } from './motion-grid.ts';

const CELLS = GRID * GRID;
/** The neighbourhood: a Gaussian of so many cells, an eighth of the distance of the eyes. */
const SIGMA_CELLS = 1.5;
const RADIUS = 5;
/** Weight of a cell without any agreement, of one in full agreement. */
const FLOOR = 0.23;
/** Correlation of the whole motions at which weighting begins, and from which it counts in full. */
const BEGINS = 0;
const FULL = 0.2;

const kernel = Float64Array.from({ length: 2 * RADIUS + 1 }, (_, i) =>
	Math.exp(-0.5 * ((i - RADIUS) / SIGMA_CELLS) ** 2),
);
const rows = new Float64Array(CELLS);
const shared = new Float64Array(CELLS);
const ofRise = new Float64Array(CELLS);
const ofFall = new Float64Array(CELLS);

/**
 * Weights both motions in place.
 *
 * @param fallU, fallV the negated fall; planes removed from all
 * @param correlation  of the two motions as a whole
 */
export function weighByAgreement(
	riseU: Float64Array,
	riseV: Float64Array,
	fallU: Float64Array,
	fallV: Float64Array,
	correlation: number,
): void {
	const share = clamp((correlation - BEGINS) / (FULL - BEGINS), 0, 1);
	if (share === 0) return;
	for (let cell = 0; cell < CELLS; cell++) {
		shared[cell] = riseU[cell]! * fallU[cell]! + riseV[cell]! * fallV[cell]!;
		ofRise[cell] = riseU[cell]! ** 2 + riseV[cell]! ** 2;
		ofFall[cell] = fallU[cell]! ** 2 + fallV[cell]! ** 2;
	}
	spread(shared);
	spread(ofRise);
	spread(ofFall);
	for (let cell = 0; cell < CELLS; cell++) {
		const norm = Math.sqrt(ofRise[cell]! * ofFall[cell]!);
		const agreement = norm > 0 ? shared[cell]! / norm : 0;
		const full = FLOOR + (1 - FLOOR) * Math.max(0, agreement);
		const weight = 1 - share + share * full;
		riseU[cell]! *= weight;
		riseV[cell]! *= weight;
		fallU[cell]! *= weight;
		fallV[cell]! *= weight;
	}
}

/** Sums over the neighbourhood in place, the border repeated; not normalised: ratios are taken. */
function spread(field: Float64Array): void {
	for (let row = 0; row < GRID; row++) {
		for (let column = 0; column < GRID; column++) {
			let sum = 0;
			for (let i = -RADIUS; i <= RADIUS; i++) {
				sum += kernel[i + RADIUS]! * field[row * GRID + within(column + i)]!;
			}
			rows[row * GRID + column] = sum;
		}
	}
	for (let row = 0; row < GRID; row++) {
		for (let column = 0; column < GRID; column++) {
			let sum = 0;
			for (let i = -RADIUS; i <= RADIUS; i++) {
				sum += kernel[i + RADIUS]! * rows[within(row + i) * GRID + column]!;
			}
			field[row * GRID + column] = sum;
		}
	}
}

const within = (place: number): number => Math.min(GRID - 1, Math.max(0, place));

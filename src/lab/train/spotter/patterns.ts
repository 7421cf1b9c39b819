/**
 * How action units move the regions of either half of a face: the directions that features compare
 * what they see with.
 *
 * Source  the unit's field (`actor`), its units equally strong, averaged over each region's blob
 *         (`motion`) where the mean face has that region
 */
import { ACTION_UNITS, ActionUnitField } from '../../../study/actor/index.ts';
import { REGION_SHAPES, TRACKED_REGIONS } from '../../../line/motion/index.ts';
import { HALF_REGIONS, HALVES, PATTERN_SIDES, PATTERN_UNITS } from '../../../line/select/index.ts';
import type { Half, Patterns } from '../../../line/select/index.ts';

/** Steps across a blob, and how many radii it reaches. */
const STEPS = 24;
const REACH = 2;

/** @param face - the mean face, [468, 2] IOD (mean-face.ts) */
export function unitPatterns(face: Float64Array): Patterns {
	const fields = new Map(ACTION_UNITS.map((unit) => [unit.au, new ActionUnitField(unit)]));
	const patternsOf = (half: Half): number[][] =>
		PATTERN_UNITS[half].flatMap((units) =>
			PATTERN_SIDES.map(([right, left]) => {
				const pattern = HALF_REGIONS[half].flatMap((region) => {
					const moved: [dx: number, dy: number] = [0, 0];
					for (const au of units) addMean(region, face, fields.get(au)!, right, left, moved);
					return moved;
				});
				const length = Math.hypot(...pattern);
				return pattern.map((value) => rounded(value / length));
			}),
		);
	return Object.fromEntries(HALVES.map((half) => [half, patternsOf(half)])) as Record<
		Half,
		number[][]
	>;
}

/** Adds a field's mean over a region to `out`, in shares of the unit's largest displacement. */
function addMean(
	region: number,
	face: Float64Array,
	field: ActionUnitField,
	right: number,
	left: number,
	out: [dx: number, dy: number],
): void {
	const { points, radiusX, radiusY } = REGION_SHAPES[TRACKED_REGIONS[region]!];
	let centreX = 0;
	let centreY = 0;
	for (const point of points) {
		centreX += face[2 * point]! / points.length;
		centreY += face[2 * point + 1]! / points.length;
	}
	const sum = new Float64Array(2);
	const one = new Float64Array(2);
	let total = 0;
	for (let i = 0; i <= STEPS; i++) {
		for (let j = 0; j <= STEPS; j++) {
			const x = REACH * ((2 * i) / STEPS - 1);
			const y = REACH * ((2 * j) / STEPS - 1);
			const far = x * x + y * y;
			if (far > REACH * REACH) continue;
			const weight = Math.exp(-far);
			one.fill(0);
			field.add(centreX + x * radiusX, centreY + y * radiusY, right, left, one);
			sum[0]! += weight * one[0]!;
			sum[1]! += weight * one[1]!;
			total += weight;
		}
	}
	const { peak } = field.unit;
	out[0] += sum[0]! / total / peak;
	out[1] += sum[1]! / total / peak;
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

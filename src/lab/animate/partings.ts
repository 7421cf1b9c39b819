/** Lines along which skin parts: eyes and mouth. What lies above one moves other than what lies below. */
import { EYES, LOWER_LIP_EDGE, UPPER_LIP_EDGE } from './face-points.ts';
import type { EyePoints } from './face-points.ts';

/** Share of the way from the eyes to the mouth at which skin stops following the lids. */
const MIDDLE = 0.45;

/** x ascending; frame pixels, x and y in turn. */
export interface Partings {
	readonly rightEye: Float64Array;
	readonly leftEye: Float64Array;
	readonly mouth: Float64Array;
	readonly middleX: number;
	readonly middleY: number;
}

/** @param seen - mesh points in the frame, [478, 2] */
export function partingsOf(seen: Float64Array): Partings {
	const along = (upper: readonly number[], lower: readonly number[]): Float64Array =>
		Float64Array.from(
			upper.flatMap((point, k) => {
				const other = lower[k]!;
				return [
					(seen[2 * point]! + seen[2 * other]!) / 2,
					(seen[2 * point + 1]! + seen[2 * other + 1]!) / 2,
				];
			}),
		);
	const eye = ({ outer, inner, upper, lower }: EyePoints): [number[], number[]] => [
		[outer, ...upper, inner],
		[outer, ...lower, inner],
	];
	const [right, left] = EYES;
	const leftLine = along(...eye(left));
	const mouth = along(UPPER_LIP_EDGE, LOWER_LIP_EDGE);
	const eyesY = (seen[2 * 133 + 1]! + seen[2 * 362 + 1]!) / 2;
	return {
		rightEye: along(...eye(right)),
		leftEye: reversed(leftLine),
		mouth,
		middleX: (seen[2 * 133]! + seen[2 * 362]!) / 2,
		middleY: eyesY + MIDDLE * (mouth[11]! - eyesY),
	};
}

function reversed(line: Float64Array): Float64Array {
	const out = new Float64Array(line.length);
	for (let k = 0; k < line.length; k += 2) {
		out[k] = line[line.length - 2 - k]!;
		out[k + 1] = line[line.length - 1 - k]!;
	}
	return out;
}

/** Height of a line at x; beyond its ends that of the end. */
export function valueOn(line: Float64Array, x: number): number {
	if (x <= line[0]!) return line[1]!;
	for (let k = 2; k < line.length; k += 2) {
		if (x > line[k]!) continue;
		const share = (x - line[k - 2]!) / Math.max(1e-9, line[k]! - line[k - 2]!);
		return line[k - 1]! + share * (line[k + 1]! - line[k - 1]!);
	}
	return line.at(-1)!;
}

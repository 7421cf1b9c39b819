/**
 * Where the features of the drawn face lie, and where its skin may open.
 *
 * Space  inter-ocular distances (IOD) as in `action-units.ts`: origin between the eye centres, x right
 *        and y down in the picture. Neutral face; every look shares the eye corners, so that the
 *        px200 scale is the same for all of them.
 */
import { OUTER_CANTHI_PX200 } from '../../core/kernel/index.ts';

/** Outer and inner eye corners as drawn, |x|. */
export const OUTER_CANTHUS_X = 0.775;
export const INNER_CANTHUS_X = 0.295;
const INNER_CANTHUS_Y = 0.024;
const OUTER_CANTHUS_Y = -0.014;

export const MOUTH_CORNER_X = 0.405;
export const IRIS_RADIUS = 0.103;

/** Place of the irises, |x|. */
export const IRIS_X = 0.51;
/** Height of the eye centre's iris; slightly tucked under the upper lid. */
export const IRIS_Y = -0.012;

/**
 * Where FaceLandmarker sees the outer corners (mesh points 33 and 263), |x|: a little inside the drawn
 * ones, as it expects the eye to end sooner. Median over the five looks; they differ by 1.5 %.
 */
export const SEEN_CANTHUS_X = 0.715;

/** One IOD in px200: the outer corners as they are seen count 95. */
export const PX200_PER_IOD = OUTER_CANTHI_PX200 / (2 * SEEN_CANTHUS_X);

/** What of the openings differs between looks. */
export interface Openings {
	/** Height of the eye opening over the common one. */
	readonly eyeHeight: number;
	/** Outer eye corners raised by this much, IOD. */
	readonly eyeTilt: number;
	/** Mouth corners raised by this much, IOD. */
	readonly mouthLift: number;
}

const along = (x: number): number =>
	(Math.abs(x) - INNER_CANTHUS_X) / (OUTER_CANTHUS_X - INNER_CANTHUS_X);

/** Line through the two corners of an eye; both lids meet it outside the corners. */
export function canthalLine(x: number, shape: Openings): number {
	const t = Math.min(1.4, Math.max(-0.4, along(x)));
	return INNER_CANTHUS_Y + (OUTER_CANTHUS_Y - shape.eyeTilt - INNER_CANTHUS_Y) * t;
}

/** Edge of the upper lid; |x| may lie outside the corners. */
export function upperLid(x: number, shape: Openings): number {
	const t = along(x);
	const line = canthalLine(x, shape);
	if (t <= 0 || t >= 1) return line;
	const arch = Math.pow(4 * t * (1 - t), 0.58) * (1 + 0.1 * (0.5 - t));
	return line - 0.1 * shape.eyeHeight * arch;
}

/** Edge of the lower lid. */
export function lowerLid(x: number, shape: Openings): number {
	const t = along(x);
	const line = canthalLine(x, shape);
	if (t <= 0 || t >= 1) return line;
	const arch = Math.pow(4 * t * (1 - t), 0.72) * (1 + 0.4 * (t - 0.5));
	return line + 0.058 * shape.eyeHeight * arch;
}

/** Line between the closed lips; beyond the corners it runs on level. */
export function lipLine(x: number, shape: Openings): number {
	const a = Math.min(1, Math.abs(x) / MOUTH_CORNER_X);
	const bow = 0.016 * Math.exp(-((x / 0.085) ** 2)) - 0.012 * Math.exp(-(((a - 0.45) / 0.3) ** 2));
	return 1.066 + bow - shape.mouthLift * a * a;
}

/** How far the lips may part at `x`: 1 in the middle, 0 at and beyond the corners. */
export function lipParting(x: number): number {
	const a = x / (MOUTH_CORNER_X * 0.97);
	return a * a >= 1 ? 0 : Math.pow(1 - a * a, 0.6);
}

/**
 * The named regions of a face, in the order of every list of regions.
 *
 * Left and right are the subject's own.
 */

/**
 * The face regions that motion is summarized over.
 *
 * Left and right are the subject's own; mesh point 33 is the subject's right outer eye corner and
 * lies on the left of an unmirrored picture. Each region is a soft blob around mesh points, so that
 * it sits right on every face.
 */
export const REGIONS = [
	'innerBrowRight',
	'innerBrowLeft',
	'outerBrowRight',
	'outerBrowLeft',
	'glabella',
	'lowerLidRight',
	'lowerLidLeft',
	'noseWingRight',
	'noseWingLeft',
	'cheekRight',
	'cheekLeft',
	'lipCornerRight',
	'lipCornerLeft',
	'upperLip',
	'lowerLip',
	'chin',
] as const;

export type RegionName = (typeof REGIONS)[number];

export const REGION_COUNT = REGIONS.length;

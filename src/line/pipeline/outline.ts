/**
 * What `FrameReport.outline` holds: which mesh points, in which order, and how they join up.
 *
 * The worker copies the points of `OUTLINE_POINTS` (x, y pairs); the page draws `OUTLINE_PATHS`
 * and one spot per region. Point numbers are those of MediaPipe's canonical face mesh
 * (`FaceLandmarker.FACE_LANDMARKS_*` connections); "right" is the subject's own right.
 */
import type { RegionName } from '../../core/record/index.ts';
import { REGIONS } from '../../core/record/index.ts';

type PathName =
	'face' | 'browRight' | 'browLeft' | 'eyeRight' | 'eyeLeft' | 'nose' | 'lipsOuter' | 'lipsInner';

const PATHS: Readonly<Record<PathName, { closed: boolean; mesh: readonly number[] }>> = {
	face: {
		closed: true,
		mesh: [
			10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
			148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
		],
	},
	browRight: { closed: true, mesh: [70, 63, 105, 66, 107, 55, 65, 52, 53, 46] },
	browLeft: { closed: true, mesh: [300, 293, 334, 296, 336, 285, 295, 282, 283, 276] },
	eyeRight: {
		closed: true,
		mesh: [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
	},
	eyeLeft: {
		closed: true,
		mesh: [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
	},
	nose: { closed: false, mesh: [64, 98, 97, 2, 326, 327, 294] },
	lipsOuter: {
		closed: true,
		mesh: [
			61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
		],
	},
	lipsInner: {
		closed: true,
		mesh: [
			78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191,
		],
	},
};

/** The mesh point a region's spot is drawn at. */
const SPOTS: Readonly<Record<RegionName, number>> = {
	innerBrowRight: 66,
	innerBrowLeft: 296,
	outerBrowRight: 63,
	outerBrowLeft: 293,
	glabella: 9,
	lowerLidRight: 230,
	lowerLidLeft: 450,
	noseWingRight: 48,
	noseWingLeft: 278,
	cheekRight: 205,
	cheekLeft: 425,
	lipCornerRight: 61,
	lipCornerLeft: 291,
	upperLip: 0,
	lowerLip: 17,
	chin: 199,
};

const paths = Object.entries(PATHS) as [PathName, (typeof PATHS)[PathName]][];
const spots = REGIONS.map((region) => SPOTS[region]);

/** Mesh points in the order of `FrameReport.outline`: the paths, then one spot a region. */
export const OUTLINE_POINTS: readonly number[] = [
	...paths.flatMap(([, path]) => path.mesh),
	...spots,
];

export interface OutlinePath {
	readonly name: PathName;
	/** Range [first, end) of `OUTLINE_POINTS`. */
	readonly first: number;
	readonly end: number;
	readonly closed: boolean;
}

export const OUTLINE_PATHS: readonly OutlinePath[] = paths.map(([name, path], at) => {
	const first = paths.slice(0, at).reduce((sum, [, before]) => sum + before.mesh.length, 0);
	return { name, first, end: first + path.mesh.length, closed: path.closed };
});

/** Index in `OUTLINE_POINTS` of the first region's spot; the others follow in `REGIONS` order. */
export const OUTLINE_SPOTS = OUTLINE_POINTS.length - spots.length;

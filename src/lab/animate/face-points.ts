/** Which points of the mesh belong together, and how much of a part each is. */
import { FACE_POINTS } from '../footage/index.ts';

/** Upper lid, the lower lid's point below each, the fold above and the rim below; one eye. */
export interface EyePoints {
	readonly outer: number;
	readonly inner: number;
	readonly upper: readonly number[];
	readonly lower: readonly number[];
	readonly fold: readonly number[];
	readonly rim: readonly number[];
	readonly iris: number;
}

/** The subject's right eye, which is left in the picture, then the other. */
export const EYES: readonly [EyePoints, EyePoints] = [
	{
		outer: 33,
		inner: 133,
		upper: [246, 161, 160, 159, 158, 157, 173],
		lower: [7, 163, 144, 145, 153, 154, 155],
		fold: [247, 30, 29, 27, 28, 56, 190],
		rim: [25, 110, 24, 23, 22, 26, 112],
		iris: 468,
	},
	{
		outer: 263,
		inner: 362,
		upper: [466, 388, 387, 386, 385, 384, 398],
		lower: [249, 390, 373, 374, 380, 381, 382],
		fold: [467, 260, 259, 257, 258, 286, 414],
		rim: [255, 339, 254, 253, 252, 256, 341],
		iris: 473,
	},
];

/** The opening of an eye, around. */
export const eyeOutline = ({ outer, inner, upper, lower }: EyePoints): number[] => [
	outer,
	...upper,
	inner,
	...[...lower].reverse(),
];

/** Inner edge of the lips, corner to corner. */
export const UPPER_LIP_EDGE = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308] as const;
export const LOWER_LIP_EDGE = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308] as const;

/** Lips without their corners. */
export const UPPER_LIP = [
	185, 40, 39, 37, 0, 267, 269, 270, 409, 184, 74, 73, 72, 11, 302, 303, 304, 408, 183, 42, 41, 38,
	12, 268, 271, 272, 407, 191, 80, 81, 82, 13, 312, 311, 310, 415,
] as const;
export const LOWER_LIP = [
	146, 91, 181, 84, 17, 314, 405, 321, 375, 77, 90, 180, 85, 16, 315, 404, 320, 307, 96, 89, 179,
	86, 15, 316, 403, 319, 325, 95, 88, 178, 87, 14, 317, 402, 318, 324,
] as const;

/** The face, each of whose points moves in shares of these. */
export interface FaceParts {
	/** [468] each; 1 where skin moves as the mesh does. */
	readonly mouth: Float64Array;
	readonly brows: Float64Array;
	/** The point that lies where a point lies in the mirror, [468]. */
	readonly twins: Int32Array;
}

/**
 * Skin of cheeks moves more than the mesh says: of 3 px200 drawn there in speech, the tracker's mesh
 * showed 0.6. Foreheads move less: with the mesh's own motion they moved 1.4 times as much as in films.
 */
const CHEEK_GAIN = 1.6;
const FOREHEAD_GAIN = 0.65;

/** @param face mean face, IOD, [468, 2] */
export function faceParts(face: Float64Array): FaceParts {
	const lids = new Set(EYES.flatMap(({ upper, lower, fold }) => [upper, lower, fold].flat()));
	const rims = new Set(EYES.flatMap(({ rim }) => rim));
	const mouth = new Float64Array(FACE_POINTS);
	const brows = new Float64Array(FACE_POINTS);
	const twins = new Int32Array(FACE_POINTS);
	for (let i = 0; i < FACE_POINTS; i++) {
		const x = Math.abs(face[2 * i]!);
		const y = face[2 * i + 1]!;
		const nose = x < 0.3 && y < 0.75 ? 0.5 : 1;
		const cheek = 1 + (CHEEK_GAIN - 1) * ramp((x - 0.3) / 0.15) * ramp((0.95 - y) / 0.2);
		const forehead = 1 - (1 - FOREHEAD_GAIN) * ramp((-y - 0.4) / 0.2);
		mouth[i] = lids.has(i) ? 0 : nose * cheek * ramp((y - 0.05) / 0.3);
		brows[i] = lids.has(i) || rims.has(i) ? 0 : forehead * ramp((-y - 0.1) / 0.12);
		let nearest = Infinity;
		for (let j = 0; j < FACE_POINTS; j++) {
			const away = Math.hypot(face[2 * j]! + face[2 * i]!, face[2 * j + 1]! - y);
			if (away >= nearest) continue;
			nearest = away;
			twins[i] = j;
		}
	}
	return { mouth, brows, twins };
}

/** 0 to 1, smoothly. */
export function ramp(share: number): number {
	const t = Math.max(0, Math.min(1, share));
	return t * t * (3 - 2 * t);
}

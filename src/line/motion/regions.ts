import { REGIONS } from '../../core/record/index.ts';

/** Measured besides, to judge the named ones by: what lids, forehead and jaw do tells what it is not. */
const CONTEXT_REGIONS = [
	'upperLidRight',
	'upperLidLeft',
	'foreheadRight',
	'foreheadLeft',
	'lowCheekRight',
	'lowCheekLeft',
	'noseTip',
	'malarRight',
	'malarLeft',
] as const;

/** All that are measured; the named ones come first. */
export const TRACKED_REGIONS = [...REGIONS, ...CONTEXT_REGIONS] as const;
export const TRACKED_COUNT = TRACKED_REGIONS.length;

/** Mesh points whose mean is a region's centre, and the blob's radius, IOD. */
export interface RegionShape {
	readonly points: readonly number[];
	readonly radiusX: number;
	readonly radiusY: number;
	/** Where it lies, hence what moves it besides expressions: a blink, speech, or both (cheeks). */
	readonly near: 'eyes' | 'brows' | 'nose' | 'cheeks' | 'mouth' | 'forehead';
	/** One of those that are only measured besides. */
	readonly context: boolean;
}

const shape = (
	near: RegionShape['near'],
	points: readonly number[],
	radiusX: number,
	radiusY: number,
	context = false,
): RegionShape => ({ near, points, radiusX, radiusY, context });

export const REGION_SHAPES: Readonly<Record<(typeof TRACKED_REGIONS)[number], RegionShape>> = {
	innerBrowRight: shape('brows', [55, 107, 65, 66], 0.16, 0.12),
	innerBrowLeft: shape('brows', [285, 336, 295, 296], 0.16, 0.12),
	outerBrowRight: shape('brows', [46, 70, 53, 63], 0.18, 0.12),
	outerBrowLeft: shape('brows', [276, 300, 283, 293], 0.18, 0.12),
	glabella: shape('brows', [9, 8], 0.12, 0.14),
	lowerLidRight: shape('eyes', [23, 230, 22, 24], 0.2, 0.09),
	lowerLidLeft: shape('eyes', [253, 450, 252, 254], 0.2, 0.09),
	noseWingRight: shape('nose', [64, 129, 98, 203], 0.12, 0.14),
	noseWingLeft: shape('nose', [294, 358, 327, 423], 0.12, 0.14),
	cheekRight: shape('cheeks', [50, 205, 36, 207], 0.2, 0.16),
	cheekLeft: shape('cheeks', [280, 425, 266, 427], 0.2, 0.16),
	lipCornerRight: shape('mouth', [61, 57, 186, 91], 0.16, 0.14),
	lipCornerLeft: shape('mouth', [291, 287, 410, 321], 0.16, 0.14),
	upperLip: shape('mouth', [0, 37, 267, 164], 0.18, 0.1),
	lowerLip: shape('mouth', [17, 84, 314, 18], 0.2, 0.1),
	chin: shape('mouth', [199, 200, 208, 428], 0.22, 0.14),
	upperLidRight: shape('eyes', [159, 158, 160, 27], 0.2, 0.07, true),
	upperLidLeft: shape('eyes', [386, 385, 387, 257], 0.2, 0.07, true),
	foreheadRight: shape('forehead', [69, 104, 105], 0.2, 0.14, true),
	foreheadLeft: shape('forehead', [299, 333, 334], 0.2, 0.14, true),
	lowCheekRight: shape('cheeks', [216, 192, 212], 0.16, 0.16, true),
	lowCheekLeft: shape('cheeks', [436, 416, 432], 0.16, 0.16, true),
	noseTip: shape('nose', [4, 1, 5], 0.12, 0.12, true),
	malarRight: shape('cheeks', [117, 118, 101], 0.2, 0.1, true),
	malarLeft: shape('cheeks', [346, 347, 330], 0.2, 0.1, true),
};

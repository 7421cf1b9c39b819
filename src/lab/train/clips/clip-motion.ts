/**
 * What moves between the key frames of a clip, by the product's own alignment and flow.
 *
 * In    pictures of one clip with their meshes: onset, apex, offset, or onset and candidates for an
 *       apex that nobody coded
 * Out   raw flow on the grid of `classify`, crop px, rigid part included: what `eventMotion` takes
 * Cost  some 30 ms a picture
 * A missing apex is the frame whose motion from the onset is largest, the rigid part removed: the
 * frame of maximal difference, on motion instead of pixels. A missing offset leaves no fall: the
 * last frame of a clip need not be a return, and a wrong offset costs more than none.
 */
import { Aligner, faceStretch } from '../../../line/align/index.ts';
import { median } from '../../../core/statistics/index.ts';
import type { Plane } from '../../../line/align/index.ts';
import { GRID, removePlane } from '../../../line/classify/index.ts';
import { PairFlow } from '../../../line/motion/index.ts';

const CELLS = GRID * GRID;
/** As many as the aligner averages its template over. */
const TEMPLATE_FRAMES = 15;

export interface ClipPicture {
	readonly width: number;
	readonly height: number;
	/** Luminance, [height, width]. */
	readonly luma: Uint8Array;
	/** Points in 0..1 of the picture, [478, 3]. */
	readonly mesh: Float32Array;
}

/** Flow fields u (right), v (down) on the grid, [28, 28] each. */
export interface GridFlow {
	readonly u: Float32Array;
	readonly v: Float32Array;
}

export interface ClipFlow {
	readonly rise: GridFlow;
	/** Null: no offset. */
	readonly fall: GridFlow | null;
}

/** @param offset - null where none was coded. */
export function measureClip(
	onset: ClipPicture,
	apex: ClipPicture,
	offset: ClipPicture | null,
): ClipFlow {
	const pictures = offset === null ? [onset, apex] : [onset, apex, offset];
	const crops = alignedCrops(pictures);
	const flow = new PairFlow();
	const stretch = stretchOf(pictures);
	return {
		rise: flow.grid(crops[0]!, crops[1]!, stretch),
		fall: offset === null ? null : flow.grid(crops[1]!, crops[2]!, stretch),
	};
}

/** Place in `candidates` of the one that has moved most since the onset. */
export function findApex(onset: ClipPicture, candidates: readonly ClipPicture[]): number {
	const pictures = [onset, ...candidates];
	const [first, ...crops] = alignedCrops(pictures);
	const flow = new PairFlow();
	const stretch = stretchOf(pictures);
	const moved = crops.map((crop) => {
		const { u, v } = flow.grid(first!, crop, stretch);
		return energyOf(u) + energyOf(v);
	});
	return moved.indexOf(Math.max(...moved));
}

/** Of the face in all of them. */
const stretchOf = (pictures: readonly ClipPicture[]): number =>
	median(pictures.map(({ mesh, width, height }) => faceStretch(mesh, width, height)));

/** Contrast crops, aligned to the first picture. */
function alignedCrops(pictures: readonly ClipPicture[]): Float32Array[] {
	const aligner = new Aligner();
	const [first] = pictures;
	for (let i = 0; i < TEMPLATE_FRAMES; i++) {
		const { mesh } = pictures[i % pictures.length]!;
		aligner.align(planeOf(first!), mesh);
	}
	return pictures.map((picture, i) => {
		const plane = planeOf(picture);
		const crop = aligner.align(plane, picture.mesh).contrast.slice();
		if (i === 0) aligner.setReference(plane);
		return crop;
	});
}

const planeOf = ({ luma, width, height }: ClipPicture): Plane => ({
	data: luma,
	width,
	height,
	stride: width,
	step: 1,
	offset: 0,
});

const planar = new Float64Array(CELLS);

/** Of a field without its plane: a head that shifts is no movement. */
function energyOf(field: Float32Array): number {
	removePlane(field, planar);
	return planar.reduce((sum, value) => sum + value * value, 0);
}

/** Planes that hold a frame of footage for the line: luminance only. */
import type { Plane } from '../../line/align/index.ts';
import type { FramePlanes } from '../../line/pipeline/index.ts';

/** A plane for `Footage.readLuma` to write into. */
export const lumaPlaneFor = ({
	width,
	height,
}: {
	readonly width: number;
	readonly height: number;
}): Plane & { readonly data: Uint8Array } => ({
	data: new Uint8Array(width * height),
	width,
	height,
	stride: width,
	step: 1,
	offset: 0,
});

export const withoutColour = (luma: Plane): FramePlanes => ({
	luma,
	chromaU: null,
	chromaV: null,
	colour: { fullRange: false, matrix: 'bt601' },
});

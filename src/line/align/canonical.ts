/**
 * The canonical frame every face is brought into.
 *
 * Fixed by the eyes, because the network's framing is (science: a vertical shift of 0.15 IOD the
 * wrong way costs most of its worth): eye centres 48 px apart, so that the 28 x 28 motion grid of
 * the network is the crop less a margin, pooled by 4.
 *
 * Space  crop pixels, integer = pixel centre, x right, y down in the unmirrored picture;
 *        or IOD: origin between the eye centres, 1 = eye distance
 */
export const CROP_SIZE = 128;

/** Pixels of the crop per cell of the network's 28 x 28 grid, and the margin around the grid. */
export const CELL_PX = 4;
export const GRID_MARGIN_PX = 8;

export const IOD_PX = 48;
export const EYE_CENTRE_X = 63.5;
/** Cell row 9.5 (cell centres at integers): 8 + 4 * 9.5 + 1.5. */
export const EYE_CENTRE_Y = 47.5;

export const cropX = (iodX: number): number => EYE_CENTRE_X + iodX * IOD_PX;
export const cropY = (iodY: number): number => EYE_CENTRE_Y + iodY * IOD_PX;

/** Column or row of that grid at a crop pixel; whole at the middle of a cell. */
export const gridCell = (px: number): number => (px - GRID_MARGIN_PX - (CELL_PX - 1) / 2) / CELL_PX;

/** One 8-bit plane of a picture. `step`: bytes from one sample to the next (2 in interleaved chroma). */
export interface Plane {
	readonly data: Uint8Array;
	readonly width: number;
	readonly height: number;
	readonly stride: number;
	readonly step: number;
	readonly offset: number;
}

/**
 * The grid that the network reads a crop's flow on: framed by two lengths.
 *
 * Across, a cell is a twelfth of the eye distance; down, as much of the face as brings the base of the
 * nose to its row. Only places are stretched, never the motion: u and v stay pixels of the same crop,
 * for a muscle pulls as far in a long face as in a short one, and their ratio is what tells a raised
 * lip from a pulled one.
 */
import { CELL_PX, CROP_SIZE, EYE_CENTRE_Y, GRID_MARGIN_PX, gridCell } from '../align/index.ts';
import { clamp } from '../../core/statistics/index.ts';
import { MOTION_GRID } from './face-motion.ts';

/** Row of the eyes, cell centres at integers. */
const EYE_ROW = gridCell(EYE_CENTRE_Y);

/**
 * Means of a crop-sized plane over the cells; what lies beyond the crop repeats its border.
 *
 * @param stretch height of a cell over its width (`faceStretch`); with 1 that of `poolGrid`
 */
export function poolStretched(plane: Float32Array, stretch: number, out: Float32Array): void {
	const height = CELL_PX * stretch;
	for (let row = 0; row < MOTION_GRID; row++) {
		// A pixel reaches half a pixel to either side of its centre.
		const middle = EYE_CENTRE_Y + (row - EYE_ROW) * height + 0.5;
		const top = clamp(middle - height / 2, 0, CROP_SIZE - 1);
		const bottom = clamp(middle + height / 2, top + 1, CROP_SIZE);
		for (let column = 0; column < MOTION_GRID; column++) {
			const left = GRID_MARGIN_PX + column * CELL_PX;
			let sum = 0;
			for (let y = Math.floor(top); y < bottom; y++) {
				const share = Math.min(bottom, y + 1) - Math.max(top, y);
				for (let x = left; x < left + CELL_PX; x++) sum += share * plane[y * CROP_SIZE + x]!;
			}
			out[row * MOTION_GRID + column] = sum / ((bottom - top) * CELL_PX);
		}
	}
}

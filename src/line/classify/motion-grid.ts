/** The grid of motion that the live network looks at. */

/**
 * Cells per side of the canonical motion grid; eyes 12 cells apart, centred, on row 9.5, and the base
 * of the nose (where it meets the lip) on row 18.4 when the face looks straight ahead.
 */
export const GRID = 28;
export const GRID_EYE_DISTANCE = 12;
export const GRID_EYE_ROW = 9.5;
export const GRID_NOSE_ROW = 18.4;
export const GRID_CHANNELS = 3;

/**
 * The frame of whole-face pictures: what the paper's network looks at.
 *
 * Published crops show the face from the forehead to the chin, cheek to cheek; those of CASME II
 * (doi:10.1371/journal.pone.0086041) have about 280 x 340 pixels and are squeezed into a square
 * afterwards. This frame has that size and shape. On MediaPipe's canonical face the top of the mesh lies 0.89 eye distances
 * above the eyes, the chin 1.91 below, and the cheeks 2.46 apart; the frame holds that with a tenth
 * of an eye distance to spare above and below.
 *
 * It is fixed by the eyes, like the crop that motion is measured on, and not by each frame's chin or
 * cheeks: those move with the expression.
 */
import { EYE_CENTRE_X, EYE_CENTRE_Y, IOD_PX } from './canonical.ts';
import type { Similarity } from './similarity.ts';

export const PORTRAIT_WIDTH = 280;
export const PORTRAIT_HEIGHT = 340;

/** Eye distances: of the whole height, and of what is above the eyes. */
const HEIGHT_IOD = 3;
const ABOVE_IOD = 0.98;
const PX_PER_IOD = PORTRAIT_HEIGHT / HEIGHT_IOD;

/** Portrait pixels -> crop pixels; compose it with a crop's `toFrame` to sample a frame. */
export function portraitToCrop(): Similarity {
	const scale = IOD_PX / PX_PER_IOD;
	const eyesX = (PORTRAIT_WIDTH - 1) / 2;
	const eyesY = ABOVE_IOD * PX_PER_IOD - 0.5;
	return { a: scale, b: 0, tx: EYE_CENTRE_X - scale * eyesX, ty: EYE_CENTRE_Y - scale * eyesY };
}

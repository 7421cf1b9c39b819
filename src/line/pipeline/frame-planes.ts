/** The planes of a frame, as the line takes them. */
import type { Plane } from '../align/index.ts';
import type { ColourSpace } from './pictures.ts';

/** Luminance, and chroma when pictures are wanted or a network looks at them. */
export interface FramePlanes {
	readonly luma: Plane;
	readonly chromaU: Plane | null;
	readonly chromaV: Plane | null;
	readonly colour: ColourSpace;
}

/**
 * Room: align. Brings every face into one canonical, eye-framed crop without rigid head motion.
 *
 * In    a luminance plane and the face mesh
 * Out   `AlignedCrop`: luminance and local contrast, [128, 128], and the transform used
 *       and the frame of whole-face pictures, for the network that looks at faces; how long the face is
 * Cost  two warps, two filters and a few Gauss-Newton steps per frame; allocates nothing
 */
export type { AlignedCrop } from './aligner.ts';
export { Aligner } from './aligner.ts';
export type { Plane } from './canonical.ts';
export {
	CELL_PX,
	CROP_SIZE,
	EYE_CENTRE_X,
	EYE_CENTRE_Y,
	GRID_MARGIN_PX,
	IOD_PX,
	cropX,
	cropY,
	gridCell,
} from './canonical.ts';
export { ContrastFilter } from './contrast.ts';
export { FaceLength, faceStretch } from './face-length.ts';
export { PORTRAIT_HEIGHT, PORTRAIT_WIDTH, portraitToCrop } from './portrait-frame.ts';
export { RigidResidual } from './residual.ts';
export type { Similarity } from './similarity.ts';
export { compose, copySimilarity, fitSimilarity, identity, invert, scaleOf } from './similarity.ts';
export { warpPlane } from './warp.ts';

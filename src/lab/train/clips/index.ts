/**
 * Room: train, clips. The live network on a licensee's own clips, judged on people left out.
 *
 * In    coded clips with pictures of their key frames; folds; the network to start from or to join
 * Out   figures by data set and as a composite; the network and its card, stamped with its licence
 * Keeps derived motion only, named by hashes (`MotionStore`), and folds that are done (`FoldFiles`)
 */
export { checkJoinable } from './average.ts';
export type { NetworkFigures } from './clip-figures.ts';
export { BRANCH_CHOICES } from './clip-figures.ts';
export type { ClipPicture } from './clip-motion.ts';
export { findApex, measureClip } from './clip-motion.ts';
export { CLIPS_CODE } from './code.ts';
export type { ClipConfig, Start } from './config.ts';
export { CLIP_CONFIG } from './config.ts';
export type { FlowClip } from './measured-clip.ts';
export type { StoredMotion } from './motion-store.ts';
export { MOTION_VERSION, MotionStore } from './motion-store.ts';
export { publishClips } from './publish-clips.ts';
export type { BaseNetwork, ClipRunRecord } from './run-record.ts';
export type { TrainedOnClips } from './train-clips.ts';
export { trainOnClips } from './train-clips.ts';

/**
 * Room: train, clips. The live network on a licensee's own clips, judged on people left out.
 *
 * In    coded clips with pictures of their key frames; folds; the network to start from or to join
 * Out   figures by data set and as a composite; the network and its card, stamped with its licence
 * Keeps derived motion only, named by hashes (`MotionStore`), and folds that are done (`FoldFiles`)
 */
export { checkJoinable } from './average.ts';
export { type ClipMotion, type ClipPicture, findApex, measureClip } from './clip-motion.ts';
export { CLIPS_CODE } from './code.ts';
export { type ClipConfig, type Start, CLIP_CONFIG } from './config.ts';
export { type NetworkFigures, BRANCH_CHOICES } from './clip-figures.ts';
export { titlesOf } from './dataset-titles.ts';
export type { MeasuredClip } from './measured-clip.ts';
export { MOTION_VERSION, MotionStore, type StoredMotion } from './motion-store.ts';
export { clipCardOf, publishClips } from './publish-clips.ts';
export type { BaseNetwork, ClipFigures, ClipRunRecord } from './run-record.ts';
export { type ClipTraining, type TrainedOnClips, trainOnClips } from './train-clips.ts';

/**
 * Room: actor. The synthetic face and the action-unit fields it moves by. Pure.
 *
 * In    a seed; a script says what happens when, a face draws one instant of it
 * Out   RGBA pictures, and the exact truth about every movement in them
 * See   `camera/page/actor-source.ts` for the live source
 */
export type { ActionUnit, FieldPoint } from './action-units.ts';
export { ACTION_UNITS, ActionUnitField } from './action-units.ts';
export { ActorFace } from './face.ts';
export type { MomentOptions } from './moment.ts';
export { ActorMoment } from './moment.ts';
export { MICRO_KINDS } from './movements.ts';
export type { ActorPose } from './pose.ts';
export { restPose, unitIndex } from './pose.ts';
export { PX200_PER_IOD, lipLine } from './proportions.ts';
export type { ActorTruth, ScriptOptions, TruthEvent } from './script.ts';
export { ActorScript, demoScript, proofScript } from './script.ts';

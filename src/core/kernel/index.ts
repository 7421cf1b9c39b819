/** Room: kernel. Units, faults, disposal, fields of foreign JSON, hashes, seeded chance. Imports nothing. */
import './disposal.ts';
export { assertNever } from './assert-never.ts';
export type { Closable } from './disposal.ts';
export { Fields } from './fields.ts';
export { lastPart } from './paths.ts';
export type { Random } from './random.ts';
export { seeded } from './random.ts';
export { sha256Hex } from './sha256.ts';
export type { Micros, Millis, Px200 } from './units.ts';
export { OUTER_CANTHI_PX200, fromMicros, micros, millis, px200, toMicros } from './units.ts';

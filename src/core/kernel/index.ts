/** Room: kernel. Units, faults, disposal, fields of foreign JSON, seeded chance, small statistics. Imports nothing. */
import './disposal.ts';
export type { Closable } from './disposal.ts';
export type { FaultCode } from './faults.ts';
export { Fault, asFault, assertNever } from './faults.ts';
export { Fields } from './fields.ts';
export type { Random } from './random.ts';
export { seeded } from './random.ts';
export type { Micros, Millis, Px200 } from './units.ts';
export { OUTER_CANTHI_PX200, fromMicros, micros, millis, px200, toMicros } from './units.ts';

/**
 * Room: animate. Movements of faces that are drawn into footage.
 *
 * In    footage, seeded chance
 * Out   movements of action units with their time course, where skin moves in them, and the truth
 * Owns  nothing; pure
 * Fails RangeError for an action unit that has no field
 */
export { MovementField } from './movement-field.ts';
export type { DrawnMovement } from './movement.ts';
export { drawMovements, strengthAt, truthOf } from './movement.ts';

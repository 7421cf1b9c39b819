/**
 * Room: animate. Draws footage: photographs of people that move as other people really did.
 *
 * In    films of people in motion and portraits, as `footage` has them; a seed
 * Out   `DrawnFootage`: luminance, meshes as the tracker would find them, and the whole truth;
 *       movements of action units with their time course, for other footage too
 * Cost  7 to 10 ms a frame at 1 frame pixel a px200, and about a second a film; the line's own 4 to 5 ms come on top
 * Owns  nothing but memory; what is drawn reads the portraits, whose owner closes them
 * Fails RangeError for people nobody knows, and action units that have no field
 */
export type { DrawnFootage } from './drawn-footage.ts';
export { MovementField } from './movement-field.ts';
export type { DrawnMovement } from './movement.ts';
export { drawMovements, strengthAt, truthOf } from './movement.ts';
export { FILM_KINDS } from './performance.ts';
export type { FilmWish } from './stage.ts';
export type { FilmStage } from './stage.ts';
export { openStage } from './stage.ts';

/**
 * Room: actor, its page side. The actor as a source of frames, like a camera.
 *
 * In    a canvas, a seed, which performance
 * Out   `openActor`: frames pushed at a port, no faster than the line takes them
 * Owns  the worker that draws (`close()`)
 */
export { openActor } from './actor-source.ts';

/**
 * Room: backend. What every network that reads movements stands on: the tfjs backend it runs on, what
 * it may look at, and what the line knows of it.
 *
 * In    which backend is wanted; what is to be kept on it (`Kept`)
 * Out   a `BackendKeeper` that survives a lost device; the `EventNetwork` that rooms implement
 * Owns  the tfjs backend and the GPU device; `navigator.gpu` is touched here only
 */
export { BackendKeeper } from './backend-keeper.ts';
export type { RunningBackend } from './backend.ts';
export { startBackend } from './backend.ts';
export type { EventNetwork, NetworkInfo, NetworkOptions } from './event-network.ts';
export { keeping } from './event-network.ts';
export type { Asymmetry, EventMotion, EventSight, KeyFaces, MotionQuality } from './event-sight.ts';

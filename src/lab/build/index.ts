/**
 * Room: build. The built app, for whoever needs it; two further doors: the face model that goes into
 * it (`face-model/`), and what Vite needs besides its own parts (`vite-plugins/`).
 *
 * In    the project's root
 * Out   `dist`, built where it is missing, older than its sources, or has another face model than wanted
 * Fails CommandError in one sentence with the build's reason
 */
export { ensureBuilt } from './build.ts';
export { compileLoops } from './simd.ts';
export { besideCheckout } from './shared-files.ts';

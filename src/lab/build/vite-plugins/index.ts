/**
 * Room: build, Vite plugins. What the build needs besides Vite's own parts.
 *
 * In    the installed npm packages and the prepared face model
 * Out   the same addresses in development and in `dist`: litert/, mediapipe/, models/, tfjs-wasm/,
 *       examples/vendor/
 */
export { actorFiles } from './actor-files.ts';
export { appManifest } from './app-manifest.ts';
export { engineFiles } from './engine-files.ts';
export { exampleFiles } from './example-files.ts';
export { faceModelFiles } from './face-model-files.ts';
export { servedFiles } from './served-files.ts';
export { workerEntries } from './worker-entries.ts';

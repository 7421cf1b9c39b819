/**
 * Room: build. TODO
 */
export { ensureBuilt } from './build.ts';

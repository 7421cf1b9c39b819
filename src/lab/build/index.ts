/**
 * Room: build. TODO
 */
export { ensureBuilt } from './build.ts';
export { besideCheckout } from './shared-files.ts';

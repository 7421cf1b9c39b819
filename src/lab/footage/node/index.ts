/**
 * Room: footage, its Node side. Videos and portraits from disk, measured once in Chromium and cached.
 *
 * In    folders of videos with truth, portraits, numbered pictures; the built app
 * Out   `CachedFootage`, which the caller closes
 * Owns  the browser that decodes, and the files of the cache, keyed by content, face model and code
 * Fails CommandError for what cannot be read
 */
export { openFilms } from './films.ts';
export { openFootage } from './footage-set.ts';
export { FootageBrowser } from './footage-browser.ts';
export { openPortraits } from './portraits.ts';

/**
 * Room: footage, its Node side. Videos and portraits from disk, measured once in Chromium and cached.
 */
export { openFilms } from './films.ts';
export { FootageBrowser } from './footage-browser.ts';
export { openPortraits } from './portraits.ts';

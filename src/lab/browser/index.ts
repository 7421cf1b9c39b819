/**
 * Room: browser. The one headless Chromium that commands and tests drive, and the pages in it.
 *
 * In    a folder to serve, or the file that a tool's own page starts from
 * Out   a browser with a server beside it; a page that is ready; a camera made of a file
 * Owns  what it opens, until `close()`: browser, server, bundle; the way of finding and starting a Chromium
 */
export type { LaunchOptions } from './chromium.ts';
export { CHROMIUM_ARGS, findChromium, launchChromium, launchWithProfile } from './chromium.ts';
export { ProcessorMeter } from './processor-meter.ts';
export { fakeCameraArgs, writeCameraFile } from './fake-camera.ts';
export type { ServedBrowser } from './served-browser.ts';
export { openServedBrowser } from './served-browser.ts';
export type { ToolPage } from './tool-page.ts';
export { openToolPage } from './tool-page.ts';
export { DebianError, installDebian } from './debian.ts';

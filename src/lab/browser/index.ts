/**
 * Room: browser. The one Chromium that commands and tests drive.
 */
export { CHROMIUM_ARGS, findChromium, launchChromium } from './chromium.ts';

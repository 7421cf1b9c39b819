/**
 * Room: analyze. The product's own line over files, in headless Chromium: what `analyze`, `audit` and
 * `evaluate` run.
 *
 * In    the built app, videos or pictures, the network that is to run
 * Out   records and motion, file by file; documents; what went wrong with a file as one sentence
 * Owns  a browser and a server while a batch runs; a page that dies is replaced before the next file
 * Fails CommandError where the line cannot be started at all
 */
export { USAGE, readArguments, usualJobs } from './arguments.ts';
export { analyzeFilms } from './analyze-films.ts';
export { Batch } from './batch.ts';
export type { ClipSource } from './clip-contract.ts';
export { distinctFilms } from './distinct-names.ts';
export { LineBrowser } from './line-browser.ts';
export { chosenNetwork } from './network.ts';
export { mergeShards } from './merge.ts';
export { planOutput, refuseAlike } from './outputs.ts';
export { remarkSentences } from './results.ts';
export { runSettings } from './settings.ts';
export { summarySentence } from './shards/summary.ts';

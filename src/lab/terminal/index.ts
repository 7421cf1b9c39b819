/**
 * Room: terminal. What every command shares: options, errors in one sentence, progress, aligned columns.
 */
export { runByName } from './by-name.ts';
export type { Block } from './columns.ts';
export { DIGITS, NOTHING, aligned, counted, text } from './columns.ts';
export { CommandError } from './command-error.ts';
export type { Input } from './inputs.ts';
export { findInputs, isFilm } from './inputs.ts';
export type { FileProgress } from './progress.ts';
export { Progress, standardError } from './progress.ts';
export { UsageError, oneOf, parseOptions, refuseWords } from './usage.ts';

/**
 * Room: terminal. What every command shares, so that all of them look alike to the person who types.
 *
 * In    the words after a command; files that it is told to read and write
 * Out   options, checked; progress and sentences on standard error, results on standard output; the
 *       exit status: 0 done, 1 failed, 2 wrong usage
 * Owns  the process's standard streams and exit status
 */
export type { Part } from './by-name.ts';
export { runByName } from './by-name.ts';
export type { Block } from './columns.ts';
export { DIGITS, NOTHING, aligned, counted, text } from './columns.ts';
export { CommandError } from './command-error.ts';
export { brokenLinkText, filesBelow, missingText } from './files-below.ts';
export { jsonText, makeFolder, makeFolderOf, readText, writeText } from './files.ts';
export type { Input } from './inputs.ts';
export { findInputs, isFilm } from './inputs.ts';
export type { VideoProgress } from './progress.ts';
export { Progress, standardError } from './progress.ts';
export { ROOT, appVersion } from './project.ts';
export { revisionOf } from './revision.ts';
export { logToStandardError, onStop, runCommand, toStandardOutput } from './run-command.ts';
export { UsageError, oneOf, parseOptions, positive, refuseWords, wholeNumber } from './usage.ts';

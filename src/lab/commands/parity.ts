/**
 * `npm run parity -- WHAT FILE`: whether a part computes what the published code computes, by outputs
 * of that code in a file.
 *
 * In    the name of a part, then its own words
 * Out   what was expected and what came out, on standard output
 * Exit  0 all of it agrees; 1 it does not, or could not be checked; 2 wrong usage
 */
import { CHECKS } from '../parity/index.ts';
import { runByName } from '../terminal/index.ts';

await runByName({ command: 'parity', verb: 'check', noun: 'check', parts: CHECKS });

/**
 * `npm run evaluate -- WHAT`: measures a part of the product, or a result, against a known truth.
 *
 * In    the name of an evaluation, then its own options
 * Out   its figures on standard output; what else it says on standard error
 * Exit  0 done; 1 it could not be done, or not in full; 2 wrong usage
 */
import { EVALUATIONS } from '../evaluate/index.ts';
import { runByName } from '../terminal/index.ts';

await runByName({
	command: 'evaluate',
	verb: 'evaluate',
	noun: 'evaluation',
	parts: EVALUATIONS,
});

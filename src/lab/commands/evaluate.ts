/**
 * `npm run evaluate -- WHAT`: measures a part of the product, or a result, against a known truth.
 *
 * In    the name of an evaluation, then its own options
 * Out   its figures on standard output; what else it says on standard error
 * Exit  0 done; 1 it could not be done, or not in full; 2 wrong usage
 */
import { runByName } from '../terminal/index.ts';

await runByName({
	command: 'evaluate',
	verb: 'evaluate',
	noun: 'evaluation',
	parts: new Map([
		[
			'spotting',
			{
				does: 'how well movements are found in videos whose movements are known',
				load: () => import('../evaluate/spotting.ts'),
			},
		],
		[
			'features',
			{
				does: 'how well the network reads motion that was computed elsewhere',
				load: () => import('../evaluate/features.ts'),
			},
		],
		[
			'classifier',
			{
				does: 'how well the network reads movements, of synthetic people and in videos',
				load: () => import('../evaluate/classifier.ts'),
			},
		],
		[
			'strs',
			{
				does: 'how well movements were spotted and classified elsewhere, from two tables',
				load: () => import('../evaluate/strs.ts'),
			},
		],
		[
			'audit',
			{
				does: "how much of a coder's error an audit corrects, in videos with exact truth",
				load: () => import('../evaluate/audit.ts'),
			},
		],
	]),
});

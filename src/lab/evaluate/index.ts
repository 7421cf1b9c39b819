/**
 * Room: evaluate. Parts of the product, and results from elsewhere, measured against a known truth.
 *
 * In    the words after an evaluation's name: folders of videos and truth, tables, a network
 * Out   figures with intervals over people, as a table on standard output and as JSON; the exit status
 * Note  each evaluation is loaded when it is asked for
 */
import type { Part } from '../terminal/index.ts';

export const EVALUATIONS: ReadonlyMap<string, Part> = new Map([
	[
		'spotting',
		{
			does: 'how well movements are found in videos whose movements are known',
			load: () => import('./spotting.ts'),
		},
	],
	[
		'features',
		{
			does: 'how well the network reads motion that was computed elsewhere',
			load: () => import('./features.ts'),
		},
	],
	[
		'classifier',
		{
			does: 'how well the network reads movements, of synthetic people and in videos',
			load: () => import('./classifier.ts'),
		},
	],
	[
		'strs',
		{
			does: 'how well movements were spotted and classified elsewhere, from two tables',
			load: () => import('./strs.ts'),
		},
	],
	[
		'audit',
		{
			does: "how much of a coder's error an audit corrects, in videos with exact truth",
			load: () => import('./audit.ts'),
		},
	],
]);

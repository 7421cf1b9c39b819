/**
 * `npm run parity -- selection FILE`: whether reselection chooses the key frames that the published
 * code chose.
 *
 * In    recorded cases (src/lab/parity/selection/reference.ts)
 * Out   a table on standard output
 * Exit  0 all the same; 1 some differ, or the file is wrong, with a line that says where; 2 usage
 */
import { basename } from 'node:path';
import {
	UsageError,
	parseOptions,
	readText,
	refuseWords,
	toStandardOutput,
} from '../terminal/index.ts';
import { comparisonText, comparisonsOf } from './selection/compare.ts';
import { selectionCases } from './selection/reference.ts';

const USAGE = `npm run parity -- selection FILE

Compares the reselection of key frames with recorded outputs of the published code, on sequences that
FILE defines by formula: the variants full, minMax and max, on wrapped and on signed differences.

  --help   this text

Exit status: 0 all the same; 1 some differ, or FILE is invalid, with a line that says where; 2 usage error.`;

/** @returns the exit status */
export async function run(args: readonly string[]): Promise<number> {
	const { values, positionals } = parseOptions(args, { help: { type: 'boolean', short: 'h' } });
	if (values.help === true) {
		console.log(USAGE);
		return 0;
	}
	const [path, ...more] = positionals;
	if (path === undefined) throw new UsageError('Name the file with the recorded cases.');
	refuseWords(more);
	const comparisons = comparisonsOf(selectionCases(basename(path), await readText(path)));
	await toStandardOutput(comparisonText(comparisons));
	return comparisons.every(({ same }) => same) ? 0 : 1;
}

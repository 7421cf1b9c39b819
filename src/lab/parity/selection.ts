/**
 * `npm run parity -- selection FILE`: whether reselection chooses the key frames that the published
 * code chose.
 *
 * In    recorded cases (src/lab/parity/selection/reference.ts)
 * Out   a table on standard output
 * Exit  0 all the same; 1 some differ, or the file is wrong, with a line that says where; 2 usage
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CommandError } from '../terminal/index.ts';
import { UsageError, parseOptions } from '../terminal/index.ts';
import { comparisonText, comparisonsOf } from './selection/compare.ts';
import { selectionCases } from './selection/reference.ts';

const USAGE = `npm run parity -- selection FILE

Compares the reselection of key frames with recorded outputs of the published code, on sequences that
FILE gives by formula: the variants full, minMax and max, on wrapped and on signed differences.

  --help   this text

Exit status: 0 all the same; 1 some differ, or FILE is wrong, with a line that says where; 2 usage.`;

/** @returns the exit status */
export async function run(args: readonly string[]): Promise<number> {
	const { values, positionals } = parseOptions(args, { help: { type: 'boolean', short: 'h' } });
	if (values.help === true) {
		console.log(USAGE);
		return 0;
	}
	const [path, ...more] = positionals;
	if (path === undefined) throw new UsageError('Name the file with the recorded cases.');
	if (more.length > 0) throw new UsageError(`selection takes one file, not ${more[0]} as well.`);
	const comparisons = comparisonsOf(selectionCases(basename(path), await textOf(path)));
	process.stdout.write(comparisonText(comparisons));
	return comparisons.every(({ same }) => same) ? 0 : 1;
}

async function textOf(path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (cause) {
		throw new CommandError(`${path} cannot be read: check the path.`, { cause });
	}
}

/**
 * `npm run dataset -- check DIR`: what a data set's annotations say, and whether its pictures are there.
 *
 * In    a folder with annotation files and pictures; options (src/lab/commands/dataset/arguments.ts)
 * Out   a report on standard output, the whole of it in `--json`; progress on standard error
 * Exit  0 nothing is wrong; 1 something is; 2 wrong usage
 */
import { writeFile } from 'node:fs/promises';
import { CommandError } from '../terminal/index.ts';
import type { DatasetArguments } from './dataset/arguments.ts';
import { USAGE, readArguments } from './dataset/arguments.ts';
import { check } from './dataset/check.ts';
import { reportText } from './dataset/report.ts';
import { UsageError } from '../terminal/index.ts';

async function main(wanted: DatasetArguments): Promise<number> {
	if (wanted.help) {
		console.log(USAGE);
		return 0;
	}
	const report = await check(wanted, (line) => console.error(line));
	console.log(reportText(report));
	if (wanted.json !== null) {
		await writeFile(wanted.json, `${JSON.stringify(report, null, '\t')}\n`).catch(
			(cause: unknown) => {
				throw new CommandError(`${wanted.json} cannot be written: check the path.`, { cause });
			},
		);
	}
	return report.fine ? 0 : 1;
}

// Who reads only the beginning (`| head`) has what they wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code !== 'EPIPE') throw error;
});
try {
	process.exitCode = await main(readArguments(process.argv.slice(2)));
} catch (error) {
	const spoken = error instanceof CommandError || error instanceof UsageError;
	console.error(spoken ? error.message : error);
	process.exitCode = error instanceof UsageError ? 2 : 1;
}

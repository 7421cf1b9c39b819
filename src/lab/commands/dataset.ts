/**
 * `npm run dataset -- check DIR`: what a data set's annotations say, and whether its pictures are there.
 *
 * In    a folder with annotation files and pictures; options (src/lab/commands/dataset/arguments.ts)
 * Out   a report on standard output, the whole of it in `--json`; progress on standard error
 * Exit  0 nothing is wrong; 1 something is; 2 wrong usage
 */
import { jsonText, runCommand, toStandardOutput, writeText } from '../terminal/index.ts';
import { USAGE, readArguments } from './dataset/arguments.ts';
import { check } from './dataset/check.ts';
import { reportText } from './dataset/report.ts';

await runCommand(async (args) => {
	const wanted = readArguments(args);
	if (wanted.help) {
		console.log(USAGE);
		return 0;
	}
	const report = await check(wanted, (line) => console.error(line));
	await toStandardOutput(`${reportText(report)}\n`);
	if (wanted.json !== null) await writeText(wanted.json, jsonText(report));
	return report.fine ? 0 : 1;
});

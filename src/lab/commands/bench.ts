/**
 * `npm run bench [-- NAME... --software-gpu]`: measurements of speed.
 *
 * In    names of measurements; without any, all of them
 * Out   JSON on standard output, lines for people on standard error
 * Exit  0 measured; 1 it could not be measured; 2 there is no measurement of that name
 */
import type { BenchOptions } from '../bench/index.ts';
import { benchExports, benchLine, benchPaperNetwork, benchStart } from '../bench/index.ts';
import {
	ROOT,
	UsageError,
	jsonText,
	logToStandardError,
	runCommand,
	toStandardOutput,
} from '../terminal/index.ts';

const SOFTWARE_GPU = '--software-gpu';

const BENCHES: Readonly<
	Record<
		string,
		(root: string, say: (line: string) => void, options: BenchOptions) => Promise<object>
	>
> = {
	line: benchLine,
	exports: benchExports,
	'paper-network': benchPaperNetwork,
	start: benchStart,
};

const names = Object.keys(BENCHES);

const USAGE = `npm run bench -- [NAME...] [${SOFTWARE_GPU}]

Measures speed on this machine: ${names.join(', ')}; without a name, all of them.

  ${SOFTWARE_GPU}  also what takes minutes without a graphics processor
  --help          this text`;

await runCommand(async (words) => {
	if (words.includes('--help') || words.includes('-h')) {
		console.log(USAGE);
		return 0;
	}
	const wanted = words.filter((word) => word !== SOFTWARE_GPU);
	const options = { softwareGpu: words.includes(SOFTWARE_GPU) };
	const unknown = wanted.filter((name) => !names.includes(name));
	if (unknown.length > 0) {
		throw new UsageError(
			`There is no measurement called ${unknown.join(', ')}; there is ${names.join(', ')}.`,
		);
	}
	logToStandardError();
	const results: Record<string, object> = {};
	for (const name of names) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		results[name] = await BENCHES[name]!(ROOT, (line) => console.error(line), options);
	}
	await toStandardOutput(jsonText(results));
	return 0;
});

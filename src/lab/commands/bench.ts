/**
 * `npm run bench [-- NAME... options]`: measurements of speed.
 *
 * In    names of measurements, without any all of them; options (src/lab/commands/bench/arguments.ts)
 * Out   JSON on standard output, lines for people on standard error
 * Exit  0 measured; 1 it could not be measured; 2 there is no measurement of that name
 */
import type { BenchOptions } from '../bench/index.ts';
import {
	benchExports,
	benchLine,
	benchNetwork,
	benchPage,
	benchPaperNetwork,
	benchPeers,
	benchSelection,
	benchStart,
} from '../bench/index.ts';
import {
	ROOT,
	jsonText,
	logToStandardError,
	runCommand,
	toStandardOutput,
} from '../terminal/index.ts';
import type { Measurement } from './bench/arguments.ts';
import { USAGE, readArguments } from './bench/arguments.ts';

const BENCHES: Readonly<
	Record<
		Measurement,
		(root: string, say: (line: string) => void, options: BenchOptions) => Promise<object>
	>
> = {
	line: benchLine,
	exports: benchExports,
	'paper-network': benchPaperNetwork,
	network: benchNetwork,
	selection: benchSelection,
	peers: benchPeers,
	page: benchPage,
	start: benchStart,
};

await runCommand(async (args) => {
	const { wanted, options, help } = readArguments(args);
	if (help) {
		console.log(USAGE);
		return 0;
	}
	logToStandardError();
	const results: Record<string, object> = {};
	for (const name of wanted) {
		results[name] = await BENCHES[name](ROOT, (line) => console.error(line), options);
	}
	await toStandardOutput(jsonText(results));
	return 0;
});

/**
 * `npm run bench [-- NAME... --software-gpu]`: measurements, JSON on standard output, lines for people on standard
 * error. Without a name, all of them. `--software-gpu`: also what takes minutes without a graphics
 * processor.
 *
 * Exit  0 measured; 1 it could not be measured; 2 there is no measurement of that name
 */
import { fileURLToPath } from 'node:url';
import { benchExports } from '../bench/index.ts';
import { benchLine } from '../bench/index.ts';
import type { BenchOptions } from '../bench/index.ts';
import { benchPaperNetwork } from '../bench/index.ts';
import { CommandError } from '../terminal/index.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const SOFTWARE_GPU = '--software-gpu';

const BENCHES: Readonly<
	Record<
		string,
		(root: string, say: (line: string) => void, options: BenchOptions) => Promise<object>
	>
> = { line: benchLine, exports: benchExports, 'paper-network': benchPaperNetwork };

async function main(words: readonly string[]): Promise<number> {
	const wanted = words.filter((word) => word !== SOFTWARE_GPU);
	const options = { softwareGpu: words.includes(SOFTWARE_GPU) };
	const names = Object.keys(BENCHES);
	const unknown = wanted.filter((name) => !names.includes(name));
	if (unknown.length > 0) {
		console.error(
			`There is no measurement called ${unknown.join(', ')}; there is ${names.join(', ')}.`,
		);
		return 2;
	}
	// Standard output is for results; what the build prints belongs to the other one.
	console.log = console.error;
	const results: Record<string, object> = {};
	for (const name of names) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		results[name] = await BENCHES[name]!(ROOT, (line) => console.error(line), options);
	}
	process.stdout.write(`${JSON.stringify(results, null, '\t')}\n`);
	return 0;
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof CommandError ? error.message : error);
	process.exitCode = 1;
}

/**
 * `npm run bench [-- NAME...]`: measurements, JSON on standard output, lines for people on standard
 * error. Without a name, all of them.
 *
 * Exit  0 measured; 1 it could not be measured; 2 there is no measurement of that name
 */
import { fileURLToPath } from 'node:url';
import { benchLine } from './bench/line.ts';
import { benchPaperNetwork } from './bench/paper-network.ts';
import { CommandError } from './command-error.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const BENCHES: Readonly<
	Record<string, (root: string, say: (line: string) => void) => Promise<object>>
> = { line: benchLine, 'paper-network': benchPaperNetwork };

async function main(wanted: readonly string[]): Promise<number> {
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
		results[name] = await BENCHES[name]!(ROOT, (line) => console.error(line));
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

/**
 * `npm run evaluate -- WHAT`: measures a part of the product against a known truth.
 *
 * In    the name of an evaluation, then its own options
 * Out   its figures on standard output; what else it says on standard error
 * Exit  0 done; 1 it could not be done, or not in full; 2 wrong usage
 */
import { CommandError } from './command-error.ts';
import { UsageError } from './usage.ts';

interface Evaluation {
	/** Half a line for the list. */
	readonly measures: string;
	/** Its file, loaded when it is asked for: none should wait for what only another needs. */
	readonly load: () => Promise<{
		/** Takes what follows its name, resolves to the exit status. */
		readonly run: (args: readonly string[]) => Promise<number>;
	}>;
}

const EVALUATIONS: ReadonlyMap<string, Evaluation> = new Map([
	[
		'spotting',
		{
			measures: 'how well movements are found in films whose movements are known',
			load: () => import('./evaluate/spotting.ts'),
		},
	],
	[
		'features',
		{
			measures: 'how well the network reads motion that was computed elsewhere',
			load: () => import('./evaluate/features.ts'),
		},
	],
	[
		'classifier',
		{
			measures: 'how well the network reads movements, of synthetic people and in films',
			load: () => import('./evaluate/classifier.ts'),
		},
	],
]);

const NAMES = [...EVALUATIONS.keys()];

const USAGE = `npm run evaluate -- WHAT [options]

${[...EVALUATIONS].map(([name, { measures }]) => `  ${name.padEnd(12)}${measures}`).join('\n')}

WHAT --help lists the options of one.`;

async function main([what, ...args]: readonly string[]): Promise<number> {
	if (what === '--help' || what === '-h') {
		console.log(USAGE);
		return 0;
	}
	if (what === undefined || what.startsWith('-')) {
		throw new UsageError(`Say first what to evaluate: ${NAMES.join(', ')}.`);
	}
	const evaluation = EVALUATIONS.get(what);
	if (evaluation === undefined) {
		throw new UsageError(`There is no evaluation called ${what}, only ${NAMES.join(', ')}.`);
	}
	const { run } = await evaluation.load();
	return run(args);
}

// Who reads only the beginning (`| head`) has what they wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code !== 'EPIPE') throw error;
});
try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	const spoken = error instanceof CommandError || error instanceof UsageError;
	console.error(spoken ? error.message : error);
	process.exitCode = error instanceof UsageError ? 2 : 1;
}

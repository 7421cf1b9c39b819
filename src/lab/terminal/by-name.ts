/**
 * A command whose first word names one of its parts: `npm run evaluate -- spotting ...`.
 *
 * Exit  what the part says; 1 it failed; 2 wrong usage
 */
import { CommandError } from './command-error.ts';
import { UsageError } from './usage.ts';

export interface Part {
	/** Half a line for the list. */
	readonly does: string;
	/** Its file, loaded when it is asked for: none should wait for what only another needs. */
	readonly load: () => Promise<{
		/** Takes what follows its name, resolves to the exit status. */
		readonly run: (args: readonly string[]) => Promise<number>;
	}>;
}

export interface NamedParts {
	/** As in `npm run COMMAND`. */
	readonly command: string;
	/** What it does to a part, and what it calls one: `evaluate`, `evaluation`. */
	readonly verb: string;
	readonly noun: string;
	readonly parts: ReadonlyMap<string, Part>;
}

/** Runs the part that the command line names, and sets the exit status. */
export async function runByName(command: NamedParts): Promise<void> {
	// Who reads only the beginning (`| head`) has what they wanted.
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
	});
	try {
		process.exitCode = await named(command, process.argv.slice(2));
	} catch (error) {
		const spoken = error instanceof CommandError || error instanceof UsageError;
		console.error(spoken ? error.message : error);
		process.exitCode = error instanceof UsageError ? 2 : 1;
	}
}

async function named(
	{ command, verb, noun, parts }: NamedParts,
	[what, ...args]: readonly string[],
): Promise<number> {
	const names = [...parts.keys()].join(', ');
	if (what === '--help' || what === '-h') {
		const lines = [...parts].map(([name, { does }]) => `  ${name.padEnd(12)}${does}`);
		console.log(
			`npm run ${command} -- WHAT [options]\n\n${lines.join('\n')}\n\nWHAT --help lists the options of one.`,
		);
		return 0;
	}
	if (what === undefined || what.startsWith('-')) {
		throw new UsageError(`Say first what to ${verb}: ${names}.`);
	}
	const part = parts.get(what);
	if (part === undefined) {
		throw new UsageError(`There is no ${noun} called ${what}, only ${names}.`);
	}
	const { run } = await part.load();
	return run(args);
}

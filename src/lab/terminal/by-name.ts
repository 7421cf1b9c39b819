/**
 * A command whose first word names one of its parts: `npm run evaluate -- spotting ...`.
 *
 * Exit  what the part says; 1 it failed; 2 wrong usage
 */
import { runCommand } from './run-command.ts';
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
export const runByName = (command: NamedParts): Promise<void> =>
	runCommand((args) => named(command, args));

async function named(
	{ command, verb, noun, parts }: NamedParts,
	[what, ...args]: readonly string[],
): Promise<number> {
	const names = [...parts.keys()].join(', ');
	if (what === '--help' || what === '-h') {
		const lines = [...parts].map(([name, { does }]) => `  ${name.padEnd(12)}${does}`);
		console.log(
			`npm run ${command} -- WHAT [options]\n\n${lines.join('\n')}\n\nWHAT --help lists its options.`,
		);
		return 0;
	}
	if (what === undefined || what.startsWith('-')) {
		throw new UsageError(`Say what to ${verb} first: ${names}.`);
	}
	const part = parts.get(what);
	if (part === undefined) {
		throw new UsageError(`There is no ${noun} called ${what}; there is ${names}.`);
	}
	const { run } = await part.load();
	return run(args);
}

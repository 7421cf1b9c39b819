/** The words after a command, read as options; what is wrong with them is one sentence. */
import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';

/** Wrong usage: exit status 2. */
export class UsageError extends Error {
	constructor(sentence: string) {
		super(`${sentence} (--help lists the options.)`);
		this.name = 'UsageError';
	}
}

/** An option that is given with an empty value is wrong; UsageError says so. */
export function parseOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
	args: readonly string[],
	options: Options,
) {
	const parsed = spoken(() => parseArgs({ args: [...args], allowPositionals: true, options }));
	for (const [name, value] of Object.entries(parsed.values)) {
		if (value === '') throw new UsageError(`--${name} needs a value.`);
	}
	return parsed;
}

function spoken<Result>(parse: () => Result): Result {
	try {
		return parse();
	} catch (error) {
		const said = error instanceof Error ? error.message : String(error);
		// Node's first sentence names the option; what follows is advice for programmers.
		const [sentence = said] = said.split(/\. |\n/);
		throw new UsageError(`${sentence.replace(/\.?$/, '')}.`);
	}
}

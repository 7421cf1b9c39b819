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

/** The name that an option's value is, or a UsageError that lists them. */
export function oneOf<Name extends string>(
	option: string,
	names: readonly Name[],
	value: string,
): Name {
	const found = names.find((name) => name === value);
	if (found !== undefined) return found;
	throw new UsageError(`--${option} is ${value}, which is none of ${names.join(', ')}.`);
}

/** For commands that take options only: any other word is wrong. */
export function refuseWords([word]: readonly string[]): void {
	if (word !== undefined) throw new UsageError(`Unexpected argument: ${word}.`);
}

/** An option's value as a whole number, or a UsageError. */
export function wholeNumber(option: string, text: string, least: number): number {
	const number = Number(text);
	if (text !== '' && Number.isSafeInteger(number) && number >= least) return number;
	throw new UsageError(`--${option} is ${text}, which is not a whole number of at least ${least}.`);
}

/** An option's value as a number above 0, or a UsageError. */
export function positive(option: string, text: string): number {
	const number = Number(text);
	if (number > 0 && number < Infinity) return number;
	throw new UsageError(`--${option} is ${text}, which is not a number above 0.`);
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

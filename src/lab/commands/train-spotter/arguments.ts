/** The arguments of `npm run train:spotter`, checked. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE = `npm run train:spotter -- --truth DIR [options]

Trains the spotter's scorer on films whose movements are known.

  --truth DIR     folder with clips/NAME.mp4 and truth/NAME.json
  --out FILE      what to write (default: src/line/select/scorer.json, which the app is built with)
  --versions N    copies of every film with movements drawn into it (default: 2)
  --seed N        of everything that is drawn (default: 1)
  --cache DIR     where decoded films are kept (default: in the system's folder for such)`;

export interface TrainSpotterArguments {
	readonly truth: string;
	/** Null: the app's own file. */
	readonly out: string | null;
	readonly cache: string;
	/** Null: as configured. */
	readonly versions: number | null;
	readonly seed: number | null;
}

/** @throws TypeError in one sentence on wrong usage */
export function readArguments(args: readonly string[]): TrainSpotterArguments {
	const { values } = parseArgs({
		args: [...args],
		options: {
			truth: { type: 'string' },
			out: { type: 'string' },
			cache: { type: 'string' },
			versions: { type: 'string' },
			seed: { type: 'string' },
		},
	});
	if (!values.truth) throw new TypeError('Name the folder of films and truth with --truth.');
	const count = (name: 'versions' | 'seed'): number | null => {
		const text = values[name];
		if (text === undefined) return null;
		if (!/^\d+$/.test(text)) throw new TypeError(`--${name} wants a whole number, not ${text}.`);
		return Number(text);
	};
	return {
		truth: values.truth,
		out: values.out ?? null,
		cache: values.cache ?? join(tmpdir(), 'fleeting-footage'),
		versions: count('versions'),
		seed: count('seed'),
	};
}

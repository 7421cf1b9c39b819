/** The arguments of `npm run train`, checked. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_CONFIG, SMOKE_CONFIG } from '../../train/index.ts';
import type { TrainConfig } from '../../train/index.ts';
import { UsageError, parseOptions } from '../../terminal/index.ts';

export const USAGE = `npm run train -- [options]

Makes the network: synthesises movements, fits, calibrates, evaluates, writes.

  --portraits DIR  folder of photographs of faces, one person each: movements are drawn into them
                   and measured with the app's own alignment and flow. Without it the network is
                   trained on drawn motion only
  --out DIR        where the network goes (default: out/train); static/models/live replaces the one
                   that the app ships
  --seed N         of everything (default: 1)
  --epochs N       passes over the training events
  --ablations      trains variants instead and writes what each choice is worth to DIR/ablations.json
  --smoke          tiny, to see every stage work
  --cache DIR      where decoded portraits are kept (default: in the system's folder for such)
  --help           this text

The same network in one file, which the app's About screen takes, goes to out/NAME.network.json.
An interrupted run goes on from out/checkpoints when called again with the same options.`;

export interface TrainArguments {
	readonly config: TrainConfig;
	/** Null: drawn motion only. */
	readonly portraits: string | null;
	readonly out: string;
	readonly cache: string;
	readonly ablations: boolean;
}

export function readArguments(args: readonly string[]): TrainArguments {
	const { values, positionals } = parseOptions(args, {
		portraits: { type: 'string' },
		out: { type: 'string' },
		seed: { type: 'string' },
		epochs: { type: 'string' },
		ablations: { type: 'boolean' },
		smoke: { type: 'boolean' },
		cache: { type: 'string' },
	});
	if (positionals[0] !== undefined) {
		throw new UsageError(`${positionals[0]} is no option: see npm run train -- --help.`);
	}
	const base = values.smoke === true ? SMOKE_CONFIG : DEFAULT_CONFIG;
	return {
		config: {
			...base,
			seed: count('seed', values.seed, base.seed),
			epochs: count('epochs', values.epochs, base.epochs),
		},
		portraits: values.portraits ?? null,
		out: values.out ?? 'out/train',
		cache: values.cache ?? join(tmpdir(), 'fleeting-footage'),
		ablations: values.ablations === true,
	};
}

function count(name: string, text: string | undefined, otherwise: number): number {
	if (text === undefined) return otherwise;
	const number = Number(text);
	if (Number.isSafeInteger(number) && number >= 1) return number;
	throw new UsageError(`--${name} wants a whole number from 1 on, not ${text}.`);
}

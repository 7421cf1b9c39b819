/** The arguments of `npm run train`, checked. */
import { FOOTAGE_FOLDER } from '../../footage/index.ts';
import { DEFAULT_CONFIG, SMOKE_CONFIG } from '../../train/index.ts';
import type { TrainConfig } from '../../train/index.ts';
import { parseOptions, refuseWords, wholeNumber } from '../../terminal/index.ts';

export const USAGE = `npm run train -- [options]

Makes the network: synthesizes movements, fits, calibrates, evaluates, writes.

  --portraits DIR  folder of photographs of faces, one per person: movements are drawn into them
                   and measured with the app's own alignment and flow. Without it, the network is
                   trained on drawn motion only
  --out DIR        where the network goes (default: out/train); static/models/live replaces the one
                   that the app ships
  --seed N         for everything that is random (default: 1)
  --epochs N       passes over the training events
  --ablations      trains variants instead, and writes what each choice gains to DIR/ablations.json
  --smoke          a tiny run, to see that every stage works
  --cache DIR      where decoded portraits are kept (default: in the system's temporary folder)
  --help           this text

The same network in one file, which the app's About screen takes, goes to out/NAME.network.json.
An interrupted run resumes from out/checkpoints when started again with the same options.`;

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
	refuseWords(positionals);
	const base = values.smoke === true ? SMOKE_CONFIG : DEFAULT_CONFIG;
	return {
		config: {
			...base,
			seed: wholeNumber('seed', values.seed ?? `${base.seed}`, 1),
			epochs: wholeNumber('epochs', values.epochs ?? `${base.epochs}`, 1),
		},
		portraits: values.portraits ?? null,
		out: values.out ?? 'out/train',
		cache: values.cache ?? FOOTAGE_FOLDER,
		ablations: values.ablations === true,
	};
}

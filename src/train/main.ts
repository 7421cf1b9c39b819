/**
 * npm run train -- [--seed 1] [--samples N] [--epochs N] [--out DIR] [--smoke]
 *
 * Writes model.json, weights.bin, card.json and run.json to DIR (default: out/train). Interrupted
 * runs go on from out/checkpoints when called again with the same options. `--out
 * static/models/live` replaces the network that the app ships.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_CONFIG, SMOKE_CONFIG } from './config.ts';
import type { TrainConfig } from './config.ts';
import { train } from './train.ts';

const USAGE = 'usage: npm run train -- [--seed N] [--samples N] [--epochs N] [--out DIR] [--smoke]';

function parse(): { config: TrainConfig; out: string } {
	const { values } = parseArgs({
		options: {
			seed: { type: 'string' },
			samples: { type: 'string' },
			epochs: { type: 'string' },
			out: { type: 'string', default: 'out/train' },
			smoke: { type: 'boolean', default: false },
		},
	});
	const base = values.smoke ? SMOKE_CONFIG : DEFAULT_CONFIG;
	const count = (name: 'seed' | 'samples' | 'epochs'): number => {
		const text = values[name];
		if (text === undefined) return base[name];
		const number = Number(text);
		if (!Number.isInteger(number) || number < 1) {
			throw new TypeError(`--${name} wants a whole number from 1 on, not ${text}`);
		}
		return number;
	};
	const config = {
		...base,
		seed: count('seed'),
		samples: count('samples'),
		epochs: count('epochs'),
	};
	return { config, out: values.out };
}

function readOptions(): ReturnType<typeof parse> {
	try {
		return parse();
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
		process.exit(2);
	}
}

const { config, out } = readOptions();
const { evaluation } = await train(config, out, 'out/checkpoints', (line) =>
	process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`),
);
process.stderr.write('\n');
process.stdout.write(`${JSON.stringify(evaluation, null, 2)}\n`);

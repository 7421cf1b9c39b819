/** The arguments of `npm run bench`, checked; what is wrong with them is one sentence. */
import type { BenchOptions } from '../../bench/index.ts';
import { UsageError, parseOptions, wholeNumber } from '../../terminal/index.ts';

const MEASUREMENTS = [
	'line',
	'exports',
	'paper-network',
	'network',
	'selection',
	'peers',
	'page',
	'start',
] as const;
export type Measurement = (typeof MEASUREMENTS)[number];

export interface BenchArguments {
	/** In the order in which they are taken; all of them where none was named. */
	readonly wanted: readonly Measurement[];
	readonly options: BenchOptions;
	readonly help: boolean;
}

const DEFAULTS = { fps: 30, rounds: 3, seconds: 12 };

export const USAGE = `npm run bench -- [NAME...] [options]

Measures speed on this machine: ${MEASUREMENTS.join(', ')}; without a name, all of them.

  --software-gpu  paper-network: also what takes minutes without a graphics processor
  --camera FILE   peers, page: a .y4m or .mjpeg file as the camera instead of the drawn actor
  --fps N         peers, page: frames per second of the actor (default ${DEFAULTS.fps})
  --rounds N      peers: how often each contender has its turn (default ${DEFAULTS.rounds})
  --seconds N     peers, page: how long each is watched (default ${DEFAULTS.seconds})
  --help          this text

peers installs @vladmandic/human from npm in the system's folder for temporary files; without a
network it is left out.`;

export function readArguments(args: readonly string[]): BenchArguments {
	const { values, positionals } = parseOptions(args, {
		'software-gpu': { type: 'boolean' },
		camera: { type: 'string' },
		fps: { type: 'string' },
		rounds: { type: 'string' },
		seconds: { type: 'string' },
		help: { type: 'boolean', short: 'h' },
	});
	const unknown = positionals.filter((name) => !MEASUREMENTS.some((known) => known === name));
	if (unknown.length > 0) {
		throw new UsageError(
			`There is no measurement called ${unknown.join(', ')}; there is ${MEASUREMENTS.join(', ')}.`,
		);
	}
	if (values.camera !== undefined && values.fps !== undefined) {
		throw new UsageError('--fps is of the drawn actor: a --camera file has a rate of its own.');
	}
	const number = (name: keyof typeof DEFAULTS): number =>
		values[name] === undefined ? DEFAULTS[name] : wholeNumber(name, values[name], 1);
	return {
		wanted: MEASUREMENTS.filter((name) => positionals.length === 0 || positionals.includes(name)),
		options: {
			softwareGpu: values['software-gpu'] ?? false,
			camera: values.camera ?? null,
			fps: number('fps'),
			rounds: number('rounds'),
			seconds: number('seconds'),
		},
		help: values.help ?? false,
	};
}

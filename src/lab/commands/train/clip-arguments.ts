/** The arguments of `npm run train -- --dataset ...`, checked. */
import { realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { ClipConfig, Start } from '../../train/clips/index.ts';
import { CLIP_CONFIG } from '../../train/clips/index.ts';
import { UsageError, oneOf, parseOptions, refuseWords, wholeNumber } from '../../terminal/index.ts';

export const CLIP_USAGE = `npm run train -- --dataset DIR [--dataset DIR2 ...] [options]

Trains a network on clips of your own, judges it on people left out, and stamps it with the data's
license. DIR holds a data set as its makers distribute it (npm run dataset -- check DIR).

  --scratch        a fresh network, alone (default)
  --from WHAT      live (the shipped network), or a network's folder or file: joins it or starts from it
  --how HOW        with --from: average (a fresh network, its logits averaged with those of WHAT; the
                   default) or fine-tune (continues from the weights of WHAT)
  --protocol P     fixed (all epochs; the default) or early (stops on a fifth of the training subjects)
  --epochs N       passes over the training clips (default: ${CLIP_CONFIG.epochs})
  --folds F        loso (leave one subject out; the default), kfold:N (N folds of subjects), or a
                   table FILE.csv with the columns subject and fold
  --seed N         for everything that is random (default: 1)
  --out DIR        where the network goes (default: out/own); never below static, which ships
  --json FILE      figures, confusion matrices and the full record as JSON
  --report-optimistic  also the figure that published protocols report, with the epoch chosen on the test fold
  --cache DIR      where measured motion is kept (default: .cache/motion): flow fields named by hashes,
                   no pictures and no names

The figures of the trained network are shown beside those of the shipped one on the same clips, and of
both averaged; each for the rise alone, the fall alone, and both gated. An interrupted run resumes
after its last fold when started again with the same options.`;

export interface ClipArguments {
	readonly datasets: readonly string[];
	/** `live`, or a path; the network that is compared with, joined or started from. */
	readonly from: string;
	readonly config: ClipConfig;
	readonly out: string;
	readonly json: string | null;
	readonly cache: string;
}

/** Whether these words ask for training on clips. */
export const isForClips = (args: readonly string[]): boolean =>
	args.some((word) => word === '--dataset' || word.startsWith('--dataset='));

export function readClipArguments(args: readonly string[], root: string): ClipArguments {
	const { values, positionals } = parseOptions(args, {
		dataset: { type: 'string', multiple: true },
		scratch: { type: 'boolean' },
		from: { type: 'string' },
		how: { type: 'string' },
		protocol: { type: 'string' },
		epochs: { type: 'string' },
		folds: { type: 'string' },
		seed: { type: 'string' },
		out: { type: 'string' },
		json: { type: 'string' },
		'report-optimistic': { type: 'boolean' },
		cache: { type: 'string' },
	});
	refuseWords(positionals);
	const datasets = values.dataset ?? [];
	if (datasets.length === 0 || datasets.includes(''))
		throw new UsageError('--dataset needs a folder.');
	const seed = wholeNumber('seed', values.seed ?? `${CLIP_CONFIG.seed}`, 1);
	const out = values.out ?? 'out/own';
	refuseShipped(out, root);
	return {
		datasets,
		from: values.from ?? 'live',
		config: {
			...CLIP_CONFIG,
			seed,
			start: startOf(values),
			protocol: {
				...CLIP_CONFIG.protocol,
				seed,
				stop: oneOf('protocol', ['fixed', 'early'] as const, values.protocol ?? 'fixed'),
			},
			epochs: wholeNumber('epochs', values.epochs ?? `${CLIP_CONFIG.epochs}`, 1),
			folds: foldsOf(values.folds ?? CLIP_CONFIG.folds),
			reportOptimistic: values['report-optimistic'] === true,
		},
		out,
		json: values.json ?? null,
		cache: values.cache ?? join(root, '.cache/motion'),
	};
}

function startOf({
	scratch,
	from,
	how,
}: {
	readonly scratch?: boolean | undefined;
	readonly from?: string | undefined;
	readonly how?: string | undefined;
}): Start {
	if (from === undefined) {
		if (how !== undefined)
			throw new UsageError('--how says what to do with --from, which is missing.');
		return 'scratch';
	}
	if (scratch === true) throw new UsageError('--scratch and --from exclude each other.');
	return oneOf('how', ['average', 'fine-tune'] as const, how ?? 'average');
}

function foldsOf(text: string): string {
	if (text === 'loso' || text.toLowerCase().endsWith('.csv')) return text;
	const folds = /^kfold:(\d+)$/.exec(text)?.[1];
	if (folds !== undefined && Number(folds) >= 2) return text;
	throw new UsageError(`--folds is ${text}: loso, kfold:N with N from 2 on, or a table FILE.csv.`);
}

/** What was learnt from licensed data must not be part of the app. */
function refuseShipped(out: string, root: string): void {
	for (const shipped of ['static', 'dist']) {
		const below = relative(realPath(join(root, shipped)), realPath(out));
		if (
			below === '' ||
			(below !== '..' && !below.startsWith(`..${sep}`) && resolve(below) !== below)
		) {
			throw new UsageError(
				`--out ${out} is part of the app: a network trained on licensed data must not ship with it. ` +
					'Name another folder; "Use other weights" on the About screen takes the file from there.',
			);
		}
	}
}

/** Links followed, as far as the path exists. */
function realPath(path: string): string {
	const whole = resolve(path);
	try {
		return realpathSync(whole);
	} catch {
		const parent = dirname(whole);
		return parent === whole ? whole : join(realPath(parent), relative(parent, whole));
	}
}

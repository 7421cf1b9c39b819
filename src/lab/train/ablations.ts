/**
 * What each choice is worth: the same training with one thing changed, on the same people held out.
 *
 * Every variant is one member with fewer events and epochs than the shipped network: they are
 * compared with one another, not with it.
 */
import { calibrate } from '../judge/index.ts';
import type { TrainConfig } from './config.ts';
import type { ClassFigures } from '../judge/index.ts';
import { figuresOf } from '../judge/index.ts';
import { fit } from './fit.ts';
import type { Footage } from '../footage/index.ts';
import type { Dataset } from '../judge/index.ts';
import type { JudgedEvent } from '../judge/index.ts';
import { judged } from '../judge/index.ts';
import { predict } from '../judge/index.ts';
import type { OnLine, Sets } from './train.ts';
import { generateSets } from './train.ts';
import { useWasm } from '../judge/index.ts';

/** UF1 of the three classes, and of the units the mean area under the curve. */
interface Measured {
	readonly uf1: number;
	readonly unitsAuc: number;
}

export interface Ablation {
	readonly name: string;
	/** Null without portraits. */
	readonly real: Measured | null;
	readonly drawn: Measured;
}

type Reading = 'gated' | 'riseOnly' | 'fallOnly';

interface Variant {
	readonly name: string;
	readonly config: TrainConfig;
	/** Events that are trained on. */
	readonly keep?: (set: Dataset, i: number) => boolean;
	/** How the branches are joined when it is measured. */
	readonly reading?: Reading;
}

/** Enough to compare by. */
const MOST = { drawn: 8000, real: 6000, epochs: 8 };

function variantsOf(config: TrainConfig): Variant[] {
	const base: TrainConfig = {
		...config,
		epochs: Math.min(MOST.epochs, config.epochs),
		architecture: { ...config.architecture, members: 1 },
	};
	const shaped = (changes: Partial<TrainConfig['architecture']>): TrainConfig => ({
		...base,
		architecture: { ...base.architecture, ...changes },
	});
	const onPath = (path: 'real' | 'drawn') => (set: Dataset, i: number) =>
		set.truths[i]!.path === path;
	return [
		{ name: 'both branches, gated', config: base },
		{ name: 'rise only', config: { ...base, fallWeight: 0 }, reading: 'riseOnly' },
		{ name: 'fall only', config: { ...base, riseWeight: 0 }, reading: 'fallOnly' },
		{ name: 'without the loss on the fall, both read', config: { ...base, fallWeight: 0 } },
		{ name: 'without the real path', config: base, keep: onPath('drawn') },
		{ name: 'the real path alone', config: base, keep: onPath('real') },
		{
			name: 'the real path alone, with the face as a second input',
			config: shaped({ channels: 4 }),
			keep: onPath('real'),
		},
		...[8, 16, 128].map((hidden) => ({ name: `hidden ${hidden}`, config: shaped({ hidden }) })),
		...[2, 4, 7]
			.filter((pool) => pool !== config.architecture.pool)
			.map((pool) => ({ name: `pooled by ${pool}`, config: shaped({ pool }) })),
	];
}

export async function ablations(
	config: TrainConfig,
	portraits: readonly Footage[],
	onProgress: OnLine,
): Promise<Ablation[]> {
	await useWasm();
	const sets = generateSets(
		{
			...config,
			drawn: Math.min(MOST.drawn, config.drawn),
			real: Math.min(MOST.real, config.real),
			architecture: { ...config.architecture, channels: 4 },
		},
		portraits,
		onProgress,
	);
	const motion = mapSets(sets, motionOnly);
	return variantsOf(config).flatMap((variant) => {
		const { training, validation, test } =
			variant.config.architecture.channels === 4 ? sets : motion;
		const kept = variant.keep === undefined ? training : part(training, variant.keep);
		if (kept.size === 0) return [];
		onProgress(variant.name);
		const { parameters } = fit(
			kept,
			variant.config,
			0,
			{ load: () => null, save: () => {} },
			() => {},
		);
		const network = { architecture: variant.config.architecture, parameters };
		const judge = (set: Dataset): JudgedEvent[] => judged(set, predict(network, set));
		const calibration = calibrate(judge(validation), config.gateCorrelation);
		const events = judge(test);
		const measured = (path: 'real' | 'drawn'): Measured | null => {
			const own = events.filter((_, i) => test.truths[i]!.path === path);
			if (own.length === 0) return null;
			const { branches, unitsMean } = figuresOf(own, calibration);
			const classes: ClassFigures = branches[variant.reading ?? 'gated'];
			return { uf1: classes.uf1, unitsAuc: unitsMean.auc };
		};
		return [{ name: variant.name, real: measured('real'), drawn: measured('drawn')! }];
	});
}

const mapSets = (sets: Sets, map: (set: Dataset) => Dataset): Sets => ({
	training: map(sets.training),
	validation: map(sets.validation),
	test: map(sets.test),
});

/** The same events without their fourth channel. */
function motionOnly(set: Dataset): Dataset {
	const three = (from: Float32Array): Float32Array => {
		const out = new Float32Array((from.length / 4) * 3);
		for (let i = 0, j = 0; i < from.length; i += 4) {
			for (let c = 0; c < 3; c++) out[j++] = from[i + c]!;
		}
		return out;
	};
	return { ...set, channels: 3, rise: three(set.rise), fall: three(set.fall) };
}

/** Some of the events. */
function part(set: Dataset, keep: (set: Dataset, i: number) => boolean): Dataset {
	const places = set.truths.flatMap((_, i) => (keep(set, i) ? [i] : []));
	const pick = (from: Float32Array): Float32Array => {
		const width = from.length / set.size;
		const out = new Float32Array(places.length * width);
		for (const [i, at] of places.entries()) {
			out.set(from.subarray(at * width, (at + 1) * width), i * width);
		}
		return out;
	};
	return {
		...set,
		size: places.length,
		rise: pick(set.rise),
		fall: pick(set.fall),
		correlation: pick(set.correlation),
		asymmetry: places.map((at) => set.asymmetry[at]!),
		units: pick(set.units),
		classes: pick(set.classes),
		truths: places.map((at) => set.truths[at]!),
	};
}

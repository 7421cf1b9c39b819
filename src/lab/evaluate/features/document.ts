/** Everything measured, with what it was measured on and with. Pure. */
import type { Class3 } from '../../../core/record/index.ts';
import type { MotionScale, Network } from '../../../line/classify/index.ts';
import { CLASSES } from '../../../line/classify/index.ts';
import { RESAMPLES } from '../../../core/statistics/index.ts';
import type { SampleGroupFigures } from './figures.ts';
import { SEED, figuresOf } from './figures.ts';
import type { ScoredOutcome, ScoredSample } from './score.ts';

const FEATURES_FORMAT = 'fleeting-features/1';

export interface FeaturesDocument {
	readonly format: typeof FEATURES_FORMAT;
	readonly network: {
		readonly name: string;
		/** Of the weight file. */
		readonly sha256: string;
		readonly temperature: number;
		readonly gateCorrelation: number;
	};
	readonly scale: MotionScale;
	/** Order of every logit, row and column. */
	readonly classes: readonly Class3[];
	readonly data: {
		/** Of the folder. */
		readonly name: string;
		readonly samples: number;
		readonly people: number;
		readonly withFall: number;
		/** Samples whose rise is zeros all over; they count like any other. */
		readonly still: number;
	};
	readonly method: { readonly resamples: number; readonly seed: number };
	readonly all: SampleGroupFigures;
	/** By name. */
	readonly datasets: readonly (SampleGroupFigures & { readonly dataset: string })[];
	/** In the order of the index. */
	readonly samples: readonly ScoredSample[];
}

/** @param scored - at least one. */
export function featuresDocument(
	scored: readonly ScoredOutcome[],
	about: { readonly name: string; readonly network: Network; readonly scale: MotionScale },
): FeaturesDocument {
	const { file } = about.network;
	const all = figuresOf(scored);
	const datasets = [...new Set(scored.map(({ sample }) => sample.dataset))].sort();
	return {
		format: FEATURES_FORMAT,
		network: {
			name: `${file.name} ${file.version}`,
			sha256: file.weights.sha256,
			temperature: file.temperature.classes,
			gateCorrelation: file.gateCorrelation,
		},
		scale: about.scale,
		classes: CLASSES,
		data: {
			name: about.name,
			samples: all.all.samples,
			people: all.all.people,
			withFall: all.withFall?.samples ?? 0,
			still: scored.filter(({ still }) => still).length,
		},
		method: { resamples: RESAMPLES, seed: SEED },
		all,
		datasets: datasets.map((dataset) => ({
			dataset,
			...figuresOf(scored.filter(({ sample }) => sample.dataset === dataset)),
		})),
		samples: scored.map(({ sample }) => sample),
	};
}

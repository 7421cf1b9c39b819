/** What a run on clips was and gave: `run.json`, and what its card is made of. */
import type { LogitCalibration } from '../../../line/classify/index.ts';
import { CLASSES } from '../../../line/classify/index.ts';
import type { DatasetName } from '../../../core/record/index.ts';
import type { TrainedNetwork } from '../../judge/index.ts';
import type { FailedFold } from '../subjects/index.ts';
import { distinct } from '../subjects/index.ts';
import type { NetworkFigures } from './clip-figures.ts';
import type { ClipConfig } from './config.ts';
import type { FlowClip } from './measured-clip.ts';

/** A trained network that clips of one's own are compared with, joined to or started from. */
export interface BaseNetwork {
	readonly name: string;
	readonly version: string;
	/** Of its weights. */
	readonly sha256: string;
	readonly network: TrainedNetwork;
	readonly calibration: LogitCalibration;
}

interface OwnClipFigures {
	readonly trained: NetworkFigures;
	/** The base as it is: it has seen none of the clips. */
	readonly zeroShot: NetworkFigures;
	/** The mean of the logits of both. */
	readonly averaged: NetworkFigures;
	/** Of `trained`. Optimistic: epoch chosen on the test fold. Null unless asked for. */
	readonly optimistic: NetworkFigures | null;
}

/** What a run was and gave; `run.json`. */
export interface ClipRunRecord {
	readonly config: ClipConfig;
	readonly datasets: readonly {
		readonly dataset: DatasetName;
		readonly subjects: number;
		readonly clips: number;
		/** By class; clips with none teach their units only. */
		readonly classes: Readonly<Record<string, number>>;
	}[];
	readonly base: Pick<BaseNetwork, 'name' | 'version' | 'sha256'>;
	/** sha256 of all motions, classes, units and subjects. */
	readonly dataSha256: string;
	readonly revision: string | null;
	/** Epochs of the network that was written. */
	readonly epochs: number;
	/** Epochs by fold. */
	readonly foldEpochs: Readonly<Record<string, number>>;
	readonly failedFolds: readonly FailedFold[];
	readonly figures: OwnClipFigures;
}

/** Clips and people by data set. */
export function countsOf(clips: readonly FlowClip[]): ClipRunRecord['datasets'] {
	const names = [...new Set(clips.map(({ record }) => record.dataset))].sort();
	return names.map((dataset) => {
		const records = clips.flatMap(({ record }) => (record.dataset === dataset ? [record] : []));
		return {
			dataset,
			subjects: distinct(records.map(({ subject }) => subject)).length,
			clips: records.length,
			classes: Object.fromEntries(
				[...CLASSES, null].map((name) => [
					name ?? 'none',
					records.filter(({ class3 }) => class3 === name).length,
				]),
			),
		};
	});
}

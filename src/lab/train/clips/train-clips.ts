/**
 * A network for a licensee's own clips: judged on people left out, then fitted to all of them.
 *
 * In    measured clips, folds, a configuration, the network to compare with or to start from
 * Out   figures of the trained network, of the other one as it is, and of both averaged, on the same
 *       clips; a calibrated network; the run's record
 * Cost  about 3,000 passes of a clip or copy through one member a second; folds are kept as they end
 */
import { createHash } from 'node:crypto';
import { median } from '../../../core/statistics/index.ts';
import type { LogitCalibration, EventLogits } from '../../../line/classify/index.ts';
import { CLASSES } from '../../../line/classify/index.ts';
import { confusionOf, unweightedF1 } from '../../../study/evaluation/index.ts';
import { calibrate } from '../../judge/index.ts';
import type { Dataset } from '../../judge/index.ts';
import { judged } from '../../judge/index.ts';
import type { TrainedNetwork } from '../../judge/index.ts';
import { predict } from '../../judge/index.ts';
import type { FailedFold, FoldOutcome, Judged } from '../subjects/index.ts';
import type { SubjectFold } from '../subjects/index.ts';
import { runFolds } from '../subjects/index.ts';
import { useWasm } from '../../judge/index.ts';
import { averageLogits, checkJoinable, joinMembers } from './average.ts';
import type { JudgedClips, NetworkFigures } from './clip-figures.ts';
import { classOutcomes, networkFigures } from './clip-figures.ts';
import { clipSet, reframedSet, subsetOf } from './clip-set.ts';
import type { ClipConfig } from './config.ts';
import { FoldFiles } from './fold-files.ts';
import { ClipLearner } from './learner.ts';
import type { FlowClip } from './measured-clip.ts';
import type { BaseNetwork, ClipRunRecord } from './run-record.ts';
import { countsOf } from './run-record.ts';

export interface ClipTraining {
	readonly clips: readonly FlowClip[];
	readonly folds: readonly SubjectFold[];
	readonly config: ClipConfig;
	readonly base: BaseNetwork;
	/** Folder. */
	readonly checkpoints: string;
	readonly onProgress: (line: string) => void;
}

export interface TrainedOnClips {
	readonly network: TrainedNetwork;
	readonly calibration: LogitCalibration;
	readonly run: ClipRunRecord;
	/** Removes the folds that were kept: once everything has been written. */
	readonly done: () => void;
}

/** @param revision - of the code; null where it is not known. */
export async function trainOnClips(
	{ clips, folds, config: wanted, base, checkpoints, onProgress }: ClipTraining,
	revision: string | null,
): Promise<TrainedOnClips> {
	const config = shapedFor(base, wanted);
	await useWasm();
	const data = clipSet(clips);
	const copies = config.reframed > 0 ? reframedSet(clips, config.reframed, config.seed) : null;
	const dataSha256 = hashOf(clips, data);
	const startsFrom = config.start === 'fine-tune' ? base.network : null;
	const learner = new ClipLearner({ clips: data, copies }, config, startsFrom);
	const store = new FoldFiles(checkpoints, runKey(config, folds, base, dataSha256));
	const { outcomes, failed } = runFolds<EventLogits>({
		subjects: clips.map(({ record }) => record.subject),
		folds,
		protocol: config.protocol,
		learner,
		store,
		optimistic: config.reportOptimistic ? (own) => foldUf1(clips, data, config, own) : null,
		onFold: (count, outcome) => onProgress(foldLine(count, folds.length, outcome)),
	});
	if (outcomes.length === 0) {
		throw new RangeError(`no fold could be run; ${failed[0]!.fold}: ${failed[0]!.why}`);
	}
	const own = outcomes.flatMap((outcome) => outcome.judged);
	if (own.every(({ place }) => clips[place]!.record.class3 === null)) {
		throw new RangeError('in the folds that could be run no clip has a class to be judged by');
	}
	const places = own.map(({ place }) => place);
	const trained = own.map(({ prediction }) => prediction);
	const zeroShot = predict(base.network, subsetOf(data, places));
	const averaged = averageLogits(trained, zeroShot);
	const figuresOf = (
		logits: readonly EventLogits[],
		of: readonly number[] = places,
	): NetworkFigures => networkFigures(judgedAs(clips, data, config, of, logits));
	const foldEpochs = Object.fromEntries(outcomes.map(({ fold, epoch }) => [fold, epoch]));
	const epochs = median(outcomes.map(({ epoch }) => epoch));
	onProgress('fitting the network to all clips');
	const fresh = learner.learnAll(epochs);
	const published = config.start === 'average' ? averaged : trained;
	return {
		network: config.start === 'average' ? joinMembers(base.network, fresh) : fresh,
		calibration: calibrationOf(subsetOf(data, places), published, base.calibration, config),
		run: {
			config,
			datasets: countsOf(clips),
			dataSha256,
			revision,
			epochs,
			foldEpochs,
			base: { name: base.name, version: base.version, sha256: base.sha256 },
			failedFolds: failed,
			figures: {
				trained: figuresOf(trained),
				zeroShot: figuresOf(zeroShot),
				averaged: figuresOf(averaged),
				optimistic: config.reportOptimistic ? optimisticFigures(outcomes, figuresOf) : null,
			},
		},
		done: () => store.remove(),
	};
}

/** What joins a network, or goes on from it, has its shape. */
function shapedFor({ name, network }: BaseNetwork, config: ClipConfig): ClipConfig {
	if (config.start === 'scratch') return config;
	if (config.start === 'average') checkJoinable(network, name);
	return { ...config, architecture: network.architecture };
}

const judgedAs = (
	clips: readonly FlowClip[],
	data: Dataset,
	{ gateCorrelation, seed }: ClipConfig,
	places: readonly number[],
	logits: readonly EventLogits[],
): JudgedClips => ({ clips, data, places, logits, gateCorrelation, seed });

/** What the published protocols choose their epoch by. */
function foldUf1(
	clips: readonly FlowClip[],
	data: Dataset,
	config: ClipConfig,
	own: readonly Judged<EventLogits>[],
): number {
	const places = own.map(({ place }) => place);
	const logits = own.map(({ prediction }) => prediction);
	const outcomes = classOutcomes(judgedAs(clips, data, config, places, logits), 'gated');
	const truth = outcomes.map((outcome) => outcome.truth);
	const predicted = outcomes.map((outcome) => outcome.predicted);
	return outcomes.length === 0 ? 0 : unweightedF1(confusionOf(truth, predicted, CLASSES.length));
}

function optimisticFigures(
	outcomes: readonly FoldOutcome<EventLogits>[],
	figuresOf: (logits: readonly EventLogits[], of: readonly number[]) => NetworkFigures,
): NetworkFigures {
	const own = outcomes.flatMap(({ optimistic }) => optimistic!.judged);
	return figuresOf(
		own.map(({ prediction }) => prediction),
		own.map(({ place }) => place),
	);
}

/** Fewer clips with a unit set no bar for it. */
const ENOUGH_FOR_A_BAR = 10;

/** Fitted on predictions of people who were left out; bars of units that are seldom stay the base's. */
function calibrationOf(
	data: Dataset,
	logits: readonly EventLogits[],
	base: LogitCalibration,
	{ gateCorrelation }: ClipConfig,
): LogitCalibration {
	const events = judged(data, logits);
	const own = calibrate(events, gateCorrelation);
	const shown = (au: number): number => events.filter(({ units }) => units.has(au)).length;
	return {
		...own,
		nameable: own.nameable.map((bar) =>
			shown(bar.au) >= ENOUGH_FOR_A_BAR
				? bar
				: (base.nameable.find(({ au }) => au === bar.au) ?? bar),
		),
	};
}

function foldLine(
	count: number,
	of: number,
	outcome: FoldOutcome<EventLogits> | FailedFold,
): string {
	const what = 'why' in outcome ? `failed: ${outcome.why}` : `epoch ${outcome.epoch}`;
	return `fold ${count} of ${of}, ${outcome.fold}: ${what}`;
}

function hashOf(clips: readonly FlowClip[], data: Dataset): string {
	const hash = createHash('sha256');
	for (const array of [data.rise, data.fall, data.correlation, data.units, data.classes]) {
		hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
	}
	for (const { record } of clips) hash.update(`${record.subject}\n`);
	return hash.digest('hex');
}

const runKey = (
	config: ClipConfig,
	folds: readonly SubjectFold[],
	base: BaseNetwork,
	dataSha256: string,
): string =>
	createHash('sha256')
		.update(JSON.stringify([config, folds, base.sha256, dataSha256]))
		.digest('hex')
		.slice(0, 16);

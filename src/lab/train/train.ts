/** One run from seed to published network: generate, fit, calibrate, evaluate, write. */
import { createHash } from 'node:crypto';
import { calibrate } from '../judge/index.ts';
import { CheckpointFile } from './checkpoint-file.ts';
import type { TrainConfig } from './config.ts';
import type { JudgedFigures } from '../judge/index.ts';
import { figuresOf } from '../judge/index.ts';
import { fit } from './fit.ts';
import type { TrainFolders } from './folders.ts';
import type { Footage } from '../footage/index.ts';
import { meanFace } from '../footage/index.ts';
import { NO_PORTRAITS, generate } from './generate.ts';
import type { Dataset } from '../judge/index.ts';
import type { Portraits } from './generate.ts';
import { judged } from '../judge/index.ts';
import { writeMotionPictures } from './motion-pictures.ts';
import type { TrainedNetwork } from '../judge/index.ts';
import { predict } from '../judge/index.ts';
import { publish } from './publish.ts';
import type { RunRecord } from './publish.ts';
import { revisionOf } from './revision.ts';
import { seedsOf } from './held-out.ts';
import { useWasm } from '../judge/index.ts';

/** What decides a result, besides the configuration. */
const CODE = [
	'src/core/kernel',
	'src/core/statistics',
	'src/line/align',
	'src/line/classify',
	'src/line/motion',
	'src/study/actor/action-units.ts',
	'src/study/evaluation',
	'src/lab/footage',
	'src/lab/judge',
	'src/lab/train',
];

/** Of the code that decides a result. */
export const trainingRevision = (): string | null => revisionOf(CODE);

export type OnLine = (line: string) => void;

/** @param portraits one person each; without any, training sees drawn motion only */
export async function train(
	config: TrainConfig,
	portraits: readonly Footage[],
	folders: TrainFolders,
	onProgress: OnLine,
): Promise<RunRecord> {
	await useWasm();
	const sets = generateSets(config, portraits, onProgress);
	const dataSha256 = hashOf(Object.values(sets));
	const { network, losses, done } = fitMembers(
		config,
		sets.training,
		dataSha256,
		folders,
		onProgress,
	);
	const validation = judged(sets.validation, predict(network, sets.validation));
	const calibration = calibrate(validation, config.gateCorrelation);
	const test = judged(sets.test, predict(network, sets.test));
	const figures = (path: 'drawn' | 'real'): JudgedFigures | null => {
		const own = test.filter((_, i) => sets.test.truths[i]!.path === path);
		return own.length > 0 ? figuresOf(own, calibration) : null;
	};
	const run: RunRecord = {
		config,
		portraits: countsOf(portraits.length, config.holdOutEvery),
		dataSha256,
		revision: trainingRevision(),
		losses,
		evaluation: { drawn: figures('drawn')!, real: figures('real') },
	};
	await publish(folders, network, calibration, run);
	writeMotionPictures(folders.out, sets.training);
	done();
	onProgress(`written to ${folders.out}`);
	return run;
}

export interface Sets {
	readonly training: Dataset;
	readonly validation: Dataset;
	readonly test: Dataset;
}

/** The three sets: synthetic people and portraits of their own each. */
export function generateSets(
	config: TrainConfig,
	portraits: readonly Footage[],
	onProgress: OnLine,
): Sets {
	const { training, validation, test } = seedsOf(config.seed);
	const { heldOutPeople, architecture } = config;
	const { channels } = architecture;
	const split = splitPortraits(portraits, config.holdOutEvery);
	const amount = (drawn: number, people: number, real: number) => {
		return { drawn, people, real, channels };
	};
	const told = (what: string) => (done: number) => {
		if (done % 500 === 0) onProgress(`${what}: ${done} events`);
	};
	return {
		training: generate(
			{
				...amount(config.drawn, config.people, config.real),
				lostRatio: config.lostRatio,
				views: config.views,
			},
			split.training,
			training,
			told('training'),
		),
		validation: generate(
			amount(config.validationDrawn, heldOutPeople, config.validationReal),
			split.validation,
			validation,
			told('validation'),
		),
		test: generate(
			amount(config.testDrawn, heldOutPeople, config.testReal),
			split.test,
			test,
			told('test'),
		),
	};
}

/** Fewer would leave one of the three sets without any. */
const fewestPortraits = (every: number): number => every + 1;

function countsOf(count: number, every: number): RunRecord['portraits'] {
	const validation = Math.ceil(count / (2 * every));
	const test = Math.ceil(count / every) - validation;
	return { training: count - validation - test, validation, test };
}

/** Held-out portraits go to validation and test in turn; all are laid on one mean face. */
function splitPortraits(
	portraits: readonly Footage[],
	every: number,
): Record<keyof Sets, Portraits> {
	if (portraits.length === 0) {
		return { training: NO_PORTRAITS, validation: NO_PORTRAITS, test: NO_PORTRAITS };
	}
	if (portraits.length < fewestPortraits(every)) {
		throw new RangeError(
			`${portraits.length} portraits are too few: at least ${fewestPortraits(every)} are needed, so ` +
				'that some can be held out',
		);
	}
	const mean = meanFace(portraits);
	const part = (keep: (place: number) => boolean): Portraits => ({
		faces: portraits.filter((_, place) => keep(place)),
		mean,
	});
	return {
		training: part((place) => place % every !== 0),
		validation: part((place) => place % (2 * every) === 0),
		test: part((place) => place % (2 * every) === every),
	};
}

interface Fitted {
	readonly network: TrainedNetwork;
	/** Mean loss of each epoch, by member. */
	readonly losses: readonly (readonly number[])[];
	/** Removes the checkpoints: once the network has been written. */
	readonly done: () => void;
}

/** The members one after another, each from its checkpoint where there is one. */
function fitMembers(
	config: TrainConfig,
	training: Dataset,
	dataSha256: string,
	{ checkpoints }: Pick<TrainFolders, 'checkpoints'>,
	onProgress: OnLine,
): Fitted {
	const { architecture, epochs } = config;
	const { members } = architecture;
	const hash = createHash('sha256').update(JSON.stringify(config)).update(dataSha256);
	const run = hash.digest('hex').slice(0, 16);
	const parameters: Float32Array[] = [];
	const losses: (readonly number[])[] = [];
	const files = Array.from(
		{ length: members },
		(_, member) => new CheckpointFile(checkpoints, `${run}-${member}`, architecture),
	);
	for (const [member, file] of files.entries()) {
		const state = fit(training, config, member, file, (epoch, loss) =>
			onProgress(
				`network ${member + 1} of ${members}, epoch ${epoch} of ${epochs}: loss ${loss.toFixed(4)}`,
			),
		);
		parameters.push(...state.parameters);
		losses.push(state.losses);
	}
	const done = (): void => files.forEach((file) => file.remove());
	return { network: { architecture, parameters }, losses, done };
}

function hashOf(datasets: readonly Dataset[]): string {
	const hash = createHash('sha256');
	for (const { rise, fall, correlation, units, classes } of datasets) {
		for (const array of [rise, fall, correlation, units, classes]) {
			hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
		}
	}
	return hash.digest('hex');
}

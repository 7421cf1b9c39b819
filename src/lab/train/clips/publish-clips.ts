/**
 * Writes a network that was trained on licensed clips, with a card that says so.
 *
 * Nothing of this may ship: what was learnt from licensed pictures is under their licence too.
 */
import type { NetworkFile } from '../../../line/classify/index.ts';
import { parameterCount } from '../../../line/classify/index.ts';
import type { TrainFolders } from '../folders.ts';
import { INTENDED_USE, NOT_FOR, SUMMARY, packNetwork, writeNetwork } from '../publish.ts';
import type { Estimate } from '../../../core/statistics/index.ts';
import type { PooledFigures } from '../subjects/index.ts';
import type { NetworkFigures } from './clip-figures.ts';
import { titlesOf } from './dataset-titles.ts';
import type { ClipRunRecord } from './run-record.ts';
import type { TrainedOnClips } from './train-clips.ts';

const VERSION = '1';

export async function publishClips(
	folders: Pick<TrainFolders, 'out' | 'bundle'>,
	{ network, calibration, run }: TrainedOnClips,
): Promise<void> {
	const names = run.datasets.map(({ dataset }) => dataset);
	const name = `trained-on-${names.join('-')}`;
	const packed = await packNetwork({ name, version: VERSION }, network, calibration);
	writeNetwork(folders, packed, clipCardOf(packed.file, run), run);
}

/** The model card; its sentences are shown to people as they stand. */
function clipCardOf(file: NetworkFile, run: ClipRunRecord) {
	const { config, datasets, base, figures, failedFolds } = run;
	const titles = titlesOf(datasets.map(({ dataset }) => dataset));
	const licensed = datasets.some(({ dataset }) => dataset !== 'own');
	const stamp = `trained on ${titles}${licensed ? ', research licence' : ''}`;
	return {
		name: file.name,
		version: file.version,
		stamp,
		licence: licensed
			? `Research only: ${stamp}. The licence of the data covers these weights too: do not pass ` +
				'them on, publish them or use them commercially unless it allows that.'
			: 'As agreed with the people who were recorded: these weights come of their faces.',
		parameters: parameterCount(file.architecture),
		summary: SUMMARY,
		trainingData: `${datasets.map(spokenCounts).join('; ')}. ${START[config.start](base.name)}`,
		evaluation: evaluationText(run),
		validity:
			'Judged on people left out, of the same recordings: how well it reads others, other cameras ' +
			'and other occasions is not known.',
		intendedUse: INTENDED_USE,
		notFor: NOT_FOR,
		protocol: {
			folds: config.folds,
			epochs: config.protocol.stop,
			epochsOfThisNetwork: run.epochs,
			stoppedBy:
				config.protocol.stop === 'early'
					? `${percent(config.protocol.stoppingShare)} of the training subjects, never the test fold`
					: 'nothing: the number of epochs was fixed',
			seed: config.seed,
			failedFolds: failedFolds.map(({ fold }) => fold),
		},
		datasets,
		startedFrom: base,
		revision: run.revision,
		dataSha256: run.dataSha256,
		nameable: file.nameable,
		naming: file.naming,
		figures: {
			trained: figures.trained.classes.gated,
			zeroShot: figures.zeroShot.classes.gated,
			averaged: figures.averaged.classes.gated,
			units: shownFigures(run).units,
		},
	};
}

const START: Readonly<Record<ClipRunRecord['config']['start'], (base: string) => string>> = {
	scratch: () => 'Trained from fresh weights.',
	average: (base) =>
		`Trained from fresh weights, its logits averaged with those of ${base}, which knows synthetic motion.`,
	'fine-tune': (base) => `Trained on from the weights of ${base}, which knows synthetic motion.`,
};

/** Those of the network that was written. */
const shownFigures = ({ config, figures }: ClipRunRecord): NetworkFigures =>
	config.start === 'average' ? figures.averaged : figures.trained;

function evaluationText(run: ClipRunRecord): string {
	const { config, base, figures } = run;
	const own = shownFigures(run).classes;
	const how =
		config.folds === 'loso' ? 'Leave-one-subject-out' : `Folds by subject (${config.folds})`;
	const sentences = Object.entries(own.gated).map(([name, pooled]) => {
		const branch = (choice: 'riseOnly' | 'fallOnly'): string => shown(own[choice][name]);
		const zeroShot = figures.zeroShot.classes.gated[name]!.uf1;
		return (
			`${name}: ${spoken(pooled)} (rise alone ${branch('riseOnly')}, fall alone ` +
			`${branch('fallOnly')}; ${base.name} as it is ${zeroShot.value}).`
		);
	});
	const failed =
		run.failedFolds.length === 0 ? '' : ` ${run.failedFolds.length} folds failed and are missing.`;
	return (
		`${how}, ${config.protocol.stop === 'early' ? 'early stopping on training subjects' : 'fixed epochs'}, ` +
		`three classes, 95% intervals by subject. ${sentences.join(' ')}${failed}`
	);
}

const spoken = ({ events, subjects, uf1, uar, accuracy }: PooledFigures): string =>
	`${events} clips of ${subjects} people, UF1 ${interval(uf1)}, UAR ${interval(uar)}, accuracy ` +
	interval(accuracy);

const shown = (pooled: PooledFigures | undefined): string =>
	pooled === undefined ? 'none' : String(pooled.uf1.value);

const interval = ({ value, low, high }: Estimate): string =>
	low === null || high === null ? String(value) : `${value} (${low} to ${high})`;

const spokenCounts = ({ dataset, subjects, clips }: ClipRunRecord['datasets'][number]): string =>
	`${titlesOf([dataset])}: ${clips} clips of ${subjects} people`;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Writes a trained network as the app loads it, with its card and the run that made it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Calibration, NetworkFile } from '../classify/index.ts';
import {
	CLASSES,
	NETWORK_FORMAT,
	NETWORK_INPUT,
	PARAMETERS,
	UNITS,
	packWeights,
	sha256Hex,
	sizeOf,
} from '../classify/index.ts';
import { NAMED_PRECISION } from './calibrate.ts';
import type { TrainConfig } from './config.ts';
import type { Evaluation } from './evaluate.ts';
import type { Content } from './generate.ts';

/** What a run was and gave; `run.json`. */
export interface RunRecord {
	readonly config: TrainConfig;
	/** sha256 of all training, validation and test events. */
	readonly dataSha256: string;
	/** Last commit of the code that decides the result; ends in `-dirty` if it was changed since. */
	readonly revision: string | null;
	readonly losses: readonly number[];
	readonly evaluation: Evaluation;
}

const NAME = 'fleeting-live';
const VERSION = '1';

export async function publish(
	folder: string,
	parameters: readonly Float32Array[],
	calibration: Calibration,
	run: RunRecord,
): Promise<void> {
	const weights = packWeights(parameters);
	const file: NetworkFile = {
		format: NETWORK_FORMAT,
		name: NAME,
		version: VERSION,
		input: NETWORK_INPUT,
		units: UNITS,
		classes: CLASSES,
		...calibration,
		tensors: PARAMETERS.map(({ name, shape }) => ({ name, shape })),
		weights: {
			file: 'weights.bin',
			bytes: weights.length,
			sha256: await sha256Hex(weights),
		},
	};
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'weights.bin'), weights);
	const writeJson = (name: string, value: unknown): void =>
		writeFileSync(join(folder, name), `${JSON.stringify(value, null, '\t')}\n`);
	writeJson('model.json', file);
	writeJson('run.json', run);
	writeJson('card.json', cardOf(file, run));
}

/** The model card; its sentences are shown to people as they stand. */
export function cardOf(file: NetworkFile, { config, evaluation }: RunRecord) {
	const percent = (share: number): string => `${Math.round(100 * share)} %`;
	const { naming, classes, branches } = evaluation;
	const still = (content: Content): string => percent(naming.nonMovementsNamed[content] ?? NaN);
	return {
		name: file.name,
		version: file.version,
		licence: 'Apache-2.0',
		parameters: PARAMETERS.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
		summary:
			'Reads which facial action units moved, and a hedged reading of three (positive, negative, ' +
			'surprise), from the motion between the onset, apex and offset of one brief movement. It ' +
			'sees motion only: no picture of a face enters it.',
		trainingData:
			`${config.samples} events of ${config.people} synthetic people. The motion was computed ` +
			'from hand-written fields of the action units, combined as often as published counts say ' +
			'they combine in real micro-expressions, with imperfect framing, head movement, blinks and ' +
			'flow errors. No picture or recording of any person was used.',
		evaluation:
			`On ${classes.events} events of ${config.heldOutPeople} other synthetic people: UF1 ` +
			`${classes.uf1}, UAR ${classes.uar} over three classes (rise alone ${branches.riseOnly.uf1}, ` +
			`fall alone ${branches.fallOnly.uf1}). A class is named from a probability of ` +
			`${naming.bar} on, which was set on a third group of synthetic people so that ` +
			`${percent(NAMED_PRECISION)} of what is named is right, events without an expression counted ` +
			`as wrong: ${percent(naming.coverage)} of the ` +
			`movements are named, ${percent(naming.accuracyNamed)} of these rightly; the rest reads ` +
			'"uncertain". Of events that hold no expression a class is still named: blinks ' +
			`${still('blink')}, head motion ${still('head')}, glances ${still('gaze')}, noise ${still('noise')}.`,
		validity:
			'Not validated on spontaneous expressions. Figures on synthetic people say that the ' +
			'training worked; they do not say how well it reads real faces.',
		intendedUse:
			'Pointing out brief facial movements for a person to look at: research, teaching, self-study.',
		notFor: [
			'judging whether somebody tells the truth',
			'inferring what somebody feels; a reading describes a movement',
			'decisions about people at work, in education, in policing or in health',
		],
		limits: [
			'Brow lowering and lid tightening alone do not tell anger from disgust, fear or concentration; they read as negative, with low certainty.',
			'Six units may be named: 4, 1, 2, 12, 17, 7. Networks of this kind told those apart on real recordings elsewhere; this one has not been tested there. The others are computed as hints.',
			'Expects a frontal face with the eyes framed to 0.08 of their distance.',
			'Blinks, glances, speech and head turns should be kept away by the stages before it.',
		],
		nameable: file.nameable,
		training: config,
		figures: evaluation,
	};
}

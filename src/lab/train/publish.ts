/** Writes a trained network as the app loads it, with its card and the run that made it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LogitCalibration, NetworkFile } from '../../line/classify/index.ts';
import {
	CLASSES,
	EVIDENCE,
	NETWORK_FORMAT,
	NETWORK_INPUT,
	UNITS,
	checkNetworkFile,
	packBundle,
	packWeights,
	parameterCount,
	parametersOf,
} from '../../line/classify/index.ts';
import { sha256Hex } from '../../core/kernel/index.ts';
import { NAMEABLE_UNITS } from '../judge/index.ts';
import type { TrainConfig } from './config.ts';
import type { JudgedFigures } from '../judge/index.ts';
import type { TrainFolders } from './folders.ts';
import { WORSENED_SHARE } from './quality.ts';
import type { TrainedNetwork } from '../judge/index.ts';

/** What a run was and gave; `run.json`. */
export interface RunRecord {
	readonly config: TrainConfig;
	/** Portraits, one person each, of each set. */
	readonly portraits: {
		readonly training: number;
		readonly validation: number;
		readonly test: number;
	};
	/** sha256 of all training, validation and test events. */
	readonly dataSha256: string;
	/** Last commit of the code that decides the result; ends in `-dirty` if it was changed since. */
	readonly revision: string | null;
	/** Mean loss of each epoch, by member. */
	readonly losses: readonly (readonly number[])[];
	/** On people held out: drawn motion, and the real path where there are portraits. */
	readonly evaluation: { readonly drawn: JudgedFigures; readonly real: JudgedFigures | null };
}

const NAME = 'fleeting-live';
const VERSION = '3';

/** Sentences that every card of such a network carries. */
export const SUMMARY =
	'Reads which facial action units moved, and a hedged reading of three (positive, negative, ' +
	'surprise), from the motion between the onset, apex and offset of one brief movement. It ' +
	'sees motion only: no picture of a face enters it.';
export const INTENDED_USE =
	'Pointing out brief facial movements for a person to look at: research, teaching, self-study.';
export const NOT_FOR: readonly string[] = [
	'judging whether somebody tells the truth',
	'inferring what somebody feels; a reading describes a movement',
	'decisions about people at work, in education, in policing or in health',
];

export async function publish(
	folders: Pick<TrainFolders, 'out' | 'bundle'>,
	network: TrainedNetwork,
	calibration: LogitCalibration,
	run: RunRecord,
): Promise<void> {
	const packed = await packNetwork({ name: NAME, version: VERSION }, network, calibration);
	writeNetwork(folders, packed, cardOf(packed.file, run), run);
}

export interface PackedNetwork {
	readonly file: NetworkFile;
	readonly weights: Uint8Array<ArrayBuffer>;
}

export async function packNetwork(
	{ name, version }: Pick<NetworkFile, 'name' | 'version'>,
	{ architecture, parameters }: TrainedNetwork,
	calibration: LogitCalibration,
): Promise<PackedNetwork> {
	const weights = packWeights(parameters);
	const file: NetworkFile = {
		format: NETWORK_FORMAT,
		name,
		version,
		input: NETWORK_INPUT,
		architecture,
		units: UNITS,
		classes: CLASSES,
		...calibration,
		tensors: parametersOf(architecture).map(({ name, shape }) => ({ name, shape })),
		weights: {
			file: 'weights.bin',
			bytes: weights.length,
			sha256: await sha256Hex(weights),
		},
	};
	checkNetworkFile(file);
	return { file, weights };
}

/** @param bundle file for the network as one, for `Use other weights` */
export function writeNetwork(
	{ out, bundle }: Pick<TrainFolders, 'out' | 'bundle'>,
	{ file, weights }: PackedNetwork,
	card: unknown,
	run: unknown,
): void {
	mkdirSync(out, { recursive: true });
	writeFileSync(join(out, 'weights.bin'), weights);
	const writeJson = (name: string, value: unknown): void =>
		writeFileSync(join(out, name), `${JSON.stringify(value, null, '\t')}\n`);
	writeJson('model.json', file);
	writeJson('run.json', run);
	writeJson('card.json', card);
	mkdirSync(dirname(bundle), { recursive: true });
	writeFileSync(bundle, packBundle(file, card, weights));
}

/** The model card; its sentences are shown to people as they stand. */
export function cardOf(file: NetworkFile, { config, portraits, evaluation }: RunRecord) {
	return {
		name: file.name,
		version: file.version,
		licence: 'Apache-2.0',
		parameters: parameterCount(file.architecture),
		summary: SUMMARY,
		trainingData: trainingData(config, portraits),
		evaluation: [
			spoken(`${config.heldOutPeople} other synthetic people, drawn`, evaluation.drawn),
			...(evaluation.real === null
				? []
				: [
						spoken(
							`${portraits.test} portraits of other people, through the real path`,
							evaluation.real,
						),
					]),
			abstention(file),
		].join(' '),
		validity:
			'Not validated on spontaneous expressions. Figures on synthetic movements say that the ' +
			'training worked; they do not say how well it reads real faces.',
		intendedUse: INTENDED_USE,
		notFor: NOT_FOR,
		limits: [
			'Brow lowering and lid tightening alone do not tell anger from disgust, fear or concentration; they read as negative, with low certainty.',
			`${NAMEABLE_UNITS.length} units may be named: ${NAMEABLE_UNITS.join(', ')}. Networks of this kind told those apart on real recordings elsewhere; this one has not been tested there. The others are computed as hints.`,
			'Expects a frontal face, framed by the eyes to within 0.08 of their distance and, in height, by the base of the nose to within a fifth.',
			'Blinks, glances, speech and head turns should be kept away by the stages before it.',
		],
		nameable: file.nameable,
		certainty: file.certainty,
		naming: file.naming,
		training: config,
		figures: evaluation,
	};
}

function trainingData(config: TrainConfig, portraits: RunRecord['portraits']): string {
	const drawn =
		`${config.drawn} events of ${config.people} synthetic people: motion computed from ` +
		'hand-written fields of the action units, mostly combined as often as published counts say ' +
		'they combine in real micro-expressions, the rest single units and textbook combinations, with ' +
		'imperfect framing, faces of different length, head movement, blinks, talk and flow errors; ' +
		`${Math.round(100 * WORSENED_SHARE)} % made worse as other estimators would. Every event is seen ` +
		`${config.views} times, framed otherwise each time.`;
	if (portraits.training === 0) return `${drawn} No picture or recording of any person was used.`;
	return (
		`${drawn} ${config.real} more were drawn into ${portraits.training} portraits and measured with ` +
		"the app's own alignment and flow. No recording of a micro-expression was used."
	);
}

function spoken(who: string, { classes, branches, naming }: JudgedFigures): string {
	const all = naming[0]!;
	const kinds = Object.entries(all.nonMovements);
	const rarest = naming.at(-1)!;
	const named = kinds.map(([kind]) => `${kind} ${percent(rarest.nonMovements[kind]!)}`);
	return (
		`On ${classes.events} events of ${who}: UF1 ${classes.uf1}, UAR ${classes.uar} over three ` +
		`classes (rise alone ${branches.riseOnly.uf1}, fall alone ${branches.fallOnly.uf1}), expected ` +
		`calibration error ${classes.calibrationError}. Where a reading is named from a certainty ` +
		`of ${rarest.from} on, one is still named in this share of what is no expression: ` +
		`${named.join(', ')}.`
	);
}

/** What each evidence is, as a reader is told. */
const EVIDENCE_SAID: Readonly<Record<(typeof EVIDENCE)[number], string>> = {
	margin: 'how clearly the class stands out',
	unit: 'how clearly the strongest unit does',
	agreement: 'how well the fall undoes the rise',
	noise: 'how much of the motion is noise',
	lids: 'how much of it lies at the lids',
};
/** Weights below change nothing that can be seen. */
const COUNTS = 0.05;

function abstention({ certainty, naming }: NetworkFile): string {
	const counting = EVIDENCE.filter((_, i) => Math.abs(certainty.weights[i]!) >= COUNTS).map(
		(name) => EVIDENCE_SAID[name],
	);
	return (
		'A reading is named by its certainty, a logistic model of ' +
		`${new Intl.ListFormat('en').format(counting)}. ` +
		'A movement that keeps going after its apex has none. A person chooses how many of the ' +
		'movements that come back get a reading; set on further people held out: ' +
		`${naming
			.map(
				({ coverage, accuracy }) =>
					`${percent(coverage)} named, ${percent(accuracy)} of these right`,
			)
			.join('; ')}. The rest reads "uncertain".`
	);
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

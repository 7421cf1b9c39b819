/**
 * What networks make of clips of people they have not seen: classes by branch and data set, units.
 *
 * Classes  clips with one of MEGC 2019's three; UF1, UAR, accuracy with intervals by subject
 * Units    clips of data sets that code them; F1 at probability 0.5, area under the ROC curve
 */
import type { EventLogits } from '../../../line/classify/index.ts';
import { CLASSES, UNITS, joinBranches } from '../../../line/classify/index.ts';
import { seeded } from '../../../core/kernel/index.ts';
import { areaUnderCurve, sigmoid } from '../../../core/statistics/index.ts';
import type { Dataset } from '../../judge/index.ts';
import { f1At } from '../../judge/index.ts';
import type { ClassOutcome, PooledFigures } from '../subjects/index.ts';
import { figuresByDataset } from '../subjects/index.ts';
import type { FlowClip } from './measured-clip.ts';

export type BranchChoice = 'riseOnly' | 'fallOnly' | 'gated';
export const BRANCH_CHOICES: readonly BranchChoice[] = ['riseOnly', 'fallOnly', 'gated'];

interface UnitOutcome {
	/** FACS number. */
	readonly unit: number;
	/** Clips that show it. */
	readonly events: number;
	/** At probability 0.5, either side. */
	readonly f1: number;
	readonly auc: number;
}

/** JudgedFigures of one network. */
export interface NetworkFigures {
	/** By data set; `composite` where there are several. `fallOnly` counts clips with an offset only. */
	readonly classes: Readonly<Record<BranchChoice, Readonly<Record<string, PooledFigures>>>>;
	/** Branches gated; only units that some clips show and some do not. */
	readonly units: readonly UnitOutcome[];
}

export interface JudgedClips {
	readonly clips: readonly FlowClip[];
	readonly data: Dataset;
	/** Places that have been judged, in the order of `logits`. */
	readonly places: readonly number[];
	readonly logits: readonly EventLogits[];
	readonly gateCorrelation: number;
	/** Of the resampling. */
	readonly seed: number;
}

export function networkFigures(judged: JudgedClips): NetworkFigures {
	const figures = (choice: BranchChoice) =>
		figuresByDataset(classOutcomes(judged, choice), CLASSES.length, seeded(judged.seed));
	return {
		classes: {
			riseOnly: figures('riseOnly'),
			fallOnly: figures('fallOnly'),
			gated: figures('gated'),
		},
		units: unitOutcomes(judged),
	};
}

/** The clips with a class, as read from these branches. */
export function classOutcomes(
	{ clips, data, places, logits, gateCorrelation }: JudgedClips,
	choice: BranchChoice,
): ClassOutcome[] {
	return places.flatMap((place, i) => {
		const { record, motion } = clips[place]!;
		if (record.class3 === null) return [];
		if (choice === 'fallOnly' && motion.fall === null) return [];
		const { classes } = read(logits[i]!, data.correlation[place]!, gateCorrelation, choice);
		return {
			dataset: record.dataset,
			subject: record.subject,
			truth: CLASSES.indexOf(record.class3),
			predicted: classes.indexOf(Math.max(...classes)),
		};
	});
}

function read(
	{ rise, fall }: EventLogits,
	correlation: number,
	gateCorrelation: number,
	choice: BranchChoice,
) {
	switch (choice) {
		case 'riseOnly':
			return joinBranches({ rise, fall }, -1, 0);
		case 'fallOnly':
			return joinBranches({ rise: fall, fall }, -1, 0);
		case 'gated':
			return joinBranches({ rise, fall }, correlation, gateCorrelation);
	}
}

const DIGITS = 4;
const BAR = 0.5;

function unitOutcomes({ data, places, logits, gateCorrelation }: JudgedClips): UnitOutcome[] {
	const coded = places.flatMap((place, i) =>
		data.unitsKnown === undefined || data.unitsKnown[place] === 1 ? [{ place, i }] : [],
	);
	const joined = coded.map(
		({ place, i }) => joinBranches(logits[i]!, data.correlation[place]!, gateCorrelation).units,
	);
	return UNITS.flatMap((unit, at) => {
		const either = (of: (side: number) => number): number =>
			Math.max(of(at), of(UNITS.length + at));
		const truth = coded.map(({ place }) =>
			either((side) => data.units[place * 2 * UNITS.length + side]!),
		);
		const scores = joined.map((units) => sigmoid(either((side) => units[side]!)));
		const events = truth.reduce((a, b) => a + b, 0);
		if (events === 0 || events === truth.length) return [];
		return {
			unit,
			events,
			f1: Number(f1At(scores, truth, BAR).toFixed(DIGITS)),
			auc: Number(areaUnderCurve(scores, truth).toFixed(DIGITS)),
		};
	});
}

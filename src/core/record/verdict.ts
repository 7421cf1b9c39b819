/**
 * What a network says about one event.
 */
import * as v from 'valibot';
import { count, field, finite, flag, list, object, openName, text } from '../kernel/index.ts';
import { DIGITS, correlation, logit, share } from './quantities.ts';

export type Class3 = 'positive' | 'negative' | 'surprise';

export type Reading = Class3 | 'uncertain';

export type Side = 'both' | 'left' | 'right';

/** VII: any other combination. */
export type ObjectiveClass = 'I' | 'II' | 'III' | 'IV' | 'V' | 'VI' | 'VII';

const KIND =
	'units: the live network, with action units and a reading; classes: the paper’s network with weights that a person brought, which names classes of the data it was trained on and nothing else';

/** As in the network's model card. */
const network = field(text, '', 'name of the network');

/** Of the motion, whichever network looked at it: the anti-monotonic quality of the event. */
const branchCorrelation = field(
	correlation,
	'-1..1',
	'correlation of the rise with the reversed fall: near 1 when the movement came back the way it went',
);

const actionUnitScore = object({
	au: field(finite, 'FACS', 'number of the action unit; every unit the network knows is listed'),
	p: field(share, '0..1', 'the network’s figure for that unit having moved'),
	side: field(openName<Side>(), '', 'both, left or right; the subject’s own side'),
});

export type ActionUnitScore = v.InferOutput<typeof actionUnitScore>;

/**
 * The units that a person may be told about, in the order given: those whose figure, as it is written,
 * reaches the bar that the network has for them (`EngineInfo.network.nameable`).
 */
export function namedScores(
	scores: readonly ActionUnitScore[],
	nameable: readonly { readonly au: number; readonly from: number }[],
): ActionUnitScore[] {
	const bars = new Map(nameable.map(({ au, from }) => [au, from]));
	return scores.filter(
		({ au, p }) => Number(p.toFixed(DIGITS.share)) >= (bars.get(au) ?? Infinity),
	);
}

/** The live network: action units, and a reading in one of three classes. */
export const unitVerdictSchema = object({
	// Documents of before there were two kinds have action units.
	kind: field(v.optional(v.literal('units'), 'units'), '', KIND),
	network,
	reading: field(
		openName<Reading>(),
		'',
		'positive, negative, surprise, or uncertain when no class is probable enough to be named at the readingCoverage that was set; brow lowering (AU 4, with or without 7) alone is not one emotion, whatever stands here',
	),
	probabilities: object({
		positive: field(
			share,
			'0..1',
			'the network’s figure for the class that such movements usually get in labeled data sets; the three sum to 1',
		),
		negative: field(share, '0..1', 'see positive'),
		surprise: field(share, '0..1', 'see positive'),
	}),
	/** Highest probability first; every unit the network knows, so a reader may set the bar. */
	actionUnits: list(actionUnitScore),
	objectiveClass: field(
		v.nullish(openName<ObjectiveClass>(), null),
		'',
		'Davison’s class, I to VII, of the units that may be named and are probable enough: a class of movement combinations, which says nothing about feeling (arXiv 1708.07549); null without such a unit',
	),
	branchCorrelation,
	branches: field(
		openName<'both' | 'rise'>(),
		'',
		'both, or rise: the fall did not mirror the rise and was left out',
	),
});

export type UnitVerdict = v.InferOutput<typeof unitVerdictSchema>;

const classScore = object({
	name: field(text, '', 'kind classes: name, in the order of the logits'),
	meaning: field(
		v.nullish(openName<Class3>(), null),
		'',
		'kind classes: positive, negative or surprise, where the class belongs to one of these; else null',
	),
	p: field(
		share,
		'0..1',
		'kind classes: softmax of the rise’s logits, not calibrated; the classes sum to 1',
	),
	pFall: field(share, '0..1', 'kind classes: the same for the fall'),
	logitRise: field(logit, '', 'kind classes: the network’s output, rise'),
	logitFall: field(logit, '', 'kind classes: the network’s output, fall'),
});

export type ClassScore = v.InferOutput<typeof classScore>;

/**
 * The paper's network with a person's weights: classes of the data they were trained on, and nothing
 * else. No action units, no sides, no level from which a class may be named.
 */
export const classVerdictSchema = object({
	kind: field(v.literal('classes'), '', KIND),
	network,
	named: field(flag, 'true/false', 'kind classes: false where the classes have numbers only'),
	classes: list(classScore),
	/** Index of the most probable class of the rise: the prediction, as published. */
	top: count,
	/** Index of the most probable class of the fall, which takes no part in the prediction. */
	fallTop: count,
	branchCorrelation,
});

export type ClassVerdict = v.InferOutput<typeof classVerdictSchema>;

/** What a network of either kind says. */
export const verdictSchema = v.variant(
	'kind',
	[unitVerdictSchema, classVerdictSchema],
	'a verdict of kind units or classes',
);

export type Verdict = UnitVerdict | ClassVerdict;

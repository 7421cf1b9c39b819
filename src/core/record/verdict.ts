/**
 * What a network says about one event.
 */

export type Class3 = 'positive' | 'negative' | 'surprise';

export type Reading = Class3 | 'uncertain';

export type Side = 'both' | 'left' | 'right';

export interface ActionUnitScore {
	/** FACS number. */
	readonly au: number;
	/** Probability, 0..1. */
	readonly p: number;
	/** The subject's own side. */
	readonly side: Side;
}

/** What a network of either kind says. */
export type Verdict = UnitVerdict | ClassVerdict;

/** The live network: action units, and a reading in one of three classes. */
export interface UnitVerdict {
	readonly kind: 'units';
	/** Name of the network, as in its model card. */
	readonly network: string;
	/** Highest probability first; every unit the network knows, so a reader may set the bar. */
	readonly actionUnits: readonly ActionUnitScore[];
	/** Davison's class of the units that may be named and are probable enough; null without any. */
	readonly objectiveClass: ObjectiveClass | null;
	/** `uncertain` when no class is probable enough to be named. */
	readonly reading: Reading;
	/** Sum to 1. */
	readonly probabilities: Readonly<Record<Class3, number>>;
	/** Correlation of rise and negated fall, -1..1: the anti-monotonic quality of the event. */
	readonly branchCorrelation: number;
	/** `rise` where the fall does not mirror the rise and its branch was left out. */
	readonly branches: 'both' | 'rise';
}

/**
 * The paper's network with a person's weights: classes of the data they were trained on, and nothing
 * else. No action units, no sides, no level from which a class may be named.
 */
export interface ClassVerdict {
	readonly kind: 'classes';
	readonly network: string;
	/** In the order of the logits. */
	readonly classes: readonly ClassScore[];
	/** Index of the most probable class of the rise: the prediction, as published. */
	readonly top: number;
	/** Index of the most probable class of the fall, which takes no part in the prediction. */
	readonly fallTop: number;
	/** False: the names are numbers only. */
	readonly named: boolean;
	/** Of the motion, like the live network's. */
	readonly branchCorrelation: number;
}

export interface ClassScore {
	readonly name: string;
	/** Which of the three common classes the person says it belongs to; null: none. */
	readonly meaning: Class3 | null;
	/** Softmax of the rise's logits, not calibrated. */
	readonly p: number;
	/** Softmax of the fall's. */
	readonly pFall: number;
	readonly logitRise: number;
	readonly logitFall: number;
}

/** VII: any other combination. */
export type ObjectiveClass = 'I' | 'II' | 'III' | 'IV' | 'V' | 'VI' | 'VII';

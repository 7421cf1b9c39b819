/** What the network says about one event. */
import type { Asymmetry } from './asymmetry.ts';
import type { ObjectiveClass } from './objective-class.ts';

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

export interface Verdict {
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

/** The two motions of an event on the canonical grid. */
export interface EventMotion {
	/** Onset -> apex. [28, 28, 3]: u, v (right, down), optical strain; normalised. */
	readonly rise: Float32Array;
	/** Apex -> offset, negated: same sign as the rise. [28, 28, 3] */
	readonly fall: Float32Array;
	/** Correlation of the two before normalisation, -1..1. */
	readonly correlation: number;
	readonly asymmetry: Asymmetry;
}

/** Cells per side of the canonical motion grid; eyes 12 cells apart, centred, on row 9.5. */
export const GRID = 28;
export const GRID_EYE_DISTANCE = 12;
export const GRID_EYE_ROW = 9.5;
export const GRID_CHANNELS = 3;

export type Backend = 'webgpu' | 'webgl' | 'wasm';
export type BackendChoice = 'auto' | Backend;

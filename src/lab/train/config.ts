/** One training run: everything that decides its result. Saved beside the weights. */
import type { Architecture } from '../../line/classify/index.ts';

/** How a network is fitted to events, wherever they come from. */
export interface FitConfig {
	/** Of everything: people, events, noise, first weights, order of the batches. */
	readonly seed: number;
	readonly architecture: Architecture;
	readonly epochs: number;
	readonly batch: number;
	/** First learning rate; falls to 0 along a half cosine. */
	readonly learningRate: number;
	/** Decoupled, per step, times the learning rate (AdamW). */
	readonly weightDecay: number;
	/** Weight of the branches' losses; the fall's is the auxiliary one. */
	readonly riseWeight: number;
	readonly fallWeight: number;
	/** Weight of the action units' loss (mean over units and sides); the classes have 1. */
	readonly unitWeight: number;
	/** Correlation of rise and negated fall from which both branches count. */
	readonly gateCorrelation: number;
}

export interface TrainConfig extends FitConfig {
	/** Events to train on that are drawn, and the synthetic people they are drawn of. */
	readonly drawn: number;
	readonly people: number;
	/**
	 * Share of the drawn ones whose u and v are scaled apart, as motion from elsewhere may be; none of
	 * those that are calibrated and judged on, for the app never does it.
	 */
	readonly lostRatio: number;
	/** How often each event to train on is looked at: framed, and made worse, otherwise every time. */
	readonly views: number;
	/** Events to train on that go through the app's own alignment and flow, where portraits are given. */
	readonly real: number;
	/**
	 * Events for calibration and thresholds, and for the figures of the card: so many drawn, of
	 * `heldOutPeople` synthetic people each, and so many through the real path, of portraits that
	 * training has not seen.
	 */
	readonly validationDrawn: number;
	readonly validationReal: number;
	readonly testDrawn: number;
	readonly testReal: number;
	readonly heldOutPeople: number;
	/** Of the portraits, every so many-th is held out. */
	readonly holdOutEvery: number;
}

export const DEFAULT_CONFIG: TrainConfig = {
	seed: 1,
	drawn: 12000,
	people: 320,
	lostRatio: 0.15,
	views: 4,
	real: 8000,
	validationDrawn: 1500,
	validationReal: 800,
	testDrawn: 2000,
	testReal: 800,
	heldOutPeople: 50,
	holdOutEvery: 6,
	architecture: { members: 3, pool: 2, hidden: 48, channels: 3 },
	epochs: 6,
	batch: 64,
	learningRate: 1.5e-3,
	weightDecay: 0.1,
	riseWeight: 1,
	fallWeight: 1,
	unitWeight: 12,
	gateCorrelation: 0.15,
};

/** Small enough for a test; still every stage. */
export const SMOKE_CONFIG: TrainConfig = {
	...DEFAULT_CONFIG,
	drawn: 320,
	views: 2,
	people: 8,
	real: 60,
	validationDrawn: 120,
	validationReal: 20,
	testDrawn: 120,
	testReal: 20,
	heldOutPeople: 3,
	architecture: { ...DEFAULT_CONFIG.architecture, members: 2 },
	epochs: 3,
};

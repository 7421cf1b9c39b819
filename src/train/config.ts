/** One training run: everything that decides its result. Saved beside the weights. */
export interface TrainConfig {
	/** Of everything: people, events, noise, first weights, order of the batches. */
	readonly seed: number;
	/** Events to train on. */
	readonly samples: number;
	/** Events for calibration and thresholds, and for the figures of the card; people of their own. */
	readonly validationSamples: number;
	readonly testSamples: number;
	/** Synthetic people to train on; validation and test have `heldOutPeople` each. */
	readonly people: number;
	readonly heldOutPeople: number;
	readonly epochs: number;
	readonly batch: number;
	/** First learning rate; falls to 0 along a half cosine. */
	readonly learningRate: number;
	/** Decoupled, per step, times the learning rate (AdamW). */
	readonly weightDecay: number;
	/** Share of the target spread evenly over the classes. */
	readonly labelSmoothing: number;
	/** Weight of the auxiliary loss on the fall branch; the rise has 1. */
	readonly fallWeight: number;
	/** Weight of the action units' loss (mean over units and sides); the classes have 1. */
	readonly unitWeight: number;
	/** Correlation of rise and negated fall from which both branches count. */
	readonly gateCorrelation: number;
}

export const DEFAULT_CONFIG: TrainConfig = {
	seed: 1,
	samples: 8000,
	validationSamples: 2000,
	testSamples: 3000,
	people: 240,
	heldOutPeople: 50,
	epochs: 25,
	batch: 64,
	learningRate: 1.5e-3,
	weightDecay: 0.1,
	labelSmoothing: 0,
	fallWeight: 1,
	unitWeight: 12,
	gateCorrelation: 0.3,
};

/** Small enough for a test; still every stage. */
export const SMOKE_CONFIG: TrainConfig = {
	...DEFAULT_CONFIG,
	samples: 320,
	validationSamples: 120,
	testSamples: 120,
	people: 8,
	heldOutPeople: 3,
	epochs: 3,
};

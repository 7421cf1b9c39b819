/** One training run of the spotter's scorer: everything that decides its result. Saved with it. */
export interface SpotterTrainConfig {
	/** Of everything: movements drawn, first weights, order of the batches. */
	readonly seed: number;
	/** Copies of every film with movements drawn into it. */
	readonly versions: number;
	/** Minutes of films drawn as a whole. */
	readonly drawnMinutes: number;
	/** Groups of people that are held out in turn. */
	readonly folds: number;
	/** Networks a half of the face, whose logits are averaged. */
	readonly nets: number;
	/** Of those, so many that learn from films and copies alone. */
	readonly netsOfFilms: number;
	/** Hidden units of a network. */
	readonly hidden: number;
	readonly epochs: number;
	readonly batch: number;
	/** First learning rate; falls linearly to a twentieth. */
	readonly learningRate: number;
	/** Decoupled, per step, times the learning rate (AdamW). */
	readonly weightDecay: number;
	/** Share of the inputs set to their mean at every example. */
	readonly inputDropout: number;
	/** Share of the negatives used: of films as they are; of copies, which repeat them, and of drawn films. */
	readonly negativesOfFilms: number;
	readonly negativesOfCopies: number;
	/** Weight of a movement; of one hardly above the noise; a negative has 1. */
	readonly movementWeight: number;
	readonly faintWeight: number;
	/** Movements below this are hardly above the noise, px200. */
	readonly faintBelowPx200: number;
	/** False alarms a minute for which bars are written. */
	readonly barRates: readonly number[];
}

/**
 * Few epochs, and many nets: with twelve epochs the nets knew the people they saw by heart. On people
 * held out, at three false alarms a minute, recall of movements of 2 px200 on talking faces fell from
 * 0.39 after six epochs to 0.27 after twelve (copies of the public clips).
 *
 * Half of the nets learn from no drawn film. Drawn people teach what a talking face does, but not how
 * real blinks drag brows; nets of both kinds together find as much on photographs as those of films
 * alone, and more on videos than either
 * (docs/experiments.md, "What the spotter learns from").
 */
export const SPOTTER_CONFIG: SpotterTrainConfig = {
	seed: 1,
	versions: 2,
	drawnMinutes: 60,
	folds: 4,
	nets: 6,
	netsOfFilms: 3,
	hidden: 12,
	epochs: 6,
	batch: 64,
	learningRate: 2e-3,
	weightDecay: 0.01,
	inputDropout: 0.15,
	negativesOfFilms: 1,
	negativesOfCopies: 0.15,
	movementWeight: 1,
	faintWeight: 1,
	faintBelowPx200: 0.6,
	barRates: [0.1, 0.25, 0.5, 1, 2, 4, 8],
};

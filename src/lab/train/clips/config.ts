/** How a network is trained on clips of a person's own, and judged on people left out. */
import type { Architecture } from '../../../line/classify/index.ts';
import type { FitConfig } from '../config.ts';
import type { FoldProtocol } from '../subjects/index.ts';

/**
 * Where the network comes from. `scratch`: fresh, alone. `average`: fresh, its logits averaged with
 * those of the network it is to join. `fine-tune`: goes on from that network's weights.
 */
export type Start = 'scratch' | 'average' | 'fine-tune';

export interface ClipConfig extends FitConfig {
	readonly start: Start;
	readonly protocol: FoldProtocol;
	/** `loso`, `kfold:N`, or the name of a table. */
	readonly folds: string;
	/** Copies of every training clip in other framings. */
	readonly reframed: number;
	/** Also the figure with the epoch chosen on the test fold. */
	readonly reportOptimistic: boolean;
}

/** A network that is joined with the shipped one has its shape, member by member. */
const CLIP_ARCHITECTURE: Architecture = { members: 3, pool: 2, hidden: 48, channels: 3 };

export const CLIP_CONFIG: ClipConfig = {
	seed: 1,
	start: 'scratch',
	protocol: { stop: 'fixed', stoppingShare: 0.2, seed: 1 },
	folds: 'loso',
	architecture: CLIP_ARCHITECTURE,
	epochs: 12,
	batch: 32,
	learningRate: 1.5e-3,
	weightDecay: 0.1,
	riseWeight: 1,
	fallWeight: 1,
	unitWeight: 12,
	gateCorrelation: 0.15,
	reframed: 3,
	reportOptimistic: false,
};

/** Weights that have learnt already are moved by smaller steps. */
export const FINE_TUNING_RATE = 3e-4;

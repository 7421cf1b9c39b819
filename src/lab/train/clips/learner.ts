/**
 * The live network as a learner of folds: fits its members to the clips it may see.
 *
 * In    all clips and their copies in other framings; places of those it may learn from
 * Out   logits of both branches for any place
 * Stops `early`: after the epoch with the smallest loss of the classes on the clips set aside
 */
import type { EventLogits } from '../../../line/classify/index.ts';
import { CLASSES, joinBranches } from '../../../line/classify/index.ts';
import { softmax } from '../../../core/statistics/index.ts';
import { newAdamState } from '../adam.ts';
import type { FitState } from '../fit.ts';
import { fit } from '../fit.ts';
import type { Dataset } from '../../judge/index.ts';
import type { TrainedNetwork } from '../../judge/index.ts';
import { predict } from '../../judge/index.ts';
import type { Learner, Learnt, Lesson, Predict } from '../subjects/index.ts';
import { joinedSets, subsetOf } from './clip-set.ts';
import type { ClipConfig } from './config.ts';
import { FINE_TUNING_RATE } from './config.ts';

/** Tensors of one member, in the order of `parametersOf`. */
const TENSORS_A_MEMBER = 8;

export interface LearnerData {
	/** The clips as they were measured. */
	readonly clips: Dataset;
	/** `config.reframed` copies of each in a row; null without any. */
	readonly copies: Dataset | null;
}

export class ClipLearner implements Learner<EventLogits> {
	readonly #data: LearnerData;
	readonly #config: ClipConfig;
	readonly #base: TrainedNetwork | null;

	/** @param base - the weights to go on from; null: fresh ones. The backend must be set before. */
	constructor(data: LearnerData, config: ClipConfig, base: TrainedNetwork | null) {
		this.#data = data;
		this.#base = base;
		this.#config = base === null ? config : { ...config, learningRate: FINE_TUNING_RATE };
	}

	learn({ fold, training, stopping }: Lesson): Learnt<EventLogits> {
		const trail = this.#fit(training);
		const epoch = stopping === null ? trail.length : this.#bestEpoch(fold, trail, stopping);
		const predictWith =
			(network: TrainedNetwork): Predict<EventLogits> =>
			(places) =>
				predict(network, subsetOf(this.#data.clips, places));
		return {
			epoch,
			predict: predictWith(trail[epoch - 1]!),
			afterEpoch: trail.map(predictWith),
		};
	}

	/** The network after `epoch` epochs on all clips. */
	learnAll(epoch: number): TrainedNetwork {
		const all = Array.from({ length: this.#data.clips.size }, (_, place) => place);
		return this.#fit(all)[epoch - 1]!;
	}

	/** The network after each epoch. */
	#fit(training: readonly number[]): TrainedNetwork[] {
		const config = this.#config;
		const { architecture } = config;
		const data = lessonOf(this.#data, training, config.reframed);
		const trails = Array.from({ length: architecture.members }, (_, member) => {
			const trail: Float32Array[][] = [];
			const keeps = {
				load: () => this.#startOf(member),
				save: ({ parameters }: FitState) => {
					trail.push(parameters.map((values) => values.slice()));
				},
			};
			fit(data, config, member, keeps, () => {});
			return trail;
		});
		return Array.from({ length: config.epochs }, (_, epoch) => ({
			architecture,
			parameters: trails.flatMap((trail) => trail[epoch]!),
		}));
	}

	#startOf(member: number): FitState | null {
		if (this.#base === null) return null;
		const first = member * TENSORS_A_MEMBER;
		const parameters = this.#base.parameters
			.slice(first, first + TENSORS_A_MEMBER)
			.map((values) => values.slice());
		return { epoch: 0, parameters, adam: newAdamState(parameters), losses: [] };
	}

	#bestEpoch(fold: string, trail: readonly TrainedNetwork[], stopping: readonly number[]): number {
		const data = subsetOf(this.#data.clips, stopping);
		if (data.truths.every(({ class3 }) => class3 === null)) {
			throw new RangeError(
				`the subjects set aside in fold ${fold} have no clip with a class to stop by`,
			);
		}
		const losses = trail.map((network) =>
			classLoss(data, predict(network, data), this.#config.gateCorrelation),
		);
		return losses.indexOf(Math.min(...losses)) + 1;
	}
}

/** The clips at `training` and their copies: of no other clip. */
export function lessonOf(
	{ clips, copies }: LearnerData,
	training: readonly number[],
	reframed: number,
): Dataset {
	const own = subsetOf(clips, training);
	if (copies === null) return own;
	const places = training.flatMap((place) =>
		Array.from({ length: reframed }, (_, k) => place * reframed + k),
	);
	return joinedSets(own, subsetOf(copies, places));
}

/** Mean cross-entropy of the classes, branches joined as in the app; clips without a class aside. */
function classLoss(data: Dataset, logits: readonly EventLogits[], gate: number): number {
	let sum = 0;
	let count = 0;
	for (const [i, { class3 }] of data.truths.entries()) {
		if (class3 === null) continue;
		const { classes } = joinBranches(logits[i]!, data.correlation[i]!, gate);
		sum -= Math.log(softmax(classes, 1)[CLASSES.indexOf(class3)]! + 1e-12);
		count += 1;
	}
	return sum / count;
}

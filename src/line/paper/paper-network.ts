/**
 * The published two-branch network (BDRT) in evaluation.
 *
 *   rise = main(apex - onset,  POS(onset))
 *   fall = main(apex - offset, POS(apex))
 *
 * In    three frames [224, 224, 3], colours less their mean over their deviation (ImageNet's)
 * Out   logits of the rise and of the fall, one value a class each. As published, the prediction is
 *       the largest of the rise; the fall was an auxiliary loss in training.
 * Owns  its tensors, on whatever backend runs when it is made; free them with `close()`
 * Cost  13.4 G multiply-adds for both, 51 MB of weights. Both go through as a batch of two.
 * Fails model/mismatch, naming the tensors
 */
import { keep, tensor2d, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Closable } from '../../core/kernel/index.ts';
import { PUBLISHED, lastStageOf } from './architecture.ts';
import type { PaperArchitecture } from './architecture.ts';
import { differenceOf, patchCentres } from './frames.ts';
import type { Observe } from './layers.ts';
import { mainBranch, mainLogits } from './main-branch.ts';
import type { MainBranch } from './main-branch.ts';
import { spatialBranch, spatialTokens } from './spatial-branch.ts';
import type { SpatialBranch } from './spatial-branch.ts';
import { paperTensors } from './state-dict.ts';
import { Weights } from './weights.ts';

/** One normalised frame, [side, side, 3], row by row. */
export type PaperFrame = Float32Array;

export interface PaperLogits {
	/** [classes] */
	readonly rise: Float32Array;
	readonly fall: Float32Array;
}

/** The output of a module: [2, ..], the rise, then the fall. */
export interface PaperActivation {
	readonly name: string;
	readonly shape: readonly number[];
	readonly values: Float32Array;
}

export class PaperNetwork implements Closable {
	readonly classes: number;
	readonly architecture: PaperArchitecture;
	readonly #spatial: SpatialBranch;
	readonly #main: MainBranch;
	readonly #tensors: readonly Tensor[];
	#closed = false;

	/** @param tensors values by the names of the state dict; those that nothing reads may be missing */
	constructor(
		tensors: ReadonlyMap<string, Float32Array>,
		classes: number,
		architecture: PaperArchitecture = PUBLISHED,
	) {
		this.classes = classes;
		this.architecture = architecture;
		const weights = new Weights(tensors, paperTensors(classes, architecture));
		this.#spatial = spatialBranch(weights, architecture);
		this.#main = mainBranch(weights, architecture);
		this.#tensors = weights.made;
	}

	async logits(onset: PaperFrame, apex: PaperFrame, offset: PaperFrame): Promise<PaperLogits> {
		const both = this.#forward(onset, apex, offset, () => {});
		try {
			const values = (await both.data()) as Float32Array;
			return { rise: values.slice(0, this.classes), fall: values.slice(this.classes) };
		} finally {
			both.dispose();
		}
	}

	/** The logits and what every module gave on the way, in their order: to compare and to learn. */
	async activations(
		onset: PaperFrame,
		apex: PaperFrame,
		offset: PaperFrame,
	): Promise<{ readonly logits: PaperLogits; readonly activations: readonly PaperActivation[] }> {
		const seen: { name: string; output: Tensor }[] = [];
		const both = this.#forward(onset, apex, offset, (name, output) => {
			seen.push({ name, output: keep(output.clone()) });
		});
		try {
			const activations: PaperActivation[] = [];
			for (const { name, output } of seen) {
				const values = (await output.data()) as Float32Array;
				activations.push({ name, shape: output.shape, values: values.slice() });
			}
			const values = (await both.data()) as Float32Array;
			const logits = { rise: values.slice(0, this.classes), fall: values.slice(this.classes) };
			return { logits, activations };
		} finally {
			both.dispose();
			for (const { output } of seen) output.dispose();
		}
	}

	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		for (const held of this.#tensors) {
			try {
				held.dispose();
			} catch {
				// Its buffer went with a lost device.
			}
		}
	}

	/** [2, classes] */
	#forward(onset: PaperFrame, apex: PaperFrame, offset: PaperFrame, observe: Observe): Tensor {
		if (this.#closed) throw new Error('the network is closed');
		const { side } = this.architecture;
		for (const frame of [onset, apex, offset]) {
			if (frame.length !== side * side * 3) {
				throw new TypeError(`a frame has ${frame.length} values, expected [${side}, ${side}, 3]`);
			}
		}
		return tidy(() => {
			const pixels = patchCentres([onset, apex], side, lastStageOf(this.architecture).grid);
			const spatial = tidy(() =>
				spatialTokens(this.#spatial, tensor2d(pixels, [pixels.length / 3, 3]), observe),
			); // [2, 196, 512]
			const difference = differenceOf(apex, [onset, offset]);
			return mainLogits(this.#main, tensor4d(difference, [2, side, side, 3]), spatial, observe);
		});
	}
}

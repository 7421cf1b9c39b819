/** What the paper network computes on the formula's frames, small enough to compare and to send. */
import { mean } from '../../../core/statistics/index.ts';
import type { PaperActivation, PaperNetwork } from '../../../line/paper/index.ts';
import { formulaFrames } from './formula.ts';

export const BRANCHES = ['rise', 'fall'] as const;
export type Branch = (typeof BRANCHES)[number];

/** The output of a module for one branch. */
export interface ActivationSummary {
	readonly name: string;
	readonly branch: Branch;
	/** [1, ..], channels last. */
	readonly shape: readonly number[];
	readonly mean: number;
	/** Over all values, not one less. */
	readonly std: number;
	/** In the order of `shape`, and as they come with the channels before height and width. */
	readonly first: readonly number[];
	readonly firstChannelsFirst: readonly number[];
}

export interface ForwardResult {
	readonly logits: Readonly<Record<Branch, readonly number[]>>;
	readonly summaries: readonly ActivationSummary[];
}

const FIRST = 8;

export async function forwardOf(network: PaperNetwork): Promise<ForwardResult> {
	const frames = formulaFrames(network.architecture.side);
	const { logits, activations } = await network.activations(...frames);
	return {
		logits: { rise: [...logits.rise], fall: [...logits.fall] },
		summaries: BRANCHES.flatMap((branch, at) =>
			activations.map((activation) => summarised(activation, branch, at)),
		),
	};
}

function summarised(
	{ name, shape, values }: PaperActivation,
	branch: Branch,
	at: number,
): ActivationSummary {
	const size = values.length / BRANCHES.length;
	const own = values.subarray(at * size, (at + 1) * size);
	const middle = mean(own);
	const variance = own.reduce((sum, value) => sum + (value - middle) ** 2, 0) / size;
	const channels = shape.at(-1)!;
	const places = size / channels;
	return {
		name,
		branch,
		shape: [1, ...shape.slice(1)],
		mean: middle,
		std: Math.sqrt(variance),
		first: [...own.subarray(0, FIRST)],
		firstChannelsFirst: Array.from(
			{ length: Math.min(FIRST, size) },
			(_, i) => own[(i % places) * channels + Math.floor(i / places)]!,
		),
	};
}

/**
 * Recorded and computed outputs of the paper network, side by side. Pure.
 *
 * The error of a value is its difference over the recorded value, but over a hundredth of the usual
 * size of such values (the standard deviation of the activation, the largest logit) where the value
 * is smaller: close to 0 rounding alone exceeds any share of it.
 */
import type { Block } from '../../terminal/index.ts';
import { aligned, counted } from '../../terminal/index.ts';
import type { NetworkReference, RecordedActivation } from './reference.ts';
import type { ForwardResult, ActivationSummary } from './summary.ts';
import { BRANCHES } from './summary.ts';

/** Largest relative error. */
export const TOLERANCE = 1e-3;
const LEAST_SHARE = 0.01;

export interface OutputComparison {
	/** As the file calls it. */
	readonly key: string;
	readonly shape: string;
	/** Largest relative error; null where there is nothing to compare. */
	readonly error: number | null;
	/** What was computed, or why it could not be compared. */
	readonly said: string;
	readonly agrees: boolean;
}

export function comparisonsOf(
	reference: NetworkReference,
	result: ForwardResult,
): OutputComparison[] {
	return [
		...reference.activations.map((recorded) => activation(recorded, result.summaries)),
		...BRANCHES.map((branch) => {
			const recorded = reference.logits[branch];
			const got = result.logits[branch];
			const size = Math.max(...recorded.map(Math.abs));
			return judged(
				`logits ${branch}`,
				`[${recorded.length}]`,
				got.length === recorded.length ? largest(got, recorded, size) : Infinity,
				got.map((value) => value.toFixed(5)).join(' '),
			);
		}),
	];
}

function activation(
	recorded: RecordedActivation,
	summaries: readonly ActivationSummary[],
): OutputComparison {
	const { key, branch, name, channelsFirst, mean, std, first } = recorded;
	const nothing = { key, shape: `[${recorded.shape.join(', ')}]`, error: null, agrees: false };
	const own = summaries.find((each) => each.name === name && each.branch === branch);
	if (own === undefined) return { ...nothing, said: 'this network has no output of that name' };
	const shape = channelsFirst ? [1, own.shape.at(-1)!, ...own.shape.slice(1, -1)] : own.shape;
	if (shape.join() !== recorded.shape.join()) {
		return { ...nothing, said: `here it is [${shape.join(', ')}]` };
	}
	const computed = channelsFirst ? own.firstChannelsFirst : own.first;
	return judged(
		key,
		nothing.shape,
		Math.max(
			largest([own.mean, own.std], [mean, std], std),
			first.length > computed.length
				? Infinity
				: largest(computed.slice(0, first.length), first, std),
		),
		`mean ${own.mean.toPrecision(6)} std ${own.std.toPrecision(6)}`,
	);
}

const judged = (key: string, shape: string, error: number, said: string): OutputComparison => ({
	key,
	shape,
	error,
	said,
	agrees: error <= TOLERANCE, // false for NaN
});

/** @param size what such values usually are */
function largest(got: readonly number[], recorded: readonly number[], size: number): number {
	return recorded.reduce((most, value, i) => {
		const scale = Math.max(Math.abs(value), LEAST_SHARE * size);
		const error = got[i] === value ? 0 : Math.abs(got[i]! - value) / scale;
		return Number.isNaN(error) ? NaN : Math.max(most, error);
	}, 0);
}

export function comparisonText(comparisons: readonly OutputComparison[], ranOn: string): string {
	const differing = comparisons.filter(({ agrees }) => !agrees).length;
	const rows: Block = [
		['output', 'shape', 'largest error', '', 'computed'],
		...comparisons.map(({ key, shape, error, said, agrees }) => [
			key,
			shape,
			error === null ? '-' : error.toExponential(1),
			agrees ? 'same' : 'DIFFERENT',
			said,
		]),
	];
	const verdict =
		differing === 0
			? `${counted(comparisons.length, 'output')}, all within ${TOLERANCE} of what was recorded (${ranOn}).`
			: `${differing} of ${counted(comparisons.length, 'output')} are not within ${TOLERANCE} of what was recorded (${ranOn}).`;
	return `${aligned(rows)}\n\n${verdict}\n`;
}

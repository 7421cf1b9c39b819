/** Key frames expected and got, case by case. Pure. */
import type { AnnotatedKeyFrames } from '../../../line/select/index.ts';
import { reselectPublished } from '../../../line/select/index.ts';
import type { Block } from '../../terminal/index.ts';
import { aligned, counted } from '../../terminal/index.ts';
import type { Expectation, SelectionCase } from './reference.ts';
import { formulaFrames } from './sequence.ts';

export interface SelectionComparison extends Expectation {
	readonly name: string;
	readonly got: AnnotatedKeyFrames;
	readonly same: boolean;
}

export const comparisonsOf = (cases: readonly SelectionCase[]): SelectionComparison[] =>
	cases.flatMap((each) => {
		const frameAt = formulaFrames(each);
		return each.expected.map((expectation) => {
			const { variant, kind, keyFrames } = expectation;
			const got = reselectPublished(frameAt, each.annotated, variant, kind);
			return { ...expectation, name: each.name, got, same: text(got) === text(keyFrames) };
		});
	});

export function comparisonText(comparisons: readonly SelectionComparison[]): string {
	const differing = comparisons.filter(({ same }) => !same).length;
	const rows: Block = [
		['case', 'differences', 'variant', 'expected', 'got', ''],
		...comparisons.map(({ name, differences, variant, keyFrames, got, same }) => [
			name,
			differences,
			variant,
			text(keyFrames),
			text(got),
			same ? 'same' : 'DIFFERENT',
		]),
	];
	const verdict =
		differing === 0
			? `${counted(comparisons.length, 'selection')}, all the same.`
			: `${differing} of ${counted(comparisons.length, 'selection')} differ.`;
	return `${aligned(rows)}\n\n${verdict}\n`;
}

const text = ({ onset, apex, offset }: AnnotatedKeyFrames): string => `${onset} ${apex} ${offset}`;

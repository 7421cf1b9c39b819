import { describe, expect, it, test } from 'vitest';
import { paperTensors } from '../../../../src/line/paper/index.ts';
import { comparisonText, comparisonsOf } from '../../../../src/lab/parity/network/compare.ts';
import { formulaFrames, formulaWeights } from '../../../../src/lab/parity/network/formula.ts';
import { networkReference } from '../../../../src/lab/parity/network/reference.ts';
import type { ForwardResult } from '../../../../src/lab/parity/network/summary.ts';
import { formulaStream } from '../../../../src/lab/parity/formula-streams.ts';
import { SMALL_PAPER } from '../../../support/small-paper.ts';

const recorded = {
	shape: [1, 2, 2, 2],
	mean: 0.5,
	std: 2,
	first8: [1, 5, 2, 6, 3, 7, 4, 8],
};
const file = (fields: object = {}): string =>
	JSON.stringify({
		logits: { rise: [1, -2], fall: [3, 4] },
		activations: { 'stage [B,H,W,C]#rise': recorded },
		...fields,
	});
const result: ForwardResult = {
	logits: { rise: [1, -2], fall: [3, 4] },
	summaries: [
		{
			name: 'stage',
			branch: 'rise',
			shape: [1, 2, 2, 2],
			mean: 0.5,
			std: 2,
			first: [1, 5, 2, 6, 3, 7, 4, 8],
			firstChannelsFirst: [1, 2, 3, 4, 5, 6, 7, 8],
		},
	],
};
const agreeing = (text: string, got = result): boolean[] =>
	comparisonsOf(networkReference('file', text), got).map(({ agrees }) => agrees);

describe('comparing', () => {
	it('takes equal outputs for equal', () => {
		expect(agreeing(file())).toEqual([true, true, true]);
	});

	it('allows a thousandth, of a hundredth of the usual size where a value is small', () => {
		const withLogits = (rise: number[]): ForwardResult => ({
			...result,
			logits: { ...result.logits, rise },
		});
		expect(agreeing(file(), withLogits([1.0009, -2]))[1]).toBe(true);
		expect(agreeing(file(), withLogits([1.0011, -2]))[1]).toBe(false);
		const nearZero = file({ logits: { rise: [0, -2], fall: [3, 4] } });
		expect(agreeing(nearZero, withLogits([1.9e-5, -2]))[1]).toBe(true);
		expect(agreeing(nearZero, withLogits([2.1e-5, -2]))[1]).toBe(false);
		expect(agreeing(file(), withLogits([NaN, -2]))[1]).toBe(false);
		expect(agreeing(file(), withLogits([1]))[1]).toBe(false);
	});

	it('reads activations whose channels come first', () => {
		const first8 = [1, 2, 3, 4, 5, 6, 7, 8];
		const activations = { 'stage [B,C,H,W]#rise': { ...recorded, first8 } };
		expect(agreeing(file({ activations }))[0]).toBe(true);
		const otherwise = { 'stage [B,H,W,C]#rise': { ...recorded, first8 } };
		expect(agreeing(file({ activations: otherwise }))[0]).toBe(false);
	});

	it('says what it cannot compare, and takes it for different', () => {
		const activations = {
			'elsewhere#fall': recorded,
			'stage#rise': { ...recorded, shape: [1, 4, 2] },
		};
		const comparisons = comparisonsOf(networkReference('file', file({ activations })), result);
		expect(comparisons.map(({ agrees }) => agrees)).toEqual([false, false, true, true]);
		const text = comparisonText(comparisons, 'wasm');
		expect(text).toContain('this network has no output of that name');
		expect(text).toContain('here it is [1, 2, 2, 2]');
		expect(text).toContain('2 of 4 outputs are not within 0.001');
	});
});

describe('a reference file', () => {
	it('says how many classes there are', () => {
		expect(networkReference('file', file()).classes).toBe(2);
	});

	it.each([
		['not JSON', '{', 'file is not JSON'],
		['no logits', '{}', 'file: the field logits is missing.'],
		['uneven logits', file({ logits: { rise: [1], fall: [] } }), 'logits must be two lists'],
		['a strange name', file({ activations: { stage: recorded } }), 'called NAME [LAYOUT]#rise'],
		['another rule', file({ fill: { '*.bias': '0.2c' } }), 'it fills *.bias by 0.2c'],
		[
			'another network',
			file({ state_dict: { 'vit_pos.cls_token': [1, 1, 64], 'a.b': [2] } }),
			'for 2 classes: vit_pos.cls_token is [1, 1, 64] instead of [1, 1, 512]; a.b is not in the network; vit_pos.pos_embed is missing',
		],
	])('with %s is refused', (_, text, sentence) => {
		expect(() => networkReference('file', text)).toThrow(sentence);
	});
});

test('the head of the spatial branch, which nothing reads, may have any rows or be absent', () => {
	const dict = Object.fromEntries(paperTensors(2).map(({ name, shape }) => [name, [...shape]]));
	const unread = (rows: number): object => ({
		'vit_pos.head.weight': [rows, 512],
		'vit_pos.head.bias': [rows],
	});
	for (const rows of [1, 2, 5]) {
		const text = file({ state_dict: { ...dict, ...unread(rows) } });
		expect(networkReference('file', text).classes).toBe(2);
	}
	const without = Object.fromEntries(
		Object.entries(dict).filter(([name]) => !name.startsWith('vit_pos.head.')),
	);
	expect(networkReference('file', file({ state_dict: without })).classes).toBe(2);
	const wide = { ...dict, 'vit_pos.head.weight': [5, 511] };
	expect(() => networkReference('file', file({ state_dict: wide }))).toThrow(
		'vit_pos.head.weight is',
	);
});

describe('weights and frames by formula', () => {
	it('fill each kind of tensor by its rule, named after the tensor', () => {
		const weights = formulaWeights(2, SMALL_PAPER);
		const c = (name: string): number => 2 * formulaStream(name)() - 1;
		const first = (name: string): number => weights.get(name)![0]!;
		expect(first('main_branch.head.weight')).toBeCloseTo(
			c('main_branch.head.weight') * Math.sqrt(3 / SMALL_PAPER.projection),
			6,
		);
		expect(first('main_branch.norm.weight')).toBeCloseTo(1 + 0.1 * c('main_branch.norm.weight'), 6);
		expect(first('main_branch.norm.running_var')).toBeCloseTo(
			0.5 + formulaStream('main_branch.norm.running_var')(),
			6,
		);
		expect(first('vit_pos.pos_embed')).toBeCloseTo(0.02 * c('vit_pos.pos_embed'), 6);
		const used = paperTensors(2, SMALL_PAPER).filter(({ role }) => role === 'used');
		expect([...weights.keys()]).toEqual(used.map(({ name }) => name));
	});

	it('put the colours of a pixel side by side, streamed one colour after the other', () => {
		const [onset] = formulaFrames(2);
		const stream = formulaStream('input.onset');
		const planes = Array.from({ length: 12 }, () => Math.fround(2 * stream() - 1));
		expect([...onset].slice(0, 4)).toEqual([planes[0], planes[4], planes[8], planes[1]]);
	});
});

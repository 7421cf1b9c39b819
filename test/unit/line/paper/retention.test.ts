/** Retention and attention against plain loops over their definition, on wasm. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StageSizes } from '../../../../src/line/paper/architecture.ts';
import { attendAtOnce, attendInTurn } from '../../../../src/line/paper/attention.ts';
import { gelu, normalise } from '../../../../src/line/paper/layers.ts';
import { anglesOf, decaysOf } from '../../../../src/line/paper/relative-position.ts';
import { retain, retentionWeights, stagePosition } from '../../../../src/line/paper/retention.ts';
import type { PaperTensor } from '../../../../src/line/paper/state-dict.ts';
import { Weights } from '../../../../src/line/paper/weights.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { useWasm } from '../../../../src/lab/judge/index.ts';

beforeAll(useWasm);

const DIM = 8;
const HEADS = 2;
const HEAD_DIM = DIM / HEADS;
const random = seeded(3);
const drawn = (size: number): Float32Array =>
	Float32Array.from({ length: size }, () => random.normal());

const specs: PaperTensor[] = [
	...['q_proj', 'k_proj', 'v_proj', 'out_proj'].flatMap((name) => [
		{ name: `r.${name}.weight`, shape: [DIM, DIM], role: 'used' as const },
		{ name: `r.${name}.bias`, shape: [DIM], role: 'used' as const },
	]),
	{ name: 'r.lepe.conv.weight', shape: [DIM, 1, 5, 5], role: 'used' },
	{ name: 'r.lepe.conv.bias', shape: [DIM], role: 'used' },
	{ name: 'n.weight', shape: [DIM], role: 'used' },
	{ name: 'n.bias', shape: [DIM], role: 'used' },
];
const values = new Map(
	specs.map(({ name, shape }) => [name, drawn(shape.reduce((a, b) => a * b, 1))] as const),
);
const of = (name: string): Float32Array => values.get(name)!;

/** One grid, row by row, [cells][DIM], through the definition. */
function expected(x: number[][], grid: number, kind: StageSizes['retention']): number[][] {
	const linear = (name: string, row: readonly number[]): number[] =>
		Array.from({ length: DIM }, (_, o) =>
			row.reduce(
				(sum, v, i) => sum + v * of(`${name}.weight`)[o * DIM + i]!,
				of(`${name}.bias`)[o]!,
			),
		);
	const normed = x.map((row) => row.map((v, i) => v * of('n.weight')[i]! + of('n.bias')[i]!));
	const angles = anglesOf(HEAD_DIM);
	const turned = (row: number[], cell: number): number[] =>
		row.map((v, i) => {
			const angle = cell * angles[Math.floor((i % HEAD_DIM) / 2)]!;
			const other = i % 2 === 0 ? -row[i + 1]! : row[i - 1]!;
			return v * Math.cos(angle) + other * Math.sin(angle);
		});
	const q = normed.map((row, cell) => turned(linear('r.q_proj', row), cell));
	const k = normed.map((row, cell) =>
		turned(
			linear('r.k_proj', row).map((v) => v * HEAD_DIM ** -0.5),
			cell,
		),
	);
	const v = normed.map((row) => linear('r.v_proj', row));
	const decays = decaysOf(HEADS, 4);
	const distance = (a: number, b: number): number =>
		Math.abs((a % grid) - (b % grid)) + Math.abs(Math.floor(a / grid) - Math.floor(b / grid));
	/** Each cell hears those that `hears` lets it. */
	const pass = (of: number[][], hears: (a: number, b: number) => boolean): number[][] =>
		of.map((_, a) => {
			const out: number[] = [];
			for (let head = 0; head < HEADS; head++) {
				const dims = Array.from({ length: HEAD_DIM }, (_, i) => head * HEAD_DIM + i);
				const heard = of.map((_, b) => b).filter((b) => hears(a, b));
				const weights = heard.map((b) =>
					Math.exp(
						dims.reduce((sum, i) => sum + q[a]![i]! * k[b]![i]!, 0) +
							decays[head]! * distance(a, b),
					),
				);
				const total = weights.reduce((sum, w) => sum + w, 0);
				for (const i of dims) {
					out.push(heard.reduce((sum, b, at) => sum + (weights[at]! / total) * of[b]![i]!, 0));
				}
			}
			return out;
		});
	const row = (cell: number): number => Math.floor(cell / grid);
	const heard =
		kind === 'full'
			? pass(v, () => true)
			: pass(
					pass(v, (a, b) => row(a) === row(b)),
					(a, b) => a % grid === b % grid,
				);
	return heard.map((mixed, cell) =>
		linear(
			'r.out_proj',
			mixed.map((value, i) => {
				let lepe = of('r.lepe.conv.bias')[i]!;
				for (let dy = -2; dy <= 2; dy++) {
					for (let dx = -2; dx <= 2; dx++) {
						const [y, xAt] = [row(cell) + dy, (cell % grid) + dx];
						if (y < 0 || y >= grid || xAt < 0 || xAt >= grid) continue;
						const tap = of('r.lepe.conv.weight')[i * 25 + (dy + 2) * 5 + dx + 2]!;
						lepe += tap * v[y * grid + xAt]![i]!;
					}
				}
				return value + lepe;
			}),
		),
	);
}

describe.each(['full', 'separable'] as const)('%s retention', (retention) => {
	it.each([1, 3, 5])('is its definition on a grid of %i', (grid) => {
		const weights = new Weights(values, specs);
		const sizes: StageSizes = { dim: DIM, depth: 1, heads: HEADS, headsRange: 4, retention };
		const position = stagePosition(weights, sizes, grid);
		const own = retentionWeights(weights, 'r', 'n', sizes);
		// Two grids at once: neither may hear the other.
		const grids = [0, 1].map(() => Array.from({ length: grid * grid }, () => [...drawn(DIM)]));
		const got = tf.tidy(() =>
			retain(tf.tensor4d(grids.flat(2), [2, grid, grid, DIM]), own, position).dataSync(),
		);
		const wanted = grids.flatMap((x) => expected(x, grid, retention)).flat();
		for (const [i, value] of wanted.entries()) expect(got[i]).toBeCloseTo(value, 3);
		tf.dispose([...weights.made]);
	});
});

it('both ways of attention give the same, with and without a mask', () => {
	tf.tidy(() => {
		const q = tf.tensor4d(drawn(2 * 3 * 5 * 4), [2, 3, 5, 4]);
		const k = tf.tensor4d(drawn(2 * 3 * 5 * 4), [2, 3, 4, 5]);
		const v = tf.tensor4d(drawn(2 * 3 * 5 * 4), [2, 3, 5, 4]);
		for (const mask of [null, tf.tensor3d(drawn(75), [3, 5, 5])]) {
			const [once, inTurn] = [attendAtOnce(q, k, v, mask), attendInTurn(q, k, v, mask)];
			expect(inTurn.shape).toEqual(once.shape);
			expect(tf.max(tf.abs(tf.sub(once, inTurn))).dataSync()[0]).toBeLessThan(1e-5);
		}
	});
});

describe('layers', () => {
	it('normalises each token', () => {
		const out = tf.tidy(() =>
			normalise(tf.tensor2d([1, 2, 3, 6, 10, 10, 10, 10], [2, 4])).dataSync(),
		);
		const deviation = Math.sqrt(3.5 + 1e-6);
		[-2, -1, 0, 3].forEach((value, i) => expect(out[i]).toBeCloseTo(value / deviation, 5));
		expect([...out.slice(4)]).toEqual([0, 0, 0, 0]);
	});

	it('has the exact GELU', () => {
		const out = tf.tidy(() => gelu(tf.tensor1d([-3, -1, 0, 0.5, 1, 2])).dataSync());
		// x times the normal distribution's Phi(x), from tables.
		const wanted = [-3 * 0.0013499, -0.1586553, 0, 0.5 * 0.6914625, 0.8413447, 2 * 0.9772499];
		wanted.forEach((value, i) => expect(out[i]).toBeCloseTo(value, 5));
	});
});

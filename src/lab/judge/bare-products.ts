/**
 * What the matrix products of a network cost alone: on the same backend no network with these can be
 * faster.
 */
import { dispose, getBackend, matMul, randomUniform } from '@tensorflow/tfjs-core';
import type { Rank, Tensor } from '@tensorflow/tfjs-core';
import type { Closable } from '../../core/kernel/index.ts';

/** `count` products of [rows, inner] with [inner, columns]. */
export interface MatrixProduct {
	readonly count: number;
	readonly rows: number;
	readonly inner: number;
	readonly columns: number;
}

/** Multiply-adds. */
export const multiplyAddsOf = (products: readonly MatrixProduct[]): number =>
	products.reduce(
		(sum, { count, rows, inner, columns }) => sum + count * rows * inner * columns,
		0,
	);

export interface BareProducts extends Closable {
	/** Every product once; resolves when the last is done. */
	run(): Promise<void>;
}

/**
 * These products on random numbers, on the backend that runs. Stacks as one kernel, but on wasm one
 * after the other, which is the faster way there.
 */
export function bareProducts(products: readonly MatrixProduct[]): BareProducts {
	const ready = products.map(({ count, rows, inner, columns }) => {
		const stack = getBackend() === 'wasm' ? 1 : count;
		return {
			times: count / stack,
			a: randomUniform<Rank.R3>([stack, rows, inner], -1, 1),
			b: randomUniform<Rank.R3>([stack, inner, columns], -1, 1),
		};
	});
	return {
		run: async () => {
			let last: Tensor | null = null;
			for (const { times, a, b } of ready) {
				for (let i = 0; i < times; i++) {
					last?.dispose();
					last = matMul(a, b);
				}
			}
			await last?.data(); // a GPU works in order: all are done
			last?.dispose();
		},
		close: () => dispose(ready.flatMap(({ a, b }) => [a, b])),
	};
}

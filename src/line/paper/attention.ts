/**
 * softmax(q k^T + mask) v for many heads and lines of cells.
 *
 * q, v [.., h, n, d], k^T [.., h, d, n], mask [h, n, n] or none -> [.., h, n, d]
 *
 * Two ways to the same numbers. tfjs multiplies stacks of matrices in one kernel; on wasm that
 * kernel is a plain loop and ten times slower than the one for a single pair, which is XNNPACK's.
 * So on wasm the pairs go one after the other, and their scores stay in the processor's cache.
 */
import {
	add,
	concat,
	dispose,
	getBackend,
	matMul,
	reshape,
	softmax,
	tensor2d,
} from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';

export function attend(q: Tensor, keysAcross: Tensor, v: Tensor, mask: Tensor3D | null): Tensor {
	return getBackend() === 'wasm'
		? attendInTurn(q, keysAcross, v, mask)
		: attendAtOnce(q, keysAcross, v, mask);
}

/** The caller tidies. */
export function attendAtOnce(
	q: Tensor,
	keysAcross: Tensor,
	v: Tensor,
	mask: Tensor3D | null,
): Tensor {
	const products = matMul(q, keysAcross); // [.., h, n, n]
	const scores = mask === null ? products : add(products, mask);
	return matMul(softmax(scores), v);
}

/** The caller tidies, but what would pile up is freed here. */
export function attendInTurn(
	q: Tensor,
	keysAcross: Tensor,
	v: Tensor,
	mask: Tensor3D | null,
): Tensor {
	const masks = mask === null ? [] : matricesOf(mask);
	const masksAsTensors = masks.map((matrix) => matrix());
	const queries = matricesOf(q);
	const keys = matricesOf(keysAcross);
	const values = matricesOf(v);
	const heard = queries.map((query, index) => {
		const q2d = query(); // [n, d]
		const k2d = keys[index]!(); // [d, n]
		const v2d = values[index]!(); // [n, d]
		const products: Tensor2D = matMul(q2d, k2d); // [n, n]
		const headMask = masksAsTensors[index % masks.length]; // heads are the last axis of the stack
		const scores = headMask === undefined ? products : add<Tensor2D>(products, headMask);
		const shares = softmax(scores);
		const out: Tensor2D = matMul(shares, v2d);
		dispose([q2d, k2d, v2d, products, scores, shares]);
		return out;
	});
	return reshape(concat(heard, 0), v.shape);
}

/**
 * The matrices of a stack, each made when asked for. Over the values in JavaScript: tfjs' own slice
 * copies the whole stack for every matrix on wasm.
 */
function matricesOf(stack: Tensor): (() => Tensor2D)[] {
	const [rows, columns] = stack.shape.slice(-2) as [number, number];
	const size = rows * columns;
	const values = stack.dataSync<'float32'>();
	return Array.from(
		{ length: values.length / size },
		(_, index) => () =>
			tensor2d(values.subarray(index * size, (index + 1) * size), [rows, columns]),
	);
}

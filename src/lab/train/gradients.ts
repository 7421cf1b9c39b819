/**
 * Gradients of the ops that the live network and its loss are made of.
 *
 * tfjs keeps its own table in a module that Node cannot load (directory imports); importing this
 * file registers what is needed. An op used anew without an entry here fails with "gradient function
 * not found". Checked against finite differences in the tests.
 */
import {
	Add,
	BatchMatMul,
	Concat,
	Mean,
	Multiply,
	Neg,
	Relu,
	Reshape,
	Slice,
	Softplus,
	Sub,
	Sum,
	broadcast_util,
	matMul,
	mul,
	neg,
	ones,
	pad,
	registerGradient,
	reshape,
	sigmoid,
	split,
	step,
	sum,
	util,
} from '@tensorflow/tfjs-core';
import type { GradConfig, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';

/** Sums `dy` over the axes along which an input of this shape was repeated. */
function unbroadcast(dy: Tensor, shape: readonly number[]): Tensor {
	const axes = broadcast_util.getReductionAxes([...shape], dy.shape);
	return reshape(axes.length > 0 ? sum(dy, axes) : dy, [...shape]);
}

/** Repeats `dy` along the axes that a sum or mean took away, each `scale(count)` times as large. */
function spread(
	dy: Tensor,
	x: Tensor,
	attrs: NamedAttrMap,
	scale: (count: number) => number,
): Tensor {
	const axes = util.parseAxisParam(attrs['axis'] as number | number[], x.shape);
	const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
	const count = axes.reduce((product, axis) => product * x.shape[axis]!, 1);
	return mul(mul(reshape(dy, kept), scale(count)), ones(x.shape));
}

const both = (
	kernelName: string,
	da: (dy: Tensor, a: Tensor, b: Tensor) => Tensor,
	db: (dy: Tensor, a: Tensor, b: Tensor) => Tensor,
): GradConfig => ({
	kernelName,
	inputsToSave: ['a', 'b'],
	gradFunc: (dy, saved) => {
		const [a, b] = saved as [Tensor, Tensor];
		const dOut = dy as Tensor;
		return { a: () => da(dOut, a, b), b: () => db(dOut, a, b) };
	},
});

const one = (
	kernelName: string,
	dx: (dy: Tensor, x: Tensor, attrs: NamedAttrMap) => Tensor,
): GradConfig => ({
	kernelName,
	inputsToSave: ['x'],
	gradFunc: (dy, [x], attrs) => ({ x: () => dx(dy as Tensor, x!, attrs) }),
});

const GRADIENTS: readonly GradConfig[] = [
	both(
		Add,
		(dy, a) => unbroadcast(dy, a.shape),
		(dy, _, b) => unbroadcast(dy, b.shape),
	),
	both(
		Sub,
		(dy, a) => unbroadcast(dy, a.shape),
		(dy, _, b) => unbroadcast(neg(dy), b.shape),
	),
	both(
		Multiply,
		(dy, a, b) => unbroadcast(mul(dy, b), a.shape),
		(dy, a, b) => unbroadcast(mul(dy, a), b.shape),
	),
	both(
		BatchMatMul, // never transposed here
		(dy, _, b) => matMul(dy, b, false, true),
		(dy, a) => matMul(a, dy, true, false),
	),
	one(Neg, (dy) => neg(dy)),
	one(Relu, (dy, x) => mul(dy, step(x))),
	one(Softplus, (dy, x) => mul(dy, sigmoid(x))),
	{
		kernelName: Concat,
		saveAllInputs: true,
		gradFunc: (dy, saved, attrs) => {
			const axis = util.parseAxisParam(attrs['axis'] as number, saved[0]!.shape)[0]!;
			const sizes = saved.map(({ shape }) => shape[axis]!);
			return Object.fromEntries(split(dy as Tensor, sizes, axis).map((part, i) => [i, () => part]));
		},
	},
	{
		kernelName: Slice,
		inputsToSave: ['x'],
		gradFunc: (dy, [x], attrs) => {
			const begin = attrs['begin'] as number[];
			const shape = (dy as Tensor).shape;
			const around = x!.shape.map((size, axis): [number, number] => [
				begin[axis]!,
				size - begin[axis]! - shape[axis]!,
			]);
			return { x: () => pad(dy as Tensor, around) };
		},
	},
	one(Reshape, (dy, x) => reshape(dy, x.shape)),
	one(Sum, (dy, x, attrs) => spread(dy, x, attrs, () => 1)),
	one(Mean, (dy, x, attrs) => spread(dy, x, attrs, (count) => 1 / count)),
];

for (const gradient of GRADIENTS) registerGradient(gradient);

/**
 * A graph of ONNX operations, built node by node, and its file. Pure.
 *
 * Source: the field numbers of onnx.proto (github.com/onnx/onnx); opset 20, for Gelu
 */
import type { Message } from './protobuf.ts';
import { bytes, float, joined, nested, text, whole } from './protobuf.ts';

/** The name of a node's output, an input or a constant. */
export type Value = string;

const OPSET = 20;
/** Of the file format: the one that came with opset 20. */
const IR_VERSION = 9;
const FLOAT = 1;
const INT64 = 7;
/** Kinds of attributes. */
const KIND = { float: 1, int: 2, ints: 7 } as const;

type Attribute = number | readonly number[] | { readonly float: number };

export class OnnxGraph {
	readonly #nodes: Message[] = [];
	readonly #constants: Message[] = [];
	readonly #inputs: Message[] = [];
	#count = 0;

	input(name: string, shape: readonly number[]): Value {
		this.#inputs.push(nested(11, valueInfo(name, shape)));
		return name;
	}

	/** Values of one number type, row by row. */
	constant(values: Float32Array | BigInt64Array, shape: readonly number[]): Value {
		const name = this.#name('constant');
		this.#constants.push(
			nested(
				5,
				...shape.map((size) => whole(1, size)),
				whole(2, values instanceof Float32Array ? FLOAT : INT64),
				text(8, name),
				bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
			),
		);
		return name;
	}

	node(
		operation: string,
		inputs: readonly Value[],
		attributes: Readonly<Record<string, Attribute>> = {},
	): Value {
		const output = this.#name(operation);
		this.#nodes.push(
			nested(
				1,
				...inputs.map((input) => text(1, input)),
				text(2, output),
				text(3, output),
				text(4, operation),
				...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
			),
		);
		return output;
	}

	/** -1 stands for what is left. */
	reshape(x: Value, shape: readonly number[]): Value {
		const sizes = BigInt64Array.from(shape, BigInt);
		return this.node('Reshape', [x, this.constant(sizes, [shape.length])]);
	}

	/** The model's file, with `output` as what it computes. */
	file(output: Value, shape: readonly number[]): Uint8Array<ArrayBuffer> {
		const graph = nested(
			7,
			...this.#nodes,
			text(2, 'paper'),
			...this.#constants,
			...this.#inputs,
			nested(12, valueInfo(output, shape)),
		);
		return joined(whole(1, IR_VERSION), graph, nested(8, text(1, ''), whole(2, OPSET)));
	}

	#name(kind: string): string {
		this.#count += 1;
		return `${kind}_${this.#count}`;
	}
}

function valueInfo(name: string, shape: readonly number[]): Message {
	const sizes = nested(2, ...shape.map((size) => nested(1, whole(1, size))));
	return [text(1, name), nested(2, nested(1, whole(1, FLOAT), sizes))].flat();
}

function attribute(name: string, value: Attribute): Message {
	if (typeof value === 'number') {
		return nested(5, text(1, name), signed(3, value), whole(20, KIND.int));
	}
	if ('float' in value) {
		return nested(5, text(1, name), float(2, value.float), whole(20, KIND.float));
	}
	return nested(5, text(1, name), ...value.map((each) => whole(8, each)), whole(20, KIND.ints));
}

/** Negative whole numbers are their two's complement in 64 bits: ten bytes. */
function signed(field: number, value: number): Message {
	if (value >= 0) return whole(field, value);
	let rest = BigInt.asUintN(64, BigInt(value));
	const out: number[] = [field * 8];
	while (rest > 0x7fn) {
		out.push(Number(rest & 0x7fn) | 0x80);
		rest >>= 7n;
	}
	return [Uint8Array.from([...out, Number(rest)])];
}

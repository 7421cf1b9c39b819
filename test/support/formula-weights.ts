/**
 * State dicts of the paper's network with weights by formula: the same on every machine, made for
 * tests. They have learnt nothing.
 *
 * Values follow the ranges of an initialised network, so that activations stay in range.
 */
import type { PaperArchitecture } from '../../src/classify/paper/architecture.ts';
import { PUBLISHED } from '../../src/classify/paper/architecture.ts';
import { derivedValues } from '../../src/classify/paper/published-weights.ts';
import type { StoredTensor } from '../../src/classify/paper/safetensors.ts';
import type { PaperTensor } from '../../src/classify/paper/state-dict.ts';
import { paperTensors } from '../../src/classify/paper/state-dict.ts';

/** A network of the same kind with some thousand values. */
export const SMALL: PaperArchitecture = {
	side: 32,
	stem: [4, 4, 8, 8],
	stages: [
		{ dim: 8, depth: 1, heads: 2, headsRange: 4, retention: 'separable' },
		{ dim: 16, depth: 1, heads: 2, headsRange: 4, retention: 'separable' },
		{ dim: 16, depth: 1, heads: 2, headsRange: 6, retention: 'full' },
		{ dim: 16, depth: 1, heads: 2, headsRange: 6, retention: 'full' },
	],
	mlpRatio: 3,
	vit: { depth: 1, heads: 4, mlpRatio: 2 },
	projection: 24,
};

export function formulaStateDict(
	classes: number,
	architecture: PaperArchitecture = PUBLISHED,
): StoredTensor[] {
	return paperTensors(classes, architecture).map((tensor) =>
		tensor.role === 'counter'
			? { name: tensor.name, shape: [], type: 'I64', bytes: new Uint8Array(8) }
			: floatTensor(tensor.name, tensor.shape, valuesBy(tensor, architecture)),
	);
}

export const floatTensor = (
	name: string,
	shape: readonly number[],
	values: Float32Array<ArrayBuffer>,
): StoredTensor => ({ name, shape, type: 'F32', bytes: new Uint8Array(values.buffer) });

function valuesBy(
	{ name, shape, role }: PaperTensor,
	architecture: PaperArchitecture,
): Float32Array<ArrayBuffer> {
	const size = shape.reduce((a, b) => a * b, 1);
	if (role === 'derived') return Float32Array.from(derivedValues(name, size, architecture));
	const [middle, spread] = rangeOf(name, shape);
	const next = stream(name);
	const out = new Float32Array(size);
	for (let i = 0; i < size; i++) out[i] = middle + spread * next();
	return out;
}

/** Middle and half width. */
function rangeOf(name: string, shape: readonly number[]): [middle: number, spread: number] {
	if (name.endsWith('running_var')) return [1, 0.5];
	if (name.endsWith('running_mean') || name.endsWith('bias')) return [0, 0.1];
	if (shape.length === 1) return [1, 0.1];
	if (name.endsWith('pos_embed') || name.endsWith('cls_token')) return [0, 0.02];
	return [0, Math.sqrt(3 / shape.slice(1).reduce((a, b) => a * b, 1))];
}

/** Uniform in -1..1, seeded by a name: xorshift of 32 bits. */
function stream(name: string): () => number {
	let state = 0x9e3779b9;
	for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193);
	state = state || 1;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return state / 2 ** 31;
	};
}

/**
 * State dicts of the paper's network as a file holds them, with weights by formula: the same on every
 * machine. They have learnt nothing.
 */
import { PUBLISHED } from '../../src/line/paper/architecture.ts';
import type { PaperArchitecture } from '../../src/line/paper/architecture.ts';
import { derivedValues } from '../../src/line/paper/published-weights.ts';
import type { StoredTensor } from '../../src/line/paper/safetensors.ts';
import { paperTensors } from '../../src/line/paper/state-dict.ts';
import { formulaWeights } from '../../src/lab/parity/network/formula.ts';

export function formulaStateDict(
	classes: number,
	architecture: PaperArchitecture = PUBLISHED,
): StoredTensor[] {
	const weights = formulaWeights(classes, architecture);
	return paperTensors(classes, architecture).map(({ name, shape, role }) => {
		const size = shape.reduce((a, b) => a * b, 1);
		switch (role) {
			case 'counter':
				return { name, shape, type: 'I64', bytes: new Uint8Array(8) };
			case 'derived':
				return floatTensor(name, shape, Float32Array.from(derivedValues(name, size, architecture)));
			case 'unused':
				return floatTensor(name, shape, new Float32Array(size));
			case 'used':
				return floatTensor(name, shape, Float32Array.from(weights.get(name)!));
		}
	});
}

export const floatTensor = (
	name: string,
	shape: readonly number[],
	values: Float32Array<ArrayBuffer>,
): StoredTensor => ({ name, shape, type: 'F32', bytes: new Uint8Array(values.buffer) });

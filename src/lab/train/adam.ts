/**
 * AdamW (Loshchilov and Hutter, arXiv 1711.05101) over plain arrays: its whole state can be written
 * to a file and read back, which tfjs' own Adam does not do in full.
 */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-7;

export interface AdamState {
	steps: number;
	readonly first: readonly Float32Array[];
	readonly second: readonly Float32Array[];
}

export const newAdamState = (values: readonly Float32Array[]): AdamState => ({
	steps: 0,
	first: values.map(({ length }) => new Float32Array(length)),
	second: values.map(({ length }) => new Float32Array(length)),
});

/** One step in place. Biases (by `decays`) are not decayed. */
export function adamStep(
	values: readonly Float32Array[],
	gradients: readonly Float32Array[],
	state: AdamState,
	rate: number,
	decay: number,
	decays: readonly boolean[],
): void {
	state.steps += 1;
	const correction1 = 1 - BETA1 ** state.steps;
	const correction2 = 1 - BETA2 ** state.steps;
	for (const [t, value] of values.entries()) {
		const gradient = gradients[t]!;
		const first = state.first[t]!;
		const second = state.second[t]!;
		const keep = decays[t] ? 1 - rate * decay : 1;
		for (let i = 0; i < value.length; i++) {
			const g = gradient[i]!;
			first[i] = BETA1 * first[i]! + (1 - BETA1) * g;
			second[i] = BETA2 * second[i]! + (1 - BETA2) * g * g;
			const step = first[i]! / correction1 / (Math.sqrt(second[i]! / correction2) + EPSILON);
			value[i] = keep * value[i]! - rate * step;
		}
	}
}

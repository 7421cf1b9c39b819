/**
 * Weights and frames of the paper network by formula: what a tensor holds follows from its name.
 * Pure.
 */
import { PUBLISHED, paperTensors } from '../../../line/paper/index.ts';
import type { PaperArchitecture, PaperFrame, PaperTensor } from '../../../line/paper/index.ts';
import { formulaStream } from '../formula-streams.ts';

/** How tensors are filled, in the words of a reference file: u in [0, 1), c = 2u - 1. */
export const FILL_RULES: Readonly<Record<string, string>> = {
	'*.running_var': '0.5+u',
	'*.running_mean': '0.1c',
	'*.bias': '0.1c',
	'pos_embed, cls_token': '0.02c',
	'other tensors of rank>=2': 'c*sqrt(3/prod(shape[1:]))',
	'other rank-1 tensors': '1+0.1c',
};

/** Every tensor that the forward pass reads. */
export function formulaWeights(
	classes: number,
	architecture: PaperArchitecture = PUBLISHED,
): Map<string, Float32Array> {
	return new Map(
		paperTensors(classes, architecture)
			.filter(({ role }) => role === 'used')
			.map((tensor) => [tensor.name, filled(tensor)]),
	);
}

function filled({ name, shape }: PaperTensor): Float32Array {
	const stream = formulaStream(name);
	const value = ruleFor(name, shape);
	const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
	for (let i = 0; i < values.length; i++) values[i] = value(stream());
	return values;
}

function ruleFor(name: string, shape: readonly number[]): (u: number) => number {
	if (name.endsWith('.running_var')) return (u) => 0.5 + u;
	if (name.endsWith('.running_mean') || name.endsWith('.bias')) return (u) => 0.1 * (2 * u - 1);
	if (/(?:^|\.)(?:pos_embed|cls_token)$/.test(name)) return (u) => 0.02 * (2 * u - 1);
	if (shape.length < 2) return (u) => 1 + 0.1 * (2 * u - 1);
	const bound = Math.sqrt(3 / shape.slice(1).reduce((a, b) => a * b, 1));
	return (u) => bound * (2 * u - 1);
}

/** The three frames, as the network takes them. */
export const formulaFrames = (
	side: number = PUBLISHED.side,
): readonly [onset: PaperFrame, apex: PaperFrame, offset: PaperFrame] => [
	formulaFrame('input.onset', side),
	formulaFrame('input.apex', side),
	formulaFrame('input.offset', side),
];

/** The stream runs through one colour after the other; a frame has them side by side. */
function formulaFrame(name: string, side: number): PaperFrame {
	const stream = formulaStream(name);
	const pixels = side * side;
	const frame = new Float32Array(3 * pixels);
	for (let channel = 0; channel < 3; channel++) {
		for (let pixel = 0; pixel < pixels; pixel++) frame[3 * pixel + channel] = 2 * stream() - 1;
	}
	return frame;
}

/** Broken copies of weights: read as what they are, or refused in the one way that readers of networks have. */
import { expect, test } from 'vitest';
import { Fault } from '../../../../src/core/record/index.ts';
import { convertPublished, otherFile, readPaperFile } from '../../../../src/line/paper/index.ts';
import type { StoredTensor } from '../../../../src/line/paper/safetensors.ts';
import {
	readSafetensors,
	valuesOf,
	writeSafetensors,
} from '../../../../src/line/paper/safetensors.ts';
import { mutated, readOrRefused } from '../../../support/mutated.ts';
import { floatTensor, formulaStateDict } from '../../../support/formula-weights.ts';
import { TINY_PAPER } from '../../../support/small-paper.ts';

const options = {
	fileName: 'a.safetensors',
	convertedAt: '2026-11-25T12:00:00Z',
	architecture: TINY_PAPER,
};
const published = writeSafetensors(formulaStateDict(2, TINY_PAPER));
const done = await convertPublished(published, options);
const converted = new Uint8Array([...done.header, ...done.weights]);
const few: StoredTensor[] = [
	floatTensor('a', [2, 3], Float32Array.of(1, 2, 3, 4, 5, 6)),
	{ name: 'b', shape: [2], type: 'F16', bytes: new Uint8Array(4) },
	{ name: 'c', shape: [], type: 'I64', bytes: new Uint8Array(8) },
];

const counts = (
	copies: Iterable<Uint8Array<ArrayBuffer>>,
	read: (bytes: Uint8Array<ArrayBuffer>) => unknown,
) =>
	readOrRefused(copies, read, (error) => {
		if (!(error instanceof Fault)) return false;
		expect(error.code).toBe('model/mismatch');
		expect(error.detail.length).toBeLessThan(200_000);
		return true;
	});

test('of a table of tensors', async () => {
	const { read, refused } = await counts(mutated(writeSafetensors(few), 2500, 1), (bytes) => {
		const { tensors, data } = readSafetensors(bytes);
		const seen = tensors.reduce((sum, tensor) => sum + tensor.bytes.length, 0);
		expect(seen).toBe(data.length);
		for (const tensor of tensors) {
			const { shape } = tensor;
			expect(valuesOf(tensor)).toHaveLength(shape.reduce((a, b) => a * b, 1));
		}
	});
	expect(read + refused).toBe(2500);
	expect(read).toBeGreaterThan(20);
	expect(refused).toBeGreaterThan(1000);
});

test('of converted weights: none is read that was changed', async () => {
	// Breaks lie in the header, or in the first weights: the rest would make no other difference.
	const copies = [...mutated(converted, 1000, 2), ...headsOf(converted, 1000, 3)];
	const { read, refused } = await counts(copies, async (bytes) => {
		const { tensors } = await readPaperFile(bytes, TINY_PAPER);
		expect(tensors.size).toBeGreaterThan(50);
		for (const values of tensors.values()) expect(values.every(Number.isFinite)).toBe(true);
	});
	expect(read + refused).toBe(2000);
	expect(refused).toBeGreaterThan(1500);
});

test('of a state dict', async () => {
	const copies = [...mutated(published, 300, 4), ...headsOf(published, 1900, 5)];
	const { read, refused } = await counts(copies, async (bytes) => {
		const { file, header, weights } = await convertPublished(bytes, options);
		expect(file.classes.length).toBeGreaterThan(1);
		await readPaperFile(new Uint8Array([...header, ...weights]), TINY_PAPER);
	});
	expect(read + refused).toBe(2200);
	expect(refused).toBeGreaterThan(1000);
});

test('of what people bring in their place', async () => {
	const whole = new Uint8Array(
		new TextEncoder().encode(
			'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 5\n',
		),
	);
	for (const bytes of [...mutated(whole, 1000, 6), ...mutated(published.slice(0, 2000), 1000, 7)]) {
		const said = await otherFile(new Blob([bytes]), 'a.pt');
		expect(said === null || said.startsWith('it is ')).toBe(true);
	}
});

/** Copies with a broken header and whole weights. */
function headsOf(
	file: Uint8Array<ArrayBuffer>,
	count: number,
	seed: number,
): Uint8Array<ArrayBuffer>[] {
	const length = 8 + new DataView(file.buffer).getUint32(0, true);
	const rest = file.subarray(length);
	return [...mutated(file.slice(8, length), count, seed)].map((head) => {
		const out = new Uint8Array(8 + head.length + rest.length);
		new DataView(out.buffer).setUint32(0, head.length, true);
		out.set(head, 8);
		out.set(rest, 8 + head.length);
		return out;
	});
}

/** The paper's network behind the line's interface: a small one, in Node on wasm. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EventSight } from '../../../../src/line/backend/index.ts';
import { publishedNames } from '../../../../src/line/paper/class-names.ts';
import { convertPublished } from '../../../../src/line/paper/convert.ts';
import { normalisedFrame } from '../../../../src/line/paper/frame-input.ts';
import { PaperClassifier, classVerdict } from '../../../../src/line/paper/paper-classifier.ts';
import { readPaperFile } from '../../../../src/line/paper/paper-file.ts';
import { PaperNetwork } from '../../../../src/line/paper/paper-network.ts';
import { writeSafetensors } from '../../../../src/line/paper/safetensors.ts';
import { formulaStateDict } from '../../../support/formula-weights.ts';
import { SMALL_PAPER as SMALL } from '../../../support/small-paper.ts';

vi.setConfig({ testTimeout: 60_000 });

const wasmUrl = join(
	dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
	'dist',
);

let classifier: PaperClassifier | null = null;
afterEach(() => {
	classifier?.close();
	classifier = null;
});

async function weights() {
	const { header, weights } = await convertPublished(writeSafetensors(formulaStateDict(5, SMALL)), {
		fileName: 'fold.safetensors',
		convertedAt: '2026-11-25T12:00:00Z',
		naming: publishedNames(5)[0]!,
		architecture: SMALL,
	});
	return readPaperFile(new Uint8Array([...header, ...weights]), SMALL);
}

const picture = (seed: number): Uint8ClampedArray =>
	Uint8ClampedArray.from({ length: 4 * 56 * 68 }, (_, i) => 128 + 100 * Math.sin(i * seed));

const sight = (faces: EventSight['faces']): EventSight => ({
	rise: new Float32Array(0),
	fall: new Float32Array(0),
	correlation: 0.4,
	asymmetry: { upper: 0, lower: 0 },
	quality: { noise: 0, lids: 0 },
	faces,
});
const faces = {
	width: 56,
	height: 68,
	onset: picture(0.01),
	apex: picture(0.0101),
	offset: picture(0.01005),
};

describe('PaperClassifier', () => {
	it('says what the network says of the pictures, under the file’s names', async () => {
		const read = await weights();
		classifier = await PaperClassifier.create({
			weights: read,
			backend: 'wasm',
			wasmUrl,
			architecture: SMALL,
		});
		expect(classifier.looksAtFaces).toBe(true);
		const verdict = await classifier.classify(sight(faces));
		const network = new PaperNetwork(read.tensors, 5, SMALL);
		const [onset, apex, offset] = [faces.onset, faces.apex, faces.offset].map((data) =>
			normalisedFrame({ width: 56, height: 68, data, channels: 4 }, SMALL.side),
		);
		const logits = await network.logits(onset!, apex!, offset!);
		network.close();
		expect(verdict).toEqual(classVerdict(read.file, logits, 0.4));
		expect(new Set(verdict.classes.map(({ p }) => p)).size).toBe(5);
		expect(verdict.classes.map(({ name }) => name)).toEqual(
			publishedNames(5)[0]!.classes.map(({ name }) => name),
		);
	});

	it('tells whose weights they are, and gives no action units to name', async () => {
		const read = await weights();
		classifier = await PaperClassifier.create({
			weights: read,
			backend: 'wasm',
			wasmUrl,
			architecture: SMALL,
		});
		expect(classifier.info).toMatchObject({
			name: 'fold',
			sha256: read.file.weights.sha256,
			backend: 'wasm',
			nameable: [],
			naming: [],
			paper: { dataset: 'CASME II, 5 classes', named: true, source: { file: 'fold.safetensors' } },
		});
	});

	it('needs pictures, and holds no more tensors after many events than after one', async () => {
		classifier = await PaperClassifier.create({
			weights: await weights(),
			backend: 'wasm',
			wasmUrl,
			architecture: SMALL,
		});
		await expect(classifier.classify(sight(null))).rejects.toThrow('needs pictures');
		await classifier.classify(sight(faces));
		const held = tf.memory().numTensors;
		for (let n = 0; n < 3; n++) await classifier.classify(sight(faces));
		expect(tf.memory().numTensors).toBe(held);
		classifier.close();
		await expect(classifier.classify(sight(faces))).rejects.toMatchObject({ code: 'gpu/lost' });
	});
});

describe('a verdict in classes', () => {
	const file = { name: 'n', named: true, classes: publishedNames(3)[0]!.classes };
	const logits = (rise: number[], fall: number[]) => ({
		rise: Float32Array.from(rise),
		fall: Float32Array.from(fall),
	});

	it('is predicted from the rise; the fall stands beside it', () => {
		const verdict = classVerdict(file, logits([1, 3, 2], [5, 0, 0]), -0.2);
		expect(verdict).toMatchObject({ kind: 'classes', top: 1, fallTop: 0, branchCorrelation: -0.2 });
		expect(verdict.classes[1]).toMatchObject({ name: 'surprise', logitRise: 3, logitFall: 0 });
		// e^3 / (e + e^3 + e^2)
		expect(verdict.classes[1]!.p).toBeCloseTo(0.66524, 5);
		expect(verdict.classes.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 12);
		expect(verdict.classes.reduce((sum, { pFall }) => sum + pFall, 0)).toBeCloseTo(1, 12);
	});

	it('stands logits of any size', () => {
		const { classes, top } = classVerdict(file, logits([900, 901, -900], [0, 0, 1e4]), 0);
		expect(top).toBe(1);
		expect(classes.every(({ p, pFall }) => Number.isFinite(p) && Number.isFinite(pFall))).toBe(
			true,
		);
	});
});

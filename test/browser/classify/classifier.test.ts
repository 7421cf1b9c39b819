/** The shipped network on each backend in Chromium: parity, leaks, lost devices, missing files. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Classifier } from '../../../src/classify/index.ts';
import type { Backend, ClassifierOptions, Verdict } from '../../../src/classify/index.ts';
import type { ClassifyAnswer, ClassifyJob } from './classify.worker.ts';
import { randomMotion } from './motion.ts';

const address = (path: string): string => new URL(path, location.origin).href;
const networkUrl = address('/models/live');
const wasmUrl = address('/tfjs-wasm');
const EVENTS = 20;
/**
 * Largest difference of a probability between backends. Sums of 588 float32 products differ by some
 * 1e-6 with the order of adding; three layers and a sigmoid stay well under this.
 */
const TOLERANCE = 1e-4;

/** Unlike `memory()`, also where no backend runs. */
const tensorsHeld = (): number => tf.engine().state.numTensors;

let classifier: Classifier | null = null;

async function create(options: Partial<ClassifierOptions> = {}): Promise<Classifier> {
	classifier = await Classifier.create({ networkUrl, wasmUrl, backend: 'auto', ...options });
	return classifier;
}

afterEach(() => {
	classifier?.close();
	classifier = null;
});

async function verdictsOn(backend: Backend): Promise<Verdict[]> {
	const network = await create({ backend });
	expect(network.info.backend).toBe(backend);
	const verdicts: Verdict[] = [];
	for (let seed = 0; seed < EVENTS; seed++) {
		verdicts.push(await network.classify(randomMotion(seed)));
	}
	network.close();
	return verdicts;
}

function expectSame(actual: Verdict, expected: Verdict): void {
	expect(actual.branches).toBe(expected.branches);
	for (const name of ['positive', 'negative', 'surprise'] as const) {
		const difference = actual.probabilities[name] - expected.probabilities[name];
		expect(Math.abs(difference)).toBeLessThan(TOLERANCE);
	}
	for (const { au, p } of expected.actionUnits) {
		const other = actual.actionUnits.find((unit) => unit.au === au)!;
		expect(Math.abs(other.p - p)).toBeLessThan(TOLERANCE);
	}
}

describe('backends', () => {
	let onWasm: Verdict[] = [];
	beforeAll(async () => {
		onWasm = await verdictsOn('wasm');
	});

	test('the events differ, use both gates and are not all alike', () => {
		expect(new Set(onWasm.map(({ branches }) => branches))).toEqual(new Set(['both', 'rise']));
		expect(new Set(onWasm.map(({ probabilities }) => probabilities.positive)).size).toBe(EVENTS);
	});

	test.each(['webgpu', 'webgl'] as const)('%s agrees with wasm', async (backend) => {
		for (const [i, verdict] of (await verdictsOn(backend)).entries()) {
			expectSame(verdict, onWasm[i]!);
		}
	});

	test('auto takes WebGPU where it is', async () => {
		expect((await create()).info.backend).toBe('webgpu');
	});

	test('runs in a module worker', async () => {
		const worker = new Worker(new URL('./classify.worker.ts', import.meta.url), { type: 'module' });
		try {
			for (const backend of ['webgpu', 'wasm'] as const) {
				const job: ClassifyJob = { networkUrl, wasmUrl, backend, seed: 3 };
				const found = await new Promise<ClassifyAnswer>((resolve, reject) => {
					worker.onerror = (error) => reject(new Error(error.message));
					worker.onmessage = ({ data }: MessageEvent<ClassifyAnswer>) => resolve(data);
					worker.postMessage(job);
				});
				if ('error' in found) throw new Error(found.error);
				expect(found.info.backend).toBe(backend);
				expectSame(found.verdict, onWasm[3]!);
			}
		} finally {
			worker.terminate();
		}
	});
});

describe.each(['webgpu', 'webgl', 'wasm'] as const)('on %s', (backend) => {
	test('no tensor is kept', async () => {
		const before = tensorsHeld();
		const network = await create({ backend });
		await network.classify(randomMotion(0));
		const one = tensorsHeld();
		for (let seed = 0; seed < 30; seed++) await network.classify(randomMotion(seed));
		expect(tensorsHeld()).toBe(one);
		network.close();
		expect(tensorsHeld()).toBe(before);
	});
});

describe.each(['webgpu', 'webgl'] as const)('a lost %s device', (backend) => {
	test('is replaced; the verdicts stay the same', async () => {
		const losses: string[] = [];
		const recovered: Backend[] = [];
		const network = await create({
			backend,
			onLost: (detail) => losses.push(detail),
			onRecovered: (info) => recovered.push(info.backend),
		});
		const before = await network.classify(randomMotion(1));
		const tensors = tensorsHeld();

		network.loseDevice();
		const after = await network.classify(randomMotion(1));

		expectSame(after, before);
		expect(losses).toHaveLength(1);
		expect(recovered).toEqual([backend]);
		expect(tensorsHeld()).toBe(tensors);
	});

	test('is replaced although nothing is asked', async () => {
		const recovered = new Promise<Backend>((resolve) => {
			void create({ backend, onRecovered: (info) => resolve(info.backend) }).then((network) =>
				network.loseDevice(),
			);
		});
		expect(await recovered).toBe(backend);
	});

	test('is lost while a verdict is under way: the verdict still comes', async () => {
		const network = await create({ backend });
		const expected = await network.classify(randomMotion(2));
		const pending = network.classify(randomMotion(2));
		network.loseDevice();
		expectSame(await pending, expected);
	});
});

test('a device lost again and again gives way to the next backend', async () => {
	const recovered: Backend[] = [];
	const network = await create({
		onRecovered: (info) => {
			recovered.push(info.backend);
			if (info.backend === 'webgpu') network.loseDevice();
		},
	});
	const before = await network.classify(randomMotion(4));
	network.loseDevice();
	const after = await network.classify(randomMotion(4));
	expect(recovered).toEqual(['webgpu', 'webgpu', 'webgl']);
	expect(network.info.backend).toBe('webgl');
	expectSame(after, before);
});

test('a device lost again and again, and no other backend wanted, is a fault', async () => {
	const network = await create({
		backend: 'webgpu',
		onRecovered: () => network.loseDevice(),
	});
	network.loseDevice();
	await expect(network.classify(randomMotion(4))).rejects.toMatchObject({ code: 'gpu/lost' });
});

describe('files that are not there', () => {
	test('no weights: model/missing', async () => {
		const work = create({ networkUrl: address('/models/none-such') });
		await expect(work).rejects.toMatchObject({ code: 'model/missing' });
	});

	test('no wasm file: gpu/absent', async () => {
		// In a worker of its own, because tfjs remembers a wasm module that could not be loaded.
		const worker = new Worker(new URL('./classify.worker.ts', import.meta.url), { type: 'module' });
		const job: ClassifyJob = {
			networkUrl,
			wasmUrl: address('/none-such'),
			backend: 'wasm',
			seed: 0,
		};
		const found = await new Promise<ClassifyAnswer>((resolve) => {
			worker.onmessage = ({ data }: MessageEvent<ClassifyAnswer>) => resolve(data);
			worker.postMessage(job);
		}).finally(() => worker.terminate());
		expect(found).toHaveProperty('error', expect.stringContaining('gpu/absent: wasm:'));
	});
});

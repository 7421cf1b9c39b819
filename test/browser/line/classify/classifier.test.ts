/** The shipped network on each backend in Chromium: parity, leaks, lost devices, missing files. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { Classifier } from '../../../../src/line/classify/index.ts';
import type { Backend, UnitVerdict } from '../../../../src/core/record/index.ts';
import type { ClassifierOptions } from '../../../../src/line/classify/index.ts';
import type { ClassifyAnswer, ClassifyJob } from './classify.worker.ts';
import { COVERAGE, randomMotion } from './motion.ts';

declare module 'vitest/browser' {
	interface BrowserCommands {
		/** `vitest.config.ts` */
		verdictsInNode: (events: number) => Promise<UnitVerdict[]>;
	}
}

const address = (path: string): string => new URL(path, location.origin).href;
const network = address('/models/live');
const wasmUrl = address('/tfjs-wasm');
const EVENTS = 20;
/**
 * Largest difference of a probability between backends, and between them and Node. Sums of 588 float32 products differ by some
 * 1e-6 with the order of adding; three layers and a sigmoid stay well under this.
 */
const TOLERANCE = 1e-4;

/** Unlike `memory()`, also where no backend runs. */
const tensorsHeld = (): number => tf.engine().state.numTensors;

let classifier: Classifier | null = null;

async function create(options: Partial<ClassifierOptions> = {}): Promise<Classifier> {
	classifier = await Classifier.create({ network, wasmUrl, backend: 'auto', ...options });
	return classifier;
}

afterEach(() => {
	classifier?.close();
	classifier = null;
});

async function verdictsOn(backend: Backend): Promise<UnitVerdict[]> {
	const running = await create({ backend });
	expect(running.info.backend).toBe(backend);
	const verdicts: UnitVerdict[] = [];
	for (let seed = 0; seed < EVENTS; seed++) {
		verdicts.push(await running.classify(randomMotion(seed), COVERAGE));
	}
	running.close();
	return verdicts;
}

function expectSame(actual: UnitVerdict, expected: UnitVerdict): void {
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
	let onWasm: UnitVerdict[] = [];
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

	test('Node agrees with all of them', async () => {
		const inNode = await commands.verdictsInNode(EVENTS);
		for (const [i, verdict] of inNode.entries()) expectSame(verdict, onWasm[i]!);
	});

	test('auto takes WebGPU where it is', async () => {
		expect((await create()).info.backend).toBe('webgpu');
	});

	test('runs in a module worker', async () => {
		const worker = new Worker(new URL('./classify.worker.ts', import.meta.url), { type: 'module' });
		try {
			for (const backend of ['webgpu', 'wasm'] as const) {
				const job: ClassifyJob = { network, wasmUrl, backend, seed: 3 };
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

describe.each([
	// A software GPU takes a tenth of a second an event.
	['webgpu', 200],
	['webgl', 1000],
	['wasm', 1000],
] as const)('on %s', (backend, most) => {
	test(`no tensor is kept: as many after ${most} events as after ten`, async () => {
		const before = tensorsHeld();
		const running = await create({ backend });
		const motions = [0, 1, 2].map(randomMotion);
		const classify = async (events: number): Promise<void> => {
			for (let i = 0; i < events; i++) await running.classify(motions[i % 3]!, COVERAGE);
		};
		await classify(10);
		const ten = tf.memory().numTensors;
		await classify(most - 10);
		expect(tf.memory().numTensors).toBe(ten);
		running.close();
		expect(tensorsHeld()).toBe(before);
	});
});

describe.each(['webgpu', 'webgl'] as const)('a lost %s device', (backend) => {
	test('is replaced; the verdicts stay the same', async () => {
		const losses: string[] = [];
		const recovered: Backend[] = [];
		const running = await create({
			backend,
			onLost: (detail) => losses.push(detail),
			onRecovered: (info) => recovered.push(info.backend),
		});
		const before = await running.classify(randomMotion(1), COVERAGE);
		const tensors = tensorsHeld();

		running.loseDevice();
		const after = await running.classify(randomMotion(1), COVERAGE);

		expectSame(after, before);
		expect(losses).toHaveLength(1);
		expect(recovered).toEqual([backend]);
		expect(tensorsHeld()).toBe(tensors);
	});

	test('is replaced although nothing is asked', async () => {
		const recovered = new Promise<Backend>((resolve) => {
			void create({ backend, onRecovered: (info) => resolve(info.backend) }).then((running) =>
				running.loseDevice(),
			);
		});
		expect(await recovered).toBe(backend);
	});

	test('is lost while a verdict is under way: the verdict still comes', async () => {
		const running = await create({ backend });
		const expected = await running.classify(randomMotion(2), COVERAGE);
		const pending = running.classify(randomMotion(2), COVERAGE);
		running.loseDevice();
		expectSame(await pending, expected);
	});
});

test('a device lost again and again gives way to the next backend', async () => {
	const recovered: Backend[] = [];
	const running = await create({
		onRecovered: (info) => {
			recovered.push(info.backend);
			if (info.backend === 'webgpu') running.loseDevice();
		},
	});
	const before = await running.classify(randomMotion(4), COVERAGE);
	running.loseDevice();
	const after = await running.classify(randomMotion(4), COVERAGE);
	expect(recovered).toEqual(['webgpu', 'webgpu', 'webgl']);
	expect(running.info.backend).toBe('webgl');
	expectSame(after, before);
});

test('a device lost again and again, and no other backend wanted, is a fault', async () => {
	const running = await create({
		backend: 'webgpu',
		onRecovered: () => running.loseDevice(),
	});
	running.loseDevice();
	await expect(running.classify(randomMotion(4), COVERAGE)).rejects.toMatchObject({
		code: 'gpu/lost',
	});
});

describe('files that are not there', () => {
	test('no weights: model/missing', async () => {
		const work = create({ network: address('/models/none-such') });
		await expect(work).rejects.toMatchObject({ code: 'model/missing' });
	});

	test('no wasm file: gpu/absent', async () => {
		// In a worker of its own, because tfjs remembers a wasm module that could not be loaded.
		const worker = new Worker(new URL('./classify.worker.ts', import.meta.url), { type: 'module' });
		const job: ClassifyJob = {
			network,
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

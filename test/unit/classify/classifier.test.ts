/** The classifier with the weights that ship, in Node on wasm. GPU backends: test/browser/classify. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Classifier, GRID, UNITS, eventMotion, sha256Hex } from '../../../src/classify/index.ts';
import type { EventMotion } from '../../../src/classify/index.ts';
import { Fault, seeded } from '../../../src/kernel/index.ts';
import { ACTION_UNITS, ActionUnitField } from '../../../src/actor/index.ts';

// Seconds of arithmetic, more on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const networkUrl = join(import.meta.dirname, '../../../static/models/live');
const wasmUrl = join(
	dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
	'dist',
);
const fetchFile = async (path: string): Promise<Response> => new Response(await readFile(path));

const tensorsHeld = (): number => tf.engine().state.numTensors;

let classifier: Classifier | null = null;
afterEach(() => {
	classifier?.close();
	classifier = null;
});

const create = async (): Promise<Classifier> => {
	classifier = await Classifier.create({ networkUrl, backend: 'wasm', wasmUrl, fetchFile });
	return classifier;
};

/** Clean motion of one unit on the table's own face, 2 px200 at most, with a little noise. */
function movement(au: number, left: number, right: number, seed = 1): EventMotion {
	const random = seeded(seed);
	const field = new ActionUnitField(ACTION_UNITS.find((unit) => unit.au === au)!);
	const cells = GRID * GRID;
	const flow = [0, 1, 2, 3].map(() =>
		Float64Array.from({ length: cells }, () => 0.05 * random.normal()),
	);
	const step = new Float64Array(2);
	for (let cell = 0; cell < cells; cell++) {
		step.fill(0);
		// The picture's right is the subject's left.
		field.add(
			((cell % GRID) - (GRID - 1) / 2) / 12,
			(Math.floor(cell / GRID) - 9.5) / 12,
			left,
			right,
			step,
		);
		flow[0]![cell]! += 13 * step[0]!;
		flow[1]![cell]! += 13 * step[1]!;
		flow[2]![cell]! -= 13 * step[0]!;
		flow[3]![cell]! -= 13 * step[1]!;
	}
	return eventMotion(flow[0]!, flow[1]!, flow[2]!, flow[3]!);
}

describe('Classifier', () => {
	it('reads clean movements of the units it may name', async () => {
		const network = await create();
		for (const [au, reading] of [
			[12, 'positive'],
			[4, 'negative'],
			[2, 'surprise'],
		] as const) {
			const verdict = await network.classify(movement(au, 1, 1));
			expect(verdict).toMatchObject({ reading, branches: 'both' });
			const bar = network.info.nameable.find((unit) => unit.au === au)!.from;
			const score = verdict.actionUnits.find((unit) => unit.au === au)!;
			expect(score.p).toBeGreaterThan(bar);
			expect(score.side).toBe('both');
		}
	});

	it('tells the sides apart', async () => {
		const network = await create();
		for (const [left, right, side] of [
			[1, 0, 'left'],
			[0, 1, 'right'],
		] as const) {
			const { actionUnits } = await network.classify(movement(12, left, right));
			expect(actionUnits.find(({ au }) => au === 12)).toMatchObject({ side });
		}
	});

	it('keeps no tensor: as many after a hundred events as after one, none after close', async () => {
		const before = tensorsHeld();
		const network = await create();
		await network.classify(movement(1, 1, 1));
		const one = tensorsHeld();
		for (let i = 0; i < 99; i++) await network.classify(movement(1, 1, 1, i));
		expect(tensorsHeld()).toBe(one);
		network.close();
		expect(tensorsHeld()).toBe(before);
	});

	it('gives the same verdict twice, also when calls overlap', async () => {
		const network = await create();
		const motion = movement(17, 1, 1);
		const [first, second] = await Promise.all([network.classify(motion), network.classify(motion)]);
		expect(second).toEqual(first);
		expect(first.actionUnits).toHaveLength(UNITS.length);
	});

	it('says who it is: name, hash of the weights, backend', async () => {
		const network = await create();
		const bytes = new Uint8Array(await readFile(join(networkUrl, 'weights.bin')));
		expect(network.info).toMatchObject({ sha256: await sha256Hex(bytes), backend: 'wasm' });
		const verdict = await network.classify(movement(4, 1, 1));
		expect(verdict.network).toBe(network.info.name);
	});

	it('refuses a motion of the wrong size', async () => {
		const network = await create();
		const { fall, correlation } = movement(4, 1, 1);
		const short = { rise: new Float32Array(3), fall, correlation };
		await expect(network.classify(short)).rejects.toThrow(/need 2352 values/);
	});

	it('does not classify once closed', async () => {
		const network = await create();
		network.close();
		network.close(); // twice is once
		await expect(network.classify(movement(4, 1, 1))).rejects.toThrow(Fault);
	});

	it('says gpu/absent where the backend asked for is not there', async () => {
		const options = { networkUrl, backend: 'webgpu', wasmUrl, fetchFile } as const;
		await expect(Classifier.create(options)).rejects.toMatchObject({
			code: 'gpu/absent',
			detail: 'webgpu: this browser has no WebGPU',
		});
	});
});

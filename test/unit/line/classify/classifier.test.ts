/** The classifier with the weights that ship, in Node on wasm. GPU backends: test/browser/classify. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
	Classifier,
	GRID,
	UNITS,
	eventMotion,
	parseNetwork,
} from '../../../../src/line/classify/index.ts';
import { sha256Hex } from '../../../../src/core/kernel/index.ts';
import type { EventMotion } from '../../../../src/line/backend/index.ts';
import { Fault } from '../../../../src/core/record/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { ACTION_UNITS, ActionUnitField } from '../../../../src/study/actor/index.ts';

// Seconds of arithmetic, more on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const folder = join(import.meta.dirname, '../../../../static/models/live');
const wasmUrl = join(
	dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
	'dist',
);
const fetchFile = async (path: string): Promise<Response> => new Response(await readFile(path));

/** Share of movements that are to get a reading. */
const COVERAGE = 0.75;

const tensorsHeld = (): number => tf.engine().state.numTensors;

let classifier: Classifier | null = null;
afterEach(() => {
	classifier?.close();
	classifier = null;
});

const create = async (): Promise<Classifier> => {
	classifier = await Classifier.create({ network: folder, backend: 'wasm', wasmUrl, fetchFile });
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
			const verdict = await network.classify(movement(au, 1, 1), COVERAGE);
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
			const { actionUnits } = await network.classify(movement(12, left, right), COVERAGE);
			expect(actionUnits.find(({ au }) => au === 12)).toMatchObject({ side });
		}
	});

	it('keeps no tensor: as many after a thousand events as after ten, none after close', async () => {
		const before = tensorsHeld();
		const network = await create();
		const motions = [1, 2, 3].map((seed) => movement(1, 1, 1, seed));
		const classify = async (events: number): Promise<void> => {
			for (let i = 0; i < events; i++) await network.classify(motions[i % 3]!, COVERAGE);
		};
		await classify(10);
		const ten = tensorsHeld();
		expect(tf.memory().numTensors).toBe(ten);
		await classify(990);
		expect(tensorsHeld()).toBe(ten);
		network.close();
		expect(tensorsHeld()).toBe(before);
	});

	it('names fewer readings where less coverage is wanted', async () => {
		const network = await create();
		const motions = Array.from({ length: 20 }, (_, seed) => movement(7, 1, 1, seed));
		const named = async (coverage: number): Promise<number> => {
			const verdicts = await Promise.all(motions.map((each) => network.classify(each, coverage)));
			return verdicts.filter(({ reading }) => reading !== 'uncertain').length;
		};
		expect(await named(0)).toBeLessThanOrEqual(await named(1));
	});

	it('runs a network that is loaded already', async () => {
		const [text, weights] = await Promise.all([
			readFile(join(folder, 'model.json'), 'utf8'),
			readFile(join(folder, 'weights.bin')),
		]);
		const loaded = await parseNetwork(text, new Uint8Array(weights));
		const motion = movement(4, 1, 1);
		const fromFolder = await (await create()).classify(motion, COVERAGE);
		classifier!.close();
		classifier = await Classifier.create({ network: loaded, backend: 'wasm', wasmUrl });
		expect(await classifier.classify(motion, COVERAGE)).toEqual(fromFolder);
	});

	it('gives the same verdict twice, also when calls overlap', async () => {
		const network = await create();
		const motion = movement(17, 1, 1);
		const [first, second] = await Promise.all([
			network.classify(motion, COVERAGE),
			network.classify(motion, COVERAGE),
		]);
		expect(second).toEqual(first);
		expect(first.actionUnits).toHaveLength(UNITS.length);
	});

	it('says who it is: name, hash of the weights, backend', async () => {
		const network = await create();
		const bytes = new Uint8Array(await readFile(join(folder, 'weights.bin')));
		expect(network.info).toMatchObject({ sha256: await sha256Hex(bytes), backend: 'wasm' });
		const verdict = await network.classify(movement(4, 1, 1), COVERAGE);
		expect(verdict.network).toBe(network.info.name);
	});

	it('refuses a motion of the wrong size', async () => {
		const network = await create();
		const short = { ...movement(4, 1, 1), rise: new Float32Array(3) };
		await expect(network.classify(short, COVERAGE)).rejects.toThrow(/need 2352 values/);
	});

	it('does not classify once closed', async () => {
		const network = await create();
		network.close();
		network.close(); // twice is once
		await expect(network.classify(movement(4, 1, 1), COVERAGE)).rejects.toThrow(Fault);
	});

	it('says gpu/absent where the backend asked for is not there', async () => {
		const options = { network: folder, backend: 'webgpu', wasmUrl, fetchFile } as const;
		await expect(Classifier.create(options)).rejects.toMatchObject({
			code: 'gpu/absent',
			detail: 'webgpu: this browser has no WebGPU',
		});
	});
});

/** The whole training, small: every stage, twice. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseNetwork } from '../../../src/classify/index.ts';
import { CheckpointFile } from '../../../src/train/checkpoint-file.ts';
import type { FitState } from '../../../src/train/fit.ts';
import { fit } from '../../../src/train/fit.ts';
import type { RunRecord, TrainConfig } from '../../../src/train/index.ts';
import { SMOKE_CONFIG, generate, train } from '../../../src/train/index.ts';

const config: TrainConfig = {
	...SMOKE_CONFIG,
	samples: 160,
	validationSamples: 60,
	testDrawn: 60,
	people: 3,
	heldOutPeople: 2,
	batch: 16,
};
const folder = mkdtempSync(join(tmpdir(), 'fleeting-train-'));
const checkpoints = join(folder, 'checkpoints');
const read = (run: string, name: string) => readFileSync(join(folder, run, name));

let first: RunRecord;
beforeAll(async () => {
	first = await train(config, join(folder, 'a'), checkpoints, () => {});
	await train(config, join(folder, 'b'), checkpoints, () => {});
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('train', () => {
	it('lowers the loss', () => {
		expect(first.losses).toHaveLength(config.epochs);
		expect(first.losses.at(-1)!).toBeLessThan(0.9 * first.losses[0]!);
	});

	it('gives the same files for the same seed', () => {
		for (const name of ['weights.bin', 'model.json', 'run.json', 'card.json']) {
			expect(read('b', name).equals(read('a', name)), name).toBe(true);
		}
	});

	it('writes what the app loads', async () => {
		const bytes = new Uint8Array(read('a', 'weights.bin'));
		const { file } = await parseNetwork(read('a', 'model.json').toString(), bytes);
		expect(file.uncertainBelow).toBeGreaterThanOrEqual(0.4);
		expect(file.nameable.map(({ au }) => au)).toEqual([4, 1, 2, 12, 17, 7]);
	});

	it('records what it was: configuration, data, figures', () => {
		const run = JSON.parse(read('a', 'run.json').toString()) as RunRecord;
		expect(run.config).toEqual(config);
		expect(run.dataSha256).toMatch(/^[0-9a-f]{64}$/);
		const { confusion, events } = run.evaluation.classes;
		expect(confusion.flat().reduce((a, b) => a + b, 0)).toBe(events);
	});

	it('leaves no checkpoint behind', () => {
		expect(readdirSync(checkpoints)).toEqual([]);
	});
});

describe('fit', () => {
	it('goes on after an interruption as if there had been none', () => {
		const data = generate(96, 2, 4);
		const whole = fit(data, config, { load: () => null, save: () => {} }, () => {});

		const file = new CheckpointFile(join(folder, 'resumed'), 'run');
		const stop = new Error('interrupted');
		expect(() =>
			fit(data, config, file, (epoch) => {
				if (epoch === 2) throw stop;
			}),
		).toThrow(stop);
		expect(file.load()).toMatchObject({ epoch: 2 } satisfies Partial<FitState>);
		const epochs: number[] = [];
		const resumed = fit(data, config, file, (epoch) => epochs.push(epoch));

		expect(epochs).toEqual([3]);
		expect(resumed.parameters).toEqual(whole.parameters);
		expect(resumed.losses).toEqual(whole.losses);
	}, 120_000);
});

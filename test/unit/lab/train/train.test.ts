/** The whole training, small: every stage, twice. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseNetwork, readBundle } from '../../../../src/line/classify/index.ts';
import { CheckpointFile } from '../../../../src/lab/train/checkpoint-file.ts';
import type { FitState } from '../../../../src/lab/train/fit.ts';
import { fit } from '../../../../src/lab/train/fit.ts';
import type { RunRecord, TrainConfig } from '../../../../src/lab/train/index.ts';
import {
	NO_PORTRAITS,
	SMOKE_CONFIG,
	ablations,
	generate,
	train,
} from '../../../../src/lab/train/index.ts';
import { stillPortrait } from './still-portrait.ts';

const config: TrainConfig = {
	...SMOKE_CONFIG,
	drawn: 160,
	people: 3,
	real: 24,
	validationDrawn: 60,
	validationReal: 6,
	testDrawn: 60,
	testReal: 6,
	heldOutPeople: 2,
	holdOutEvery: 2,
	batch: 16,
};
// Four portraits: two to train on, one to calibrate on, one to be judged by.
const portraits = [1, 2, 3, 4].map(stillPortrait);
const folder = mkdtempSync(join(tmpdir(), 'fleeting-train-'));
const checkpoints = join(folder, 'checkpoints');
const read = (run: string, name: string) => readFileSync(join(folder, run, name));

let first: RunRecord;
beforeAll(async () => {
	const folders = (name: string) => ({
		out: join(folder, name),
		bundle: join(folder, `${name}.network.json`),
		checkpoints,
	});
	first = await train(config, portraits, folders('a'), () => {});
	await train(config, portraits, folders('b'), () => {});
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('train', () => {
	it('lowers the loss', () => {
		expect(first.losses).toHaveLength(config.architecture.members);
		for (const losses of first.losses) {
			expect(losses).toHaveLength(config.epochs);
			expect(losses.at(-1)!).toBeLessThan(0.9 * losses[0]!);
		}
	});

	it('gives the same files for the same seed', () => {
		for (const name of ['weights.bin', 'model.json', 'run.json', 'card.json', 'means.svg']) {
			expect(read('b', name).equals(read('a', name)), name).toBe(true);
		}
	});

	it('writes what the app loads', async () => {
		const bytes = new Uint8Array(read('a', 'weights.bin'));
		const { file } = await parseNetwork(read('a', 'model.json').toString(), bytes);
		expect(file.architecture).toEqual(config.architecture);
		const coverages = file.naming.map(({ coverage }) => coverage);
		expect(coverages).toEqual([...coverages].sort((a, b) => b - a));
		const bars = file.naming.map(({ from }) => from);
		expect(bars).toEqual([...bars].sort((a, b) => a - b));
		expect(bars[0]).toBe(0);
		expect(file.nameable.map(({ au }) => au)).toEqual([4, 1, 2, 12, 17, 7]);
	});

	it('records what it was: configuration, data, figures', () => {
		const run = JSON.parse(read('a', 'run.json').toString()) as RunRecord;
		expect(run.config).toEqual(config);
		expect(run.dataSha256).toMatch(/^[0-9a-f]{64}$/);
		expect(run.portraits).toEqual({ training: 2, validation: 1, test: 1 });
		for (const figures of [run.evaluation.drawn, run.evaluation.real]) {
			const { confusion, events } = figures!.classes;
			expect(events).toBeGreaterThan(0);
			expect(confusion.flat().reduce((a, b) => a + b, 0)).toBe(events);
		}
	});

	it('writes the same network in one file', async () => {
		const { network, card } = await readBundle(
			readFileSync(join(folder, 'a.network.json'), 'utf8'),
		);
		expect(network.file).toEqual(JSON.parse(read('a', 'model.json').toString()));
		expect(card).toEqual(JSON.parse(read('a', 'card.json').toString()));
	});

	it('leaves no checkpoint behind', () => {
		expect(readdirSync(checkpoints)).toEqual([]);
	});
});

describe('fit', () => {
	it('goes on after an interruption as if there had been none', () => {
		const data = generate({ drawn: 96, people: 2, real: 0 }, NO_PORTRAITS, 4);
		const whole = fit(data, config, 0, { load: () => null, save: () => {} }, () => {});

		const file = new CheckpointFile(join(folder, 'resumed'), 'run', config.architecture);
		const stop = new Error('interrupted');
		expect(() =>
			fit(data, config, 0, file, (epoch) => {
				if (epoch === 2) throw stop;
			}),
		).toThrow(stop);
		expect(file.load()).toMatchObject({ epoch: 2 } satisfies Partial<FitState>);
		const epochs: number[] = [];
		const resumed = fit(data, config, 0, file, (epoch) => epochs.push(epoch));

		expect(epochs).toEqual([3]);
		expect(resumed.parameters).toEqual(whole.parameters);
		expect(resumed.losses).toEqual(whole.losses);
	}, 120_000);
});

describe('ablations', () => {
	it('changes one thing at a time, the face as a second input among them', async () => {
		const found = await ablations({ ...config, epochs: 1 }, portraits, () => {});
		const names = found.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		for (const part of [
			'rise only',
			'fall only',
			'without the real path',
			'second input',
			'hidden',
		]) {
			expect(names.some((name) => name.includes(part))).toBe(true);
		}
		for (const { drawn, real } of found) {
			for (const share of [drawn.uf1, real!.uf1]) {
				expect(share).toBeGreaterThanOrEqual(0);
				expect(share).toBeLessThanOrEqual(1);
			}
		}
		// They are trainings of their own: not all come out alike.
		expect(new Set(found.map(({ drawn }) => drawn.unitsAuc)).size).toBeGreaterThan(3);
	}, 120_000);
});

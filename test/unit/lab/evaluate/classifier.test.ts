import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shownReading } from '../../../../src/app/about/reading-figures.ts';
import { run } from '../../../../src/lab/evaluate/classifier.ts';
import { readArguments } from '../../../../src/lab/evaluate/classifier/arguments.ts';
import type { ClassifierFigures } from '../../../../src/lab/evaluate/classifier/document.ts';
import { readNetwork } from '../../../../src/lab/evaluate/classifier/network.ts';
import {
	readTrueMovements,
	trueMovementsOf,
} from '../../../../src/lab/evaluate/classifier/truth.ts';
import { CommandError } from '../../../../src/lab/terminal/command-error.ts';
import { UsageError } from '../../../../src/lab/terminal/usage.ts';
import { seedsOf } from '../../../../src/lab/train/index.ts';

const SHIPPED = 'static/models/live';

describe('arguments of evaluate classifier', () => {
	const complaint = (...args: string[]): string => {
		try {
			readArguments(args);
		} catch (error) {
			expect(error).toBeInstanceOf(UsageError);
			return (error as Error).message;
		}
		throw new Error('accepted');
	};

	it('have their defaults: no films, the shipped network, its own amount', () => {
		expect(readArguments([])).toEqual({
			truth: null,
			network: null,
			events: null,
			cache: join(tmpdir(), 'fleeting-footage'),
			json: null,
			save: false,
			help: false,
		});
		expect(readArguments(['--events', '40', '--save'])).toMatchObject({ events: 40, save: true });
	});

	it('are rejected in one sentence that names what is wrong', () => {
		expect(complaint('bench')).toMatch(/^Unexpected argument: bench\./);
		expect(complaint('--events', '0')).toMatch(/^--events is 0, which is not a whole number/);
		expect(complaint('--events', 'many')).toMatch(/--events is many/);
		expect(complaint('--truth', '')).toMatch(/--truth needs a value/);
		expect(complaint('--thruth', 'x')).toMatch(/^Unknown option '--thruth'/);
	});
});

describe('what movements mean', () => {
	const event = { class3: 'positive', side: 'left', aus: [{ au: 12 }], peakPx200: 2, onset: 3 };
	const text = (more: object = {}): string =>
		JSON.stringify({ file: 'a.mp4', events: [{ ...event, ...more }] });
	const complaint = (json: string): string => {
		try {
			trueMovementsOf('a.json', json);
		} catch (error) {
			expect(error).toBeInstanceOf(CommandError);
			return (error as Error).message;
		}
		throw new Error('accepted');
	};

	it('is read from the truth', () => {
		expect(trueMovementsOf('a.json', text())).toEqual({
			file: 'a.mp4',
			movements: [{ class3: 'positive', side: 'left', units: [12], peakPx200: 2 }],
		});
	});

	it('that is missing or unknown is named with the field', () => {
		expect(complaint(text({ class3: undefined }))).toBe(
			'a.json does not say what its movements mean (the field events[0].class3 is missing): repair it, or remove the file from the folder.',
		);
		expect(complaint(text({ class3: 'happiness' }))).toMatch(
			/events\[0\]\.class3 must be positive, negative, surprise/,
		);
		expect(complaint(text({ side: 'up' }))).toMatch(/side must be both, left, right/);
		expect(complaint('{')).toMatch(/^a\.json does not say/);
	});

	it('is looked for in the folder truth', async () => {
		await expect(readTrueMovements(join(tmpdir(), 'no-such-folder'))).rejects.toThrow(
			/There is no folder .*truth: check the path given with --truth\.$/,
		);
	});
});

describe('evaluate classifier', () => {
	let folder: string;
	const { log } = console;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'fleeting-evaluate-'));
	});
	afterEach(async () => {
		console.log = log;
		vi.restoreAllMocks();
		await rm(folder, { recursive: true });
	});

	it('reads a network with the people that its run kept back', async () => {
		const { file, heldOut } = await readNetwork(SHIPPED);
		expect(file.naming.length).toBeGreaterThan(0);
		const run = JSON.parse(await readFile(join(SHIPPED, 'run.json'), 'utf8')) as {
			config: typeof heldOut;
		};
		expect(run.config).toMatchObject(heldOut);
	});

	it('says in one sentence why a folder holds none', async () => {
		await expect(readNetwork(folder)).rejects.toThrow(
			/model\.json cannot be read: name the folder of a trained network with --network\.$/,
		);
		await writeFile(join(folder, 'model.json'), '{"format": "fleeting-network/1"}');
		await writeFile(join(folder, 'weights.bin'), '');
		await expect(readNetwork(folder)).rejects.toThrow(
			/holds no network that this version reads \(format fleeting-network\/1, not /,
		);
		const copied = join(folder, 'copied');
		await mkdir(copied);
		for (const name of ['model.json', 'weights.bin']) {
			await writeFile(join(copied, name), await readFile(join(SHIPPED, name)));
		}
		await writeFile(join(copied, 'run.json'), '{"config": {"seed": 1}}');
		await expect(readNetwork(copied)).rejects.toThrow(
			/does not say which people were held out \(the field config\.heldOutPeople is missing\)/,
		);
	});

	it('never draws the test people for anything else', () => {
		const seeds = [1, 2, 3].flatMap((seed): number[] => Object.values({ ...seedsOf(seed) }));
		expect(new Set(seeds).size).toBe(9);
	});

	it('judges the shipped network on drawn people', async () => {
		let said = '';
		vi.spyOn(process.stdout, 'write').mockImplementation((text, ...rest) => {
			said += String(text);
			const written: unknown = rest.at(-1);
			if (typeof written === 'function') (written as () => void)();
			return true;
		});
		vi.spyOn(process.stderr, 'write').mockReturnValue(true);
		const json = join(folder, 'deep/figures.json');
		expect(await run(['--events', '40', '--json', json])).toBe(0);
		const figures = JSON.parse(await readFile(json, 'utf8')) as ClassifierFigures;
		expect(figures.format).toBe('fleeting-classifier/1');
		expect(figures.films).toBeNull();
		// The About screen takes the file as it is.
		expect(figures).toMatchObject(shownReading(figures));
		expect(figures.drawn.events).toBe(40);
		const { confusion, events, uf1 } = figures.drawn.figures.classes;
		expect(confusion.flat().reduce((a, b) => a + b, 0)).toBe(events);
		// Chance is a third.
		expect(uf1).toBeGreaterThan(0.5);
		expect(said).toMatch(/^Network fleeting-live /);
		expect(said).toMatch(/DRAWN PEOPLE .* 40 events/);
		expect(said).toMatch(/\nas in the app +\d+ +0\.\d\d/);
	});
});

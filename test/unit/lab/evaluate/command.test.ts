/** `npm run evaluate` as a child process, as far as it needs no browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CLASSES } from '../../../../src/line/classify/index.ts';
import type { FeaturesDocument } from '../../../../src/lab/evaluate/features/document.ts';
import { runCommand } from '../../../support/command-line.ts';
import { HEADER, bytesOf, flow, lay, still, wayBack } from './feature-cases.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const evaluate = (...args: string[]) => runCommand('src/lab/commands/evaluate.ts', args);

let dir: string;
beforeAll(async () => {
	dir = await mkdtemp(join(tmpdir(), 'fleeting-features-'));
	const files: Record<string, Uint8Array> = {};
	const rows = Array.from({ length: 24 }, (_, i) => {
		const rise = i === 5 ? still() : flow(i);
		files[`rise/${i}.f32`] = bytesOf(rise);
		const fall = i % 4 === 0 ? '' : `fall/${i}.f32`;
		if (fall !== '') files[fall] = bytesOf(wayBack(rise, 100 + i));
		return `s${i},p${i % 3},${i < 12 ? 'one' : 'two'},${CLASSES[i % 3]!},rise/${i}.f32,${fall}`;
	});
	await lay(dir, { ...files, 'index.csv': [HEADER, ...rows, ''].join('\r\n') });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('evaluate features', () => {
	test('prints a table', async () => {
		const { status, out, said } = await evaluate('features', '--dir', dir);
		expect(status, said.join('\n')).toBe(0);
		expect(said).toEqual([]);
		expect(out).toMatch(
			/^Features of fleeting-features-\w+: 24 samples of 6 people from 2 datasets\./,
		);
		expect(out).toContain('1 sample with a rise of zeros');
		expect(out).toMatch(/^two, with a fall +9 +3 +gated, as in the app +0\.\d\d/m);
	});

	test('or one JSON document, every sample in it', async () => {
		const { status, out, said } = await evaluate(
			'features',
			'--dir',
			dir,
			'--json',
			'--scale',
			'separate',
		);
		expect(status, said.join('\n')).toBe(0);
		const document = JSON.parse(out) as FeaturesDocument;
		expect(document).toMatchObject({
			format: 'fleeting-features/1',
			scale: 'separate',
			classes: CLASSES,
			data: { samples: 24, people: 6, withFall: 18, still: 1 },
		});
		expect(document.network.sha256).toMatch(/^[0-9a-f]{64}$/);
		expect(document.samples.map(({ id }) => id)).toEqual(
			Array.from({ length: 24 }, (_, i) => `s${i}`),
		);
		for (const { logits, probabilities, predicted, branches } of document.samples) {
			expect(logits.rise).toHaveLength(3);
			expect(logits.joined).toHaveLength(3);
			if (logits.fall === null) expect(branches).toBe('rise');
			const p = CLASSES.map((name) => probabilities[name]);
			expect(p[0]! + p[1]! + p[2]!).toBeCloseTo(1, 9);
			expect(probabilities[predicted]).toBe(Math.max(...p));
		}
		expect(out).not.toContain(dir);
	});

	test('says in one sentence what is wrong', async () => {
		const { status, out, said } = await evaluate('features', '--dir', join(dir, 'rise'));
		expect([status, out]).toEqual([1, '']);
		expect(said).toEqual([expect.stringContaining('has no index.csv')]);
		const network = await evaluate('features', '--dir', dir, '--network', dir);
		expect([network.status, network.out]).toEqual([1, '']);
		expect(network.said).toEqual([expect.stringMatching(/^The network cannot be used/)]);
	});
});

describe('evaluate', () => {
	test.each([
		[[], /^Say what to evaluate first: spotting, features, classifier, strs, audit\./],
		[['--truth', 'x', 'spotting'], /^Say what to evaluate first/],
		[
			['reading', '--truth', 'x'],
			/^There is no evaluation called reading; there is spotting, features, classifier, strs, audit\./,
		],
		[['spotting'], /^Name the folder with the truth: --truth FOLDER\./],
	])('%j is wrong usage', async (args, sentence) => {
		const { status, out, said } = await evaluate(...args);
		expect([status, out]).toEqual([2, '']);
		expect(said).toEqual([expect.stringMatching(sentence)]);
	});

	test('--help lists the evaluations', async () => {
		const { status, out } = await evaluate('--help');
		expect(status).toBe(0);
		expect(out).toMatch(/^ {2}spotting .*\n {2}features /m);
	});
});

/** What ships beside the weights must be about these weights. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NetworkFile } from '../../../../src/line/classify/index.ts';
import { parameterCount, parseNetwork } from '../../../../src/line/classify/index.ts';
import type { RunRecord } from '../../../../src/lab/train/publish.ts';
import { cardOf } from '../../../../src/lab/train/publish.ts';

const folder = join(import.meta.dirname, '../../../../static/models/live');
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
const card = JSON.parse(text('card.json')) as {
	name: string;
	version: string;
	licence: string;
	parameters: number;
	validity: string;
	nameable: { au: number }[];
	figures: unknown;
};

describe('model card', () => {
	it('is about the network beside it', async () => {
		const weights = new Uint8Array(readFileSync(join(folder, 'weights.bin')));
		const { file } = await parseNetwork(text('model.json'), weights);
		expect([card.name, card.version]).toEqual([file.name, file.version]);
		expect(card.nameable).toEqual(file.nameable);
		expect(card.parameters).toBe(parameterCount(file.architecture));
	});

	it('carries the figures of the run, states licence and what was not validated', () => {
		const run = JSON.parse(text('run.json')) as RunRecord;
		expect(card.figures).toEqual(run.evaluation);
		// Every sentence follows from the run; nothing was written in by hand.
		expect(card).toEqual(cardOf(JSON.parse(text('model.json')) as NetworkFile, run));
		expect(card.licence).toBe('Apache-2.0');
		expect(card.validity).toContain('Not validated on spontaneous expressions');
		expect(card.nameable.map(({ au }) => au)).toEqual([4, 1, 2, 12, 17, 7]);
	});
});

/**
 * Weights of the paper's network that a person brings: refused by name where they do not fit, named,
 * used, and what they say stands in the session. The weights are by formula and have learnt nothing.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSafetensors } from '../../src/line/paper/safetensors.ts';
import type { BuiltApp } from '../support/built-app.ts';
import {
	LOADING_MS,
	openBuiltApp,
	saveSession,
	stopMeasuring,
	waitForMovement,
} from '../support/built-app.ts';
import { formulaStateDict } from '../support/formula-weights.ts';
import { said, saidLike } from '../support/said.ts';

/** A reading takes several seconds of wasm, and the actor waits for it. */
const READING_MS = 400_000;

let app: BuiltApp;
let scratch: string;
const at = (name: string): string => join(scratch, name);

beforeAll(async () => {
	app = await openBuiltApp();
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-paper-'));
	const dict = formulaStateDict(5);
	await writeFile(at('fold 3.safetensors'), writeSafetensors(dict));
	const broken = dict
		.filter(({ name }) => !name.startsWith('main_branch.proj.'))
		.map((tensor) =>
			tensor.name === 'vit_pos.pos_embed' ? { ...tensor, shape: [1, 512, 196] } : tensor,
		);
	await writeFile(at('broken.safetensors'), writeSafetensors(broken));
	await writeFile(at('fold.pth'), zipSync({ 'fold/data.pkl': Uint8Array.of(0x80, 2) }));
});

afterAll(async () => {
	await app?.close();
	await rm(scratch, { recursive: true, force: true });
});

const network = (page: Page) => page.getByRole('region', { name: said('about.network') });
const choose = (page: Page, name: string) =>
	page.getByLabel(said('about.network.file')).setInputFiles(at(name));

async function openAbout(): Promise<Page> {
	const context = await app.newContext({ acceptDownloads: true });
	const page = await context.newPage();
	await page.goto(`${app.url}?backend=wasm`);
	await page.getByRole('link', { name: said('common.about'), exact: true }).click();
	await network(page)
		.getByText(said('about.network.from.app'), { exact: true })
		.waitFor({ timeout: LOADING_MS });
	return page;
}

test('weights that do not fit are refused, each tensor by name', async () => {
	const page = await openAbout();
	await choose(page, 'broken.safetensors');
	const alert = network(page).getByRole('alert');
	const list = alert.getByRole('region', { name: said('about.refused.list') });
	await list
		.getByText('2 of 210 tensors are missing: main_branch.proj.weight, main_branch.proj.bias')
		.waitFor({ timeout: LOADING_MS });
	await list.getByText('vit_pos.pos_embed is [1,512,196], expected [1,196,512]').waitFor();
	await choose(page, 'fold.pth');
	await alert.getByText('it is a checkpoint of PyTorch').waitFor();
	await page.context().close();
});

test(
	'weights are named, run, and say what class a movement falls into',
	{ timeout: 900_000 },
	async () => {
		const page = await openAbout();
		await choose(page, 'fold 3.safetensors');
		const offer = network(page).getByRole('group', { name: said('about.offered') });
		await offer
			.getByText(said('about.classes.title', { count: 5 }))
			.waitFor({ timeout: LOADING_MS });
		// Two published lists have five names: neither is taken for granted.
		expect(await offer.getByLabel(said('about.classes.name', { number: 1 })).inputValue()).toBe(
			'class 1',
		);
		await offer.getByLabel(said('about.classes.names'), { exact: true }).selectOption({
			label: said('about.classes.published', { dataset: 'CASME II, 5 classes' }),
		});
		expect(await offer.getByLabel(said('about.classes.name', { number: 3 })).inputValue()).toBe(
			'disgust',
		);
		await offer.getByLabel(said('about.classes.name', { number: 5 })).fill('disgust');
		await offer.getByRole('button', { name: said('about.offered.use') }).click();
		await offer.getByRole('alert').getByText('two classes are named disgust').waitFor();
		await offer.getByLabel(said('about.classes.name', { number: 5 })).fill('the rest');
		await offer.getByRole('button', { name: said('about.offered.use') }).click();
		await network(page)
			.getByText(said('about.network.switched', { name: 'fold 3' }))
			.waitFor({ timeout: READING_MS });
		await network(page)
			.getByText(
				said('about.network.paper', {
					count: 5,
					names: 'happiness, repression, disgust, surprise, the rest',
				}),
			)
			.waitFor();

		await page.getByRole('link', { name: said('common.live'), exact: true }).click();
		await page.getByRole('button', { name: said('live.notice.actor') }).click();
		await waitForMovement(page, READING_MS);
		const card = page.getByRole('article').first();
		const name = /happiness|repression|disgust|surprise|the rest/;
		await card.getByText(saidLike('movement.brought.named', { name })).waitFor();
		await card.getByText(said('movement.brought.hedge.named')).waitFor();
		await stopMeasuring(page);

		const { engine, events } = await saveSession(page);
		expect(engine.network).toMatchObject({
			name: 'fold 3',
			source: 'file',
			state: 'ready',
			paper: { named: true, source: { file: 'fold 3.safetensors' } },
		});
		expect(engine.backend).toBe('wasm');
		const [first] = events;
		const verdict = first?.verdict;
		if (verdict?.kind !== 'classes') throw new Error('the event has no classes');
		expect(verdict.classes.map(({ name }) => name)).toEqual([
			'happiness',
			'repression',
			'disgust',
			'surprise',
			'the rest',
		]);
		for (const branch of ['p', 'pFall'] as const) {
			const sum = verdict.classes.reduce((total, each) => total + each[branch], 0);
			expect(sum).toBeCloseTo(1, 3);
		}
		const best = verdict.classes.reduce((a, b) => (b.logitRise > a.logitRise ? b : a));
		expect(verdict.predicted).toBe(best.name);
		await page.context().close();
	},
);

import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { entriesOf } from '../../../../src/app/about/model-card.ts';
import { foreignRequests } from '../../../../src/app/about/foreign-requests.ts';
import WithStudio from '../session/WithStudio.svelte';
import { bench } from '../session/orders.ts';
import { engine } from '../session/reports.ts';
import { axeViolations } from '../../../support/axe.ts';
import { said } from '../../../support/said.ts';
import { studioOf } from '../session/studio.ts';
import { shippedCard } from './served.ts';

test('says what runs, what is sent, and loses the GPU on order', async () => {
	const network = new URL('/models/live', location.href).href;
	const assets = { mediapipe: '', litert: '', faceModel: '', network, tfjsWasm: '' };
	const at = bench({}, { assets });
	at.report({ kind: 'ready', engine });
	await render(WithStudio, { props: { studio: studioOf(at.desk), workspace: 'about' } });
	await expect.element(page.getByText(said('about.privacy.sent'))).toBeVisible();
	await expect.element(page.getByText(said('about.runs.faceModel.assembled'))).toBeVisible();
	await page.getByRole('button', { name: said('about.diagnostics.lose') }).click();
	expect(at.orders).toEqual(['prepare', 'lose-gpu']);
	// The shipped card, as the app fetches it.
	await expect.element(page.getByText((await shippedCard()).validity)).toBeVisible();
	at.desk.close();
});

test('a model card of any shape is laid out by its own names', () => {
	const card = entriesOf({
		trainedOn: 'synthetic motion',
		heldOut: { uf1: 0.812345, samples: 2000 },
		limits: ['frontal faces', 'no glasses'],
	});
	expect(card.map(({ name, text }) => [name, text])).toEqual([
		['Trained on', 'synthetic motion'],
		['Held out', ''],
		['Limits', 'frontal faces, no glasses'],
	]);
	expect(card[1]?.entries.map(({ name, text }) => [name, text])).toEqual([
		['Uf1', '0.8123'],
		['Samples', '2000'],
	]);
});

test('requests to other addresses are counted from the browser’s own list', async () => {
	// The list holds 250 entries, and the unbundled modules of a test page fill it.
	performance.clearResourceTimings();
	expect(foreignRequests()).toEqual([]);
	// Nobody listens there; that the page tried is what counts.
	await fetch('http://127.0.0.1:9/').catch(() => {});
	await expect.poll(foreignRequests).toEqual(['http://127.0.0.1:9']);
});

test('nobody is kept out of it: axe finds nothing', async () => {
	const network = new URL('/models/live', location.href).href;
	const at = bench(
		{},
		{ assets: { mediapipe: '', litert: '', faceModel: '', network, tfjsWasm: '' } },
	);
	at.report({ kind: 'ready', engine });
	await render(WithStudio, { props: { studio: studioOf(at.desk), workspace: 'about' } });
	await expect
		.element(page.getByRole('table', { name: said('about.table.found'), exact: true }))
		.toBeVisible();
	expect(await axeViolations()).toEqual([]);
	at.desk.close();
});

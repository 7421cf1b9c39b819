import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { said } from '../../../support/said.ts';
import type { Bench } from '../session/orders.ts';
import { bench, settled } from '../session/orders.ts';
import { engine } from '../session/reports.ts';
import WithStudio from '../session/WithStudio.svelte';
import { studioOf } from '../session/studio.ts';
import { answer, networkInput, serve, shippedCard } from './served.ts';

const summary = {
	name: 'mine',
	version: '3',
	sha256: 'ef56'.repeat(16),
	card: { licence: 'CC0', 'held-out': 1, heldOut: 2 },
	paper: null,
};
let at: Bench;
afterEach(() => {
	at.desk.close();
	vi.unstubAllGlobals();
});

async function show(): Promise<void> {
	const network = new URL('/models/live', location.href).href;
	at = bench({}, { assets: { mediapipe: '', litert: '', faceModel: '', network, tfjsWasm: '' } });
	at.report({ kind: 'ready', engine });
	await render(WithStudio, { props: { studio: studioOf(at.desk), workspace: 'about' } });
}

const section = () => page.getByRole('region', { name: said('about.network') });
const button = (name: string) => section().getByRole('button', { name });

async function choose(name = 'mine.json'): Promise<void> {
	const picker = networkInput();
	const files = new DataTransfer();
	files.items.add(new File(['{}'], name));
	picker.files = files.files;
	picker.dispatchEvent(new Event('change', { bubbles: true }));
	await settled();
}

test('says which network runs, whose it is, its hash and its card', async () => {
	await show();
	await expect.element(section()).toHaveTextContent('fleeting-live 1');
	await expect.element(section()).toHaveTextContent(said('about.network.from.app'));
	await expect.element(section()).toHaveTextContent('cd34');
	await expect.element(section()).toHaveTextContent((await shippedCard()).validity);
	await expect.element(button(said('about.network.back'))).not.toBeInTheDocument();
});

test('a file is shown with name, hash and card before anything changes; then it runs', async () => {
	await show();
	await choose();
	await expect
		.element(section().getByRole('status'))
		.toHaveTextContent(said('about.network.reading'));
	at.report({ kind: 'network-read', id: 1, network: summary, bundle: new Blob(['held']) });
	const offer = section().getByRole('group', { name: said('about.offered') });
	await expect.element(offer.getByRole('heading', { level: 3 })).toHaveFocus();
	for (const words of [
		'mine 3',
		summary.sha256,
		said('about.network.from.file', { fileName: 'mine.json' }),
		'CC0',
	]) {
		await expect.element(offer).toHaveTextContent(words);
	}
	expect(at.orders).toEqual(['prepare', 'read-network']);
	await button(said('about.offered.use')).click();
	expect(at.orders).toEqual(['prepare', 'read-network', 'prepare']);
	await expect
		.element(section().getByRole('status'))
		.toHaveTextContent(said('about.network.loading'));
	const network = { ...engine.network, name: 'mine 3', source: 'file' } as const;
	at.report({ kind: 'ready', engine: { ...engine, network } });
	await expect
		.element(section().getByRole('status'))
		.toHaveTextContent(said('about.network.switched', { name: 'mine 3' }));
	await expect
		.element(section())
		.toHaveTextContent(said('about.network.from.file.now', { fileName: 'mine.json' }));
	await expect.element(section()).not.toHaveTextContent((await shippedCard()).validity);
	await button(said('about.network.back')).click();
	expect(at.commands.at(-1)).toMatchObject({ kind: 'prepare', bundle: null });
});

test('a file can be put away again', async () => {
	await show();
	await choose();
	at.report({ kind: 'network-read', id: 1, network: summary, bundle: new Blob(['held']) });
	await button(said('common.cancel')).click();
	// The network's own details are a group too: what goes is the choice.
	await expect.element(button(said('common.cancel'))).not.toBeInTheDocument();
	await expect
		.element(section().getByRole('status'))
		.toHaveTextContent(said('about.network.unchanged'));
	await expect.element(section().getByRole('heading', { level: 2 })).toHaveFocus();
	expect(at.orders).toEqual(['prepare', 'read-network']);
});

test('a wrong file is refused in words and changes nothing', async () => {
	await show();
	await choose('holiday.json');
	const fault = { code: 'model/mismatch', detail: 'it is not JSON' } as const;
	at.report({ kind: 'network-refused', id: 1, fault });
	const alert = section().getByRole('alert');
	await expect.element(alert).toHaveTextContent(said('about.refused'));
	await expect.element(alert).toHaveTextContent('it is not JSON');
	await expect
		.element(alert)
		.toHaveTextContent(said('about.refused.body', { fileName: 'holiday.json' }));
	await expect.element(section()).toHaveTextContent('fleeting-live 1');
	expect(at.orders).toEqual(['prepare', 'read-network']);
	await button(said('about.refused.close')).click();
	await expect.element(alert).not.toBeInTheDocument();
});

test('while something is measured the network stays, and the screen says why', async () => {
	await show();
	await at.desk.startActor();
	await choose();
	at.report({ kind: 'network-read', id: 1, network: summary, bundle: new Blob(['held']) });
	await expect.element(button(said('about.offered.use'))).toBeDisabled();
	await expect.element(section()).toHaveTextContent(said('about.network.wait'));
});

const SUMMARY = said('about.taught');
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>';

test('what it was taught is shown when asked for, and only for the shipped network', async () => {
	const asked = serve('means.svg', () => answer(SVG, 'image/svg+xml'));
	await show();
	const line = section().getByText(SUMMARY);
	await expect.element(line).toBeVisible();
	const picture = section().getByRole('img', { name: said('about.taught.alt') });
	expect(picture.query()).toBeNull(); // folded away
	await line.click();
	await expect.element(picture).toBeVisible();
	expect(asked).toEqual([new URL('/models/live/means.svg', location.href).href]);
	await expect.element(picture).toHaveAttribute('src', asked[0]);
	await expect.element(picture).toHaveAttribute('loading', 'lazy');
	await choose();
	at.report({ kind: 'network-read', id: 1, network: summary, bundle: new Blob(['held']) });
	await button(said('about.offered.use')).click();
	await expect.element(line).not.toBeInTheDocument();
});

test.for([
	['there is no picture', () => answer('not found', 'text/plain', 404)],
	['the server answers with the page', () => answer('<!doctype html>', 'text/html')],
] as const)('nothing is said of it where %s', async ([, respond]) => {
	const asked = serve('means.svg', respond);
	await show();
	await expect.element(section()).toHaveTextContent((await shippedCard()).validity);
	expect(asked).toHaveLength(1);
	expect(section().getByText(SUMMARY).query()).toBeNull();
});

import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Bench } from '../session/orders.ts';
import { bench, settled } from '../session/orders.ts';
import { engine } from '../session/reports.ts';
import WithStudio from '../session/WithStudio.svelte';
import { studioOf } from '../session/studio.ts';
import { answer, serve } from './served.ts';

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
	at = bench({}, { assets: { mediapipe: '', faceModel: '', network, tfjsWasm: '' } });
	at.report({ kind: 'ready', engine });
	await render(WithStudio, { props: { studio: studioOf(at.desk), workspace: 'about' } });
}

const section = () => page.getByRole('region', { name: 'The network' });
const button = (name: string) => section().getByRole('button', { name });

async function choose(name = 'mine.json'): Promise<void> {
	const picker = document.querySelector<HTMLInputElement>(
		'input[aria-label="File with a network"]',
	)!;
	const files = new DataTransfer();
	files.items.add(new File(['{}'], name));
	picker.files = files.files;
	picker.dispatchEvent(new Event('change', { bubbles: true }));
	await settled();
}

test('says which network runs, whose it is, its hash and its card', async () => {
	await show();
	await expect.element(section()).toHaveTextContent('fleeting-live 1');
	await expect.element(section()).toHaveTextContent('Comes from this app');
	await expect.element(section()).toHaveTextContent('cd34');
	await expect.element(section()).toHaveTextContent('Not validated on spontaneous expressions');
	await expect.element(button('Back to the shipped network')).not.toBeInTheDocument();
});

test('a file is shown with name, hash and card before anything changes; then it runs', async () => {
	await show();
	await choose();
	await expect.element(section().getByRole('status')).toHaveTextContent('Reading the file.');
	at.report({ kind: 'network-read', id: 1, network: summary, bundle: new Blob(['held']) });
	const offer = section().getByRole('group', { name: 'Other weights, not in use yet' });
	await expect.element(offer.getByRole('heading', { level: 3 })).toHaveFocus();
	for (const words of ['mine 3', summary.sha256, 'your file mine.json', 'CC0']) {
		await expect.element(offer).toHaveTextContent(words);
	}
	expect(at.orders).toEqual(['prepare', 'read-network']);
	await button('Use these weights').click();
	expect(at.orders).toEqual(['prepare', 'read-network', 'prepare']);
	await expect.element(section().getByRole('status')).toHaveTextContent('Loading.');
	const network = { ...engine.network, name: 'mine 3', source: 'file' } as const;
	at.report({ kind: 'ready', engine: { ...engine, network } });
	await expect.element(section().getByRole('status')).toHaveTextContent('mine 3 runs now.');
	await expect
		.element(section())
		.toHaveTextContent('your file mine.json, until this page is closed');
	await expect.element(section()).not.toHaveTextContent('Not validated on spontaneous');
	await button('Back to the shipped network').click();
	expect(at.commands.at(-1)).toMatchObject({ kind: 'prepare', bundle: null });
});

test('a file can be put away again', async () => {
	await show();
	await choose();
	at.report({ kind: 'network-read', id: 1, network: summary, bundle: new Blob(['held']) });
	await button('Cancel').click();
	// The network's own details are a group too: what goes is the choice.
	await expect.element(button('Cancel')).not.toBeInTheDocument();
	await expect.element(section().getByRole('status')).toHaveTextContent('Nothing was changed.');
	await expect.element(section().getByRole('heading', { level: 2 })).toHaveFocus();
	expect(at.orders).toEqual(['prepare', 'read-network']);
});

test('a wrong file is refused in words and changes nothing', async () => {
	await show();
	await choose('holiday.json');
	const fault = { code: 'model/mismatch', detail: 'it is not JSON' } as const;
	at.report({ kind: 'network-refused', id: 1, fault });
	const alert = section().getByRole('alert');
	await expect.element(alert).toHaveTextContent('This file cannot be used');
	await expect.element(alert).toHaveTextContent('it is not JSON.');
	await expect.element(alert).toHaveTextContent('holiday.json holds no network');
	await expect.element(alert).toHaveTextContent('Nothing was changed');
	await expect.element(section()).toHaveTextContent('fleeting-live 1');
	expect(at.orders).toEqual(['prepare', 'read-network']);
	await button('Close this message').click();
	await expect.element(alert).not.toBeInTheDocument();
});

test('while something is measured the network stays, and the screen says why', async () => {
	await show();
	await at.desk.startActor();
	await choose();
	at.report({ kind: 'network-read', id: 1, network: summary, bundle: new Blob(['held']) });
	await expect.element(button('Use these weights')).toBeDisabled();
	await expect.element(section()).toHaveTextContent('a measurement keeps its network to the end');
});

const SUMMARY = 'What the network was taught: mean movement of each class and unit';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>';

test('what it was taught is shown when asked for, and only for the shipped network', async () => {
	const asked = serve('means.svg', () => answer(SVG, 'image/svg+xml'));
	await show();
	const line = section().getByText(SUMMARY);
	await expect.element(line).toBeVisible();
	const picture = section().getByRole('img', { name: /mean motion from onset to apex/ });
	expect(picture.query()).toBeNull(); // folded away
	await line.click();
	await expect.element(picture).toBeVisible();
	expect(asked).toEqual([new URL('/models/live/means.svg', location.href).href]);
	await expect.element(picture).toHaveAttribute('src', asked[0]);
	await expect.element(picture).toHaveAttribute('loading', 'lazy');
	await choose();
	at.report({ kind: 'network-read', id: 1, network: summary, bundle: new Blob(['held']) });
	await button('Use these weights').click();
	await expect.element(line).not.toBeInTheDocument();
});

test.for([
	['there is no picture', () => answer('not found', 'text/plain', 404)],
	['the server answers with the page', () => answer('<!doctype html>', 'text/html')],
] as const)('nothing is said of it where %s', async ([, respond]) => {
	const asked = serve('means.svg', respond);
	await show();
	await expect.element(section()).toHaveTextContent('Not validated on spontaneous expressions');
	expect(asked).toHaveLength(1);
	expect(section().getByText(SUMMARY).query()).toBeNull();
});

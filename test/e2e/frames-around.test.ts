/** The app in frames that other pages built wrongly, and at addresses that browsers trust with little. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { BuiltApp } from '../support/built-app.ts';
import { LOADING_MS, openBuiltApp } from '../support/built-app.ts';
import { said } from '../support/said.ts';

/** Attributes of the frame, by the address of the page around it. */
const AROUND: Readonly<Record<string, string>> = {
	'/plain': '',
	'/sandboxed': 'sandbox="allow-scripts" allow="camera"',
	'/closed': 'sandbox',
};

let app: BuiltApp;
let around: string;
const pages = createServer((request, response) => {
	response.setHeader('Content-Type', 'text/html');
	const attributes = AROUND[request.url ?? ''] ?? '';
	response.end(`<!doctype html><iframe src="${app.url}?embed=1&lang=en" ${attributes}></iframe>`);
});

beforeAll(async () => {
	await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
	around = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
	app = await openBuiltApp({
		openings: { embed: [around] },
		args: ['--use-fake-device-for-media-stream', '--host-resolver-rules=MAP lab.example 127.0.0.1'],
	});
});
afterAll(async () => {
	await app?.close();
	pages.close();
});

async function opened(address: string): Promise<Page> {
	const context = await app.newContext({ permissions: ['camera'], serviceWorkers: 'block' });
	onTestFinished(() => context.close());
	const page = await context.newPage();
	await page.goto(address);
	return page;
}

test('a frame without allow="camera" says what the page around it must write', async () => {
	const frame = (await opened(`${around}/plain`)).frameLocator('iframe');
	await frame
		.getByRole('button', { name: said('live.notice.camera') })
		.click({ timeout: LOADING_MS });
	const alert = frame.getByRole('alert');
	await alert.getByRole('heading', { name: said('live.fault.camera/embedded.title') }).waitFor();
	expect(await alert.textContent()).toContain('allow="camera"');
	// Trying again would change nothing; the actor needs no camera.
	expect(await alert.getByRole('button', { name: said('live.way.retry') }).count()).toBe(0);
	await alert.getByRole('button', { name: said('live.way.actor') }).waitFor();
});

test('a frame whose sandbox lacks allow-same-origin says which sandbox it needs', async () => {
	const frame = (await opened(`${around}/sandboxed`)).frameLocator('iframe');
	await frame.getByText('sandbox="allow-scripts allow-same-origin" allow="camera"').waitFor();
	// A way out for whoever cannot change the page around.
	expect(await frame.getByRole('link').getAttribute('href')).toBe(app.url);
});

test('a frame without scripts says so in what browsers show instead', async () => {
	const frame = (await opened(`${around}/closed`)).frameLocator('iframe');
	const instead = frame.locator('noscript');
	await instead.waitFor();
	expect((await instead.textContent())?.replaceAll(/\s+/g, ' ')).toContain(
		'sandbox="allow-scripts allow-same-origin" allow="camera"',
	);
});

test('a server that forbids the camera is told from a person who does', async () => {
	const page = await opened('about:blank');
	await page.route(`${app.url}*`, async (route) => {
		const answer = await route.fetch();
		const headers = { ...answer.headers(), 'permissions-policy': 'camera=()' };
		await route.fulfill({ response: answer, headers });
	});
	await page.goto(app.url);
	await page
		.getByRole('button', { name: said('live.notice.camera') })
		.click({ timeout: LOADING_MS });
	const alert = page.getByRole('alert');
	await alert.getByRole('heading', { name: said('live.fault.camera/forbidden.title') }).waitFor();
});

test('an address that is neither https nor localhost says so, whatever is asked of it', async () => {
	const page = await opened(app.url.replace('localhost', 'lab.example'));
	await page
		.getByRole('heading', { name: said('live.fault.browser/insecure.title') })
		.waitFor({ timeout: LOADING_MS });
	// And nothing else is wrong: no riddle about a study that nobody opened.
	expect(await page.getByRole('alert').count()).toBe(1);
	expect(await page.getByRole('alert').textContent()).toContain('https');
});

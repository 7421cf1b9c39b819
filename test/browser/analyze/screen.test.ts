import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Studio } from '../../../src/session/index.ts';
import WithStudio from '../session/WithStudio.svelte';
import type { Bench } from '../session/orders.ts';
import { bench, settled } from '../session/orders.ts';
import { engine, event, frame, pictures, quality } from '../session/reports.ts';
import { studioOf } from '../session/studio.ts';

let at: Bench;
let studio: Studio;
afterEach(() => at.desk.close());

async function show(...names: string[]): Promise<void> {
	at = bench();
	studio = studioOf(at.desk);
	at.report({ kind: 'ready', engine });
	studio.queue.add(names.map((name) => new File(['x'], name)));
	await render(WithStudio, { props: { studio, workspace: 'analyze' } });
	await settled();
}

const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });

test('without files: one target to drop on or to press', async () => {
	await show();
	await expect.element(page.getByRole('button', { name: /Drop videos here/ })).toBeVisible();
});

test('a video shows its progress, then its findings with true pictures and the timeline', async () => {
	await show('interview.mp4');
	at.report({ kind: 'started', width: 640, height: 480 });
	for (let index = 0; index < 60; index++) at.report(frame(index));
	at.report({ kind: 'file-progress', doneMs: 1000, totalMs: 2000 });
	await expect.element(page.getByRole('progressbar')).toHaveAttribute('value', '0.5');
	at.report({ kind: 'event-found', event: event('e1', [12, 16, 21]), pictures: pictures() });
	at.report({ kind: 'stopped', quality: quality(60), fault: null });
	await expect.element(row('interview.mp4')).toHaveTextContent('1 movement');
	await expect.element(page.getByRole('article')).toBeVisible();
	await expect.element(page.getByRole('region', { name: 'Motion over time' })).toBeVisible();
	await expect.element(page.getByText('640 × 480', { exact: false })).toBeVisible();
	await expect.element(page.getByRole('button', { name: 'Save' })).toBeEnabled();
});

test('a file that is no video says so; the next one runs', async () => {
	await show('notes.mp4', 'good.mp4');
	const fault = { code: 'file/not-video', detail: 'no container' } as const;
	at.report({ kind: 'stopped', quality: quality(0), fault });
	await settled();
	await expect.element(row('notes.mp4')).toHaveTextContent('This is not a video we can read');
	await expect.element(page.getByRole('alert')).toHaveTextContent('No video track was found');
	expect(studio.queue.running?.file.name).toBe('good.mp4');
});

test('a broken video keeps what was measured before it broke off', async () => {
	await show('cut.mp4');
	at.report({ kind: 'started', width: 640, height: 480 });
	at.report({ kind: 'event-found', event: event('e1', [12, 16, 21]), pictures: null });
	const fault = { code: 'file/broken', detail: 'packet 31' } as const;
	at.report({ kind: 'stopped', quality: quality(30), fault });
	await expect.element(page.getByRole('alert')).toHaveTextContent('The video breaks off');
	await expect.element(page.getByRole('article')).toBeVisible();
});

test('cancel stops the running file', async () => {
	await show('long.mp4');
	at.report({ kind: 'started', width: 640, height: 480 });
	await page.getByRole('button', { name: 'Cancel long.mp4' }).click();
	expect(at.orders).toEqual(['prepare', 'start', 'stop']);
	await expect.element(row('long.mp4')).toHaveTextContent('Cancelled');
});

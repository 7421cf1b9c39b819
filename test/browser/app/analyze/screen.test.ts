import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Studio } from '../../../../src/app/studio/index.ts';
import WithStudio from '../session/WithStudio.svelte';
import type { Bench } from '../session/orders.ts';
import { bench, settled } from '../session/orders.ts';
import { engine, event, frame, pictures, quality } from '../session/reports.ts';
import { studioOf } from '../session/studio.ts';
import { axeViolations } from '../../../support/axe.ts';
import { said } from '../../../support/said.ts';

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
	await expect.element(page.getByRole('button', { name: said('analyze.drop') })).toBeVisible();
});

test('a video shows its progress, then its findings with true pictures and the timeline', async () => {
	await show('interview.mp4');
	at.report({ kind: 'started', width: 640, height: 480 });
	for (let index = 0; index < 60; index++) at.report(frame(index));
	at.report({ kind: 'file-progress', doneMs: 1000, totalMs: 2000 });
	await expect.element(page.getByRole('progressbar')).toHaveAttribute('value', '0.5');
	at.report({ kind: 'event-found', event: event('e1', [12, 16, 21]), pictures: pictures() });
	at.report({ kind: 'stopped', quality: quality(60), fault: null });
	await expect
		.element(row('interview.mp4'))
		.toHaveTextContent(said('analyze.done', { movements: 1 }));
	await expect.element(page.getByRole('article')).toBeVisible();
	await expect.element(page.getByRole('region', { name: said('live.timeline') })).toBeVisible();
	await expect
		.element(page.getByText(said('analyze.summary.size', { width: 640, height: 480 })))
		.toBeVisible();
	await expect.element(page.getByRole('button', { name: said('live.save') })).toBeEnabled();
});

test('a file that is no video says so; the next one runs', async () => {
	await show('notes.mp4', 'good.mp4');
	const fault = { code: 'file/not-video', detail: 'no container' } as const;
	at.report({ kind: 'stopped', quality: quality(0), fault });
	await settled();
	await expect.element(row('notes.mp4')).toHaveTextContent(said('live.fault.file/not-video.title'));
	await expect
		.element(page.getByRole('alert'))
		.toHaveTextContent(said('live.fault.file/not-video.body'));
	expect(studio.queue.running?.file.name).toBe('good.mp4');
});

test('a broken video keeps what was measured before it broke off', async () => {
	await show('cut.mp4');
	at.report({ kind: 'started', width: 640, height: 480 });
	at.report({ kind: 'event-found', event: event('e1', [12, 16, 21]), pictures: null });
	const fault = { code: 'file/broken', detail: 'packet 31' } as const;
	at.report({ kind: 'stopped', quality: quality(30), fault });
	await expect
		.element(page.getByRole('alert'))
		.toHaveTextContent(said('live.fault.file/broken.title'));
	await expect.element(page.getByRole('article')).toBeVisible();
});

test('cancel stops the running file', async () => {
	await show('long.mp4');
	at.report({ kind: 'started', width: 640, height: 480 });
	await page
		.getByRole('button', { name: said('analyze.cancel.file', { name: 'long.mp4' }) })
		.click();
	expect(at.orders).toEqual(['prepare', 'start', 'stop']);
	await expect.element(row('long.mp4')).toHaveTextContent(said('analyze.cancelled'));
});

test('of a folder the videos are measured in the order of their names, the rest is named', async () => {
	await show();
	const file = (path: string) => ({ path, file: new File(['x'], path.split('/').at(-1)!) });
	studio.queue.take(
		['a/clip10.mp4', 'a/clip2.mp4', 'a/notes.txt', 'a/.DS_Store', 'a/b/talk.mkv'].map(file),
	);
	await settled();
	expect(studio.queue.files.map(({ path }) => path)).toEqual([
		'a/b/talk.mkv',
		'a/clip2.mp4',
		'a/clip10.mp4',
	]);
	await expect.element(page.getByText(said('analyze.skipped', { count: 1 }))).toBeVisible();
	await expect.element(page.getByText('a/notes.txt')).toBeVisible();
	expect(await axeViolations()).toEqual([]);
	await page.getByRole('button', { name: said('analyze.skipped.close') }).click();
	await expect.element(page.getByText('a/notes.txt')).not.toBeInTheDocument();
});

test('what holds no video says so and nothing is queued', async () => {
	await show();
	studio.queue.take([{ path: 'letter.docx', file: new File(['x'], 'letter.docx') }]);
	await expect.element(page.getByText(said('analyze.skipped.none'))).toBeVisible();
	await expect.element(page.getByRole('button', { name: said('analyze.folder') })).toBeVisible();
	expect(await axeViolations()).toEqual([]);
});

test('all videos side by side: movements, rate and frame rate of each, and of all together', async () => {
	await show('one.mp4', 'two.mp4', 'three.mp4');
	at.report({ kind: 'started', width: 640, height: 480 });
	at.report({ kind: 'event-found', event: event('e1', [12, 16, 21]), pictures: null });
	at.report({ kind: 'stopped', quality: quality(900), fault: null });
	await settled();
	const fault = { code: 'file/broken', detail: 'packet 31' } as const;
	at.report({ kind: 'started', width: 640, height: 480 });
	at.report({ kind: 'stopped', quality: quality(300), fault });
	await settled();
	await expect
		.element(page.getByRole('progressbar', { name: said('analyze.progress.label') }))
		.toHaveAttribute('value', expect.stringMatching(/^0\.66/));
	await page.getByRole('button', { name: said('analyze.overview') }).click();
	const rowOf = (name: string) => page.getByRole('row').filter({ hasText: name });
	await expect
		.element(rowOf('one.mp4'))
		.toHaveTextContent(
			new RegExp(`${said('analyze.table.done')}\\s*0:30\\.0\\s*1\\s*2\\.0\\s*0\\s*30`),
		);
	await expect.element(rowOf('two.mp4')).toHaveTextContent(said('live.fault.file/broken.title'));
	await expect.element(rowOf(said('analyze.table.total'))).toHaveTextContent(/0:40\.0\s*1\s*1\.5/);
	expect(await axeViolations()).toEqual([]);
	await page.getByRole('button', { name: 'one.mp4', exact: true }).click();
	await expect.element(page.getByRole('heading', { name: 'one.mp4' })).toBeVisible();
});

test('arrow keys go through the list, Delete cancels what is open and removes what is over', async () => {
	await show('one.mp4', 'two.mp4', 'three.mp4');
	await row('one.mp4').getByRole('button').first().click();
	await userEvent.keyboard('{ArrowDown}{ArrowDown}');
	await expect.poll(() => studio.queue.shown?.path).toBe('three.mp4');
	await userEvent.keyboard('{Delete}');
	await expect.element(row('three.mp4')).toHaveTextContent(said('analyze.cancelled'));
	await userEvent.keyboard('{Delete}');
	await expect.element(row('three.mp4')).not.toBeInTheDocument();
	await expect.poll(() => document.activeElement?.textContent).toContain('two.mp4');
	await userEvent.keyboard('{Home}');
	await expect.poll(() => studio.queue.shown?.path).toBe('one.mp4');
});

test('cancel all leaves nothing running; a cancelled video can be tried again in its place', async () => {
	await show('one.mp4', 'two.mp4', 'three.mp4');
	await page.getByRole('button', { name: said('analyze.cancel.all') }).click();
	at.report({ kind: 'stopped', quality: quality(0), fault: null });
	await settled();
	expect(studio.queue.files.map(({ status }) => status)).toEqual(Array(3).fill('cancelled'));
	await page.getByRole('button', { name: said('analyze.retry.file', { name: 'two.mp4' }) }).click();
	await settled();
	expect(studio.queue.files.map(({ path }) => path)).toEqual(['one.mp4', 'two.mp4', 'three.mp4']);
	expect(studio.queue.running?.path).toBe('two.mp4');
});

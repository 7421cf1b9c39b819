import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Fault } from '../../../src/kernel/index.ts';
import type { Bench } from '../session/orders.ts';
import { bench, settled } from '../session/orders.ts';
import { engine, event, frame, pictures, quality } from '../session/reports.ts';
import WithStudio from '../session/WithStudio.svelte';
import { studioOf } from '../session/studio.ts';

let at: Bench;
afterEach(() => at.desk.close());

async function show(bench: Bench): Promise<string[]> {
	at = bench;
	const files: string[] = [];
	const props = {
		studio: studioOf(at.desk),
		workspace: 'live',
		onfile: () => void files.push('asked'),
	} as const;
	await render(WithStudio, { props });
	return files;
}

test('before anything opens: what is measured, what it is not, and three ways in', async () => {
	const files = await show(bench());
	await expect.element(page.getByText('Nothing leaves this device.')).toBeVisible();
	await expect.element(page.getByText('Not a lie detector.')).toBeVisible();
	await expect.element(page.getByText('Not for judging people.')).toBeVisible();
	expect(at.orders).toEqual(['prepare']);
	await page.getByRole('button', { name: 'Open a video' }).click();
	expect(files).toEqual(['asked']);
	await page.getByRole('button', { name: 'Watch the actor' }).click();
	await expect.element(page.getByRole('button', { name: 'Stop' })).toBeVisible();
});

test('loading shows each step with its real progress', async () => {
	await show(bench());
	at.report({ kind: 'progress', step: 'face-model', loaded: 3_700_000, total: 3_700_000 });
	at.report({ kind: 'progress', step: 'network', loaded: 50_000, total: 100_000 });
	await page.getByRole('button', { name: 'Watch the actor' }).click();
	const bar = page.getByRole('progressbar', { name: 'Loading' });
	await expect.element(bar).toHaveAttribute('value', '0.375');
	await expect.element(page.getByText('0.1 of 0.1 MB')).toBeVisible();
});

test('a refused camera says how to allow it and offers the actor and a file', async () => {
	await show(bench({ openCamera: () => Promise.reject(new Fault('camera/denied', 'policy')) }));
	await page.getByRole('button', { name: 'Use my camera' }).click();
	const alert = page.getByRole('alert');
	await expect.element(alert).toHaveTextContent('The camera is not allowed');
	for (const name of ['Try again', 'Watch the actor', 'Open a video']) {
		await expect.element(alert.getByRole('button', { name })).toBeVisible();
	}
	await alert.getByRole('button', { name: 'Watch the actor' }).click();
	await expect.element(alert).not.toBeInTheDocument();
});

test('running: status in words, coach, events; Space stops, S saves', async () => {
	await show(bench());
	at.report({ kind: 'ready', engine });
	await page.getByRole('button', { name: 'Watch the actor' }).click();
	await settled();
	at.report({ kind: 'started', width: 640, height: 480 });
	at.report(frame(60, { face: { light: 20 } }));
	at.report({ kind: 'event-found', event: event('e1', [12, 16, 21]), pictures: pictures() });
	await expect.element(page.getByText('It is too dark.', { exact: false })).toBeVisible();
	const status = page.getByLabelText('Measurement status');
	for (const words of ['30 fps', 'WebGPU', 'assembled', 'fleeting-live 1', 'nothing is sent']) {
		await expect.element(status).toHaveTextContent(words);
	}
	await expect.element(page.getByRole('article')).toBeVisible();

	(document.activeElement as HTMLElement).blur();
	await userEvent.keyboard('s');
	await expect.element(page.getByRole('button', { name: /Session \(JSON\)/ })).toBeVisible();
	await userEvent.keyboard('{Escape}');
	(document.activeElement as HTMLElement).blur();
	await userEvent.keyboard(' ');
	expect(at.orders).toEqual(['prepare', 'start', 'stop']);
	at.report({ kind: 'stopped', quality: quality(61), fault: null });
	await expect.element(page.getByRole('button', { name: 'Start' })).toBeVisible();
	await expect.element(page.getByRole('article')).toBeVisible(); // what was found stays
});

test('a dead worker offers a restart', async () => {
	await show(bench());
	at.report({ kind: 'faulted', fault: { code: 'landmarks/webgl', detail: 'no context' } });
	await expect.element(page.getByRole('alert')).toHaveTextContent('WebGL 2');
	await page.getByRole('button', { name: 'Restart the measurement' }).click();
	expect(at.orders).toEqual(['prepare', 'prepare']);
});

test('accepted false alarms reach the line in steps', async () => {
	await show(bench());
	at.report({ kind: 'ready', engine });
	await page.getByRole('button', { name: 'Watch the actor' }).click();
	await page.getByRole('button', { name: /False alarms: 1 a minute/ }).click();
	await page.getByRole('slider', { name: 'False alarms I accept' }).fill('0');
	expect(at.desk.settings.falseAlarmsPerMinute).toBe(0.25);
	expect(at.orders).toContain('configure');
});

test('how many movements get a reading: levels of the network, each with how often it is right', async () => {
	const remembered: unknown[] = [];
	await show(bench({}, { remember: (choice) => remembered.push(choice) }));
	at.report({ kind: 'ready', engine });
	await page.getByRole('button', { name: 'Watch the actor' }).click();
	await page.getByRole('button', { name: 'Readings: 75 % of movements' }).click();
	const slider = page.getByRole('slider', { name: 'Readings' });
	await expect.element(slider).toHaveAttribute('aria-valuetext', '75 % of movements');
	await expect
		.element(slider)
		.toHaveAccessibleDescription(/synthetic people not trained on, 94 % of those readings were/);
	await expect.element(slider).toHaveAccessibleDescription(/not measured on real, spontaneous/);
	await expect.element(slider).toHaveAccessibleDescription(/others read “No clear reading”/);
	await slider.fill('2'); // most to the right
	expect(at.desk.settings.readingCoverage).toBe(0.9);
	expect(at.commands.at(-1)).toEqual({
		kind: 'configure',
		settings: { falseAlarmsPerMinute: 1, readingCoverage: 0.9 },
	});
	expect(remembered).toEqual([{ readingCoverage: 0.9 }]);
	await expect.element(slider).toHaveAccessibleDescription(/88 % of those readings/);
});

test('a network with one level, or none at all, leaves nothing to choose', async () => {
	await show(bench());
	const [only] = engine.network.naming;
	at.report({
		kind: 'ready',
		engine: { ...engine, network: { ...engine.network, naming: [only!] } },
	});
	await page.getByRole('button', { name: 'Watch the actor' }).click();
	await expect.element(page.getByRole('button', { name: /False alarms/ })).toBeVisible();
	await expect.element(page.getByRole('button', { name: /Readings/ })).not.toBeInTheDocument();
});

import '../../../../src/app/style/tokens.css';
import '../../../../src/app/style/base.css';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { axeViolations } from '../../../support/axe.ts';
import { Fault } from '../../../../src/core/record/index.ts';
import { said, saidLike } from '../../../support/said.ts';
import type { Bench } from '../session/orders.ts';
import { bench, openSource, settled } from '../session/orders.ts';
import { engine, event, frame, pictures, quality, rejected } from '../session/reports.ts';
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
	await expect.element(page.getByText(said('live.notice.private'))).toBeVisible();
	await expect.element(page.getByText(said('live.notice.lies'))).toBeVisible();
	await expect.element(page.getByText(said('live.notice.judging'))).toBeVisible();
	expect(at.orders).toEqual(['prepare']);
	await page.getByRole('button', { name: said('live.notice.file') }).click();
	expect(files).toEqual(['asked']);
	await page.getByRole('button', { name: said('live.notice.actor') }).click();
	await expect.element(page.getByRole('button', { name: said('live.stop') })).toBeVisible();
});

test('loading shows each step with its real progress', async () => {
	await show(bench());
	at.report({ kind: 'progress', step: 'face-model', loaded: 3_700_000, total: 3_700_000 });
	at.report({ kind: 'progress', step: 'network', loaded: 50_000, total: 100_000 });
	await page.getByRole('button', { name: said('live.notice.actor') }).click();
	const bar = page.getByRole('progressbar', { name: said('live.loading.bar') });
	await expect.element(bar).toHaveAttribute('value', '0.375');
	await expect
		.element(page.getByText(said('live.loading.amount', { loaded: '0.1', total: '0.1' })))
		.toBeVisible();
});

test('a refused camera says how to allow it and offers the actor and a file', async () => {
	await show(bench({ openCamera: () => Promise.reject(new Fault('camera/denied', 'policy')) }));
	await page.getByRole('button', { name: said('live.notice.camera') }).click();
	const alert = page.getByRole('alert');
	await expect.element(alert).toHaveTextContent(said('live.fault.camera/denied.title'));
	for (const way of ['live.way.retry', 'live.way.actor', 'live.way.file'] as const) {
		await expect.element(alert.getByRole('button', { name: said(way) })).toBeVisible();
	}
	await alert.getByRole('button', { name: said('live.way.actor') }).click();
	await expect.element(alert).not.toBeInTheDocument();
});

test('running: status in words, coach, events; Space stops, S saves', async () => {
	await show(bench());
	at.report({ kind: 'ready', engine });
	await page.getByRole('button', { name: said('live.notice.actor') }).click();
	await settled();
	at.report({ kind: 'started', width: 640, height: 480 });
	at.report(frame(60, { face: { light: 20 } }));
	at.report({ kind: 'event-found', event: event('e1', [12, 16, 21]), pictures: pictures() });
	await expect.element(page.getByText(said('live.coach.dark'))).toBeVisible();
	const status = page.getByLabelText(said('live.status'));
	for (const words of [
		said('live.status.frames.value', { fps: 30 }),
		'WebGPU',
		said('live.status.model.assembled'),
		'fleeting-live 1',
		said('live.sent.bytes'),
	]) {
		await expect.element(status).toHaveTextContent(words);
	}
	await expect.element(page.getByRole('article')).toBeVisible();

	(document.activeElement as HTMLElement).blur();
	await userEvent.keyboard('s');
	await expect
		.element(page.getByRole('button', { name: said('library.format.json') }))
		.toBeVisible();
	await userEvent.keyboard('{Escape}');
	(document.activeElement as HTMLElement).blur();
	await userEvent.keyboard(' ');
	expect(at.orders).toEqual(['prepare', 'start', 'stop']);
	at.report({ kind: 'stopped', quality: quality(61), fault: null });
	await expect.element(page.getByRole('button', { name: said('live.start') })).toBeVisible();
	await expect.element(page.getByRole('article')).toBeVisible(); // what was found stays
});

test('a dead worker offers a restart', async () => {
	await show(bench());
	at.report({ kind: 'faulted', fault: { code: 'landmarks/webgl', detail: 'no context' } });
	await expect
		.element(page.getByRole('alert'))
		.toHaveTextContent(said('live.fault.landmarks/webgl.title'));
	await page.getByRole('button', { name: said('live.way.restart') }).click();
	expect(at.orders).toEqual(['prepare', 'prepare']);
});

test('accepted false alarms reach the line in steps', async () => {
	await show(bench());
	at.report({ kind: 'ready', engine });
	await page.getByRole('button', { name: said('live.notice.actor') }).click();
	await page
		.getByRole('button', {
			name: `${said('live.sensitivity.title')}${said('live.sensitivity.minute', { n: 1 })}`,
		})
		.click();
	await page.getByRole('slider', { name: said('live.sensitivity.label') }).fill('0');
	expect(at.desk.settings.falseAlarmsPerMinute).toBe(0.25);
	expect(at.orders).toContain('configure');
});

const share = (percent: number): string => said('movement.percent', { n: percent });
/** Name of the button that opens the choice. */
const readings = (percent: number): string =>
	`${said('live.readings.title')}${share(percent)}${said('live.readings.rest')}`;

test('how many movements get a reading: levels of the network, each with how often it is right', async () => {
	const remembered: unknown[] = [];
	await show(bench({}, { remember: (choice) => remembered.push(choice) }));
	at.report({ kind: 'ready', engine });
	await page.getByRole('button', { name: said('live.notice.actor') }).click();
	await page.getByRole('button', { name: readings(75) }).click();
	const slider = page.getByRole('slider', { name: said('live.readings.label') });
	await expect
		.element(slider)
		.toHaveAttribute('aria-valuetext', said('live.readings.step', { share: share(75) }));
	await expect
		.element(slider)
		.toHaveAccessibleDescription(saidLike('live.readings.accuracy', { share: share(94) }));
	await expect.element(slider).toHaveAccessibleDescription(saidLike('live.readings.others'));
	await slider.fill('2'); // most to the right
	expect(at.desk.settings.readingCoverage).toBe(0.9);
	expect(at.commands.at(-1)).toEqual({
		kind: 'configure',
		settings: { falseAlarmsPerMinute: 1, readingCoverage: 0.9 },
	});
	expect(remembered).toEqual([{ readingCoverage: 0.9 }]);
	await expect
		.element(slider)
		.toHaveAccessibleDescription(saidLike('live.readings.accuracy', { share: share(88) }));
});

test('a network with one level, or none at all, leaves nothing to choose', async () => {
	await show(bench());
	const [only] = engine.network.naming;
	at.report({
		kind: 'ready',
		engine: { ...engine, network: { ...engine.network, naming: [only!] } },
	});
	await page.getByRole('button', { name: said('live.notice.actor') }).click();
	await expect
		.element(page.getByRole('button', { name: said('live.sensitivity.title') }))
		.toBeVisible();
	await expect
		.element(page.getByRole('button', { name: said('live.readings.title') }))
		.not.toBeInTheDocument();
});

/** The actor runs, and one frame was measured. */
async function running(at = bench()): Promise<void> {
	await show(at);
	at.report({ kind: 'ready', engine });
	await page.getByRole('button', { name: said('live.notice.actor') }).click();
	await settled();
	at.report({ kind: 'started', width: 640, height: 480 });
	at.report(frame(60));
	(document.activeElement as HTMLElement).blur();
}

test('M marks the moment with the text that was set, and the timeline shows a flag', async () => {
	await running();
	await userEvent.keyboard('m');
	expect(at.desk.live?.markers).toMatchObject([
		{ id: 'k1', frame: 60, text: '', origin: 'keyboard' },
	]);
	await page.getByRole('button', { name: said('live.mark.text') }).click();
	await page.getByRole('textbox', { name: said('live.mark.text') }).fill('stimulus');
	await userEvent.keyboard('{Enter}');
	expect(at.desk.live?.markers.at(-1)).toMatchObject({ id: 'k2', text: 'stimulus' });
	const list = page.getByRole('list', { name: said('live.timeline.list') });
	await expect
		.element(
			list.getByRole('button', {
				name: said('live.timeline.marker.said', { time: '0:02.0' }),
				exact: true,
			}),
		)
		.toBeVisible();
	const flag = list.getByRole('button', {
		name: said('live.timeline.marker.said.text', { time: '0:02.0', text: 'stimulus' }),
	});
	await expect.element(flag).toHaveTextContent('stimulus');
	await expect
		.element(page.getByText(said('live.mark.made.text', { time: '0:02.0', text: 'stimulus' })))
		.toBeInTheDocument();
});

test('C calibrates: progress, what is in the way, how it ended; Escape gives it up', async () => {
	await running();
	await userEvent.keyboard('c');
	expect(at.orders.at(-1)).toBe('calibrate');
	const box = page.getByRole('group', { name: said('live.calibrate') });
	await expect.element(box).toHaveTextContent(said('live.calibrate.keep', { n: 3 }));
	at.report({ kind: 'calibrating', done: 0.7, hindrance: null });
	await expect.element(box).toHaveTextContent(said('live.calibrate.keep', { n: 1 }));
	await expect
		.element(box.getByRole('progressbar', { name: said('live.calibrate.bar') }))
		.toHaveAttribute('value', '0.7');
	at.report({ kind: 'calibrating', done: 0, hindrance: 'talking' });
	await expect.element(box).toHaveTextContent(said('live.hindrance.talking'));
	at.report({ kind: 'calibration-refused', why: 'dark' });
	await expect.element(box).toHaveTextContent(said('live.calibrate.refused'));
	await expect.element(box).toHaveTextContent(said('live.hindrance.dark'));
	await box.getByRole('button', { name: said('live.calibrate.retry') }).click();
	expect(at.orders.at(-1)).toBe('calibrate');
	await userEvent.keyboard('{Escape}');
	expect(at.orders.at(-1)).toBe('stop-calibrating');
	await expect.element(box).not.toBeInTheDocument();
});

test('a camera that broke off says that it is opened again, and that nothing is lost', async () => {
	let breakOff: (fault: Fault) => void = () => {};
	const openCamera = (_id: string | null, onFault: (fault: Fault) => void) => {
		breakOff = onFault;
		return Promise.resolve(openSource('front'));
	};
	await show(bench({ openCamera }, { reopenAfterMs: [60_000] }));
	at.report({ kind: 'ready', engine });
	await page.getByRole('button', { name: said('live.notice.camera') }).click();
	await settled();
	at.report({ kind: 'started', width: 640, height: 480 });
	breakOff(new Fault('camera/frozen', 'no new picture for 2000 ms'));
	await expect.element(page.getByText(said('live.stage.frozen'))).toBeVisible();
	await expect.element(page.getByText(said('live.stage.kept'))).toBeVisible();
	await expect
		.element(page.getByRole('button', { name: said('live.mark'), exact: true }))
		.toBeDisabled();
	await expect.element(page.getByRole('button', { name: said('live.stop') })).toBeVisible();
});

test('what was sent is counted by the browser, and what it is counted from is shown', async () => {
	await running();
	await page.getByRole('button', { name: said('live.sent.bytes') }).click();
	await expect
		.element(page.getByText(saidLike('live.sent.measured', { foreign: 0 })))
		.toBeVisible();
	await expect.element(page.getByText(said('live.sent.none'))).toBeVisible();
	await userEvent.keyboard('{Escape}');
	await page.getByRole('button', { name: said('live.status.explain') }).click();
	await expect.element(page.getByText(said('live.status.light.note', { n: 128 }))).toBeVisible();
});

test('start and stop are one button, so that focus stays where it is', async () => {
	await running();
	const stop = page.getByRole('button', { name: said('live.stop') });
	(stop.element() as HTMLElement).focus();
	await userEvent.keyboard('{Enter}');
	at.report({ kind: 'stopped', quality: quality(61), fault: null });
	await expect.element(page.getByRole('button', { name: said('live.start') })).toHaveFocus();
});

test('the picture fills the stage or is shown whole', async () => {
	await running();
	await page.getByRole('button', { name: said('live.stage.whole') }).click();
	await page.getByRole('button', { name: said('live.stage.fill') }).click();
	await expect.element(page.getByRole('button', { name: said('live.stage.whole') })).toBeVisible();
});

test('no state of the screen breaks a rule of accessibility', async () => {
	await show(bench());
	expect(await axeViolations(document.body)).toEqual([]);
	at.report({ kind: 'ready', engine });
	await page.getByRole('button', { name: said('live.notice.actor') }).click();
	await settled();
	at.report({ kind: 'started', width: 640, height: 480 });
	at.report(frame(60, { face: { light: 20 } }));
	at.report({ kind: 'event-found', event: event('e1', [12, 16, 21]), pictures: pictures() });
	at.report({ kind: 'candidate-rejected', rejected: rejected('r1', [40, 44, 49]) });
	await userEvent.keyboard('m');
	await page.getByRole('tab', { name: said('live.findings.rejected') }).click();
	expect(await axeViolations(document.body)).toEqual([]);
	await page.getByRole('tab', { name: said('live.findings.events') }).click();
	await page.getByText(said('live.card.measurements')).click();
	at.desk.calibrate();
	at.report({ kind: 'calibrating', done: 0.2, hindrance: 'turned' });
	expect(await axeViolations(document.body)).toEqual([]);
	at.report({ kind: 'faulted', fault: { code: 'worker/crashed', detail: 'memory' } });
	await expect.element(page.getByRole('alert')).toBeVisible();
	expect(await axeViolations(document.body)).toEqual([]);
});

import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../../src/app/style/base.css';
import '../../../../src/app/style/tokens.css';
import type { OutMessage, StudyPlan } from '../../../../src/app/experiment/index.ts';
import { NO_CHANNELS, NO_STUDY, Study, TriggerBus } from '../../../../src/app/experiment/index.ts';
import { Preferences } from '../../../../src/app/preferences/index.ts';
import type { Studio } from '../../../../src/app/studio/index.ts';
import { canSave, recordOf } from '../../../../src/app/sessions/index.ts';
import { axeViolations } from '../../../support/axe.ts';
import { said } from '../../../support/said.ts';
import type { Bench } from '../session/orders.ts';
import { bench, settled } from '../session/orders.ts';
import { FRAME_MS, engine, event, frame, quality } from '../session/reports.ts';
import { studioOf } from '../session/studio.ts';
import WithSettings from './WithSettings.svelte';

let at: Bench;
let studio: Studio;
let other: BroadcastChannel | undefined;
afterEach(() => {
	other?.close();
	studio.bus.close();
	studio.kiosk.close();
	at.desk.close();
});

const plan = (change: Partial<StudyPlan> = {}): StudyPlan => ({
	...NO_STUDY,
	name: 'Pilot',
	participant: 'P07',
	session: '2',
	seed: 42,
	consentVersion: 'form B',
	...change,
});

async function open(): Promise<void> {
	const study = new Study(new Preferences(null));
	await study.resume();
	at = bench({}, { study });
	studio = studioOf(at.desk, { study });
	at.report({ kind: 'ready', engine });
}

/**
 * The actor is measured; frames come as fast as they would.
 *
 * @returns when the first frame began: the session's time 0, on the page's clock, ms
 */
async function measure(frames = 3): Promise<number> {
	await at.desk.startActor();
	await settled();
	at.report({ kind: 'started', width: 640, height: 480 });
	const begun = performance.timeOrigin + performance.now() - frames * FRAME_MS;
	for (let each = 0; each < frames; each++) {
		at.report({ ...frame(each), takenMs: begun + (each + 1) * FRAME_MS });
	}
	return begun;
}

/** What another page of this origin hears. */
function listen(name: string): OutMessage[] {
	const heard: OutMessage[] = [];
	other = new BroadcastChannel(name);
	other.onmessage = ({ data }: MessageEvent<OutMessage>) => void heard.push(data);
	return heard;
}

test('every message carries both clocks; a marker lies where its moment was', async () => {
	await open();
	const heard = listen('test-bus');
	studio.bus.use({ ...NO_CHANNELS, broadcast: { name: 'test-bus' } });
	const begun = await measure(30);
	at.report({ kind: 'event-found', event: event('e1', [12, 16, 21]), pictures: null });
	const sentMs = begun + 900;
	other!.postMessage({ fleeting: 1, type: 'marker', text: 'cue', code: 7, sentMs });
	other!.postMessage({ fleeting: 1, type: 'nonsense' });
	other!.postMessage('somebody else’s');
	await expect.poll(() => heard.some(({ type }) => type === 'refused')).toBe(true);

	for (const { fleeting, time } of heard) {
		expect(fleeting).toBe(1);
		// Two readings of one clock, whenever they are taken.
		expect(Math.abs(time.pageMs - time.wallMs)).toBeLessThan(1000);
	}
	const of = (type: string) => heard.filter((message) => message.type === type);
	expect(of('session-start')).toHaveLength(1);
	expect(of('quality')).toHaveLength(1);
	const [found] = of('event') as (OutMessage & { type: 'event' })[];
	expect(found!.event).toMatchObject({ id: 'e1', reading: 'positive' });
	const { onset, apex } = found!.event;
	expect(apex.pageMs - onset.pageMs).toBeCloseTo(4 * FRAME_MS, 1);

	const [marker] = at.desk.live!.markers;
	expect(marker).toMatchObject({ id: 'm1', text: 'cue', origin: 'broadcast' });
	expect(Math.abs(marker!.ms - 900)).toBeLessThan(60);
	expect(Math.abs(marker!.frame - marker!.ms / FRAME_MS)).toBeLessThan(1.1);
	expect(Math.abs(marker!.wallMs! - sentMs)).toBeLessThan(50);
});

test('every answer carries the request it answers', async () => {
	await open();
	const heard = listen('test-request');
	studio.bus.use({ ...NO_CHANNELS, broadcast: { name: 'test-request' } });
	await measure();
	const say = (body: object): void => other!.postMessage({ fleeting: 1, ...body });
	say({ type: 'marker', text: 'cue', request: 'a1' });
	say({ type: 'marker', text: 'cue', request: 'a2' });
	say({ type: 'hello', request: 'a3' });
	say({ type: 'nonsense', request: 'a4' });
	say({ type: 'start', source: 'camera', request: 'a5' });
	studio.bus.mark('cue', 'keyboard');
	await expect.poll(() => heard.length).toBeGreaterThan(7);
	const answers = heard.flatMap((message) =>
		'request' in message ? [[message.type, message.request]] : [],
	);
	expect(answers).toEqual([
		['hello', null],
		['marker', null],
		['marker', 'a1'],
		['marker', 'a2'],
		['hello', 'a3'],
		['refused', 'a4'],
		['refused', 'a5'],
	]);
});

test('two windows of the app on one channel do not take each other’s word for an order', async () => {
	await open();
	const heard = listen('test-windows');
	const channels = { ...NO_CHANNELS, broadcast: { name: 'test-windows' } };
	studio.bus.use(channels);
	const second = new TriggerBus(at.desk, studio.study);
	try {
		second.use(channels);
		other!.postMessage({ fleeting: 1, type: 'marker', text: 'cue', request: 'a1' });
		other!.postMessage({ fleeting: 1, type: 'nonsense', request: 'a2' });
		other!.postMessage({ fleeting: 1, type: 'hello', request: 'last' });
		const answered = (): number =>
			heard.filter((message) => 'request' in message && message.request === 'last').length;
		await expect.poll(answered).toBe(2);
		// One from each window, and one hello from each when it opened.
		expect(heard.map(({ type }) => type).sort()).toEqual([
			...Array.from({ length: 4 }, () => 'hello'),
			...Array.from({ length: 2 }, () => 'marker'),
			...Array.from({ length: 2 }, () => 'refused'),
		]);
	} finally {
		second.close();
	}
});

test('start and stop by a program; the camera only with a consent that the study names', async () => {
	await open();
	const heard = listen('test-start');
	studio.bus.use({ ...NO_CHANNELS, broadcast: { name: 'test-start' } });
	other!.postMessage({ fleeting: 1, type: 'start', source: 'camera' });
	await expect.poll(() => heard.at(-1)).toMatchObject({ type: 'refused' });
	expect(at.desk.busy).toBe(false);
	await studio.study.begin(plan());
	other!.postMessage({ fleeting: 1, type: 'start', source: 'camera' });
	await expect.poll(() => at.desk.live?.kind).toBe('camera');
	other!.postMessage({ fleeting: 1, type: 'stop' });
	await expect.poll(() => at.orders.at(-1)).toBe('stop');
});

test('keys set markers while they are switched on, not while somebody types', async () => {
	await open();
	await measure();
	const field = document.createElement('input');
	document.body.append(field);
	await userEvent.keyboard('1');
	studio.bus.use({ ...NO_CHANNELS, keyboard: { keys: { '1': 'cue' } } });
	await userEvent.keyboard('1');
	await userEvent.keyboard('2');
	field.focus();
	await userEvent.keyboard('1');
	field.remove();
	studio.bus.use(NO_CHANNELS);
	await userEvent.keyboard('1');
	expect(at.desk.live!.markers.map(({ text, origin }) => [text, origin])).toEqual([
		['cue', 'keyboard'],
	]);
});

test('a page that embeds the app is heard if its origin is on the list', async () => {
	await open();
	await measure();
	const post = (origin: string): void => {
		const data = { fleeting: 1, type: 'marker', text: origin };
		const source = document.createElement('iframe');
		document.body.append(source);
		dispatchEvent(new MessageEvent('message', { data, origin, source: source.contentWindow }));
		source.remove();
	};
	studio.bus.use({ ...NO_CHANNELS, postMessage: { origins: ['https://lab.example'] } });
	post('https://evil.example');
	post('https://lab.example');
	expect(at.desk.live!.markers.map(({ text }) => text)).toEqual(['https://lab.example']);
});

test('a session belongs to the study that was open when it began', async () => {
	await open();
	await studio.study.begin(plan());
	await measure();
	await studio.study.close();
	const session = at.desk.live!;
	expect(canSave(session)).toBe(true);
	if (canSave(session)) {
		expect(recordOf(session).study).toEqual({
			participant: 'P07',
			session: '2',
			seed: 42,
			settingsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
			consent: { version: 'form B', at: '' },
		});
	}
});

test('settings of a locked study cannot be changed, and the controls say why', async () => {
	await open();
	await render(WithSettings, { props: { studio } });
	const study = page.getByRole('region', { name: said('experiment.study') });
	await study.getByRole('button', { name: said('experiment.study.make') }).click();
	await expect.element(study.getByText(said('experiment.study.locked'))).toBeVisible();
	const channels = page.getByRole('region', { name: said('experiment.channels') });
	await expect.element(channels.getByText(said('experiment.study.locked'))).toBeVisible();
	await expect
		.element(channels.getByRole('checkbox', { name: said('experiment.webSocket') }))
		.toBeDisabled();
	at.desk.acceptFalseAlarms(4);
	expect(at.desk.settings.falseAlarmsPerMinute).toBe(1);

	await study.getByRole('textbox', { name: said('experiment.study.participant') }).fill('P08');
	await userEvent.keyboard('{Tab}');
	await expect.poll(() => studio.study.plan.participant).toBe('P08');
	expect(await axeViolations()).toEqual([]);
	await study.getByRole('button', { name: said('experiment.study.close') }).click();
	await expect.element(study.getByText(said('experiment.study.none'))).toBeVisible();
	at.desk.acceptFalseAlarms(4);
	expect(at.desk.settings.falseAlarmsPerMinute).toBe(4);
});

test('a study file that does not fit says which field', async () => {
	await open();
	await render(WithSettings, { props: { studio } });
	const study = page.getByRole('region', { name: said('experiment.study') });
	const file = new File(['{"format":"fleeting-study/1","settings":{"source":"film"}}'], 's.json');
	await userEvent.upload(study.getByLabelText(said('experiment.study.open')).element(), file);
	await expect
		.element(study.getByRole('alert'))
		.toHaveTextContent('settings.source must be "camera" or "actor"');
});

test('channels are off until they are switched on; a kiosk’s address is put together', async () => {
	await open();
	await render(WithSettings, { props: { studio } });
	const channels = page.getByRole('region', { name: said('experiment.channels') });
	await channels.getByRole('checkbox', { name: said('experiment.broadcast') }).click();
	await expect
		.element(
			channels.getByText(
				`${said('experiment.state.open')} · ${said('experiment.counts', { sent: 1, received: 0 })}`,
			),
		)
		.toBeVisible();
	expect(studio.bus.status.broadcast.state).toBe('open');
	expect(studio.bus.status.webSocket.state).toBe('off');
	await channels.getByRole('checkbox', { name: said('experiment.webSocket') }).click();
	await channels.getByRole('textbox', { name: said('experiment.webSocket.url') }).fill('http://x');
	await userEvent.keyboard('{Tab}');
	await expect.element(channels.getByText(said('experiment.webSocket.wrong'))).toBeVisible();

	const kiosk = page.getByRole('region', { name: said('kiosk.builder') });
	await kiosk.getByRole('textbox', { name: said('kiosk.builder.pin') }).fill('2468');
	await kiosk.getByRole('checkbox', { name: said('kiosk.builder.practice') }).click();
	const address = kiosk.getByRole('textbox', { name: said('kiosk.builder.address') });
	const value = (): string => (address.element() as HTMLTextAreaElement).value;
	await expect.poll(value).toContain('pin=2468');
	expect(value()).toContain('practice=0');
	expect(await axeViolations()).toEqual([]);
	at.report({ kind: 'stopped', quality: quality(1), fault: null });
});

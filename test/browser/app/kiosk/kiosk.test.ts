import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../../src/app/style/base.css';
import '../../../../src/app/style/tokens.css';
import { Fault } from '../../../../src/core/record/index.ts';
import type { KioskParts, KioskProfile } from '../../../../src/app/visit/index.ts';
import { CONSENT_VERSION, DEFAULT_PROFILE } from '../../../../src/app/visit/index.ts';
import { Preferences } from '../../../../src/app/preferences/index.ts';
import type { Sources } from '../../../../src/app/desk/index.ts';
import type { Studio } from '../../../../src/app/studio/index.ts';
import { axeViolations } from '../../../support/axe.ts';
import { memoryStorage } from '../../../support/memory-storage.ts';
import { said, saidLike } from '../../../support/said.ts';
import type { Bench } from '../session/orders.ts';
import { bench, openSource, settled } from '../session/orders.ts';
import { engine, event, frame, pictures, quality, rejected } from '../session/reports.ts';
import { studioOf } from '../session/studio.ts';
import WithKiosk from './WithKiosk.svelte';

let at: Bench;
let studio: Studio;
let now = 0;
let reloads = 0;
/** What the browser keeps; a test's own. */
let kept: Map<string, string>;

beforeEach(() => void (kept = new Map()));
afterEach(() => {
	studio.kiosk.close();
	studio.bus.close();
	at.desk.close();
});

interface Opening {
	readonly profile?: Partial<KioskProfile>;
	readonly pin?: string;
	readonly sources?: Partial<Sources>;
	readonly parts?: Partial<KioskParts>;
}

async function open({ profile = {}, pin, sources, parts }: Opening = {}): Promise<void> {
	now = Date.parse('2026-11-27T10:00:00Z');
	reloads = 0;
	at = bench(sources, {
		study: { record: () => studio.study.record(), locked: false },
		reopenAfterMs: [], // the desk gives up at once: what the kiosk does then is tried here
	});
	studio = studioOf(at.desk, {
		now: () => now,
		reload: () => void (reloads += 1),
		preferences: new Preferences(memoryStorage(kept)),
		...parts,
	});
	at.report({ kind: 'ready', engine });
	await studio.kiosk.begin({
		profile: { ...DEFAULT_PROFILE, ...profile },
		pin: pin ?? null,
		refused: [],
	});
	await render(WithKiosk, { props: { studio } });
	await settled();
}

/** Time goes by, a quarter of a second at a time. */
function wait(seconds: number, meanwhile: () => void = () => {}): void {
	for (let left = seconds * 4; left > 0; left--) {
		now += 250;
		meanwhile();
		studio.kiosk.tick();
	}
}

/** The line measures whatever was started last; ends an earlier one as the worker would. */
async function measure(face: 'tracked' | 'none' = 'tracked'): Promise<void> {
	await settled();
	if (at.orders.at(-1) === 'stop') {
		at.report({ kind: 'stopped', quality: quality(1), fault: null });
		await settled();
	}
	at.report({ kind: 'started', width: 640, height: 480 });
	at.report(frame(0, { face: { state: face } }));
	await settled();
}

async function agree(): Promise<void> {
	await measure();
	await page.getByRole('button', { name: said('kiosk.try.camera') }).click();
	at.report({ kind: 'stopped', quality: quality(1), fault: null });
	await page.getByRole('button', { name: said('kiosk.consent.yes') }).click();
	await measure();
}

/** The worker answers the order to stop that a wipe gives. */
async function wiped(): Promise<void> {
	await settled();
	at.report({ kind: 'stopped', quality: quality(9), fault: null });
	await expect.poll(() => studio.kiosk.place).toBe('attract');
}

const beat = (): void => at.report(frame(1, { face: { state: 'none' } }));

test('attract: the actor plays through the line, what it finds is shown; axe finds nothing', async () => {
	await open();
	await measure();
	expect(at.desk.live?.kind).toBe('actor');
	at.report({ kind: 'event-found', event: event('e1', [12, 16, 21]), pictures: pictures() });
	await expect
		.element(page.getByRole('region', { name: said('kiosk.latest.actor') }))
		.toBeVisible();
	await expect.element(page.getByRole('button', { name: said('kiosk.practice') })).toBeVisible();
	expect(await axeViolations()).toEqual([]);
});

test('the camera opens only after a yes, and the yes is in the session’s study record', async () => {
	const asked: string[] = [];
	await open({
		sources: {
			openCamera: () => {
				asked.push('camera');
				return Promise.resolve(openSource('front camera'));
			},
		},
	});
	await measure();
	await page.getByRole('button', { name: said('kiosk.try.camera') }).click();
	at.report({ kind: 'stopped', quality: quality(1), fault: null });
	await expect
		.element(page.getByRole('heading', { level: 1 }))
		.toHaveTextContent(said('kiosk.consent.title'));
	await expect
		.element(page.getByText(said('kiosk.consent.what.text'), { exact: false }))
		.toBeVisible();
	expect(await axeViolations()).toEqual([]);
	// Both answers weigh the same.
	const [yes, no] = (['kiosk.consent.yes', 'kiosk.consent.no'] as const).map((key) =>
		getComputedStyle(page.getByRole('button', { name: said(key) }).element()),
	);
	for (const look of ['backgroundColor', 'color', 'fontSize', 'height', 'width'] as const) {
		expect(yes![look], look).toBe(no![look]);
	}
	expect(asked).toEqual([]);

	await page.getByRole('button', { name: said('kiosk.consent.yes') }).click();
	await measure();
	expect(asked).toEqual(['camera']);
	expect(at.desk.live?.study?.consent).toEqual({
		version: `${CONSENT_VERSION}/en`,
		at: '2026-11-27T10:00:00.000Z',
	});
	expect(await axeViolations()).toEqual([]);
});

test('a no goes back to the start without a camera', async () => {
	await open();
	await measure();
	await page.getByRole('button', { name: said('kiosk.try.camera') }).click();
	at.report({ kind: 'stopped', quality: quality(1), fault: null });
	await page.getByRole('button', { name: said('kiosk.consent.no') }).click();
	await expect.poll(() => studio.kiosk.place).toBe('attract');
	expect(studio.study.consent).toBeNull();
	expect(studio.kiosk.health).toMatchObject({ visits: 1, agreed: 0, declined: 1, wiped: 1 });
});

test('soon after a face has gone it asks, and only a touch answers: the next face may be another’s', async () => {
	await open({ profile: { idleS: 20, countdownS: 10 } });
	await agree();
	wait(7, beat);
	expect(studio.kiosk.place).toBe('measuring');
	wait(2, beat);
	const dialog = page.getByRole('dialog', { name: said('kiosk.asking.title') });
	await expect.element(dialog).toBeVisible();
	wait(2, beat);
	await expect.element(dialog).toHaveTextContent(said('kiosk.asking.text', { seconds: 7 }));
	expect(await axeViolations()).toEqual([]);
	at.report(frame(2));
	wait(0.5);
	await expect.element(dialog).toBeVisible();
	await dialog.getByRole('button', { name: said('kiosk.asking.go-on') }).click();
	expect(studio.kiosk.place).toBe('measuring');
});

test('a face on a poster does not keep the kiosk for ever', async () => {
	await open({ profile: { idleS: 10, countdownS: 5 } });
	await agree();
	wait(75, () => at.report(frame(1)));
	expect(studio.kiosk.place).toBe('measuring');
	wait(10, () => at.report(frame(1)));
	expect(studio.kiosk.place).toBe('wiping');
});

test('who has gone leaves nothing: not in the state, not on the page, not in storage', async () => {
	const removed: number[] = [];
	let stored = 2;
	const [made, revoked] = [vi.spyOn(URL, 'createObjectURL'), vi.spyOn(URL, 'revokeObjectURL')];
	await open({
		profile: { idleS: 10, countdownS: 5 },
		parts: {
			store: {
				suspend: () => {},
				removeSince: (wallMs) => {
					removed.push(wallMs);
					stored = 0;
					return Promise.resolve();
				},
				countSince: () => Promise.resolve(stored),
			},
		},
	});
	const before = new Map(kept);
	await agree();
	const visitSince = now;
	at.report({ kind: 'event-found', event: event('e7', [12, 16, 21]), pictures: pictures() });
	at.report({ kind: 'candidate-rejected', rejected: rejected('r1', [2, 4, 6]) });
	studio.bus.mark('the visitor pressed a key', 'keyboard');
	const session = at.desk.live!;
	expect(session.events).toHaveLength(1);
	expect(session.markers).toHaveLength(1);
	expect(kept.get('fleeting/kioskUnwiped')).toBeDefined();
	const field = document.createElement('input');
	field.value = 'my name';
	document.body.append(field);
	await expect.element(page.getByRole('article')).toBeVisible();

	wait(17, beat);
	await expect.poll(() => studio.kiosk.place).toBe('wiping');
	await wiped();

	expect(at.desk.live === session).toBe(false);
	expect(at.desk.live?.events ?? []).toEqual([]);
	expect(studio.study.consent).toBeNull();
	expect(field.value).toBe('');
	field.remove();
	expect(removed).toEqual([visitSince]);
	// The page shows the actor again, and no picture, no event and no camera of the visitor's.
	await expect.element(page.getByRole('article')).not.toBeInTheDocument();
	expect(document.querySelector('video')).toBeNull();
	expect(at.closedSources).toBeGreaterThanOrEqual(2);
	// No picture of the visit is left in the browser's store of blobs.
	const urls = made.mock.results.map(({ value }) => value as string);
	expect(urls.filter((url) => !revoked.mock.calls.some(([gone]) => gone === url))).toEqual([]);
	expect(new Map([...kept].filter(([, value]) => value !== 'null'))).toEqual(before);
	expect(studio.kiosk.health.entries).toEqual([]);
	vi.restoreAllMocks();
});

test('what cannot be wiped makes the page start anew, and the new page wipes first', async () => {
	await open({
		profile: { idleS: 10, countdownS: 5 },
		parts: {
			store: {
				suspend: () => {},
				removeSince: () => Promise.reject(new Error('locked')),
				countSince: () => Promise.resolve(1),
			},
		},
	});
	await agree();
	wait(16, beat);
	await settled();
	at.report({ kind: 'stopped', quality: quality(9), fault: null });
	await expect.element(page.getByRole('alert')).toHaveTextContent(said('kiosk.fault.page'));
	expect(studio.kiosk.health.entries[0]).toMatchObject({ what: 'not-wiped', detail: 'stored' });
	wait(3);
	expect(reloads).toBe(1);
	const since = Date.parse(JSON.parse(kept.get('fleeting/kioskUnwiped')!) as string);
	studio.kiosk.close();
	studio.bus.close();
	at.desk.close();

	const removed: number[] = [];
	await open({
		parts: {
			store: {
				suspend: () => {},
				removeSince: (wallMs) => Promise.resolve(void removed.push(wallMs)),
				countSince: () => Promise.resolve(0),
			},
		},
	});
	await expect.poll(() => studio.kiosk.place).toBe('attract');
	expect(removed).toEqual([since]);
	expect(kept.get('fleeting/kioskUnwiped')).toBe('null');
});

test('a camera that breaks off is opened again, later and later, in words', async () => {
	let broken: (fault: Fault) => void = () => {};
	let opened = 0;
	await open({
		sources: {
			openCamera: (_id, onFault) => {
				opened += 1;
				broken = onFault;
				if (opened === 2) return Promise.reject(new Fault('camera/absent', 'unplugged'));
				return Promise.resolve(openSource('front camera'));
			},
		},
	});
	await agree();
	broken(new Fault('camera/ended', 'unplugged'));
	await settled();
	at.report({ kind: 'stopped', quality: quality(9), fault: null });
	await settled();
	wait(0.25);
	await expect.element(page.getByRole('alert')).toHaveTextContent(said('kiosk.fault.camera'));
	expect(await axeViolations()).toEqual([]);
	wait(1);
	await settled();
	expect(opened).toBe(2);
	wait(1.5);
	await settled();
	expect(opened).toBe(2);
	wait(1);
	await measure();
	expect(opened).toBe(3);
	await expect.poll(() => studio.kiosk.place).toBe('measuring');
});

test('staff come by a long press or keys, and leave by the PIN; visitors who guess must wait', async () => {
	await open({ pin: '2468' });
	await measure();
	expect(kept.get('fleeting/kioskPin')).not.toContain('2468');
	(document.activeElement as HTMLElement).blur();
	const pad = page.getByRole('dialog', { name: said('kiosk.pin.title') });
	const corner = page.getByRole('button', { name: said('kiosk.staff') });
	await corner.click(); // too short
	// The browser's own pointer may leave the corner as the page moves under it, which ends a press: again.
	const startAgain = (): unknown =>
		corner.element().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
	corner.element().addEventListener('pointerleave', startAgain);
	startAgain();
	await expect.element(pad).toBeVisible();
	await pad.getByRole('button', { name: said('common.cancel') }).click();
	await expect.element(pad).not.toBeInTheDocument();
	(document.activeElement as HTMLElement).blur();
	await userEvent.keyboard('{Control>}{Shift>}L{/Shift}{/Control}');
	await expect.element(pad).toBeVisible();
	expect(await axeViolations()).toEqual([]);
	for (let miss = 0; miss < 5; miss++) {
		await userEvent.keyboard('1111{Enter}');
		await expect
			.element(pad.getByRole('status'))
			.toHaveTextContent(miss < 4 ? said('kiosk.pin.wrong') : saidLike('kiosk.pin.wait'));
		await expect
			.poll(() => pad.getByRole('img').element().ariaLabel)
			.toBe(said('kiosk.pin.digits', { n: 0 }));
	}
	await expect.element(pad).toHaveTextContent(said('kiosk.pin.wait', { seconds: 30 }));
	await expect.element(pad.getByRole('button', { name: said('kiosk.pin.enter') })).toBeDisabled();
	now += 31_000;
	await expect.element(pad.getByRole('status')).not.toHaveTextContent(saidLike('kiosk.pin.wait'));
	for (const digit of ['2', '4', '6', '8']) {
		await pad.getByRole('button', { name: digit, exact: true }).click();
	}
	await pad.getByRole('button', { name: said('kiosk.pin.enter') }).click();
	await expect
		.element(page.getByRole('heading', { name: said('kiosk.staff.title') }))
		.toBeVisible();
	await expect.element(page.getByText('fleeting-live 1')).toBeVisible();
	expect(await axeViolations()).toEqual([]);
	at.report({ kind: 'stopped', quality: quality(9), fault: null });
	await page.getByRole('button', { name: said('kiosk.staff.leave') }).click();
	await expect.element(page.getByText('The app as usual')).toBeVisible();
	expect(document.documentElement.dataset['kiosk']).toBeUndefined();
});

test('keys that lead out do nothing, an error starts the page again, once it is quiet', async () => {
	await open({ profile: { autostart: false } });
	await expect.element(page.getByText(said('kiosk.ready.pinless'), { exact: false })).toBeVisible();
	expect(await axeViolations()).toEqual([]);
	for (const key of ['F5', 'F11', 'p', 'r', 's']) {
		const press = new KeyboardEvent('keydown', {
			key,
			ctrlKey: key.length === 1,
			bubbles: true,
			cancelable: true,
		});
		document.body.dispatchEvent(press);
		expect(press.defaultPrevented, key).toBe(true);
	}
	const menu = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
	document.body.dispatchEvent(menu);
	expect(menu.defaultPrevented).toBe(true);

	await page.getByRole('button', { name: said('kiosk.ready.begin') }).click();
	studio.kiosk.pageFailed('something broke');
	await expect.element(page.getByRole('alert')).toHaveTextContent(said('kiosk.fault.page'));
	wait(1);
	expect(reloads).toBe(0);
	wait(1.5);
	expect(reloads).toBe(1);
	expect(JSON.parse(kept.get('fleeting/kioskReloads')!)).toMatchObject({ count: 1 });
});

test('a calm face is measured first where the profile says so, and forgotten with the visit', async () => {
	await open({ profile: { calibrate: true } });
	await agree();
	expect(studio.kiosk.place).toBe('calibrating');
	wait(0.25);
	expect(at.orders.at(-1)).toBe('calibrate');
	await expect.element(page.getByText(said('kiosk.calibrating'), { exact: false })).toBeVisible();
	await expect.element(page.getByRole('progressbar')).toBeVisible();
	expect(await axeViolations()).toEqual([]);
	// Three times not calm: then it goes on without.
	for (let time = 0; time < 3; time++) {
		at.report({ kind: 'calibration-refused', why: 'head-moving' });
		wait(0.25);
		wait(0.25);
	}
	await expect.poll(() => studio.kiosk.place).toBe('measuring');
});

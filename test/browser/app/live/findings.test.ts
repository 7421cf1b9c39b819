import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Findings, Timeline } from '../../../../src/app/parts/index.ts';
import { capital } from '../../../../src/app/parts/words.ts';
import { Session } from '../../../../src/app/desk/index.ts';
import { said, saidLike, saidOnly } from '../../../support/said.ts';
import { engine, event, frame, pictures, rejected } from '../session/reports.ts';

function found(): Session {
	const session = new Session({ kind: 'camera', label: 'front', now: () => 0 });
	session.apply({ kind: 'started', width: 640, height: 480 });
	for (let index = 0; index < 90; index++) session.apply(frame(index));
	session.apply({ kind: 'event-found', event: event('e1', [12, 16, 21]), pictures: pictures() });
	session.apply({ kind: 'candidate-rejected', rejected: rejected('r1', [40, 44, 49]) });
	session.apply({
		kind: 'candidate-rejected',
		rejected: rejected('r2', [60, 64, 69], 'too-large'),
	});
	return session;
}

test('a movement shows what, when, how long, how sure, and its exact frames', async () => {
	await render(Findings, { session: found(), engine, selected: null });
	const unit = said('movement.unit.sided', {
		unit: said('movement.unit.12'),
		au: 12,
		side: said('movement.side.left'),
	});
	const card = page.getByRole('article', { name: capital(unit) });
	await expect.element(card).toBeVisible();
	await expect.element(card).toHaveTextContent('0:00.4');
	await expect
		.element(card)
		.toHaveTextContent(
			`${said('movement.seconds', { n: '0.30' })} ${said('live.card.uncertainty', { n: '0.05' })}`,
		);
	await expect
		.element(card)
		.toHaveTextContent(
			said('live.card.confidence', { share: said('movement.percent', { n: 82 }) }),
		);
	await expect
		.element(card)
		.toHaveTextContent(
			said('movement.reading.positive', { share: said('movement.percent', { n: 80 }) }),
		);
	await expect.element(card).toHaveTextContent(said('movement.hedge.feeling'));
	await card.getByText(said('live.card.measurements')).click();
	await expect.element(card).toHaveTextContent(said('movement.class.I'));
	for (const [key, n] of [
		['live.card.onset', 12],
		['live.card.apex', 16],
		['live.card.offset', 21],
	] as const) {
		const name = said('live.card.picture', {
			title: said(key),
			caption: said('live.card.frame', { n }),
		});
		await expect.element(card.getByRole('img', { name })).toBeVisible();
	}
});

test('key frames are painted as they came, the motion map is lit where the face moved', async () => {
	const { container } = await render(Findings, { session: found(), engine, selected: null });
	const pixels = [...container.querySelectorAll('canvas')].map((canvas) => [
		...canvas.getContext('2d')!.getImageData(0, 0, 2, 1).data,
	]);
	expect(pixels.slice(0, 3).map((pixel) => pixel.slice(0, 3))).toEqual([
		[255, 0, 0],
		[0, 255, 0],
		[0, 0, 255],
	]);
	const motion = pixels[3]!;
	expect(motion.slice(0, 3)).toEqual([255, 176, 103]);
	expect(motion[4]).toBeLessThan(80);
});

test('without a network the card says so and why', async () => {
	const session = new Session({ kind: 'camera', label: 'front' });
	session.apply({ kind: 'event-found', event: event('e1', [1, 5, 9], null), pictures: null });
	const absent = { ...engine.network, state: 'absent', fault: 'model/mismatch' } as const;
	const without = { ...engine, backend: null, network: absent };
	await render(Findings, { session, engine: without, selected: null });
	const card = page.getByRole('article', {
		name: said('movement.headline.regions', { regions: said('movement.region.lipCornerLeft') }),
	});
	await expect
		.element(card)
		.toHaveTextContent(said('live.card.unread', { why: said('live.fault.model/mismatch.title') }));
});

test('each movement is announced once, politely', async () => {
	const session = found();
	const { container } = await render(Findings, { session, engine, selected: null });
	const live = container.querySelector('[aria-live="polite"]')!;
	expect(live.textContent).toMatch(saidOnly('movement.announcement', { time: '0:00.4' }));
	const changes: string[] = [];
	const watch = new MutationObserver(() => changes.push(live.textContent));
	watch.observe(live, { characterData: true, childList: true, subtree: true });
	session.apply({ kind: 'candidate-rejected', rejected: rejected('r3', [60, 64, 69]) });
	session.apply({ kind: 'event-found', event: event('e2', [70, 74, 79]), pictures: null });
	await expect.poll(() => changes.length).toBe(1);
	expect(changes[0]).toMatch(saidOnly('movement.announcement', { time: '0:02.3' }));
	watch.disconnect();
});

test('rejected candidates are listed with their reason, by keyboard', async () => {
	await render(Findings, { session: found(), engine, selected: null });
	await page.getByRole('tab', { name: said('live.findings.events') }).click();
	await userEvent.keyboard('{ArrowRight}');
	await expect
		.element(page.getByRole('tab', { name: said('live.findings.rejected') }))
		.toHaveFocus();
	const panel = page.getByRole('tabpanel', { name: said('live.findings.rejected') });
	const [large, blink] = (['too-large', 'blink'] as const).map((reason) =>
		panel.getByRole('listitem').filter({ hasText: said(`movement.reason.${reason}`) }),
	);
	await expect
		.element(large!)
		.toHaveTextContent(said('movement.limit', { measured: '0.83', limit: '0.50' }));
	await expect.element(blink!).not.toHaveTextContent(saidLike('movement.limit')); // a blink has none
});

test('the timeline is also an ordered list whose entries can be pointed at', async () => {
	const chosen: string[] = [];
	const { container } = await render(Timeline, {
		session: found(),
		engine,
		spanMs: 20_000,
		onselect: (id: string) => chosen.push(id),
	});
	const list = page.getByRole('list', { name: said('live.timeline.list') });
	const marks = list.getByRole('button');
	await expect.element(marks.nth(1)).toHaveAccessibleName(
		said('live.timeline.rejected.said', {
			time: '0:01.3',
			reason: said('movement.reason.blink'),
		}),
	);
	await expect.element(marks.last()).toHaveAccessibleName(
		said('live.timeline.rejected.said', {
			time: '0:02.0',
			reason: said('movement.rejected', {
				reason: said('movement.reason.too-large'),
				limit: said('movement.limit', { measured: '0.83', limit: '0.50' }),
			}),
		}),
	);
	await marks.first().click();
	expect(chosen).toEqual(['e1']);
	(marks.nth(1).element() as HTMLElement).focus();
	await expect
		.poll(() => container.querySelector('.pointed')?.textContent)
		.toContain(said('movement.reason.blink'));
});

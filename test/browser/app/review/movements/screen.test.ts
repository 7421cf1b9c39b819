import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Studio } from '../../../../../src/app/studio/index.ts';
import '../../../../../src/app/style/base.css';
import '../../../../../src/app/style/tokens.css';
import { axeViolations } from '../../../../support/axe.ts';
import { film } from '../../../line/camera/film.ts';
import WithStudio from '../../session/WithStudio.svelte';
import type { Bench } from '../../session/orders.ts';
import { bench } from '../../session/orders.ts';
import { engine, event, frame, quality } from '../../session/reports.ts';
import { studioOf } from '../../session/studio.ts';
import { said, saidFirst, saidLike, saidOnly } from '../../../../support/said.ts';
import { unitWords } from '../../../../../src/app/review/movements/words.ts';
import type { OpenedBench } from './opened.ts';
import { FRAMES, SPOT, openedOf, record, signals } from './opened.ts';

let at: Bench;
let studio: Studio;
afterEach(() => {
	studio.reviews.close();
	at.desk.close();
});

async function show(session: OpenedBench | null = openedOf()): Promise<OpenedBench> {
	at = bench();
	studio = studioOf(at.desk);
	studio.route.go('review');
	if (session !== null) studio.reviews.open(session.opened);
	await render(WithStudio, { props: { studio, workspace: 'review' } });
	return session ?? openedOf();
}

const review = () => studio.reviews.current!;
const button = (name: string | RegExp) => page.getByRole('button', { name });
const position = () => page.getByRole('slider', { name: said('review.position') });
const you = () => page.getByRole('region', { name: said('review.you') });
const rows = () => page.getByRole('table', { name: said('review.list.caption') }).getByRole('row');
const press = (keys: string) => userEvent.keyboard(keys);
const labelOf = (movement: string) => review().book.of(movement);

test('with nothing measured it says so and where to go', async () => {
	await show(null);
	await expect.element(page.getByText(said('review.empty.none'))).toBeVisible();
	await expect.element(page.getByRole('link', { name: said('review.empty.live') })).toBeVisible();
	expect(await axeViolations()).toEqual([]);
});

test('a session of this visit is opened with its signals and pictures', async () => {
	await show(null);
	at.report({ kind: 'ready', engine });
	await at.desk.startActor();
	at.report({ kind: 'started', width: 640, height: 480 });
	for (let i = 0; i < 60; i++) at.report(frame(i));
	at.report({ kind: 'event-found', event: event('e1', [20, 25, 31]), pictures: null });
	await expect.element(page.getByText(said('review.visit.running'))).toBeVisible();
	at.report({ kind: 'stopped', quality: quality(60), fault: null });
	await button(said('review.visit.open', { name: 'actor' })).click();
	await expect.element(page.getByRole('heading', { name: 'actor' })).toBeVisible();
	expect(review().opened.signals.count).toBe(60);
	await expect.element(page.getByText(said('review.strip.missing'))).toBeVisible();
	await press('a');
	// What was said is there when it is opened again.
	await button(said('review.close')).click();
	await button(said('review.visit.open', { name: 'actor' })).click();
	expect(labelOf('e1')?.decision).toBe('accepted');
});

test('everything is decided by keys, and nothing of the machine is altered', async () => {
	const before = JSON.stringify(record);
	const session = await show();
	await expect.element(page.getByRole('heading', { name: /0:01\.3/ }).first()).toBeVisible();
	await press('a');
	await expect
		.element(you().getByRole('button', { name: said('review.decide.accepted') }))
		.toHaveAttribute('aria-pressed', 'true');
	await press('j');
	await press('r');
	await press('j');
	await press('u');
	expect(['e1', 'e2', 'e3'].map((id) => labelOf(id)?.decision)).toEqual([
		'accepted',
		'rejected',
		'unsure',
	]);
	await press('k');
	expect(review().chosen?.id).toBe('e2');
	await expect
		.element(rows().nth(3))
		.toHaveTextContent(new RegExp(`✕\\s*${said('review.decision.rejected')}`));
	await review().book.settled();
	expect(session.saved.at(-1)?.map(({ about }) => about)).toEqual(['e1', 'e2', 'e3']);
	expect(JSON.stringify(record)).toBe(before);
});

test('frames are stepped, and key frames moved to where one looks', async () => {
	await show();
	expect(review().place).toBe(45);
	await press('{ArrowRight}{ArrowRight}');
	await expect.element(position()).toHaveAttribute('aria-valuenow', '47');
	await press('{Shift>}{ArrowLeft}{/Shift}');
	await expect.element(position()).toHaveAttribute('aria-valuenow', '37');
	await press('1');
	expect(labelOf('e1')?.keyFrames?.onset.frame).toBe(37);
	await expect.element(you().getByText(said('review.keys.moved', { frames: '-3' }))).toBeVisible();
	// An apex before the onset takes the onset along.
	await press('{ArrowLeft}{ArrowLeft}');
	await press('2');
	expect(labelOf('e1')?.keyFrames).toMatchObject({ onset: { frame: 35 }, apex: { frame: 35 } });
	await press('{Shift>}3{/Shift}');
	await expect.element(position()).toHaveAttribute('aria-valuenow', '52');
	await expect.element(position()).toHaveAttribute(
		'aria-valuetext',
		expect.stringMatching(
			saidOnly('review.position.key', {
				frame: 52,
				name: said('review.keys.offset'),
				movement: 'e1',
			}),
		),
	);
	await press('{Home}');
	await expect.element(position()).toHaveAttribute('aria-valuenow', '0');
	await press('{End}');
	await expect.element(position()).toHaveAttribute('aria-valuenow', String(FRAMES - 1));
});

test('every step can be taken back and done again', async () => {
	const session = await show();
	await press('a');
	await press('{ArrowRight}');
	await press('2');
	await press('n');
	expect(review().chosen?.kind).toBe('found');
	expect(review().book.labels).toHaveLength(2);
	await press('{Control>}z{/Control}');
	expect(review().book.labels).toHaveLength(1);
	await expect
		.element(
			page.getByText(said('review.undone', { step: said('review.step.add', { movement: 'h2' }) })),
		)
		.toBeInTheDocument();
	await press('{Control>}z{/Control}{Control>}z{/Control}');
	expect(review().book.labels).toEqual([]);
	await press('{Control>}z{/Control}');
	await expect.element(page.getByText(said('review.nothing.undo'))).toBeInTheDocument();
	await press('{Control>}{Shift>}z{/Shift}{/Control}');
	await press('{Control>}y{/Control}');
	expect(labelOf('e1')).toMatchObject({ decision: 'accepted', keyFrames: { apex: { frame: 46 } } });
	await review().book.settled();
	expect(session.saved.at(-1)).toEqual(review().book.labels);
});

test('a movement is named anew, with side, reading and note, by a coder who is remembered', async () => {
	await show();
	await page.getByLabelText(said('review.coder')).fill('Ann');
	await you().getByLabelText(said('review.units.unit')).selectOptions('14');
	await you().getByLabelText(said('review.units.side')).selectOptions('left');
	await you()
		.getByRole('button', { name: said('review.units.add') })
		.click();
	await you().getByLabelText(said('review.reading')).fill('a hidden smile');
	await you().getByLabelText(said('review.note')).fill('check again');
	await page.getByRole('heading', { name: said('review.timeline') }).click();
	expect(labelOf('e1')).toMatchObject({
		decision: 'accepted',
		actionUnits: ['AU14 left'],
		coder: 'Ann',
		reading: 'a hidden smile',
		note: 'check again',
	});
	await expect.element(rows().nth(2)).toHaveTextContent(/AU14 left · a hidden smile · check again/);
	await you()
		.getByRole('button', { name: said('review.units.remove', { unit: unitWords('AU14 left') }) })
		.click();
	expect(labelOf('e1')?.actionUnits).toEqual([]);
});

test('letters that are typed are no shortcuts, and shortcuts can be switched off', async () => {
	await show();
	await you().getByLabelText(said('review.note')).click();
	await press('arun');
	expect(review().book.labels).toEqual([]);
	await page.getByRole('heading', { name: said('review.timeline') }).click();
	await button(said('review.shortcuts.title')).click();
	await page.getByLabelText(said('review.shortcuts.letters')).click();
	await press('{Escape}');
	const before = review().book.labels.length;
	await press('r');
	expect(review().book.labels).toHaveLength(before);
	await press('{ArrowRight}');
	expect(review().place).toBe(46);
});

test('the list is filtered; candidates that were turned down can be accepted', async () => {
	await show();
	await button(saidFirst('review.filter.turned-down')).click();
	await expect
		.element(rows().nth(2))
		.toHaveTextContent(said('review.list.turnedDown', { why: said('movement.reason.blink') }));
	await rows().nth(2).getByRole('button').click();
	await press('a');
	expect(labelOf('r1')?.decision).toBe('accepted');
	await button(
		said('review.filter.count', { name: said('review.filter.accepted'), count: 1 }),
	).click();
	await expect
		.element(rows().nth(2))
		.toHaveTextContent(new RegExp(`✓\\s*${said('review.decision.accepted')}`));
});

test('a replay goes round in the movement, as slowly as wanted', async () => {
	await show();
	await press('s');
	expect(review().speed).toBe(0.1);
	await press('s');
	expect(review().speed).toBe(1);
	await press(' ');
	await expect.element(button(said('review.pause'))).toBeVisible();
	const seen = new Set<number>();
	await expect.poll(() => seen.add(review().place).size).toBeGreaterThan(5);
	expect(Math.min(...seen)).toBeGreaterThanOrEqual(31);
	expect(Math.max(...seen)).toBeLessThanOrEqual(61);
	await press(' ');
	expect(review().playing).toBe(false);
});

/** How far down the picture at SPOT in `from` lies in `to`, by comparing patches. */
function shift(from: ImageData, to: ImageData): number {
	const grey = (of: ImageData, x: number, y: number): number => {
		const [y0, f] = [Math.floor(y), y - Math.floor(y)];
		const pixel = (row: number): number => of.data[4 * (row * 128 + x)]!;
		return (1 - f) * pixel(y0) + f * pixel(y0 + 1);
	};
	let best = { dy: 0, error: Infinity };
	for (let dy = -14; dy <= 4; dy += 0.1) {
		let error = 0;
		for (let py = -4; py <= 4; py++) {
			for (let px = -4; px <= 4; px++) {
				error +=
					(grey(to, SPOT.x + px, SPOT.y + py + dy) - grey(from, SPOT.x + px, SPOT.y + py)) ** 2;
			}
		}
		if (error < best.error) best = { dy, error };
	}
	return best.dy;
}

/** Name of a picture of this frame. */
const pictureOf = (what: string, frame: number): RegExp =>
	saidOnly('review.picture.at', { what, frame });

async function pixels(name: RegExp): Promise<ImageData> {
	const picture = page.getByRole('img', { name });
	await expect.element(picture).toBeVisible();
	const canvas = picture.element().querySelector('canvas')!;
	return canvas.getContext('2d')!.getImageData(0, 0, 128, 128);
}

test('exaggerated, a movement goes so many times as far, beside the true picture', async () => {
	await show();
	await press('{Shift>}1{/Shift}');
	const onset = await pixels(pictureOf(said('review.face'), 40));
	await press('{Shift>}2{/Shift}');
	const apex = await pixels(pictureOf(said('review.face'), 45));
	expect(shift(onset, apex)).toBeCloseTo(-SPOT.px, 0);
	await press('m');
	await expect
		.element(page.getByText(said('review.face.motion.note', { factor: 8 })))
		.toBeVisible();
	const eight = await pixels(pictureOf(said('review.face.motion', { factor: 8 }), 45));
	expect(shift(onset, eight)).toBeGreaterThan(-SPOT.px * 8 * 1.2);
	expect(shift(onset, eight)).toBeLessThan(-SPOT.px * 8 * 0.8);
	await page.getByLabelText(said('review.factor.label')).fill('4');
	const four = await pixels(pictureOf(said('review.face.motion', { factor: 4 }), 45));
	expect(shift(onset, four) / -SPOT.px).toBeGreaterThan(3.2);
	expect(shift(onset, four) / -SPOT.px).toBeLessThan(4.8);
	expect(await axeViolations()).toEqual([]);
});

test('a film is shown frame by frame; another one is noticed; a broken one says so', async () => {
	await show();
	const input = page.getByLabelText(said('review.film.input'));
	await input.upload(await film({ frames: 40 }));
	await expect.element(page.getByText(saidLike('review.film.doubtful'))).toBeVisible();
	await button(said('review.film.without')).click();
	await input.upload(await film({ frames: FRAMES }));
	await expect
		.element(page.getByRole('img', { name: pictureOf(said('review.film'), 45) }))
		.toBeVisible();
	await input.upload(new File(['no film'], 'notes.mp4', { type: 'video/mp4' }));
	await expect.element(page.getByText(saidLike('review.film.broken'))).toBeVisible();
});

test('the timeline is zoomed and sought by keys and by the pointer', async () => {
	await show();
	await press('{+}{+}');
	await expect.element(page.getByLabelText(said('review.timeline.part'))).toBeVisible();
	await press('0');
	await expect.element(button(said('review.timeline.whole'))).toBeDisabled();
	await position().click();
	const middle = review().place;
	expect(middle).toBeGreaterThan(FRAMES * 0.4);
	expect(middle).toBeLessThan(FRAMES * 0.6);
});

test('a tier of an ELAN file becomes labels, in one step', async () => {
	await show();
	const eaf = `<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2020-01-01T00:00:00Z" FORMAT="3.0" VERSION="3.0">
	<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>
	<TIME_ORDER>
		<TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="1300"/>
		<TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="1700"/>
		<TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="9000"/>
		<TIME_SLOT TIME_SLOT_ID="ts4" TIME_VALUE="9300"/>
	</TIME_ORDER>
	<TIER LINGUISTIC_TYPE_REF="default-lt" TIER_ID="machine"/>
	<TIER ANNOTATOR="Ben" LINGUISTIC_TYPE_REF="default-lt" TIER_ID="micro">
		<ANNOTATION>
			<ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
				<ANNOTATION_VALUE>a smile; AU12 left; apex 1500 ms; note: soft</ANNOTATION_VALUE>
			</ALIGNABLE_ANNOTATION>
		</ANNOTATION>
		<ANNOTATION>
			<ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts3" TIME_SLOT_REF2="ts4">
				<ANNOTATION_VALUE>unsure</ANNOTATION_VALUE>
			</ALIGNABLE_ANNOTATION>
		</ANNOTATION>
	</TIER>
	<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>
</ANNOTATION_DOCUMENT>
`;
	await page
		.getByLabelText(said('review.import.input'))
		.upload(new File([eaf], 'talk.eaf', { type: 'application/xml' }));
	await expect
		.element(page.getByRole('dialog').getByLabelText(said('review.import.tier')))
		.toHaveValue('micro');
	await page
		.getByRole('dialog')
		.getByRole('button', { name: said('review.import.go') })
		.click();
	expect(review().book.labels).toMatchObject([
		{
			about: 'e1',
			decision: 'accepted',
			coder: 'Ben',
			actionUnits: ['AU12 left'],
			reading: 'a smile',
			note: 'soft',
			keyFrames: { apex: { frame: 45 } },
		},
		{ about: null, decision: 'unsure', keyFrames: { onset: { frame: 270 } } },
	]);
	await expect.element(page.getByText(said('review.others'))).toBeVisible();
	await press('{Control>}z{/Control}');
	expect(review().book.labels).toEqual([]);
});

test('labels that could not be kept stay, say so, and are kept at another try', async () => {
	let works = false;
	await show(
		openedOf({
			saveLabels: () => (works ? Promise.resolve() : Promise.reject(new Error('disk full'))),
		}),
	);
	await press('a');
	await expect.element(page.getByRole('alert')).toHaveTextContent(said('review.saved.failed'));
	works = true;
	await button(said('review.saved.again')).click();
	await expect.element(page.getByText(said('review.saved.saved'))).toBeVisible();
});

test('a session without signals or pictures can be labelled all the same', async () => {
	await show(
		openedOf({
			signals: signals(0),
			picturesOf: () => Promise.resolve(null),
			stripOf: () => Promise.reject(new Error('gone')),
		}),
	);
	await expect.element(page.getByText(said('review.strip.broken'))).toBeVisible();
	await expect.element(page.getByText(said('review.timeline.noSignals'))).toBeVisible();
	await press('a');
	expect(labelOf('e1')?.decision).toBe('accepted');
	expect(await axeViolations()).toEqual([]);
});

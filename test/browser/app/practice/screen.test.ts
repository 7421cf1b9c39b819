import { afterEach, expect, test } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Preferences } from '../../../../src/app/preferences/index.ts';
import { newGame, nextRound } from '../../../../src/app/practice/game.ts';
import type { Round } from '../../../../src/app/practice/rounds.ts';
import { TALLY, emptyTally } from '../../../../src/app/practice/tally.ts';
import type { Studio } from '../../../../src/app/studio/index.ts';
import type { KindId } from '../../../../src/app/practice/kinds.ts';
import { axeViolations } from '../../../support/axe.ts';
import { said, saidFirst, saidLike, saidOnly } from '../../../support/said.ts';
import { bench } from '../session/orders.ts';
import { studioOf } from '../session/studio.ts';
import { StageDouble, SWALLOWED, WHOLE } from './stage-double.ts';
import WithPractice from './WithPractice.svelte';

let close: () => void = () => {};
afterEach(() => close());

async function show(props: { keepScore?: boolean; onleave?: () => void } = {}): Promise<Studio> {
	StageDouble.opened.length = 0;
	StageDouble.next.length = 0;
	localStorage.clear();
	const { desk } = bench();
	close = () => desk.close();
	const studio = { ...studioOf(desk), preferences: new Preferences(localStorage) };
	await render(WithPractice, { props: { studio, ...props } });
	return studio;
}

const FIRST = nextRound(newGame({ seed: 11, mode: 'movement', level: 1, length: null })) as Extract<
	Round,
	{ mode: 'movement' }
>;
const named = (kind: KindId) => said(`practice.kind.${kind}`);
const start = () => page.getByRole('button', { name: said('practice.start'), exact: true }).click();
const answers = () =>
	page.getByRole('list', { name: said('practice.ask.movement') }).getByRole('button');
/** What the system of the person asks for; empty: nothing. */
const emulate = (features: readonly { name: string; value: string }[]): Promise<unknown> =>
	(cdp() as unknown as { send(method: string, parameters: unknown): Promise<unknown> }).send(
		'Emulation.setEmulatedMedia',
		{ features },
	);
/** Whether the answer was right or not. */
const ANSWER = new RegExp(
	`${saidFirst('practice.right').source}|${saidFirst('practice.wrong').source}`,
);
const heading = (name: RegExp | string) => page.getByRole('heading', { name });

test('a game from its beginning to its summary, by keyboard, and its scores are kept', async () => {
	const studio = await show();
	await expect.element(heading(said('practice.title'))).toBeVisible();
	expect(await axeViolations()).toEqual([]);
	await start();
	await expect.element(page.getByRole('status')).toHaveTextContent(said('practice.ask.movement'));
	await expect.element(answers().nth(2)).toBeEnabled();
	expect(await axeViolations()).toEqual([]);
	await userEvent.keyboard(String(FIRST.answers.indexOf(FIRST.truth) + 1));
	await expect.element(heading(said('practice.right', { what: named(FIRST.truth) }))).toBeVisible();
	await expect
		.element(page.getByText(said('practice.earned', { points: 10, look: 'full', shows: 1 })))
		.toBeVisible();
	await expect
		.element(page.getByRole('img', { name: saidLike('practice.motion.alt') }))
		.toBeVisible();
	expect(await axeViolations()).toEqual([]);
	await userEvent.keyboard('{Enter}');
	for (let round = 2; round <= 10; round++) {
		await expect.element(heading(said('practice.round', { number: round, of: 10 }))).toBeVisible();
		await expect.element(answers().first()).toBeEnabled();
		await userEvent.keyboard('1');
		await expect.element(heading(ANSWER)).toBeVisible();
		await userEvent.keyboard('{Enter}');
	}
	await expect.element(heading(saidLike('practice.over', { of: 10 }))).toBeVisible();
	await expect
		.element(page.getByRole('table', { name: said('practice.over.rounds') }))
		.toBeVisible();
	await expect
		.element(page.getByText(saidFirst('practice.tally.summary', { games: 1 })))
		.toBeVisible();
	expect(await axeViolations()).toEqual([]);
	expect(studio.preferences.get(TALLY)).toMatchObject({ games: 1 });
	expect(StageDouble.opened.every(({ closed }) => closed)).toBe(true);

	await page.getByRole('button', { name: said('practice.tally.reset') }).click();
	await page.getByRole('button', { name: said('practice.tally.sure') }).click();
	expect(studio.preferences.get(TALLY)).toEqual(emptyTally());
});

test('a wrong answer says what it was, how to tell, and shows it again slowly', async () => {
	await show();
	await start();
	const wrong = FIRST.answers.find((each) => each !== FIRST.truth)!;
	await page.getByRole('button', { name: named(wrong) }).click();
	await expect.element(heading(said('practice.wrong', { what: named(FIRST.truth) }))).toBeVisible();
	await expect
		.element(page.getByText(saidLike('practice.tell.chosen', { what: named(wrong) })))
		.toBeVisible();
	await page.getByRole('button', { name: said('practice.slowly'), exact: true }).click();
	expect(StageDouble.latest.plays).toEqual([1, 1 / 8]);
	await page.getByRole('slider', { name: said('practice.moment') }).fill('8');
	await expect
		.element(page.getByRole('slider', { name: said('practice.moment') }))
		.toHaveAttribute('aria-valuetext', expect.stringMatching(saidOnly('practice.moment.since')));
});

test('a movement that a busy machine swallowed is shown again, and costs nothing', async () => {
	await show();
	StageDouble.next.push(SWALLOWED, WHOLE);
	await start();
	await expect.element(answers().first()).toBeEnabled();
	expect(StageDouble.latest.plays).toEqual([1, 1]);
	await page.getByRole('button', { name: named(FIRST.truth) }).click();
	await expect
		.element(page.getByText(said('practice.earned', { points: 10, look: 'full', shows: 1 })))
		.toBeVisible();
});

test('a machine that is too busy for it says so', async () => {
	await show();
	StageDouble.next.push(SWALLOWED, SWALLOWED, SWALLOWED);
	await start();
	await expect.element(page.getByText(said('practice.busy'))).toBeVisible();
	await expect.element(answers().first()).toBeEnabled();
});

test('seen again and slowly, a round is worth less', async () => {
	await show();
	await page.getByRole('radio', { name: said('practice.speed.half') }).click();
	await start();
	await expect.element(answers().first()).toBeEnabled();
	await userEvent.keyboard('r');
	await expect.poll(() => StageDouble.latest.plays).toEqual([0.5, 0.5]);
	await page.getByRole('button', { name: named(FIRST.truth) }).click();
	await expect
		.element(page.getByText(said('practice.earned', { points: 4, look: 'half', shows: 2 })))
		.toBeVisible();
});

test('the class of a movement is asked in three hedged answers', async () => {
	await show();
	await page.getByRole('radio', { name: said('practice.mode.class') }).click();
	await start();
	const three = page.getByRole('list', { name: said('practice.ask.class') }).getByRole('button');
	await expect.element(three.nth(2)).toBeEnabled();
	expect(three.all()).toHaveLength(3);
	await expect.element(page.getByText(said('practice.class.surprise.note'))).toBeVisible();
	expect(await axeViolations()).toEqual([]);
	await userEvent.keyboard('2');
	await expect.element(page.getByText(said('practice.class.hedge'))).toBeVisible();
});

test('embedded: a way out, and nothing is kept', async () => {
	let left = 0;
	const studio = await show({ keepScore: false, onleave: () => void (left += 1) });
	await page.getByRole('button', { name: said('practice.leave') }).click();
	expect(left).toBe(1);
	await start();
	for (let round = 1; round <= 10; round++) {
		await expect.element(answers().first()).toBeEnabled();
		await userEvent.keyboard('1');
		await expect.element(heading(ANSWER)).toBeVisible();
		await userEvent.keyboard('{Enter}');
	}
	await expect.element(heading(saidLike('practice.over', { of: 10 }))).toBeVisible();
	expect(studio.preferences.get(TALLY)).toEqual(emptyTally());
	await expect.element(page.getByText(said('practice.tally'))).not.toBeInTheDocument();
});

test('with less motion wanted nothing plays: the pictures are gone through by hand', async () => {
	await emulate([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
	try {
		await show();
		await expect.element(page.getByText(said('practice.reduced'))).toBeVisible();
		await start();
		await expect.element(page.getByRole('status')).toHaveTextContent(said('practice.step'));
		await page.getByRole('button', { name: said('practice.frame.after') }).click();
		await page.getByRole('button', { name: said('practice.frame.after') }).click();
		expect(StageDouble.opened.flatMap(({ plays }) => plays)).toEqual([]);
		expect(StageDouble.opened.at(-1)!.instants.at(-1)).toBeCloseTo(66.7, 0);
		expect(await axeViolations()).toEqual([]);
		await page.getByRole('button', { name: named(FIRST.truth) }).click();
		await expect
			.element(page.getByText(said('practice.earned', { points: 3, look: 'other', shows: 1 })))
			.toBeVisible();
	} finally {
		await emulate([]);
	}
});

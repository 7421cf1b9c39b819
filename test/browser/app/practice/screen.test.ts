import { afterEach, expect, test } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Preferences } from '../../../../src/app/preferences/index.ts';
import { newGame, nextRound } from '../../../../src/app/practice/game.ts';
import type { Round } from '../../../../src/app/practice/rounds.ts';
import { TALLY, emptyTally } from '../../../../src/app/practice/tally.ts';
import type { Studio } from '../../../../src/app/studio/index.ts';
import { ENGLISH } from '../../../../src/core/words/index.ts';
import { axeViolations } from '../../../support/axe.ts';
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
const named = (kind: string) => ENGLISH[`practice.kind.${kind}` as keyof typeof ENGLISH];
const start = () => page.getByRole('button', { name: 'Start', exact: true }).click();
const answers = () => page.getByRole('list', { name: 'What moved?' }).getByRole('button');
/** What the system of the person asks for; empty: nothing. */
const emulate = (features: readonly { name: string; value: string }[]): Promise<unknown> =>
	(cdp() as unknown as { send(method: string, parameters: unknown): Promise<unknown> }).send(
		'Emulation.setEmulatedMedia',
		{ features },
	);
const heading = (name: RegExp | string) => page.getByRole('heading', { name });

test('a game from its beginning to its summary, by keyboard, and its scores are kept', async () => {
	const studio = await show();
	await expect.element(heading('Did you see it?')).toBeVisible();
	expect(await axeViolations()).toEqual([]);
	await start();
	await expect.element(page.getByRole('status')).toHaveTextContent('What moved?');
	await expect.element(answers().nth(2)).toBeEnabled();
	expect(await axeViolations()).toEqual([]);
	await userEvent.keyboard(String(FIRST.answers.indexOf(FIRST.truth) + 1));
	await expect.element(heading(`Right: ${named(FIRST.truth)}`)).toBeVisible();
	await expect.element(page.getByText('10 points, in real time, seen once.')).toBeVisible();
	await expect.element(page.getByRole('img', { name: /lit where the skin moved/ })).toBeVisible();
	expect(await axeViolations()).toEqual([]);
	await userEvent.keyboard('{Enter}');
	for (let round = 2; round <= 10; round++) {
		await expect.element(heading(`Round ${round} of 10`)).toBeVisible();
		await expect.element(answers().first()).toBeEnabled();
		await userEvent.keyboard('1');
		await expect.element(heading(/^(Right|It was): /)).toBeVisible();
		await userEvent.keyboard('{Enter}');
	}
	await expect.element(heading(/of 10 right/)).toBeVisible();
	await expect.element(page.getByRole('table', { name: 'Round by round' })).toBeVisible();
	await expect.element(page.getByText(/^1 game, best score/)).toBeVisible();
	expect(await axeViolations()).toEqual([]);
	expect(studio.preferences.get(TALLY)).toMatchObject({ games: 1 });
	expect(StageDouble.opened.every(({ closed }) => closed)).toBe(true);

	await page.getByRole('button', { name: 'Reset the scores' }).click();
	await page.getByRole('button', { name: 'Really reset' }).click();
	expect(studio.preferences.get(TALLY)).toEqual(emptyTally());
});

test('a wrong answer says what it was, how to tell, and shows it again slowly', async () => {
	await show();
	await start();
	const wrong = FIRST.answers.find((each) => each !== FIRST.truth)!;
	await page.getByRole('button', { name: named(wrong) }).click();
	await expect.element(heading(`It was: ${named(FIRST.truth)}`)).toBeVisible();
	await expect
		.element(page.getByText(`You chose “${named(wrong)}”`, { exact: false }))
		.toBeVisible();
	await page.getByRole('button', { name: 'Slowly', exact: true }).click();
	expect(StageDouble.latest.plays).toEqual([1, 1 / 8]);
	await page.getByRole('slider', { name: 'Moment' }).fill('8');
	await expect
		.element(page.getByRole('slider', { name: 'Moment' }))
		.toHaveAttribute('aria-valuetext', expect.stringContaining('after the onset'));
});

test('a movement that a busy machine swallowed is shown again, and costs nothing', async () => {
	await show();
	StageDouble.next.push(SWALLOWED, WHOLE);
	await start();
	await expect.element(answers().first()).toBeEnabled();
	expect(StageDouble.latest.plays).toEqual([1, 1]);
	await page.getByRole('button', { name: named(FIRST.truth) }).click();
	await expect.element(page.getByText('10 points, in real time, seen once.')).toBeVisible();
});

test('a machine that is too busy for it says so', async () => {
	await show();
	StageDouble.next.push(SWALLOWED, SWALLOWED, SWALLOWED);
	await start();
	await expect.element(page.getByText(/This device was too busy/)).toBeVisible();
	await expect.element(answers().first()).toBeEnabled();
});

test('seen again and slowly, a round is worth less', async () => {
	await show();
	await page.getByRole('radio', { name: 'Half speed' }).click();
	await start();
	await expect.element(answers().first()).toBeEnabled();
	await userEvent.keyboard('r');
	await expect.poll(() => StageDouble.latest.plays).toEqual([0.5, 0.5]);
	await page.getByRole('button', { name: named(FIRST.truth) }).click();
	await expect.element(page.getByText('4 points, at half speed, seen twice.')).toBeVisible();
});

test('the class of a movement is asked in three hedged answers', async () => {
	await show();
	await page.getByRole('radio', { name: /What it is filed under/ }).click();
	await start();
	const three = page.getByRole('list', { name: 'What is it filed under?' }).getByRole('button');
	await expect.element(three.nth(2)).toBeEnabled();
	expect(three.all()).toHaveLength(3);
	await expect.element(page.getByText('Often seen with surprise, or with interest')).toBeVisible();
	expect(await axeViolations()).toEqual([]);
	await userEvent.keyboard('2');
	await expect.element(page.getByText(/does not say what a person feels/)).toBeVisible();
});

test('embedded: a way out, and nothing is kept', async () => {
	let left = 0;
	const studio = await show({ keepScore: false, onleave: () => void (left += 1) });
	await page.getByRole('button', { name: 'Leave' }).click();
	expect(left).toBe(1);
	await start();
	for (let round = 1; round <= 10; round++) {
		await expect.element(answers().first()).toBeEnabled();
		await userEvent.keyboard('1');
		await expect.element(heading(/^(Right|It was): /)).toBeVisible();
		await userEvent.keyboard('{Enter}');
	}
	await expect.element(heading(/of 10 right/)).toBeVisible();
	expect(studio.preferences.get(TALLY)).toEqual(emptyTally());
	await expect.element(page.getByText('So far on this device')).not.toBeInTheDocument();
});

test('with less motion wanted nothing plays: the pictures are gone through by hand', async () => {
	await emulate([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
	try {
		await show();
		await expect.element(page.getByText(/This game is about motion/)).toBeVisible();
		await start();
		await expect.element(page.getByRole('status')).toHaveTextContent('Go through the pictures');
		await page.getByRole('button', { name: 'One picture on' }).click();
		await page.getByRole('button', { name: 'One picture on' }).click();
		expect(StageDouble.opened.flatMap(({ plays }) => plays)).toEqual([]);
		expect(StageDouble.opened.at(-1)!.instants.at(-1)).toBeCloseTo(66.7, 0);
		expect(await axeViolations()).toEqual([]);
		await page.getByRole('button', { name: named(FIRST.truth) }).click();
		await expect.element(page.getByText('3 points, by hand, seen once.')).toBeVisible();
	} finally {
		await emulate([]);
	}
});

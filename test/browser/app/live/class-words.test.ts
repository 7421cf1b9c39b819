/** What weights that a person brought say, in words and on the card. */
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { ClassVerdict } from '../../../../src/core/record/index.ts';
import { classWords, fallWords, ranked } from '../../../../src/app/parts/class-words.ts';
import EventCard from '../../../../src/app/parts/EventCard.svelte';
import { said, saidLike, saidOnly } from '../../../support/said.ts';
import { percent } from '../../../../src/app/parts/index.ts';
import { engine, event } from '../session/reports.ts';

const score = (name: string, p: number, pFall: number) => ({
	name,
	meaning: null,
	p,
	pFall,
	logitRise: 0,
	logitFall: 0,
});
const verdict: ClassVerdict = {
	kind: 'classes',
	network: 'fold 3',
	named: true,
	classes: [score('disgust', 0.2, 0.6), score('happiness', 0.7, 0.3), score('others', 0.1, 0.1)],
	top: 1,
	fallTop: 0,
	branchCorrelation: 0.5,
};

test('a class is a name in somebody’s data, never a feeling', () => {
	const { text, hedge } = classWords(verdict);
	expect(text).toBe(said('movement.brought.named', { name: 'happiness', share: percent(0.7) }));
	expect(hedge).toBe(said('movement.brought.hedge.named'));
	expect(fallWords(verdict)).toBe(
		said('movement.brought.fall.named', { name: 'disgust', share: percent(0.6) }),
	);
	expect(fallWords({ ...verdict, fallTop: 1 })).toBeNull();
	expect(ranked(verdict).map(({ name }) => name)).toEqual(['happiness', 'disgust', 'others']);
});

test('a class without a name says so', () => {
	const numbered = {
		...verdict,
		named: false,
		classes: [score('class 1', 0, 1), score('class 2', 1, 0)],
	};
	expect(classWords(numbered).text).toMatch(
		saidOnly('movement.brought.numbered', { name: 'class 2' }),
	);
	expect(classWords(numbered).hedge).toContain(said('movement.brought.hedge.numbered'));
	expect(fallWords(numbered)).toContain('class 1');
});

test('the card names the class and shows rise and fall of each, and no action units', async () => {
	const found = { event: { ...event('e1', [30, 35, 42]), verdict }, pictures: null, fault: null };
	await render(EventCard, { props: { found, engine } });
	const card = page.getByRole('article');
	await expect
		.element(card)
		.toHaveTextContent(saidLike('movement.brought.named', { name: 'happiness' }));
	await expect
		.element(card)
		.toHaveTextContent(saidLike('movement.brought.fall.named', { name: 'disgust' }));
	await card.getByText(said('live.card.measurements')).click();
	const rows = card.getByRole('table', { name: said('live.classes') }).getByRole('row');
	await expect.element(rows.nth(1)).toHaveTextContent(`Happiness${percent(0.7)}${percent(0.3)}`);
	await expect.element(rows.nth(2)).toHaveTextContent(`Disgust${percent(0.2)}${percent(0.6)}`);
	await expect.element(card).toHaveTextContent(said('live.classes.note'));
	await expect.element(card).toHaveTextContent(said('live.card.network.brought'));
	await expect.element(card).not.toHaveTextContent(said('live.card.units'));
	await expect.element(card).not.toHaveTextContent(saidLike('live.card.mirrors.rise'));
});

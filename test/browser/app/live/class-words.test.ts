/** What weights that a person brought say, in words and on the card. */
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { ClassVerdict } from '../../../../src/core/record/index.ts';
import { classWords, fallWords, ranked } from '../../../../src/app/parts/class-words.ts';
import EventCard from '../../../../src/app/parts/EventCard.svelte';
import { said, saidLike } from '../../../support/said.ts';
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
	expect(text).toBe('Most like “happiness” in the data of the weights you brought (70 %).');
	expect(hedge).toBe('Not a statement about feeling, and not tested here.');
	expect(fallWords(verdict)).toContain('The way back alone looks most like “disgust” (60 %)');
	expect(fallWords({ ...verdict, fallTop: 1 })).toBeNull();
	expect(ranked(verdict).map(({ name }) => name)).toEqual(['happiness', 'disgust', 'others']);
});

test('a class without a name says so', () => {
	const numbered = {
		...verdict,
		named: false,
		classes: [score('class 1', 0, 1), score('class 2', 1, 0)],
	};
	expect(classWords(numbered).text).toContain('Most like class 2 in the data');
	expect(classWords(numbered).hedge).toContain('What that class is called is not known');
	expect(fallWords(numbered)).toContain('class 1');
});

test('the card names the class and shows rise and fall of each, and no action units', async () => {
	const found = { event: { ...event('e1', [30, 35, 42]), verdict }, pictures: null, fault: null };
	await render(EventCard, { props: { found, engine } });
	const card = page.getByRole('article');
	await expect.element(card).toHaveTextContent('Most like “happiness”');
	await expect.element(card).toHaveTextContent('The way back alone looks most like “disgust”');
	await card.getByText(said('live.card.measurements')).click();
	const rows = card
		.getByRole('table', { name: /Classes of the weights you brought/ })
		.getByRole('row');
	await expect.element(rows.nth(1)).toHaveTextContent('Happiness70 %30 %');
	await expect.element(rows.nth(2)).toHaveTextContent('Disgust20 %60 %');
	await expect.element(card).toHaveTextContent(said('live.classes.note'));
	await expect.element(card).toHaveTextContent('The paper’s network with weights you brought');
	await expect.element(card).not.toHaveTextContent(said('live.card.units'));
	await expect.element(card).not.toHaveTextContent(saidLike('live.card.mirrors.rise'));
});

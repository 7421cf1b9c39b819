/** Every story of the gallery opens, in every language and theme, without an error or a lost text. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import '../../../src/app/style/tokens.css';
import '../../../src/app/style/base.css';
import { LANGUAGES } from '../../../src/core/words/index.ts';
import { STORIES } from '../../gallery/stories/index.ts';
import { StoryStand } from '../../gallery/story-stand.ts';

/** Keys, values without words, and what a template leaves open. */
const LOST =
	/\b(?:about|analyze|common|experiment|kiosk|library|live|movement|practice|review|settings)\.[a-z]+\.[a-z]|undefined|\bNaN\b|\[object |\{[a-zA-Z]+[,}]/;

const PHONE = 390;
const errors: string[] = [];
const note = (event: ErrorEvent | PromiseRejectionEvent): void =>
	void errors.push(String('reason' in event ? event.reason : event.message));

let shown: StoryStand;
let target: HTMLElement;

beforeAll(async () => {
	await page.viewport(PHONE, 844);
	addEventListener('error', note);
	addEventListener('unhandledrejection', note);
});
afterAll(async () => {
	removeEventListener('error', note);
	removeEventListener('unhandledrejection', note);
	await page.viewport(414, 896);
});
beforeEach(() => {
	errors.length = 0;
	target = document.createElement('div');
	document.body.append(target);
	shown = new StoryStand(target);
	vi.spyOn(console, 'error').mockImplementation((...words) => void errors.push(words.join(' ')));
});
afterEach(async () => {
	vi.restoreAllMocks();
	await shown.close();
	await shown.speak('en');
	target.remove();
	location.hash = '';
	delete document.documentElement.dataset['theme'];
});

test('every name is one story’s only', () => {
	expect(new Set(STORIES.map(({ name }) => name)).size).toBe(STORIES.length);
});

test.for(STORIES.map(({ name }) => name))('%s', async (name) => {
	await shown.show(name);
	for (const { tag } of LANGUAGES) {
		await shown.speak(tag);
		for (const theme of ['light', 'dark'] as const) shown.wear(theme);
		expect(target.textContent.length, tag).toBeGreaterThan(0);
		expect(target.textContent, tag).not.toMatch(LOST);
		expect(document.documentElement.scrollWidth, `${tag}: wider than a phone`).toBeLessThanOrEqual(
			PHONE,
		);
	}
	expect(errors).toEqual([]);
});

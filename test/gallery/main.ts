/**
 * Composition root of the gallery: `?story=SECTION/STATE` shows one state of one screen, without it the
 * page lists them all. `?lang=` and `?theme=light|dark|system` as in the app.
 */
import { mount } from 'svelte';
import '../../src/app/style/tokens.css';
import '../../src/app/style/base.css';
import { THEMES } from '../../src/app/preferences/index.ts';
import { LANGUAGES } from '../../src/core/words/index.ts';
import Gallery from './Gallery.svelte';
import { StoryStand } from './story-stand.ts';
import { STORIES } from './stories/index.ts';

const search = new URLSearchParams(location.search);
const language = LANGUAGES.find(({ tag }) => tag === search.get('lang'))?.tag ?? 'en';
const theme = THEMES.find((each) => each === search.get('theme')) ?? 'system';
const name = search.get('story');
const target = document.getElementById('app')!;

if (name === null) {
	mount(Gallery, { target });
} else {
	const shown = new StoryStand(target);
	await shown.show(name);
	await shown.speak(language);
	shown.wear(theme);
	/** For pictures of all stories without a new page for each: `run.ts`. */
	Object.assign(globalThis, { gallery: { names: STORIES.map((story) => story.name), shown } });
}

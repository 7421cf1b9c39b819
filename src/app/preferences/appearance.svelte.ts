/** How the app looks and which language it speaks: chosen once, kept for the next visit. */
import * as v from 'valibot';
import type { LanguageTag } from '../../core/words/index.ts';
import { LANGUAGES, language, pickLanguage, speak } from '../../core/words/index.ts';
import { preference } from './preference.ts';
import type { Preferences } from './preferences.svelte.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const THEME = preference({ key: 'theme', schema: v.picklist(THEMES), fallback: 'system' });
/** Null: the browser's. */
const LANGUAGE = preference({
	key: 'language',
	schema: v.nullable(v.picklist(LANGUAGES.map(({ tag }) => tag))),
	fallback: null,
});

export class Appearance {
	/** Of this page: another tab's choice is worn from the next visit on. */
	#theme = $state<Theme>('system');
	readonly #preferences: Preferences;
	readonly #root: HTMLElement;

	/** `root`: the page's element, which carries theme, language and direction of writing. */
	constructor(preferences: Preferences, root: HTMLElement) {
		this.#preferences = preferences;
		this.#root = root;
		this.#theme = preferences.get(THEME);
		this.#dress();
	}

	get theme(): Theme {
		return this.#theme;
	}
	get language(): LanguageTag {
		return language();
	}

	/** The language to begin with: named, else kept from the last visit, else the browser's. */
	readonly begin = async (named: string | null, browser: readonly string[]): Promise<void> => {
		const kept = this.#preferences.get(LANGUAGE);
		const wanted = [named, kept].filter((tag) => tag !== null);
		await this.#speak(pickLanguage([...wanted, ...browser]));
	};

	readonly wear = (theme: Theme): void => {
		this.#theme = theme;
		this.#preferences.set(THEME, theme);
		this.#dress();
	};

	/** Rejects where the texts cannot be loaded; the language then stays. */
	readonly speak = async (tag: LanguageTag): Promise<void> => {
		await this.#speak(tag);
		if (this.language === tag) this.#preferences.set(LANGUAGE, tag);
	};

	async #speak(tag: LanguageTag): Promise<void> {
		await speak(tag);
		if (this.language !== tag) return; // another was chosen meanwhile
		this.#root.lang = tag;
		this.#root.dir = LANGUAGES.find((each) => each.tag === tag)?.direction ?? 'ltr';
	}

	#dress(): void {
		if (this.#theme === 'system') delete this.#root.dataset['theme'];
		else this.#root.dataset['theme'] = this.#theme;
	}
}

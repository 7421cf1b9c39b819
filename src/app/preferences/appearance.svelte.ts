/** How the app looks and which language it speaks: chosen once, kept for the next visit. */
import type { Choices, Preferences } from './preferences.ts';
import type { LanguageTag } from '../../core/words/index.ts';
import { LANGUAGES, language, pickLanguage, speak } from '../../core/words/index.ts';

export const THEMES = ['system', 'light', 'dark'] as const;

export class Appearance {
	#theme = $state<Choices['theme']>('system');
	readonly #preferences: Preferences;
	readonly #root: HTMLElement;

	/** `root`: the page's element, which carries theme, language and direction of writing. */
	constructor(preferences: Preferences, root: HTMLElement) {
		this.#preferences = preferences;
		this.#root = root;
		this.#theme = preferences.get('theme') ?? 'system';
		this.#dress();
	}

	get theme(): Choices['theme'] {
		return this.#theme;
	}
	get language(): LanguageTag {
		return language();
	}

	/** The language to begin with: named, else kept from the last visit, else the browser's. */
	readonly begin = async (named: string | null, browser: readonly string[]): Promise<void> => {
		const kept = this.#preferences.get('language');
		const wanted = [named, kept].filter((tag) => tag !== null);
		await this.#speak(pickLanguage([...wanted, ...browser]));
	};

	readonly wear = (theme: Choices['theme']): void => {
		this.#theme = theme;
		this.#preferences.set('theme', theme);
		this.#dress();
	};

	/** Rejects where the texts cannot be loaded; the language then stays. */
	readonly speak = async (tag: LanguageTag): Promise<void> => {
		await this.#speak(tag);
		if (this.language === tag) this.#preferences.set('language', tag);
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

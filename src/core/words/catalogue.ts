/**
 * The message files and what languages there are. English is part of the app, the others are
 * loaded when they are chosen. One file a workspace; keys begin with its name.
 */
import about from './en/about.json' with { type: 'json' };
import analyze from './en/analyze.json' with { type: 'json' };
import audit from './en/audit.json' with { type: 'json' };
import common from './en/common.json' with { type: 'json' };
import experiment from './en/experiment.json' with { type: 'json' };
import kiosk from './en/kiosk.json' with { type: 'json' };
import library from './en/library.json' with { type: 'json' };
import live from './en/live.json' with { type: 'json' };
import movement from './en/movement.json' with { type: 'json' };
import practice from './en/practice.json' with { type: 'json' };
import review from './en/review.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };

export const ENGLISH = {
	...common,
	...live,
	...movement,
	...analyze,
	...review,
	...audit,
	...library,
	...practice,
	...kiosk,
	...experiment,
	...settings,
	...about,
};

export type MessageKey = keyof typeof ENGLISH;
/** Every text of one language, in ICU message syntax. */
export type Catalogue = Readonly<Record<MessageKey, string>>;

/** With the name each gives itself. */
export const LANGUAGES = [
	{ tag: 'en', name: 'English', direction: 'ltr' },
	{ tag: 'de', name: 'Deutsch', direction: 'ltr' },
	{ tag: 'fr', name: 'Français', direction: 'ltr' },
	{ tag: 'es', name: 'Español', direction: 'ltr' },
	{ tag: 'zh', name: '简体中文', direction: 'ltr' },
	{ tag: 'ja', name: '日本語', direction: 'ltr' },
] as const;
export type LanguageTag = (typeof LANGUAGES)[number]['tag'];

const LOADERS: Readonly<Record<LanguageTag, () => Promise<Catalogue>>> = {
	en: () => Promise.resolve(ENGLISH),
	de: async () => (await import('./de/index.ts')).catalogue,
	fr: async () => (await import('./fr/index.ts')).catalogue,
	es: async () => (await import('./es/index.ts')).catalogue,
	zh: async () => (await import('./zh/index.ts')).catalogue,
	ja: async () => (await import('./ja/index.ts')).catalogue,
};

export const loadCatalogue = (tag: LanguageTag): Promise<Catalogue> => LOADERS[tag]();

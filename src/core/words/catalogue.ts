/** What languages there are. English is part of the app, the others are loaded when they are chosen. */
import type { Catalogue } from './english.ts';
import { ENGLISH } from './english.ts';

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

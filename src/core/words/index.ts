/**
 * Room: words. Every text a person reads on a screen, in the language they chose.
 *
 * In    keys and values; message files `TAG/*.json`, one a workspace, the same keys in each language
 * Out   `say`, numbers and dates for people. Files for programs (exports) never come through here
 */
export type { Catalogue, LanguageTag, MessageKey } from './catalogue.ts';
export { ENGLISH, LANGUAGES, loadCatalogue } from './catalogue.ts';
export type { Values } from './language.svelte.ts';
export {
	language,
	pickLanguage,
	say,
	sayDate,
	sayList,
	sayNumber,
	speak,
} from './language.svelte.ts';

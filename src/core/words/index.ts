/**
 * Room: words. Every text a person reads on a screen, in the language they chose.
 *
 * In    keys and values; message files `TAG/*.json`, one a workspace, the same keys in each language
 * Out   `say`, numbers and dates for people. Files for programs (exports) never come through here
 */
export type { LanguageTag } from './catalogue.ts';
export { LANGUAGES, loadCatalogue } from './catalogue.ts';
export type { Catalogue, MessageKey } from './english.ts';
export { ENGLISH } from './english.ts';
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

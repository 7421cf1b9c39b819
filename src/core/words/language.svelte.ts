/**
 * The language people read, and every text in it.
 *
 * In    a key of a message file (`en/*.json`), values for what its text leaves open
 * Out   the text: plain, or formatted by ICU rules (plurals, choices, numbers) for the language
 * State one language for the page. `say` reads it reactively: a component that calls it is drawn
 *       anew when the language changes, and so are the plain functions it calls.
 * Fails never: a text that a language lacks (a test forbids it) is given in English
 */
import IntlMessageFormat from 'intl-messageformat';
import type { LanguageTag } from './catalogue.ts';
import { LANGUAGES, loadCatalogue } from './catalogue.ts';
import type { Catalogue, MessageKey } from './english.ts';
import { ENGLISH } from './english.ts';

export type Values = Readonly<Record<string, string | number | Date>>;

interface Current {
	readonly tag: LanguageTag;
	readonly messages: Catalogue;
	/** Parsed once each. */
	readonly formats: Map<MessageKey, IntlMessageFormat>;
}

const speaking = (tag: LanguageTag, messages: Catalogue): Current => ({
	tag,
	messages,
	formats: new Map(),
});

let current = $state.raw<Current>(speaking('en', ENGLISH));

/** Tag of the language that is shown. */
export const language = (): LanguageTag => current.tag;

export function say(key: MessageKey, values?: Values): string {
	const { messages, formats, tag } = current;
	const text = messages[key] ?? ENGLISH[key];
	if (values === undefined && !text.includes('{') && !text.includes("'")) return text;
	let format = formats.get(key);
	if (format === undefined) {
		format = new IntlMessageFormat(text, tag);
		formats.set(key, format);
	}
	return String(format.format(values));
}

/** The one asked for last. */
let wanted: LanguageTag = 'en';

/**
 * Shows this language from now on; rejects where its texts cannot be loaded, and nothing changes. Where
 * another is asked for before they are there, that one is shown.
 */
export async function speak(tag: LanguageTag): Promise<void> {
	wanted = tag;
	const messages = await loadCatalogue(tag);
	if (wanted === tag) current = speaking(tag, messages);
}

/** The first of the wanted languages that there is; English where there is none. */
export function pickLanguage(wished: readonly string[]): LanguageTag {
	for (const tag of wished) {
		const primary = tag.toLowerCase().split('-')[0]!;
		const found = LANGUAGES.find(({ tag: own }) => own.toLowerCase().split('-')[0] === primary);
		if (found !== undefined) return found.tag;
	}
	return 'en';
}

/** By language and options: making one costs more than a readout may. */
const numberFormats = new Map<string, Intl.NumberFormat>();

/** A number for people, in the language shown; files never use it. */
export function sayNumber(value: number, options?: Intl.NumberFormatOptions): string {
	const key = current.tag + JSON.stringify(options ?? null);
	let format = numberFormats.get(key);
	if (format === undefined) {
		format = new Intl.NumberFormat(current.tag, options);
		numberFormats.set(key, format);
	}
	return format.format(value);
}

/** Several things in a row, as the language shown sets them apart; files never use it. */
export const sayList = (items: readonly string[]): string =>
	new Intl.ListFormat(current.tag, { style: 'short', type: 'unit' }).format(items);

/** A date for people, in the language shown; files never use it. */
export const sayDate = (
	date: Date,
	options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' },
): string => new Intl.DateTimeFormat(current.tag, options).format(date);

/**
 * The app's texts by key, for tests: what is tested is that a thing is said, not how it is worded.
 *
 * In    keys and values, as `say` takes them
 * Out   the English text as the app shows it, or a pattern of it; or a throw, where a value is
 *       missing or the key does not exist
 *
 * Whether a text is good, complete or the same in six languages is for test/unit/core/words.
 */
import type {
	MessageFormatElement,
	PluralElement,
	SelectElement,
} from '@formatjs/icu-messageformat-parser';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import IntlMessageFormat from 'intl-messageformat';
import type { Catalogue, LanguageTag, MessageKey, Values } from '../../src/core/words/index.ts';
import { ENGLISH } from '../../src/core/words/index.ts';

function textOf(catalogue: Catalogue, key: MessageKey): string {
	const text: string | undefined = catalogue[key];
	if (text === undefined) throw new Error(`There is no text called ${key}.`);
	return text;
}

/** The whole text in English. */
export const said = (key: MessageKey, values?: Values): string =>
	saidIn('en', ENGLISH, key, values);

/** The whole text in another language, whose catalogue is loaded. */
export const saidIn = (
	tag: LanguageTag,
	catalogue: Catalogue,
	key: MessageKey,
	values?: Values,
): string => String(new IntlMessageFormat(textOf(catalogue, key), tag).format(values));

/**
 * The English text anywhere in what is read, in any case: values that are not given may be anything.
 * A choice (plural, select) whose value is not given may be any of its texts.
 */
export const saidLike = (key: MessageKey, values: Values = {}): RegExp =>
	new RegExp(sourceOf(parse(textOf(ENGLISH, key)), values), 'is');

/** The same, and nothing before it. */
export const saidFirst = (key: MessageKey, values: Values = {}): RegExp =>
	new RegExp(`^\\s*${saidLike(key, values).source}`, 'is');

/** The same, and nothing before or after it. */
export const saidOnly = (key: MessageKey, values: Values = {}): RegExp =>
	new RegExp(`${saidFirst(key, values).source}\\s*$`, 'is');

const ANYTHING = '.+?';
const A_NUMBER = '[\\d.,\\u202f\\u00a0]+';

function sourceOf(
	elements: readonly MessageFormatElement[],
	values: Values,
	count: string = A_NUMBER,
): string {
	return elements.map((element) => sourceOfOne(element, values, count)).join('');
}

function sourceOfOne(element: MessageFormatElement, values: Values, count: string): string {
	const given = 'value' in element && Object.hasOwn(values, element.value);
	switch (element.type) {
		case TYPE.literal:
			return escaped(element.value);
		case TYPE.pound:
			return count;
		case TYPE.tag:
			return sourceOf(element.children, values, count);
		case TYPE.plural:
		case TYPE.select: {
			const options = Object.entries(element.options);
			const one = given ? chosen(element, values) : null;
			const number = element.type === TYPE.plural && given ? Number(values[element.value]) : null;
			const said = number === null ? count : escaped(number.toLocaleString('en'));
			const possible = options.filter(([name]) => one === null || name === one);
			return `(?:${possible.map(([, { value }]) => sourceOf(value, values, said)).join('|')})`;
		}
		default:
			return given ? escaped(formatted(element, values)) : ANYTHING;
	}
}

/** Name of the option that applies. */
function chosen(element: PluralElement | SelectElement, values: Values): string {
	const value = values[element.value];
	const names =
		element.type === TYPE.select
			? [String(value)]
			: [
					`=${String(value)}`,
					new Intl.PluralRules('en', { type: element.pluralType ?? 'cardinal' }).select(
						Number(value),
					),
				];
	return names.find((name) => name in element.options) ?? 'other';
}

const formatted = (element: MessageFormatElement, values: Values): string =>
	String(new IntlMessageFormat([element], 'en').format(values));

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

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

/** Values that a text is recognized by: a pattern stands for all that match it. */
export type LikeValues = Readonly<Record<string, Values[string] | RegExp>>;

/**
 * The English text anywhere in what is read, in any case: values that are not given may be anything.
 * A choice (plural, select) whose value is not given may be any of its texts.
 */
export const saidLike = (key: MessageKey, values: LikeValues = {}): RegExp =>
	new RegExp(sourceOf(parse(textOf(ENGLISH, key)), values), 'is');

/** The same, and nothing before it. */
export const saidFirst = (key: MessageKey, values: LikeValues = {}): RegExp =>
	new RegExp(`^\\s*${saidLike(key, values).source}`, 'is');

/** The same, and nothing before or after it. */
export const saidOnly = (key: MessageKey, values: LikeValues = {}): RegExp =>
	new RegExp(`${saidFirst(key, values).source}\\s*$`, 'is');

const ANYTHING = '.+?';
const A_NUMBER = '[\\d.,\\u202f\\u00a0]+';

function sourceOf(
	elements: readonly MessageFormatElement[],
	values: LikeValues,
	count: string = A_NUMBER,
): string {
	return elements.map((element) => sourceOfOne(element, values, count)).join('');
}

function sourceOfOne(element: MessageFormatElement, values: LikeValues, count: string): string {
	switch (element.type) {
		case TYPE.literal:
			return escaped(element.value);
		case TYPE.pound:
			return count;
		case TYPE.tag:
			return sourceOf(element.children, values, count);
		case TYPE.plural:
		case TYPE.select:
			return sourceOfChoice(element, values, count);
		default: {
			const value = values[element.value];
			if (value === undefined) return ANYTHING;
			if (value instanceof RegExp) return `(?:${value.source})`;
			return escaped(
				String(new IntlMessageFormat([element], 'en').format({ [element.value]: value })),
			);
		}
	}
}

function sourceOfChoice(
	element: PluralElement | SelectElement,
	values: LikeValues,
	outer: string,
): string {
	const value = values[element.value];
	const isPlural = element.type === TYPE.plural;
	let count = outer;
	if (isPlural) {
		if (value === undefined) count = A_NUMBER;
		else if (value instanceof RegExp) count = `(?:${value.source})`;
		else count = escaped(Number(value).toLocaleString('en'));
	}
	const one = value === undefined || value instanceof RegExp ? null : chosen(element, value);
	const possible = Object.entries(element.options).filter(([name]) => one === null || name === one);
	return `(?:${possible.map(([, option]) => sourceOf(option.value, values, count)).join('|')})`;
}

/** Name of the option that applies. */
function chosen(element: PluralElement | SelectElement, value: Values[string]): string {
	const names = [String(value)];
	if (element.type === TYPE.plural) {
		const rules = new Intl.PluralRules('en', { type: element.pluralType ?? 'cardinal' });
		names.splice(0, 1, `=${String(value)}`, rules.select(Number(value)));
	}
	return names.find((name) => name in element.options) ?? 'other';
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

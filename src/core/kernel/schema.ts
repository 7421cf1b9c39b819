/**
 * Parts of the schemas of what is read from outside, and the sentence that says what is wrong.
 *
 * A schema's message says what its field should hold ("a number from 0 to 1"); `faultIn` puts the
 * place and what it holds instead before that.
 */
import * as v from 'valibot';

/** What stands in a field, as a data dictionary says it. */
export type FieldNote = {
	readonly unit: string;
	readonly meaning: string;
};

/** A schema with its unit and meaning. */
// @__NO_SIDE_EFFECTS__
export function field<const Schema extends v.GenericSchema>(
	schema: Schema,
	unit: string,
	meaning: string,
): v.SchemaWithPipe<readonly [Schema, v.MetadataAction<v.InferOutput<Schema>, FieldNote>]> {
	return v.pipe(schema, v.metadata({ unit, meaning }));
}

/** Fields that are not named may hold anything; they are left out. */
// @__NO_SIDE_EFFECTS__
export function object<const Entries extends v.ObjectEntries>(entries: Entries) {
	return v.pipe(v.object(entries, 'an object'), v.readonly());
}

// @__NO_SIDE_EFFECTS__
export function list<const Item extends v.GenericSchema>(item: Item) {
	return v.pipe(v.array(item, 'a list'), v.readonly());
}

/** A text of any content. */
export const text = v.string('a text');

/** A text that says something. */
export const name = v.pipe(v.string('a text'), v.nonEmpty('a text'));

export const flag = v.boolean('true or false');

// @__NO_SIDE_EFFECTS__
export function oneOf<const Name extends string>(names: readonly Name[]) {
	return v.picklist(names, `one of ${names.join(', ')}`);
}

/** A text that is one of a list; names that are new to this version pass. */
// @__NO_SIDE_EFFECTS__
export function openName<Name extends string>() {
	return v.custom<Name>((value) => typeof value === 'string', 'a text');
}

export const finite = v.pipe(v.number('a number'), v.finite('a number'));

/** A count, or an index from 0. */
export const count = v.pipe(
	v.number('a whole number from 0 on'),
	v.safeInteger('a whole number from 0 on'),
	v.minValue(0, 'a whole number from 0 on'),
);

/** Any number at all. JSON has null for one that is none: "not measured". */
export const measured = v.nullable(
	v.custom<number>((value) => typeof value === 'number', 'a number'),
	NaN,
);

/** A measured number from `least` to `most`, as far as sums of 32-bit floats are exact. */
// @__NO_SIDE_EFFECTS__
export function within(least: number, most = Infinity) {
	const slack = 1e-6;
	return v.pipe(
		measured,
		v.check(
			(value) => !(value < least - slack || value > most + slack),
			most === Infinity ? `a number from ${least} on` : `a number from ${least} to ${most}`,
		),
	);
}

/** A number from `least` to `most` that is always there. */
// @__NO_SIDE_EFFECTS__
export function known(least: number, most = Infinity) {
	const wanted =
		most === Infinity ? `a number from ${least} on` : `a number from ${least} to ${most}`;
	return v.pipe(
		v.number(wanted),
		v.finite(wanted),
		v.minValue(least, wanted),
		v.maxValue(most, wanted),
	);
}

type Issue = v.BaseIssue<unknown>;

/** Where a value lies in a document, for an issue of a check across fields. */
export function placeIn(
	document: unknown,
	keys: readonly (string | number)[],
): [v.IssuePathItem, ...v.IssuePathItem[]] {
	const items: v.IssuePathItem[] = [];
	let input = document;
	for (const key of keys) {
		const value = (input as Readonly<Record<string | number, unknown>>)[key];
		items.push(
			typeof key === 'number'
				? { type: 'array', origin: 'value', input: input as unknown[], key, value }
				: { type: 'object', origin: 'value', input: input as Record<string, unknown>, key, value },
		);
		input = value;
	}
	return items as [v.IssuePathItem, ...v.IssuePathItem[]];
}

/** What is wrong, in one sentence that names the field by its path. */
export function faultIn(issue: Issue): string {
	const named = placeOf(issue);
	const place = named === '' ? 'The document' : `The field ${named}`;
	return issue.input === undefined
		? `${place} is missing.`
		: `${place} is ${shown(issue.input)}, but it should be ${issue.message}.`;
}

/** The same as a part of a sentence: "the field fps is missing", "fps must be a number". */
export function clauseIn(issue: Issue): string {
	const place = placeOf(issue);
	if (place === '') return `it must be ${issue.message}`;
	return issue.input === undefined
		? `the field ${place} is missing`
		: `${place} must be ${issue.message}`;
}

/** `events[0].onset`; empty where it is the document itself. */
const placeOf = ({ path }: Issue): string =>
	(path ?? [])
		.map(({ type, key }) => (type === 'array' ? `[${String(key)}]` : `.${String(key)}`))
		.join('')
		.slice(1);

const SHOWN_LETTERS = 40;

function shown(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' && value !== null) return 'an object';
	if (typeof value !== 'string') return String(value);
	return value.length > SHOWN_LETTERS
		? `"${value.slice(0, SHOWN_LETTERS).toWellFormed()}..."`
		: `"${value}"`;
}

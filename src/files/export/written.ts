/**
 * What a schema says of a document besides what is valid: in which order and with how many digits its
 * fields are written, and what they mean.
 */
import * as v from 'valibot';
import type { FieldNote } from '../../core/kernel/index.ts';
import type { Rounding } from '../../core/record/index.ts';
import { rounded } from './rounding.ts';

/** Of a schema, whatever it is of. */
interface Shape extends v.GenericSchema {
	readonly entries?: Fields;
	readonly item?: Shape;
	readonly wrapped?: Shape;
	/** Of a variant: what tells its options apart; a list of names has options too. */
	readonly key?: string;
	readonly options?: readonly Shape[];
}

type Fields = Readonly<Record<string, Shape>>;

/** `value` as it is written: the fields that the schema has, in its order, rounded. */
export function written<const Schema extends v.GenericSchema>(
	schema: Schema,
	value: v.InferOutput<Schema>,
): v.InferOutput<Schema> {
	return asWritten(schema, value);
}

function asWritten(shape: Shape, value: unknown): unknown {
	const { digits } = v.getMetadata(shape) as Partial<Rounding>;
	if (typeof value === 'number') {
		return digits === undefined ? inWrapped(shape, value) : rounded(digits)(value);
	}
	if (value === null || value === undefined) return value;
	const { entries, item, key } = shape;
	const held = value as Readonly<Record<string, unknown>>;
	if (entries !== undefined) {
		const names = Object.keys(entries);
		return Object.fromEntries(names.map((name) => [name, asWritten(entries[name]!, held[name])]));
	}
	if (item !== undefined) return (value as unknown[]).map((each) => asWritten(item, each));
	if (key !== undefined) return asWritten(optionOf(shape, held), value);
	return inWrapped(shape, value);
}

const inWrapped = ({ wrapped }: Shape, value: unknown): unknown =>
	wrapped === undefined ? value : asWritten(wrapped, value);

const optionOf = ({ key, options }: Shape, value: Readonly<Record<string, unknown>>): Shape =>
	options!.find(({ entries }) => v.is(entries![key!]!, value[key!]))!;

/** Unit and meaning by path; `[]` stands for every item of a list. */
export function explained(schema: v.GenericSchema): Record<string, FieldNote> {
	const notes = Object.entries(fieldsOf(schema)).flatMap(([name, shape]) =>
		notesOf({ [name]: shape }, ''),
	);
	return Object.fromEntries(notes);
}

/** Lists that stand side by side are explained before what is in them. */
function notesOf(fields: Fields, prefix: string): [string, FieldNote][] {
	const notes: [string, FieldNote][] = [];
	const lists: [string, FieldNote][] = [];
	for (const [name, shape] of Object.entries(fields)) {
		const path = prefix + name;
		const { item } = unwrapped(shape);
		if (item === undefined) notes.push(...lists.splice(0));
		const { unit, meaning } = v.getMetadata(shape) as Partial<FieldNote>;
		if (unit !== undefined && meaning !== undefined) notes.push([path, { unit, meaning }]);
		if (item === undefined) notes.push(...notesOf(fieldsOf(shape), `${path}.`));
		else lists.push(...notesOf(fieldsOf(item), `${path}[].`));
	}
	return [...notes, ...lists];
}

const unwrapped = (shape: Shape): Shape =>
	shape.wrapped === undefined ? shape : unwrapped(shape.wrapped);

function fieldsOf(schema: v.GenericSchema): Fields {
	const { entries, key, options } = unwrapped(schema);
	if (key !== undefined) return options!.map(fieldsOf).reduce(merged);
	return entries ?? {};
}

/** The fields of both, those of the second before what both have after them. */
function merged(first: Fields, second: Fields): Fields {
	const fields = Object.entries(second);
	const added = Object.entries(first).flatMap(([name, shape]) => {
		const shared = fields.findIndex(([other]) => other === name);
		return [...fields.splice(0, shared + 1).slice(0, -1), [name, shape] as const];
	});
	return Object.fromEntries([...added, ...fields]);
}

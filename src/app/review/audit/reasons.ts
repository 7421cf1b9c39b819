/**
 * Why something was left out, could not be read or was amended, in the language shown: words for the
 * codes of study/audit, study/dataset and the audit itself.
 */
import type { AssumedClip, LeftOut } from '../../../study/audit/index.ts';
import type { ReadingNote, RemarkReason, TableName } from '../../../study/dataset/index.ts';
import type { AnnotationsFile, Grouping, Refusal } from '../../auditing/index.ts';
import type { Values } from '../../../core/words/index.ts';
import { say, sayList } from '../../../core/words/index.ts';

export const refusalWords = (why: Refusal): string => say(`audit.refused.${why}`);

export const assumedWords = ({ named, taken }: AssumedClip): string =>
	say('audit.assumed', { named, taken });

/** What a message takes of a code's values: lists as people read them. */
function spoken(coded: { readonly code: string }): Values {
	return Object.fromEntries(
		Object.entries(coded)
			.filter(([name]) => name !== 'code')
			.map(([name, value]: [string, unknown]) => [name, valueWords(value)]),
	);
}

function valueWords(value: unknown): string | number {
	if (typeof value === 'number') return value;
	if (Array.isArray(value)) {
		return value.length === 0 ? say('audit.none') : sayList(value.map(valueWords).map(String));
	}
	if (isTable(value)) return tableWords(value);
	return typeof value === 'string' ? value : '?';
}

const isTable = (value: unknown): value is TableName =>
	typeof value === 'object' && value !== null && 'id' in value && 'title' in value;

export const leftOutWords = (why: LeftOut): string => say(`audit.why.${why.code}`, spoken(why));

export const fileFaultWords = (fault: NonNullable<AnnotationsFile['fault']>): string =>
	say(`audit.fault.${fault.code}`, spoken(fault));

export const noteWords = (note: ReadingNote): string =>
	say(`audit.note.${note.code}`, spoken(note));

export function remarkWords(why: RemarkReason): string {
	const values = spoken(why);
	if (!('text' in why)) return say(`audit.remark.${why.code}`, values);
	const text = why.text === '' ? say('audit.cell.blank') : say('audit.cell', { text: why.text });
	return say(`audit.remark.${why.code}`, { ...values, text });
}

/** Kinds of tables whose names are more than a data set's. */
const DESCRIBED = ['own', 'casme3-a', 'casme3-a-all', 'casme3-c'] as const;

export function tableWords({ id, title }: TableName): string {
	const described = DESCRIBED.find((each) => each === id);
	return described === undefined ? title : say(`audit.table.${described}`);
}

export const groupingWords = ({ by, heading }: Grouping): string =>
	by === 'column'
		? say('audit.group.column', { heading: heading ?? '' })
		: say(`audit.group.${by}`);

/** A group's name; `notGiven` stands for what is not said. */
export function groupWords(by: Grouping['by'], name: string, notGiven: string): string {
	if (name === notGiven) return say('audit.group.none');
	return by === 'kind' && (name === 'micro' || name === 'macro') ? say(`audit.kind.${name}`) : name;
}

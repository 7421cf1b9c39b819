/** A network's card, as `models/live/card.json` or a file carries it: shown as it is, not rewritten. */

export interface CardEntry {
	/** Plain words made of the field's name. */
	readonly name: string;
	readonly text: string;
	readonly entries: readonly CardEntry[];
}

/** Null where there is no card: no network has been trained. */
export async function fetchModelCard(folder: string): Promise<readonly CardEntry[] | null> {
	const response = await fetch(new URL('card.json', folder.replace(/\/?$/, '/')));
	const type = response.headers.get('content-type') ?? '';
	if (!response.ok || !type.includes('json')) return null;
	return entriesOf(await response.json());
}

/** Deeper than any card that is meant to be read. */
const DEEPEST = 6;

/** No entries where `value` is not an object. */
export function entriesOf(value: unknown, depth = 0): readonly CardEntry[] {
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
	return Object.entries(value).map(([key, held]: [string, unknown]) => ({
		name: wordsOf(key),
		text: textOf(held),
		entries: isPlain(held) ? [] : entriesOf(held, depth + 1),
	}));
}

const isPlain = (value: unknown): boolean =>
	typeof value !== 'object' || value === null || isList(value);

/** A list of plain values reads as one line. */
const isList = (value: unknown): value is readonly unknown[] =>
	Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null);

function textOf(value: unknown): string {
	if (isList(value)) return value.map(textOf).join(', ');
	if (typeof value === 'number') {
		return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
	}
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	return value === null ? 'not given' : '';
}

/** `trainedOn` -> "Trained on"; a list's index -> its place. */
function wordsOf(key: string): string {
	if (/^\d+$/.test(key)) return `${Number(key) + 1}.`;
	const words = key
		.replaceAll(/[_-]+/g, ' ')
		.replaceAll(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

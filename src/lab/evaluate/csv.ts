/**
 * CSV as in RFC 4180, and as spreadsheets write it: quotes where needed, doubled inside; CRLF or LF;
 * a byte order mark or none. Blank lines are passed over. Pure.
 *
 * Fails CsvError, where a quoted field does not end or is not all of its field
 */

export interface CsvRecord {
	/** Where it begins, from 1. */
	readonly line: number;
	readonly fields: readonly string[];
}

export class CsvError extends Error {
	/** From 1. */
	readonly line: number;

	constructor(line: number, what: string) {
		super(what);
		this.name = 'CsvError';
		this.line = line;
	}
}

/** One field, quoted or not, and what ends it. */
const FIELD = /(?:"((?:[^"]|"")*)"|(?!")([^,\r\n]*))(,|\r?\n|\r|$)/y;

export function csvRecords(text: string): CsvRecord[] {
	const body = text.replace(/^\uFEFF/, '');
	const records: CsvRecord[] = [];
	let line = 1;
	let at = 0;
	while (at < body.length) {
		const first = line;
		const fields: string[] = [];
		let end = ',';
		while (end === ',') {
			FIELD.lastIndex = at;
			const found = FIELD.exec(body);
			if (found === null) throw new CsvError(line, quoteFault(body, at));
			const [whole, quoted, plain = ''] = found;
			end = found[3]!;
			fields.push(quoted?.replaceAll('""', '"') ?? plain);
			line += whole.match(/\r?\n|\r/g)?.length ?? 0;
			at += whole.length;
		}
		if (fields.length > 1 || fields[0]!.trim() !== '') records.push({ line: first, fields });
	}
	return records;
}

const quoteFault = (body: string, at: number): string =>
	/^"(?:[^"]|"")*$/.test(body.slice(at))
		? 'a quoted field has no closing quote'
		: 'a quoted field goes on after its closing quote';

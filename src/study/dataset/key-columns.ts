/**
 * The numbers of a table's key frames and rates, made plain: one format for the three key frames of a
 * unit, one for rates. Where the values alone leave it open, the reading is taken under which key frames
 * follow each other and movements last as movements do. Pure.
 *
 * Fails AnnotationError where nothing tells
 */
import { AnnotationError } from './annotation-error.ts';
import type { Role } from './layout.ts';
import type { NumberFormat } from './number-format.ts';
import { USUAL, canonical, evidenceOf, isEither, readingsOf, tidy } from './number-format.ts';
import type { ReadingNote } from './reading-note.ts';

export interface NumberCells {
	/** As written; null: a number of a workbook, or no cell. One a row. */
	readonly texts: ReadonlyMap<Role, readonly (string | null)[]>;
	/** As `texts`, of numbers too. */
	readonly all: ReadonlyMap<Role, readonly string[]>;
	readonly headingOf: (role: Role) => string;
}

interface Group {
	readonly roles: readonly Role[];
	/** ms of one; null: frames, whose length is not known. */
	readonly unitMs: number | null;
}

const GROUPS: readonly Group[] = [
	{ roles: ['onset', 'apex', 'offset'], unitMs: null },
	{ roles: ['onsetMs', 'apexMs', 'offsetMs'], unitMs: 1 },
	{ roles: ['onsetS', 'apexS', 'offsetS'], unitMs: 1000 },
];
/** A coded movement lasts this long, ms; what is beyond is a number read wrongly. */
const SHORTEST_MS = 5;
const LONGEST_MS = 20_000;
/** Frames a second that cameras have. */
const SLOWEST = 8;
const FASTEST = 12_000;

export interface ReadNumbers {
	/** What a cell's text is, as JavaScript writes numbers. */
	readonly plainly: (role: Role, text: string, isNumber: boolean) => string;
	readonly notes: readonly ReadingNote[];
}

export function readNumbers(file: string, cells: NumberCells): ReadNumbers {
	const formats = new Map<Role, NumberFormat>();
	for (const group of GROUPS) {
		const format = formatOf(
			file,
			cells,
			group.roles,
			(candidate) => doubtsOf(cells, group, candidate),
			group.unitMs === 1000 ? 'decimals' : 'refused',
		);
		for (const role of group.roles) formats.set(role, format);
	}
	const rates = textsOf(cells, 'fps');
	formats.set(
		'fps',
		formatOf(file, cells, ['fps'], (candidate) => {
			const values = rates.map((text) => Number(canonical(text, candidate)));
			return values.filter((value) => value < SLOWEST || value > FASTEST).length;
		}),
	);
	const plainly = (role: Role, text: string, isNumber: boolean): string => {
		const format = formats.get(role);
		return isNumber || format === undefined ? text : canonical(text, format);
	};
	return { plainly, notes: notesOf(file, cells, formats) };
}

const textsOf = ({ texts }: NumberCells, role: Role): string[] =>
	(texts.get(role) ?? []).filter((text) => text !== null);

function formatOf(
	file: string,
	cells: NumberCells,
	roles: readonly Role[],
	doubts: (format: NumberFormat) => number,
	/** Seconds have three decimals in most programs, and films seldom have thousands of them. */
	undecided: 'decimals' | 'refused' = 'refused',
): NumberFormat {
	const evidence = evidenceOf(roles.flatMap((role) => textsOf(cells, role)));
	if ('sure' in evidence) return evidence.sure;
	const signs = 'either' in evidence ? evidence.either : [];
	const candidates = signs.length === 1 ? readingsOf(signs[0]!) : [];
	const [first, second] = candidates
		.map((format) => ({ format, doubts: doubts(format) }))
		.sort((a, b) => a.doubts - b.doubts);
	if (first !== undefined && second !== undefined && first.doubts < second.doubts) {
		return first.format;
	}
	if (undecided === 'decimals' && signs.length === 1) return readingsOf(signs[0]!)[0];
	const shown = (text: string): boolean =>
		'torn' in evidence ? text.includes(evidence.torn) : isEither(text);
	const role = roles.find((each) => textsOf(cells, each).some(shown)) ?? roles[0]!;
	const text = textsOf(cells, role).find(shown) ?? '';
	throw new AnnotationError({
		code: 'torn' in evidence ? 'numbers-torn' : 'numbers-unsure',
		file,
		column: cells.headingOf(role),
		text,
	});
}

/** Rows that make no sense under a format: out of order, or of a length that no movement has. */
function doubtsOf({ all, texts }: NumberCells, { roles, unitMs }: Group, format: NumberFormat) {
	const read = (role: Role, row: number): number => {
		const isNumber = texts.get(role)?.[row] === null;
		const text = all.get(role)?.[row] ?? '';
		const plain = isNumber ? text : canonical(text, format);
		return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : NaN;
	};
	const count = Math.max(0, ...roles.map((role) => all.get(role)?.length ?? 0));
	let doubts = 0;
	for (let row = 0; row < count; row++) {
		const values = roles.map((role) => read(role, row)).filter((value) => !Number.isNaN(value));
		// Frames are whole.
		if (unitMs === null && values.some((value) => !Number.isInteger(value))) doubts += 1;
		if (values.length < 2) continue;
		const lastsMs = (values.at(-1)! - values[0]!) * (unitMs ?? 1);
		const inOrder = values.every((value, at) => at === 0 || value >= values[at - 1]!);
		const lasts = unitMs === null || (lastsMs >= SHORTEST_MS && lastsMs <= LONGEST_MS);
		if (!inOrder || !lasts) doubts += 1;
	}
	return doubts;
}

/** Of each column, the first value that is written otherwise than a program would. */
function notesOf(
	file: string,
	cells: NumberCells,
	formats: ReadonlyMap<Role, NumberFormat>,
): ReadingNote[] {
	return [...formats].flatMap(([role, format]): ReadingNote[] => {
		const text = textsOf(cells, role).find((each) => {
			const plain = canonical(each, format);
			return /^\d+(?:\.\d+)?$/.test(plain) && (plain !== each || isUnclear(each, format));
		});
		if (text === undefined) return [];
		const value = canonical(text, format);
		return [{ code: 'numbers-read', file, column: cells.headingOf(role), text, value }];
	});
}

const isUnclear = (text: string, format: NumberFormat): boolean =>
	format !== USUAL && isEither(tidy(text)) && !format.thousands;

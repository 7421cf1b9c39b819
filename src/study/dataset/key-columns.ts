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
	/**
	 * Where every sign can be read either way: rows tell; or nothing does, since frames in thousands and
	 * seconds in a column without a unit are in order alike; or decimals are meant unless rows are against
	 * them, as seconds have three in most programs, and films seldom thousands of seconds.
	 */
	readonly undecided: 'by-rows' | 'refused' | 'decimals';
}

const GROUPS: readonly Group[] = [
	{ roles: ['onset', 'apex', 'offset'], unitMs: null, undecided: 'refused' },
	{ roles: ['onsetMs', 'apexMs', 'offsetMs'], unitMs: 1, undecided: 'by-rows' },
	{ roles: ['onsetS', 'apexS', 'offsetS'], unitMs: 1000, undecided: 'decimals' },
];
/** A coded movement lasts this long, ms; what is beyond is a number read wrongly. Coders have long ones
 * too: that 29 s are too long for thousands of ms does not make 29 ms of them. */
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
			group.undecided,
		);
		for (const role of group.roles) formats.set(role, format);
	}
	const rates = cells.texts.get('fps') ?? [];
	formats.set(
		'fps',
		formatOf(file, cells, ['fps'], (candidate) =>
			[...rates.entries()].flatMap(([row, text]) => {
				const value = text === null ? NaN : Number(canonical(text, candidate));
				return value < SLOWEST || value > FASTEST ? [row] : [];
			}),
		),
	);
	const plainly = (role: Role, text: string, isNumber: boolean): string => {
		const format = formats.get(role);
		return isNumber || format === undefined ? text : canonical(text, format);
	};
	return { plainly, notes: notesOf(file, cells, formats) };
}

const textsOf = ({ texts }: NumberCells, role: Role): string[] =>
	(texts.get(role) ?? []).filter((text) => text !== null);

/** @param doubts - rows that make no sense under a format */
function formatOf(
	file: string,
	cells: NumberCells,
	roles: readonly Role[],
	doubts: (format: NumberFormat) => number[],
	undecided: Group['undecided'] = 'by-rows',
): NumberFormat {
	const evidence = evidenceOf(roles.flatMap((role) => textsOf(cells, role)));
	const refusal = (code: 'numbers-torn' | 'numbers-unsure', isIt: (text: string) => boolean) => {
		const role = roles.find((each) => textsOf(cells, each).some(isIt)) ?? roles[0]!;
		const text = textsOf(cells, role).find(isIt) ?? '';
		return new AnnotationError({ code, file, column: cells.headingOf(role), text });
	};
	if ('torn' in evidence) {
		throw refusal('numbers-torn', (text) => text.includes(evidence.torn));
	}
	if ('sure' in evidence) {
		const { sure } = evidence;
		const other: NumberFormat = { decimal: sure.decimal === '.' ? ',' : '.', thousands: true };
		const under = new Set(undecided === 'decimals' ? [] : doubts(sure));
		const sense = new Set(doubts(other));
		// One cell with decimals does not make decimals of another row's thousands.
		const torn = [...under].find((row) => !sense.has(row) && isEitherRow(cells, roles, row));
		if (torn === undefined) return sure;
		const texts = roles.map((role) => cells.texts.get(role)?.[torn] ?? '');
		throw refusal('numbers-torn', (text) => isEither(text) && texts.includes(text));
	}
	const signs = evidence.either;
	const candidates = signs.length === 1 ? readingsOf(signs[0]!) : [];
	const [decimals, thousands] = candidates.map((format) => doubts(format).length);
	if (decimals !== undefined && thousands !== undefined && undecided !== 'refused') {
		if (decimals < thousands || (decimals === thousands && undecided === 'decimals')) {
			return candidates[0];
		}
		if (thousands < decimals && undecided === 'by-rows') return candidates[1];
	}
	throw refusal('numbers-unsure', isEither);
}

/** Its signs can all be read either way. */
function isEitherRow({ texts }: NumberCells, roles: readonly Role[], row: number): boolean {
	const signed = roles
		.map((role) => texts.get(role)?.[row] ?? '')
		.filter((text) => /[.,]/.test(tidy(text)));
	return signed.length > 0 && signed.every(isEither);
}

/** Rows that make no sense under a format: out of order, or of a length that no movement has. */
function doubtsOf(
	{ all, texts }: NumberCells,
	{ roles, unitMs }: Group,
	format: NumberFormat,
): number[] {
	const read = (role: Role, row: number): number => {
		const isNumber = texts.get(role)?.[row] === null;
		const text = all.get(role)?.[row] ?? '';
		const plain = isNumber ? text : canonical(text, format);
		return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : NaN;
	};
	const count = Math.max(0, ...roles.map((role) => all.get(role)?.length ?? 0));
	return Array.from({ length: count }, (_, row) => row).filter((row) => {
		const values = roles.map((role) => read(role, row)).filter((value) => !Number.isNaN(value));
		// Frames are whole.
		if (unitMs === null && values.some((value) => !Number.isInteger(value))) return true;
		if (values.length < 2) return false;
		if (values.some((value, at) => at > 0 && value < values[at - 1]!)) return true;
		if (unitMs === null) return false;
		const lastsMs = (values.at(-1)! - values[0]!) * unitMs;
		return lastsMs < SHORTEST_MS || (unitMs !== 1 && lastsMs > LONGEST_MS);
	});
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

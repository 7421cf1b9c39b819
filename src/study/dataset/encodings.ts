/**
 * Bytes of a text -> its letters. UTF-8 and UTF-16 are known for certain, marked or not; anything else
 * is guessed, and a guess is said. Pure.
 *
 * A table of annotations has a few names in it, too few for detectors that count letters and pairs of
 * them (decision 0075). What is looked at here is whether the text makes sense as writing: letters of one
 * script in a word, no capitals after small ones, no signs amid letters; and for East Asian ones, the
 * share of characters from the rows where their standards keep the common ones (GB 2312 level 1, Big5
 * level 1, JIS level 1 and kana, KS X 1001 hangul).
 */
import { AnnotationError } from './annotation-error.ts';

export interface DecodedText {
	/** Without a byte order mark. */
	readonly text: string;
	/** A name that TextDecoder knows. */
	readonly encoding: string;
	/** UTF-8 or UTF-16 by its bytes, or said by a person; else a guess. */
	readonly certain: boolean;
	/** The file began with a byte order mark. */
	readonly marked: boolean;
	/** A piece that shows the guess; null: nothing was guessed. */
	readonly sample: string | null;
}

/** What can be named, the likeliest of two that fit equally well first. */
export const ENCODINGS = [
	'utf-8',
	'utf-16le',
	'utf-16be',
	'windows-1252',
	'macintosh',
	'gb18030',
	'big5',
	'shift_jis',
	'euc-kr',
	'euc-jp',
	'windows-1250',
	'windows-1251',
	'windows-1253',
	'windows-1254',
	'windows-1255',
	'windows-1256',
	'windows-874',
	'koi8-r',
	'x-mac-cyrillic',
] as const;

export type EncodingName = (typeof ENCODINGS)[number];

/**
 * @param said - by a person; null: looked for
 * @throws AnnotationError where no encoding makes sense of it, or the one that was said does not
 */
export function decoded(file: string, bytes: Uint8Array, said: EncodingName | null): DecodedText {
	if (said !== null) {
		const text = strictly(said, bytes);
		if (text === null) throw new AnnotationError({ code: 'encoding-wrong', file, encoding: said });
		return { text, encoding: said, certain: true, marked: isMarked(bytes), sample: null };
	}
	const unicode = unicodeOf(bytes);
	if (unicode !== null) return { ...unicode, certain: true, sample: null };
	if (bytes.includes(0)) throw new AnnotationError({ code: 'no-text', file });
	const [best, next] = guesses(bytes);
	if (best === undefined || best.share < LEAST_SHARE || (next !== undefined && isTie(best, next))) {
		const encodings = [best, next].flatMap((each) => each?.encoding ?? []);
		throw new AnnotationError({
			code: 'encoding-unsure',
			file,
			encodings: encodings.length > 0 ? encodings : ENCODINGS.slice(3),
		});
	}
	const sample = foreignCells(best.text)[0] ?? '';
	return {
		text: best.text,
		encoding: best.encoding,
		certain: false,
		marked: false,
		sample: sample.slice(0, 30),
	};
}

const isMarked = ([a, b, c]: Uint8Array): boolean =>
	(a === 0xff && b === 0xfe) ||
	(a === 0xfe && b === 0xff) ||
	(a === 0xef && b === 0xbb && c === 0xbf);

/** TextDecoder leaves a byte order mark out. Null: these bytes are no such text. */
function strictly(encoding: string, bytes: Uint8Array): string | null {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

function unicodeOf(bytes: Uint8Array): Pick<DecodedText, 'text' | 'encoding' | 'marked'> | null {
	const marked = isMarked(bytes);
	const encoding = marked && bytes[0] !== 0xef ? wide(bytes[0] === 0xff) : unmarkedWide(bytes);
	for (const each of encoding === null ? ['utf-8'] : [encoding]) {
		const text = strictly(each, bytes);
		if (text !== null && !text.includes('\0')) return { text, encoding: each, marked };
	}
	return null;
}

const wide = (little: boolean): string => (little ? 'utf-16le' : 'utf-16be');

/** UTF-16 without a mark: every other byte of separators, digits and line ends is zero. */
function unmarkedWide(bytes: Uint8Array): string | null {
	const length = Math.min(bytes.length, 4096) & ~1;
	let even = 0;
	let odd = 0;
	for (let at = 0; at < length; at += 2) {
		if (bytes[at] === 0) even += 1;
		if (bytes[at + 1] === 0) odd += 1;
	}
	const some = length / 10;
	if (odd > some && even < odd / 10) return wide(true);
	return even > some && odd < even / 10 ? wide(false) : null;
}

interface Guess {
	readonly encoding: EncodingName;
	readonly text: string;
	/** Of the characters beyond ASCII, those that make sense; 0 to 1. */
	readonly share: number;
	/** Log likelihood of an East Asian text; null: an alphabet. */
	readonly likelihood: number | null;
	readonly scripts: ReadonlySet<string>;
}

/** Below, a reading is none. */
const LEAST_SHARE = 0.6;
/** Readings this near to each other make as much sense. */
const NEAR = 0.1;
/** East Asian readings: 20 to 1. */
const SURE = Math.log(20);

/** Both make sense and they differ in more than an accent. */
function isTie(best: Guess, next: Guess): boolean {
	if (best.text === next.text || best.share - next.share >= NEAR) return false;
	if (best.likelihood !== null && next.likelihood !== null) {
		return best.likelihood - next.likelihood < SURE;
	}
	return best.likelihood === null && next.likelihood === null && !isSameScript(best, next);
}

const isSameScript = (best: Guess, next: Guess): boolean =>
	[...best.scripts].every((script) => next.scripts.has(script));

/** The best first. */
function guesses(bytes: Uint8Array): Guess[] {
	const found = ENCODINGS.slice(3)
		.flatMap((encoding): Guess[] => {
			const text = strictly(encoding, bytes);
			if (text === null || /[\0\x80-\x9f\p{Co}\p{Cn}]/u.test(text)) return [];
			const { share, scripts } = senseOf(foreignCells(text), encoding);
			const rows = ROWS[encoding];
			const pairs = rows === undefined ? [] : pairsIn(bytes, encoding);
			if (rows === undefined || pairs.length === 0) {
				return [{ encoding, text, share, likelihood: null, scripts }];
			}
			const found = pairs.map((pair) => rows.find(([from, to]) => pair >= from && pair <= to));
			const common = found.filter((row) => row !== undefined).length / pairs.length;
			const likelihood = found.reduce((sum, row) => sum + Math.log(row?.[2] ?? RARE), 0);
			return [{ encoding, text, share: Math.min(share, common), likelihood, scripts }];
		})
		.sort((a, b) => b.share - a.share); // stable: the likelier first
	const near = found.filter(({ share }) => (found[0]?.share ?? 0) - share < NEAR);
	const east = near
		.filter(({ likelihood }) => likelihood !== null)
		.sort((a, b) => b.likelihood! - a.likelihood!);
	return found[0]?.likelihood === null
		? found
		: [...east, ...near.filter((each) => !east.includes(each))];
}

/** Pairs of bytes, first one high, of which these encodings make one character. */
function pairsIn(bytes: Uint8Array, encoding: EncodingName): number[] {
	const pairs: number[] = [];
	for (let at = 0; at < bytes.length; at++) {
		const lead = bytes[at]!;
		if (lead < 0x80 || (encoding === 'shift_jis' && lead >= 0xa1 && lead <= 0xdf)) continue;
		pairs.push(lead * 256 + (bytes[at + 1] ?? 0));
		at += 1;
	}
	return pairs;
}

/** Where common characters and full-width signs are, and how likely each of them is in a text. */
type Row = readonly [from: number, to: number, each: number];

const RARE = 0.03 / 7000;
const SIGNS = 0.1 / 282;
const KANA = 0.4 / 170;
const ROWS: Partial<Record<EncodingName, readonly Row[]>> = {
	gb18030: [
		[0xa1a1, 0xa3fe, SIGNS],
		[0xb0a1, 0xd7f9, 0.87 / 3755],
	],
	big5: [
		[0xa140, 0xa3bf, SIGNS],
		[0xa440, 0xc67e, 0.87 / 5401],
	],
	shift_jis: [
		[0x8140, 0x829a, SIGNS],
		[0x829f, 0x8396, KANA],
		[0x889f, 0x9872, 0.47 / 2965],
	],
	'euc-kr': [
		[0xa1a1, 0xa3fe, SIGNS],
		[0xb0a1, 0xc8fe, 0.87 / 2350],
	],
	'euc-jp': [
		[0xa1a1, 0xa3fe, SIGNS],
		[0xa4a1, 0xa5f6, KANA],
		[0xb0a1, 0xcfd3, 0.47 / 2965],
	],
};

/** Cells and words with anything beyond ASCII. */
const foreignCells = (text: string): string[] =>
	text.split(/[,;|\t\r\n"]+/).filter((cell) => /[^\0-\x7f]/.test(cell));

const SIGN = /[\p{Sc}\p{P}\u00b0\u3000]/u;
/** Letters of Icelandic, or of old Romanian: in their places are Turkish ones. */
const SELDOM: Partial<Record<EncodingName, RegExp>> = {
	'windows-1252': /[ÐðÞþÝý]/u,
	'windows-1250': /[Ţţ]/u,
};
const HALF_WIDTH = /[\uff61-\uff9f]/u;

function senseOf(
	cells: readonly string[],
	encoding: EncodingName,
): Pick<Guess, 'share' | 'scripts'> {
	const all = new Set<string>();
	let sense = 0;
	let count = 0;
	for (const word of cells.flatMap((cell) => cell.split(/[\s_\-./\\()]+/))) {
		const signs = [...word];
		const foreign = signs.filter((sign) => sign > '\x7f');
		if (foreign.length === 0) continue;
		count += foreign.length;
		const letters = signs.filter((sign) => /\p{L}/u.test(sign));
		const scripts = new Set(letters.map(scriptOf));
		for (const script of scripts) all.add(script);
		if (isNoWord(word, scripts, letters, foreign)) continue;
		for (const sign of foreign) {
			if (SIGN.test(sign)) sense += signs.length === 1 ? 0.9 : 0.3;
			else if (!/[\p{L}\p{M}\p{N}]/u.test(sign)) continue;
			else if (HALF_WIDTH.test(sign)) sense += 0.7;
			else sense += SELDOM[encoding]?.test(sign) ? 0.5 : 1;
		}
	}
	return { share: count === 0 ? 0 : sense / count, scripts: all };
}

/** Torn by a capital, of two scripts, begun by a mark, or of accented letters only. */
const isNoWord = (
	word: string,
	scripts: ReadonlySet<string>,
	letters: readonly string[],
	foreign: readonly string[],
): boolean =>
	/\p{Ll}\p{Lu}/u.test(word) ||
	/^\p{M}/u.test(word) ||
	scripts.size > 1 ||
	(scripts.has('latin') && letters.length > 1 && foreign.length > 0.6 * letters.length);

const SCRIPTS = [
	['latin', /\p{Script=Latin}/u],
	['greek', /\p{Script=Greek}/u],
	['cyrillic', /\p{Script=Cyrillic}/u],
	['hebrew', /\p{Script=Hebrew}/u],
	['arabic', /\p{Script=Arabic}/u],
	['thai', /\p{Script=Thai}/u],
] as const;

/** Han, kana and hangul go together, and with Latin letters in one name. */
const scriptOf = (letter: string): string =>
	SCRIPTS.find(([, pattern]) => pattern.test(letter))?.[0] ?? 'east';

/**
 * How the numbers of a column are written: 1.166 is 1166 in Berlin and 1.166 in Boston. Decided from all
 * values of the column together, and from what the three key frames say of each other. Pure.
 */

/** What stands before decimals, and what parts thousands; null: neither is there. */
export interface NumberFormat {
	readonly decimal: '.' | ',';
	/** Points or commas are thousands signs; blanks and apostrophes can only be such. */
	readonly thousands: boolean;
}

/** As JavaScript writes them: what cannot be told is told so by `ambiguous`. */
export const USUAL: NumberFormat = { decimal: '.', thousands: false };

/** Digits of other scripts, full-width signs, and blanks of all widths are as in ASCII. */
export const tidy = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)))
		.replace(/\u066b/g, '.')
		.replace(/\u066c/g, ',')
		.trim();

/** Scripts have their digits in tens of code points, from a 0. */
function digitOf(digit: string): number {
	const code = digit.codePointAt(0)!;
	let zero = code;
	while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
	return code - zero;
}

/** The number as JavaScript writes it; text that is none stays as it is. */
export function canonical(written: string, { decimal, thousands }: NumberFormat): string {
	const text = tidy(written).replace(BLANK_GROUPS, (groups) => groups.replace(/[\s'’]/g, ''));
	const other = decimal === '.' ? ',' : '.';
	if (new RegExp(`^\\d{1,3}(?:\\${other}\\d{3})+(?:\\${decimal}\\d+)?$`).test(text)) {
		const whole = text.split(other).length > 2 || text.includes(decimal) || thousands;
		if (whole) return text.replaceAll(other, '').replace(decimal, '.');
	}
	return new RegExp(`^\\d+\\${decimal}\\d+$`).test(text) ? text.replace(decimal, '.') : text;
}

const BLANK_GROUPS = /^\d{1,3}(?:[\s'’]\d{3})+(?=[.,]|$)/;

/** A value that can be read either way: one sign, three digits behind it, one to three before. */
const EITHER = /^[1-9]\d{0,2}([.,])\d{3}$/;
const SIGNED = /^[\d.,]*\d[.,]\d[\d.,]*$/;

type Evidence =
	| { readonly sure: NumberFormat }
	/** Signs that part three digits from at most three. */
	| { readonly either: readonly ('.' | ',')[] }
	/** Signs contradict each other. */
	| { readonly torn: string };

/** What the values alone say. */
export function evidenceOf(written: readonly string[]): Evidence {
	const either = new Set<'.' | ','>();
	const decimals = new Set<'.' | ','>();
	const groups = new Set<'.' | ','>();
	for (const each of written) {
		const text = tidy(each).replace(BLANK_GROUPS, (found) => found.replace(/[\s'’]/g, ''));
		if (!SIGNED.test(text)) continue;
		const signs = [...text].filter((sign) => sign === '.' || sign === ',');
		const last = signs.at(-1)!;
		const only = EITHER.exec(text)?.[1] as '.' | ',' | undefined;
		if (only !== undefined) either.add(only);
		else if (signs.length === 1) decimals.add(last);
		else if (signs.every((sign) => sign === last)) groups.add(last);
		else {
			decimals.add(last);
			groups.add(last === '.' ? ',' : '.');
		}
	}
	for (const sign of decimals) if (groups.has(sign)) return { torn: sign };
	const [decimal, more] = [...decimals];
	if (more !== undefined) return { torn: more };
	if (decimal !== undefined) return { sure: { decimal, thousands: true } };
	const [group, another] = [...groups];
	if (another !== undefined) return { torn: another };
	if (group !== undefined) {
		return { sure: { decimal: group === '.' ? ',' : '.', thousands: true } };
	}
	return either.size === 0 ? { sure: USUAL } : { either: [...either] };
}

/** The two formats that a sign may mean: before decimals, or between thousands. */
export const readingsOf = (sign: '.' | ','): readonly [NumberFormat, NumberFormat] => [
	{ decimal: sign, thousands: false },
	{ decimal: sign === '.' ? ',' : '.', thousands: true },
];

export const isEither = (written: string): boolean => EITHER.test(tidy(written));

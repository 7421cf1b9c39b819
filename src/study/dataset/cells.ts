/** What stands in single cells: frame numbers, action units, objective classes. Pure. */
import type { AnnotatedUnit } from '../../core/record/index.ts';

/** How coders write that there is nothing. */
const NOTHING = new Set(['', '/', '\\', '-', '--', 'n/a', 'na', 'nan', 'none', 'null', '?']);

export const isNothing = (text: string): boolean => NOTHING.has(text.toLowerCase());

/** No film is as long: numbers beyond are dates, telephone numbers, or sums. */
const LARGEST = 100_000_000;

const within = (text: string): number | undefined =>
	Number(text) <= LARGEST ? Number(text) : undefined;

/** A frame number; null: none is given; undefined: it is no whole number from 0. */
export function frameNumber(text: string): number | null | undefined {
	if (isNothing(text)) return null;
	return /^\d+(?:\.0+)?$/.test(text) ? within(text) : undefined;
}

/** A number from 0, such as ms or frames per second; as `frameNumber`. */
export function decimal(text: string): number | null | undefined {
	if (isNothing(text)) return null;
	return /^\d+(?:\.\d+)?$/.test(text) ? within(text) : undefined;
}

/** `4`, `L10`, `12A`, `R12B/C`, `4(k)`, without blanks and question marks. */
const UNIT = /^(?:AU)?([LRTB])?(\d+)([A-E](?:\/[A-E])?)?(\(k\))?$/i;
/** At `+`, `,`, `;` and at a slash, unless that stands between two intensities: `4B/C`. */
const SEPARATOR = /[+,;]|\/(?![A-E](?![A-Z0-9]))/i;
const SIDES = { L: 'left', R: 'right', T: 'top', B: 'bottom' } as const;
/** FACS has no code above 99. */
const LARGEST_UNIT = 99;

/** Action units of a cell, and the parts of it that are none. */
export function actionUnits(text: string): { units: AnnotatedUnit[]; unread: string[] } {
	const units: AnnotatedUnit[] = [];
	const unread: string[] = [];
	if (isNothing(text) || text === '0') return { units, unread };
	for (const part of text.split(SEPARATOR)) {
		const bare = part.replace(/[\s?]/g, '');
		if (bare === '') continue;
		const [, side, number, intensity, kept] = UNIT.exec(bare) ?? [];
		const unit = Number(number ?? 0);
		if (unit < 1 || unit > LARGEST_UNIT) {
			unread.push(part.trim());
			continue;
		}
		units.push({
			unit,
			side: side === undefined ? null : SIDES[side.toUpperCase() as keyof typeof SIDES],
			intensity: intensity?.at(-1)?.toUpperCase() ?? null,
			uncertain: part.includes('?'),
			...(kept !== undefined && { kept: true as const }),
		});
	}
	return { units, unread };
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'];

/** Davison's objective class from `3`, `III` or `iii`; null: none is given; undefined: it is none. */
export function objectiveClass(text: string): string | null | undefined {
	if (isNothing(text)) return null;
	return /^[1-7](?:\.0+)?$/.test(text)
		? ROMAN[Number(text) - 1]
		: ROMAN.find((numeral) => numeral === text.toUpperCase());
}

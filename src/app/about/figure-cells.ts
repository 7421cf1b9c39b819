/** Measured figures as cells of the tables that people see: words and rounded numbers. Pure. */
import type { Figure } from '../../files/export/index.ts';
import { say, sayNumber } from '../../core/words/index.ts';

export interface FigureCell {
	readonly value: string;
	/** Its 95 % interval; null where there is none. */
	readonly range: string | null;
	/** Of how many, where the table says that with the figure. */
	readonly of?: string;
}

export interface FigureTable {
	readonly caption: string;
	/** Over the names of the rows. */
	readonly corner: string;
	readonly columns: readonly string[];
	readonly rows: readonly { readonly name: string; readonly cells: readonly FigureCell[] }[];
}

export function cell(
	{ value, low, high }: Figure,
	digits = 2,
	withUnit = (said: string): string => said,
): FigureCell {
	if (value === null) return plain(say('about.table.unmeasured'));
	// rounded as the tables of the command line round
	const said = (held: number): string =>
		sayNumber(Number(held.toFixed(digits)), {
			minimumFractionDigits: digits,
			maximumFractionDigits: digits,
		});
	return {
		value: withUnit(said(value)),
		range:
			low === null || high === null
				? null
				: say('about.table.range', { low: said(low), high: withUnit(said(high)) }),
	};
}

export const percent = ({ value, low, high }: Figure): FigureCell => {
	const share = (held: number | null): number | null => (held === null ? null : 100 * held);
	return cell({ value: share(value), low: share(low), high: share(high) }, 0, (n) =>
		say('movement.percent', { n }),
	);
};

/** A figure whose interval was not measured. */
export const alone = (value: number | null): Figure => ({ value, low: null, high: null });

export const plain = (value: string): FigureCell => ({ value, range: null });

/** A part of the films, as the evaluation names it; of others than the shipped ones by their own names. */
export const partWords = (part: string): string =>
	part === 'photo' || part === 'video' ? say(`about.table.part.${part}`) : part;

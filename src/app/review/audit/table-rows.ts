/** Rows of the table of movements: what they show, and the orders they can be put in. Pure. */
import type { KeyFrameName } from '../../../core/record/index.ts';
import type { MovementRow, Decision } from '../../auditing/index.ts';
import { isReselected, isSilent } from '../../../study/audit/index.ts';
import { shiftMs } from '../../auditing/index.ts';
import { say } from '../../../core/words/index.ts';

export type SortKey = 'doubt' | 'clip' | KeyFrameName;

export interface Sorting {
	readonly by: SortKey;
	readonly descending: boolean;
}

/**
 * What cannot be judged comes last, whichever way. In the order of doubt so does, before it, what the
 * motion says nothing about.
 */
export function sortRows(rows: readonly MovementRow[], { by, descending }: Sorting): MovementRow[] {
	const sign = descending ? -1 : 1;
	const judged = rows.filter(isReselected);
	const others = rows.filter((row) => !isReselected(row));
	const compare = (a: (typeof judged)[number], b: (typeof judged)[number]): number => {
		switch (by) {
			case 'doubt':
				return (
					Number(isSilent(a.reselection)) - Number(isSilent(b.reselection)) ||
					sign * (a.reselection.doubt - b.reselection.doubt)
				);
			case 'clip':
				return sign * a.record.clip.localeCompare(b.record.clip, 'en', { numeric: true });
			default:
				// By distance: +200 and -200 ms are alike far.
				return sign * (Math.abs(shiftMs(a, by) ?? -1) - Math.abs(shiftMs(b, by) ?? -1));
		}
	};
	return [...judged.sort(compare), ...others];
}

/** Rows whose clip, person or coder has the text in it. */
export function findRows(rows: readonly MovementRow[], text: string): readonly MovementRow[] {
	const wanted = text.trim().toLowerCase();
	if (wanted === '') return rows;
	return rows.filter(({ record }) =>
		[record.clip, record.subject, record.coder ?? ''].some((said) =>
			said.toLowerCase().includes(wanted),
		),
	);
}

/** What a person decided, in a word; empty: nothing yet. */
export function decisionWord({ choices, note }: Decision): string {
	const said = Object.values(choices);
	if (said.length === 0) return note.trim() === '' ? '' : say('review.audit.decided.note');
	if (said.every((choice) => choice === 'coded')) return say('review.audit.decided.kept');
	if (said.every((choice) => choice === 'reselected')) return say('review.audit.decided.taken');
	return say('review.audit.decided.both');
}

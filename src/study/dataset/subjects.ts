/**
 * One key a person, however a table spells them: `sub01`, `01` and `1` are the same in CASME II.
 *
 * In a table of the person's own nobody knows what spellings mean: capitals and blanks are taken for
 * chance, but `P1` beside `P01` may be one person or two, and is a fault.
 */
import { composed } from '../../core/kernel/index.ts';
import type { SubjectRule } from './layout.ts';
import type { ReadingNote } from './reading-note.ts';

export class SubjectKeys {
	readonly #rule: SubjectRule;
	/** First spelling by what it comes down to. */
	readonly #spellings = new Map<string, string>();

	constructor(rule: SubjectRule) {
		this.#rule = rule;
	}

	/** Null: no subject. */
	keyOf(text: string): string | null {
		const { pattern, width, prefix } = this.#rule;
		const number = pattern.exec(text.replace(/\.0+$/, ''))?.[1];
		if (number !== undefined) return `${prefix}${number.padStart(width, '0')}`;
		const trimmed = composed(text).replace(/\s+/g, ' ').trim();
		if (this.#rule.text === 'refused' || trimmed === '') return null;
		const folded = trimmed.toLowerCase();
		const first = this.#spellings.get(folded) ?? trimmed;
		this.#spellings.set(folded, first);
		return first;
	}

	/** Spellings that differ in nothing but zeros and signs. */
	faults(file: string): ReadingNote[] {
		const bare = new Map<string, string>();
		const found: ReadingNote[] = [];
		for (const [folded, spelling] of this.#spellings) {
			const key = folded.replace(/[^\p{L}\p{N}]/gu, '').replace(/(?<!\d)0+(?=\d)/g, '');
			const other = bare.get(key);
			if (other === undefined) bare.set(key, spelling);
			else {
				found.push({ code: 'subjects-alike', file, first: other, second: spelling });
			}
		}
		return found;
	}
}

/**
 * What can be guessed: movements that a person can tell apart by looking, each with the action units
 * that show it. Pure.
 */
import type { Class3 } from '../../core/record/index.ts';

export const KIND_IDS = [
	'brows-up',
	'inner-brows',
	'brows-down',
	'lids-tight',
	'nose',
	'upper-lip',
	'corners-up',
	'corners-in',
	'corners-down',
	'chin',
] as const;
export type KindId = (typeof KIND_IDS)[number];

export type Area = 'brows' | 'eyes' | 'nose' | 'mouth';

export interface Kind {
	/** Sets of action units that all count as this kind. */
	readonly shownAs: readonly (readonly number[])[];
	readonly area: Area;
	/**
	 * The class of three that data sets file it under; null where they do not agree, or where it is
	 * as often seen with nothing in particular.
	 */
	readonly class3: Class3 | null;
	/** May be shown on one side. */
	readonly oneSided: boolean;
}

export const KINDS: Readonly<Record<KindId, Kind>> = {
	'brows-up': {
		shownAs: [
			[1, 2],
			[1, 2, 5],
		],
		area: 'brows',
		class3: 'surprise',
		oneSided: true,
	},
	'inner-brows': { shownAs: [[1]], area: 'brows', class3: null, oneSided: false },
	'brows-down': {
		shownAs: [[4], [4, 7]],
		area: 'brows',
		class3: 'negative',
		oneSided: true,
	},
	'lids-tight': { shownAs: [[7]], area: 'eyes', class3: null, oneSided: false },
	nose: { shownAs: [[9]], area: 'nose', class3: 'negative', oneSided: false },
	'upper-lip': { shownAs: [[10]], area: 'mouth', class3: 'negative', oneSided: true },
	'corners-up': { shownAs: [[12], [6, 12]], area: 'mouth', class3: 'positive', oneSided: true },
	'corners-in': { shownAs: [[14]], area: 'mouth', class3: null, oneSided: true },
	'corners-down': { shownAs: [[15], [15, 17]], area: 'mouth', class3: 'negative', oneSided: false },
	chin: { shownAs: [[17]], area: 'mouth', class3: null, oneSided: false },
};

export const isKind = (id: string): id is KindId => (KIND_IDS as readonly string[]).includes(id);

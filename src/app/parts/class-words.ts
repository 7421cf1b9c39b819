/**
 * What weights that a person brought say of a movement, in words: the name of a class in the data
 * they were trained on, and never what somebody feels.
 */
import type { ClassScore, ClassVerdict } from '../../core/record/index.ts';
import { say } from '../../core/words/index.ts';
import type { ReadingWords } from './words.ts';
import { percent } from './words.ts';

/** The rise decides, as published. */
export function classWords({ classes, top, named }: ClassVerdict): ReadingWords {
	const { name, p } = classes[top]!;
	const how = named ? 'named' : 'numbered';
	return {
		text: say(`movement.brought.${how}`, { name, share: percent(p) }),
		hedge: say(`movement.brought.hedge.${how}`),
	};
}

/** What the fall would say, where it says something else; null where both agree. */
export function fallWords({ classes, top, fallTop, named }: ClassVerdict): string | null {
	if (top === fallTop) return null;
	const { name, pFall } = classes[fallTop]!;
	const how = named ? 'named' : 'numbered';
	return say(`movement.brought.fall.${how}`, { name, share: percent(pFall) });
}

/** Most probable first. */
export const ranked = ({ classes }: ClassVerdict): readonly ClassScore[] =>
	classes.toSorted((a, b) => b.p - a.p);

/**
 * What weights that a person brought say of a movement, in words: the name of a class in the data
 * they were trained on, and never what somebody feels.
 */
import type { ClassScore, ClassVerdict } from '../classify/index.ts';
import type { ReadingWords } from './words.ts';
import { percent } from './words.ts';

/** “disgust”, or class 3: a number needs no quotation marks. */
const quoted = (name: string, named: boolean): string => (named ? `“${name}”` : name);

/** The rise decides, as published. */
export function classWords({ classes, top, named }: ClassVerdict): ReadingWords {
	const { name, p } = classes[top]!;
	return {
		text: `Most like ${quoted(name, named)} in the data of the weights you brought`,
		hedge: named
			? ` (${percent(p)}): not a statement about feeling, and not tested here`
			: ` (${percent(p)}): what that class is called is not known`,
	};
}

/** What the fall would say, where it says something else; null where both agree. */
export const fallWords = ({ classes, top, fallTop, named }: ClassVerdict): string | null =>
	top === fallTop
		? null
		: `The way back alone looks most like ${quoted(classes[fallTop]!.name, named)} (${percent(classes[fallTop]!.pFall)}): the two do not agree.`;

/** Most probable first. */
export const ranked = ({ classes }: ClassVerdict): readonly ClassScore[] =>
	classes.toSorted((a, b) => b.p - a.p);

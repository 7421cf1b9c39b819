/**
 * What stands in ELAN annotations: action units, emotions, the time of an apex. Pure.
 *
 * A bare number is an action unit only where its tier says that it has units, or where another text of
 * the tier can be nothing else: a certainty of 3 is no AU 3.
 */
import { actionUnits } from './cells.ts';
import type { EafTier } from './eaf.ts';
import type { AnnotatedUnit, KeyFrameName } from '../../core/record/index.ts';

interface ElanReadingOfText {
	readonly emotion: string | null;
	readonly units: readonly AnnotatedUnit[];
}

/** What is read of a text: the rest can only be prose. */
const MOST_LETTERS = 2000;

const EMOTIONS = new Set([
	'negative',
	'positive',
	'surprise',
	'happiness',
	'happy',
	'anger',
	'angry',
	'contempt',
	'disgust',
	'fear',
	'sad',
	'sadness',
	'repression',
	'others',
	'other',
]);
/** Words on a tier of emotions that name none. */
const NO_EMOTION = /^(?:uncertain|unclear|unknown|none|n\/?a|\?|-|\/)?$/i;
const UNIT_NAME = /(?:^|[^a-z])(?:aus?|facs|action[\s_-]*units?)(?=$|[^a-z])/i;
const TIER_OF_UNIT =
	/^(?:(l|r|left|right)[\s_-]*)?AU[\s_-]*0*(\d{1,2})[\s_-]*(l|r|left|right)?(?=$|[\s_@.-])/i;
/** Figures about a movement, which look like units and are none. */
const FIGURES =
	/certain|confiden|intens|strength|score|rating|probab|quality|size|measured|limit|sicherheit|vertrau|certitud|certez/i;

export const saysFigures = ({ name }: EafTier): boolean => FIGURES.test(name);

/** By its name, its type, its vocabulary, or by texts that can be nothing else. */
export function saysUnits(tier: EafTier): boolean {
	if (saysFigures(tier)) return false;
	if ([tier.name, tier.type, tier.vocabulary].some((name) => UNIT_NAME.test(name))) return true;
	const parts = tier.annotations.flatMap(({ value }) => partsOf(value));
	return parts.some(isUnits) && parts.every((part) => unitsOf(part) !== null);
}

/** The unit that a tier is named after, such as `AU12 left`; null: it is not. */
export function unitOfTier({
	name,
}: Pick<EafTier, 'name'>): Pick<AnnotatedUnit, 'unit' | 'side'> | null {
	const [, before, unit, after] = TIER_OF_UNIT.exec(name) ?? [];
	if (unit === undefined) return null;
	const side = (before ?? after ?? '').toLowerCase()[0];
	return { unit: Number(unit), side: side === 'l' ? 'left' : side === 'r' ? 'right' : null };
}

/**
 * Emotion and action units of a text such as `e1; surprise 0.81; AU1 0.92; AU12 left 0.6`.
 *
 * @param bare - a number alone is a unit
 */
export function readText(value: string, bare: boolean): ElanReadingOfText {
	const parts = partsOf(value);
	const words = parts.map((part) => (/^[a-z]+/i.exec(part)?.[0] ?? '').toLowerCase());
	return {
		emotion: words.find((word) => EMOTIONS.has(word)) ?? null,
		units: parts.flatMap((part) => (bare || isUnits(part) ? (unitsOf(part) ?? []) : [])),
	};
}

/** A text of a tier of emotions. */
export const emotionOfText = (value: string): string | null =>
	NO_EMOTION.test(value) ? null : (readText(value, false).emotion ?? value.toLowerCase());

/** ms of `apex 1234 ms`; null: it says none. */
export function apexOfText(value: string): number | null {
	const said = /\bapex\s*[:=]?\s*(\d{1,10}(?:\.\d{1,6})?)\s*ms\b/i.exec(
		value.slice(0, MOST_LETTERS),
	)?.[1];
	return said === undefined ? null : Number(said);
}

export const keyFrameOfText = (value: string): KeyFrameName | null =>
	(/^(onset|apex|offset)\W{0,9}$/i.exec(value)?.[1]?.toLowerCase() as KeyFrameName | undefined) ??
	null;

/** It is about a movement, whatever its tier is called. */
export function isAboutMovement(value: string): boolean {
	const { emotion, units } = readText(value, false);
	return (
		units.length > 0 ||
		(emotion !== null && value.trim().split(/\s+/).length <= 3) ||
		keyFrameOfText(value) !== null ||
		apexOfText(value) !== null ||
		/^(?:micro|macro)\b/i.test(value)
	);
}

/** Nobody but a FACS coder writes so. */
export const hasUnits = (value: string): boolean => partsOf(value).some(isUnits);

const partsOf = (value: string): string[] =>
	value
		.slice(0, MOST_LETTERS)
		.split(/[;\n|]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');

/** With `AU` before it, several with a plus, or one with an intensity: `AU1`, `4+L10`, `R12B`. */
const isUnits = (part: string): boolean =>
	unitsOf(part) !== null &&
	(/^AU\s*[LRTB]?\d/i.test(part) ||
		/\d\S*\s*\+\s*(?:AU\s*)?[LRTB]?\d/i.test(part) ||
		/^[LRTB]?\d+[A-E](?:\/[A-E])?$/.test(part));

/** Null: it is something else. A figure may follow: `AU12 left 0.6`. */
function unitsOf(part: string): AnnotatedUnit[] | null {
	const [, unit, side] =
		/^AU\s*([LRTB]?\d+\S*)(?:\s+(left|right|both)\b)?(?:\s+\d(?:\.\d+)?)?$/i.exec(part) ?? [];
	const read = actionUnits(unit ?? part);
	if (read.units.length === 0 || read.unread.length > 0) return null;
	const named = side === 'left' || side === 'right' ? side : null;
	return read.units.map((each) => ({ ...each, side: each.side ?? named }));
}

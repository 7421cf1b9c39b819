/**
 * Which tiers of an ELAN file have movements of the face, which belong to them, and which have something
 * else. Pure.
 *
 * Tiers go in groups: `Ann`, `Ann onset`, `Ann apex`. A tier that depends on another belongs to it, what
 * it says is about the annotation above. What a tier has is told by its name, its type, and its texts; a
 * group that neither speaks for movements nor against them counts where no other does.
 */
import { sameName } from '../../core/kernel/index.ts';
import type { EafTier } from './eaf.ts';
import type { KeyFrameName } from '../../core/record/index.ts';
import { hasUnits, isAboutMovement, saysFigures, saysUnits } from './elan-values.ts';

export interface ElanTierGroup {
	/** What a person calls it: the tier's name, without `onset`, `apex` or `offset` where it has several. */
	readonly name: string;
	readonly annotator: string;
	readonly participant: string;
	/** At least one; those that depend on them are not among them. */
	readonly tiers: readonly EafTier[];
	/** Annotations in them. */
	readonly count: number;
	/** They are taken for movements. */
	readonly taken: boolean;
}

export type TierRole =
	KeyFrameName | 'emotion' | 'units' | 'kind' | 'objective' | 'figure' | 'open';

type Likeness = 'yes' | 'no' | 'open';

const PART = /(?:^|[\s_.:@-])(onset|apex|offset)s?(?=$|[\s_.:@-])/i;
/** Of this product's exports: what is no movement, or was turned down. */
const OWN_OTHERS = /^(?:(?:rejected|markers)(?: \d+)?|human rejected(?: .*)?)$/i;

const word = (words: string): RegExp =>
	new RegExp(`(?:^|[^\\p{L}])(?:${words})(?=$|[^\\p{L}])`, 'iu');
const MOVEMENTS = [
	word(
		'fac(?:e|es|ial)\\p{L}*|micro\\p{L}*|macro\\p{L}*|expressions?|mes?|movements?|facs|aus?|action[\\s_-]*units?|emotions?|affects?|(?:eye)?brows?|lips?|mouth|nose|chin|cheeks?|smiles?|machine|human|audited|onsets?|apex|apices|offsets?|coding|coders?|raters?|gesicht\\p{L}*|mimik|ausdruck|visage|mimique|cara|rostro|expresi[oó]n\\p{L}*',
	),
	/表情|微表情|顔|面部|脸/u,
];
const OTHERS = [
	word(
		'speech|spoken|speakers?|talk\\p{L}*|transcri\\p{L}*|transl\\p{L}*|utteranc\\p{L}*|words?|gloss\\p{L}*|phon\\p{L}*|orth\\p{L}*|text|sentences?|tokens?|morph\\p{L}*|syllab\\p{L}*|turns?|audio|voice|sounds?|gazes?|looks?|looking|fixations?|saccades?|comments?|notes?|remarks?|memo|todo|gestures?|hands?|posture|body|trials?|tasks?|stimul\\p{L}*|questions?|conditions?|blocks?|scenes?|metadata|sprache|rede|blick\\p{L}*|kommentare?|notiz\\p{L}*|parole|regards?|commentaires?|habla|miradas?|comentarios?',
	),
	/発話|視線|コメント|语音|話語|注视|评论|备注/u,
];

const speaksFor = (name: string): boolean => MOVEMENTS.some((each) => each.test(name));
const speaksAgainst = (name: string): boolean => OTHERS.some((each) => each.test(name));

export const partOf = ({ name }: EafTier): KeyFrameName | null =>
	(PART.exec(name)?.[1]?.toLowerCase() as KeyFrameName | undefined) ?? null;

/** A further tier of the same kind has a number, as this product exports what overlaps. */
const baseOf = ({ name }: EafTier): string =>
	name
		.replace(PART, ' ')
		.trim()
		.replace(/^((?:machine|human|rejected|markers)\b.*?) \d+$/i, '$1');

/** Of a tier that depends on another, by its own part of the name, else by its type. */
export function roleOf(tier: EafTier, above: EafTier): TierRole {
	const own = tier.name.startsWith(above.name) ? tier.name.slice(above.name.length) : tier.name;
	const part = PART.exec(own)?.[1]?.toLowerCase() as KeyFrameName | undefined;
	if (part !== undefined) return part;
	if (saysFigures(tier) || speaksAgainst(own)) return 'figure';
	for (const name of [own, tier.type, tier.vocabulary]) {
		if (word('objective').test(name)) return 'objective';
		if (word('emotions?|affects?|feelings?|expressions?|reading|class|category|label').test(name)) {
			return 'emotion';
		}
		if (word('kind|micro|macro').test(name)) return 'kind';
	}
	return saysUnits(tier) ? 'units' : 'open';
}

/** Tiers that depend on this one, at any depth, each with the one right above it. */
export function dependentsOf(
	tier: EafTier,
	tiers: readonly EafTier[],
): { readonly tier: EafTier; readonly above: EafTier }[] {
	const found: { tier: EafTier; above: EafTier }[] = [];
	const seen = new Set([tier]);
	const walk = (above: EafTier): void => {
		for (const each of tiers) {
			if (each.parent !== above.name || seen.has(each)) continue;
			seen.add(each);
			found.push({ tier: each, above });
			walk(each);
		}
	};
	walk(tier);
	return found;
}

/**
 * All tiers that may have movements, in groups.
 *
 * @param wanted - names of tiers or groups that a person says have movements; null: as it is told here
 */
export function tierGroups(
	tiers: readonly EafTier[],
	wanted: readonly string[] | null,
): ElanTierGroup[] {
	const heads = headsOf(tiers, wanted);
	const groups = new Map<string, EafTier[]>();
	for (const tier of heads) {
		const key = [baseOf(tier), tier.annotator, tier.participant].join('|');
		groups.set(key, [...(groups.get(key) ?? []), tier]);
	}
	const judged = [...groups.values()].map((own) => ({ own, likeness: likenessOf(own, tiers) }));
	const sure = judged.some(({ likeness }) => likeness === 'yes');
	return judged.map(({ own, likeness }) => {
		const [first] = own as [EafTier, ...EafTier[]];
		const name = own.length === 1 ? first.name : baseOf(first) || first.name;
		return {
			name,
			annotator: first.annotator,
			participant: first.participant,
			tiers: own,
			count: own.reduce((sum, { annotations }) => sum + annotations.length, 0),
			taken:
				wanted === null
					? likeness === 'yes' || (likeness === 'open' && !sure)
					: [name, ...own.map((tier) => tier.name)].some((each) => isWanted(each, wanted)),
		};
	});
}

export const isWanted = (name: string, wanted: readonly string[]): boolean =>
	wanted.some((each) => sameName(each, name));

/** Tiers whose annotations may be movements of their own: those that depend on none, and some that do. */
function headsOf(tiers: readonly EafTier[], wanted: readonly string[] | null): EafTier[] {
	const names = new Map(tiers.map((tier) => [tier.name, tier]));
	return tiers.filter((tier) => {
		const above = tier.parent === null ? undefined : names.get(tier.parent);
		if (above === undefined || above === tier) return true;
		if (wanted !== null) return isWanted(tier.name, wanted);
		const symbolic = tier.constraint?.startsWith('Symbolic') ?? false;
		return !symbolic && !speaksFor(above.name) && isHeadBelow(tier, above);
	});
}

/** Movements within turns of talk, trials, and the like. */
function isHeadBelow(tier: EafTier, above: EafTier): boolean {
	if (!tier.annotations.some(({ parent }) => parent === null)) return false;
	const whole = word('fac(?:e|es|ial)\\p{L}*|micro\\p{L}*|macro\\p{L}*|expressions?|movements?');
	if (whole.test(tier.name)) return true;
	return speaksAgainst(above.name) && likenessOf([tier], []) === 'yes';
}

/** @param tiers - of the file: what depends on a tier speaks for it too */
function likenessOf(own: readonly EafTier[], tiers: readonly EafTier[]): Likeness {
	if (own.some(({ name }) => OWN_OTHERS.test(name))) return 'no';
	if (own.some((tier) => partOf(tier) !== null)) return 'yes';
	const values = own.flatMap(({ annotations }) =>
		annotations.map(({ value }) => value).filter((value) => value !== ''),
	);
	const most = (test: (value: string) => boolean): boolean =>
		values.length > 0 && values.filter(test).length * 2 >= values.length;
	const named = own.some(({ name, type, vocabulary }) => [name, type, vocabulary].some(speaksFor));
	if (own.some(({ name }) => speaksAgainst(name)) || own.some(saysFigures)) {
		return most(hasUnits) ? 'yes' : 'no';
	}
	if (named || most(isAboutMovement)) return 'yes';
	if (own.some(saysUnits)) return 'yes';
	const below = own.flatMap((tier) => dependentsOf(tier, tiers).map((each) => each.tier));
	if (below.some(({ name }) => speaksFor(name))) return 'yes';
	return most((value) => value.split(/\s+/).length > 3 || /\p{Lo}{9}/u.test(value)) ? 'no' : 'open';
}

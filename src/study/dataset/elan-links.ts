/** Annotations that belong to others above them: by what they refer to, else by time. Pure. */
import type { EafAnnotation, EafTier } from './eaf.ts';
import type { TierRole } from './elan-tiers.ts';
import { dependentsOf, roleOf } from './elan-tiers.ts';
import type { RowRemark } from './row-remark.ts';

/** What is said about an annotation, on a tier that depends on its own. */
export interface Below {
	readonly tier: EafTier;
	readonly role: TierRole;
	/** Its own times; null: those of the annotation above. */
	readonly fromMs: number | null;
	readonly annotation: EafAnnotation;
	readonly value: string;
}

/**
 * What belongs to each annotation of the group's tiers, by ids.
 *
 * @param heads - tiers that have movements of their own
 */
export function linked(
	group: readonly EafTier[],
	tiers: readonly EafTier[],
	heads: ReadonlySet<EafTier>,
	file: string,
	remark: (remark: RowRemark) => void,
): Map<string, Below[]> {
	const below = new Map<string, Below[]>();
	for (const head of group) {
		/** Id of an annotation -> that of the head's annotation. */
		const owners = new Map(head.annotations.map(({ id }) => [id, id]));
		for (const { tier, above } of dependentsOf(head, tiers)) {
			if (heads.has(tier)) continue;
			const role = roleOf(tier, head);
			const at = byTime(above);
			for (const annotation of tier.annotations) {
				const { id, parent, from, to, value, number } = annotation;
				const holder = parent ?? (from === null || to === null ? null : at(from, to));
				const owner = holder === null ? undefined : owners.get(holder);
				if (owner === undefined) {
					const place = { file, sheet: tier.name, row: number };
					remark({ place, outcome: 'skipped', why: { code: 'no-parent', id, tier: above.name } });
					continue;
				}
				owners.set(id, owner);
				const own = below.get(owner);
				const said = { tier, role, annotation, value, fromMs: parent === null ? from : null };
				if (own === undefined) below.set(owner, [said]);
				else own.push(said);
			}
		}
	}
	return below;
}

/** Id of the annotation at the middle of a time, else of one that shares some of it; null: none does. */
function byTime({ annotations }: EafTier): (from: number, to: number) => string | null {
	const sorted = annotations
		.filter(
			(each): each is EafAnnotation & { from: number; to: number } =>
				each.from !== null && each.to !== null,
		)
		.sort((a, b) => a.from - b.from);
	return (from, to) => {
		const middle = (from + to) / 2;
		let [low, high] = [0, sorted.length];
		while (low < high) {
			const half = (low + high) >> 1;
			if (sorted[half]!.from <= middle) low = half + 1;
			else high = half;
		}
		const near = [sorted[low - 1], sorted[low]];
		const holds = near.find(
			(each) => each !== undefined && each.from <= middle && each.to >= middle,
		);
		const shares = near.find((each) => each !== undefined && each.from < to && each.to > from);
		return (holds ?? shares)?.id ?? null;
	};
}

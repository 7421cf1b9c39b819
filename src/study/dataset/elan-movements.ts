/** Onset, apex, and offset out of the annotations of one group of ELAN tiers. Pure. */
import type { EafAnnotation, EafTier } from './eaf.ts';
import type { Below } from './elan-links.ts';
import type { ElanTierGroup } from './elan-tiers.ts';
import { partOf } from './elan-tiers.ts';
import type { KeyFrameName } from '../../core/record/index.ts';
import { apexOfText, keyFrameOfText } from './elan-values.ts';
import type { RemarkReason, RowRemark } from './row-remark.ts';

type Spanned = EafAnnotation & {
	readonly from: number;
	readonly to: number;
	readonly tier: EafTier;
};

/** Times in ms of the annotations' own clock, in order. */
export interface ElanMovement {
	readonly onset: number;
	readonly apex: number | null;
	readonly offset: number | null;
	/** Where it was read. */
	readonly from: EafAnnotation;
	readonly tier: EafTier;
	readonly below: readonly Below[];
}

/** ELAN's times are whole ms, an apex in a text need not be. */
const ROUNDING_MS = 1;

/** @param below - what belongs to each annotation, by ids */
export function movementsOf(
	group: ElanTierGroup,
	below: ReadonlyMap<string, readonly Below[]>,
	file: string,
	remark: (remark: RowRemark) => void,
): ElanMovement[] {
	const skip = ({ tier, number }: Pick<Spanned, 'tier' | 'number'>, why: RemarkReason): void =>
		remark({ place: { file, sheet: tier.name, row: number }, outcome: 'skipped', why });
	const intervals: Spanned[] = [];
	const points: Record<KeyFrameName, Spanned[]> = { onset: [], apex: [], offset: [] };
	const add = (each: EafAnnotation, tier: EafTier, part: KeyFrameName | null): void => {
		const { id, number, from, to } = each;
		if (from === null || to === null) return skip({ tier, number }, { code: 'no-time' });
		if (to < from) {
			const times = { onsetMs: from, offsetMs: to };
			return skip({ tier, number }, { code: 'offset-before-onset', id, ...times });
		}
		(part === null ? intervals : points[part]).push({ ...each, from, to, tier });
	};
	for (const tier of group.tiers) {
		const ofTier = partOf(tier);
		for (const each of tier.annotations) {
			const inside = below.get(each.id) ?? [];
			const own = inside.filter(({ role, fromMs }) => role === 'onset' && fromMs !== null);
			if (own.length === 0) {
				add(each, tier, ofTier ?? keyFrameOfText(each.value));
				continue;
			}
			// It holds movements that are coded by points of their own.
			for (const { role, fromMs, annotation, tier: of } of inside) {
				if (fromMs !== null && isPart(role)) add(annotation, of, role);
			}
		}
	}
	for (const each of [intervals, ...Object.values(points)]) each.sort((a, b) => a.from - b.from);
	const used = new Set<Spanned>();
	/** The first point from one time on and not after another. */
	const first = (part: KeyFrameName, from: number, within: (ms: number) => boolean) => {
		const found = points[part][firstFrom(points[part], from)];
		if (found === undefined || !within(found.from)) return null;
		used.add(found);
		return found.from;
	};
	const movement = (from: Spanned, rest: Pick<ElanMovement, 'onset' | 'apex' | 'offset'>) => ({
		...rest,
		from,
		tier: from.tier,
		below: below.get(from.id) ?? [],
	});
	const spans = intervals.flatMap((each): ElanMovement[] => {
		const { from, to, id } = each;
		const apex =
			apexOfText(each.value) ??
			apexBelow(below.get(id) ?? []) ??
			first('apex', from, (ms) => ms <= to);
		if (apex !== null && (apex < from - ROUNDING_MS || apex > to + ROUNDING_MS)) {
			skip(each, { code: 'apex-outside', apexMs: apex, fromMs: from, toMs: to });
			return [];
		}
		const inside = apex === null ? null : Math.min(to, Math.max(from, apex));
		return [movement(each, { onset: from, apex: inside, offset: to })];
	});
	const pointed = points.onset.flatMap((each, at): ElanMovement[] => {
		used.add(each);
		const end = points.onset[at + 1]?.from ?? Infinity;
		const apex = first('apex', each.from, (ms) => ms < end);
		const offset = first('offset', each.from, (ms) => ms < end);
		if (offset !== null && apex !== null && offset < apex) {
			skip(each, { code: 'offset-before-apex', offsetMs: offset, apexMs: apex });
			return [];
		}
		return [movement(each, { onset: each.from, apex, offset })];
	});
	for (const each of Object.values(points).flat()) {
		if (!used.has(each)) skip(each, { code: 'stray-key-frame' });
	}
	return [...spans, ...pointed].sort((a, b) => a.onset - b.onset);
}

const isPart = (role: string): role is KeyFrameName =>
	role === 'onset' || role === 'apex' || role === 'offset';

/** Where it begins on a tier of apices below; or what stands there, in ms. */
function apexBelow(below: readonly Below[]): number | null {
	for (const { role, fromMs, value } of below) {
		if (role !== 'apex') continue;
		const said = /^(?:apex )?(\d{1,10}(?:\.\d{1,6})?) ?ms$/i.exec(value)?.[1];
		if (said !== undefined) return Number(said);
		if (fromMs !== null) return fromMs;
	}
	return null;
}

function firstFrom(sorted: readonly Spanned[], ms: number): number {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const half = (low + high) >> 1;
		if (sorted[half]!.from < ms) low = half + 1;
		else high = half;
	}
	return low;
}

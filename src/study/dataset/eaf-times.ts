/**
 * When the annotations of an ELAN file are, as ELAN draws them. Pure.
 *
 * A time slot without a time lies evenly between its neighbours: along annotations that share slots, else
 * in the order of the file's slots that its tier uses. An annotation that refers to another is as long
 * as that one; several of a subdivision share its length evenly, in the order in which they refer to
 * each other.
 */

/** How a tier depends on the one above. */
export type EafConstraint =
	'Time_Subdivision' | 'Included_In' | 'Symbolic_Subdivision' | 'Symbolic_Association';

interface RawAnnotation {
	readonly id: string;
	/** Ids of time slots; empty: it refers to `parent`. */
	readonly begin: string;
	readonly end: string;
	readonly parent: string | null;
	readonly previous: string | null;
}

interface RawTier {
	readonly name: string;
	readonly parent: string | null;
	readonly constraint: EafConstraint | null;
	readonly annotations: readonly RawAnnotation[];
}

type Slots = ReadonlyMap<string, number | null>;
type Span = readonly [from: number | null, to: number | null];

/**
 * From and to of annotations by their ids, ms; null: tied to no time.
 *
 * @param slots - ms by id, in the order of the file; null: without a time
 */
export function drawnTimes(tiers: readonly RawTier[], slots: Slots): Map<string, Span> {
	const times = new Map<string, Span>();
	const known = new Map(slots);
	for (const tier of parentsFirst(tiers)) {
		space(tier, known);
		for (const { id, begin, end, parent } of tier.annotations) {
			if (begin !== '' || parent === null) {
				times.set(id, [known.get(begin) ?? null, known.get(end) ?? null]);
			}
		}
		for (const [parent, each] of referring(tier)) {
			divide(times.get(parent) ?? [null, null], inOrder(each), tier.constraint, times);
		}
	}
	return times;
}

/** A tier that depends on itself by others comes last. */
function parentsFirst(tiers: readonly RawTier[]): RawTier[] {
	const byName = new Map(tiers.map((tier) => [tier.name, tier]));
	const depth = (tier: RawTier): number => {
		let at: RawTier | undefined = tier;
		for (let n = 0; n <= tiers.length; n++) {
			at = at.parent === null ? undefined : byName.get(at.parent);
			if (at === undefined) return n;
		}
		return Infinity;
	};
	const depths = new Map(tiers.map((tier) => [tier, depth(tier)]));
	return tiers.toSorted((a, b) =>
		depths.get(a)! < depths.get(b)! ? -1 : depths.get(a)! > depths.get(b)! ? 1 : 0,
	);
}

/** Gives the tier's slots without a time one, where they have neighbours that do. */
function space({ annotations }: RawTier, known: Map<string, number | null>): void {
	const used = annotations.filter(({ begin }) => begin !== '');
	const untimed = (slot: string): boolean => known.get(slot) === null;
	if (!used.some(({ begin, end }) => untimed(begin) || untimed(end))) return;
	const following = new Map(used.map(({ begin, end }) => [begin, end]));
	const chains: string[][] = [];
	for (const { begin } of used) {
		if (untimed(begin)) continue;
		const chain = [begin];
		let next = following.get(begin);
		while (next !== undefined && untimed(next) && chain.length <= used.length) {
			chain.push(next);
			next = following.get(next);
		}
		if (next !== undefined && chain.length > 1 && !untimed(next)) chains.push([...chain, next]);
	}
	for (const chain of chains) spread(chain, known);
	const inTier = new Set(used.flatMap(({ begin, end }) => [begin, end]));
	let run: string[] = [];
	for (const slot of known.keys()) {
		if (!inTier.has(slot)) continue;
		if (untimed(slot)) {
			if (run.length > 0) run.push(slot);
			continue;
		}
		if (run.length > 1) spread([...run, slot], known);
		run = [slot];
	}
}

/** The first and the last have a time; where they go back nothing lies between them. */
function spread(chain: readonly string[], known: Map<string, number | null>): void {
	const from = known.get(chain[0]!)!;
	const to = known.get(chain.at(-1)!)!;
	if (to < from) return;
	const steps = chain.length - 1;
	for (let n = 1; n < steps; n++) known.set(chain[n]!, from + ((to - from) * n) / steps);
}

function referring({ annotations }: RawTier): Map<string, RawAnnotation[]> {
	const groups = new Map<string, RawAnnotation[]>();
	for (const each of annotations) {
		if (each.begin !== '' || each.parent === null) continue;
		const group = groups.get(each.parent);
		if (group === undefined) groups.set(each.parent, [each]);
		else group.push(each);
	}
	return groups;
}

/** By what each says comes before it; what is in no such chain stays where it stands. */
function inOrder(each: readonly RawAnnotation[]): readonly RawAnnotation[] {
	const after = new Map(each.map((one) => [one.previous, one]));
	const chain: RawAnnotation[] = [];
	let next = after.get(null);
	while (next !== undefined && chain.length < each.length) {
		chain.push(next);
		next = after.get(next.id);
	}
	return chain.length === each.length ? chain : each;
}

function divide(
	[from, to]: Span,
	each: readonly RawAnnotation[],
	constraint: EafConstraint | null,
	times: Map<string, Span>,
): void {
	const divides =
		constraint === 'Symbolic_Subdivision' ||
		(constraint === null && each.some(({ previous }) => previous !== null));
	const parts = divides ? each.length : 1;
	for (const [at, { id }] of each.entries()) {
		const n = divides ? at : 0;
		const cut = (part: number): number | null =>
			from === null || to === null ? null : from + ((to - from) * part) / parts;
		times.set(id, [cut(n), cut(n + 1)]);
	}
}

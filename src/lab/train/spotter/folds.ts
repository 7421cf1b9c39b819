/** Who is tried together: films that share a person, or footage, are never apart. */
import type { FilmTruth } from '../../footage/index.ts';

interface Group {
	readonly part: string;
	readonly films: number[];
	seconds: number;
}

/**
 * Fold of every film, 0..count-1. The largest groups are dealt out first, each to the fold that has
 * least of its part so far, so that folds are about as long and as hard.
 */
export function foldsOf(
	films: readonly { readonly truth: FilmTruth; readonly seconds: number }[],
	count: number,
): Uint8Array {
	const groups = groupsOf(films).sort((a, b) => b.seconds - a.seconds || a.films[0]! - b.films[0]!);
	if (groups.length < count) {
		throw new RangeError(`${groups.length} groups of people cannot be held out in ${count} turns`);
	}
	const folds = new Uint8Array(films.length);
	const ofPart = new Map<string, Float64Array>();
	const total = new Float64Array(count);
	for (const group of groups) {
		const own = ofPart.get(group.part) ?? new Float64Array(count);
		ofPart.set(group.part, own);
		let least = 0;
		for (let fold = 1; fold < count; fold++) {
			if (own[fold]! < own[least]!) least = fold;
			else if (own[fold] === own[least] && total[fold]! < total[least]!) least = fold;
		}
		own[least]! += group.seconds;
		total[least]! += group.seconds;
		for (const film of group.films) folds[film] = least;
	}
	return folds;
}

/** Groups of films joined by a person or a source. */
function groupsOf(
	films: readonly { readonly truth: FilmTruth; readonly seconds: number }[],
): Group[] {
	const leader = films.map((_, i) => i);
	const leaderOf = (film: number): number => {
		let at = film;
		while (leader[at] !== at) at = leader[at]!;
		return at;
	};
	const first = new Map<string, number>();
	for (const [film, { truth }] of films.entries()) {
		for (const key of [`person ${truth.person}`, `source ${truth.source}`]) {
			const earlier = first.get(key);
			if (earlier === undefined) first.set(key, film);
			else leader[leaderOf(film)] = leaderOf(earlier);
		}
	}
	const groups = new Map<number, Group>();
	for (const [film, { truth, seconds }] of films.entries()) {
		const at = leaderOf(film);
		const group = groups.get(at) ?? { part: truth.part, films: [], seconds: 0 };
		groups.set(at, group);
		group.films.push(film);
		group.seconds += seconds;
	}
	return [...groups.values()];
}

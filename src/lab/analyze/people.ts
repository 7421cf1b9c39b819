/** Who was in a film, after it was looked through once: a record for each is made in a pass of its own. */
import type { FacePlace, FacesRecord, PersonSpan } from '../../core/record/index.ts';

/** Somebody who was there for a shorter time cannot have been seen to move. */
const SHORTEST_MS = 500;
/** Somebody may have been there a little longer than was looked for. */
const LOOKED_EVERY_MS = 500;

/**
 * Everybody, in order of their first frame, then from the left; a cut ends a person.
 *
 * @param endMs time of the film's last frame
 */
export function peopleOf({ followed, others, cuts }: FacesRecord, endMs: number): PersonSpan[] {
	const spans = new Map<number, { fromMs: number; toMs: number; place: FacePlace }>();
	const add = (person: number, fromMs: number, toMs: number, place: FacePlace): void => {
		const known = spans.get(person);
		if (known === undefined) spans.set(person, { fromMs, toMs, place });
		else known.toMs = Math.max(known.toMs, toMs);
	};
	const cutAfter = (ms: number): number => cuts.find((cut) => cut.ms > ms)?.ms ?? Infinity;
	const seen = [
		...others.map((other) => ({
			...other,
			toMs: Math.min(other.toMs + LOOKED_EVERY_MS, endMs, cutAfter(other.fromMs)),
		})),
		...followed.map(({ person, ms, place }, at) => ({
			person,
			fromMs: ms,
			toMs: Math.min(followed[at + 1]?.ms ?? endMs, cutAfter(ms)),
			place,
		})),
	].toSorted((a, b) => a.fromMs - b.fromMs);
	for (const { person, fromMs, toMs, place } of seen) add(person, fromMs, toMs, place);
	return [...spans.values()]
		.filter(({ fromMs, toMs }) => toMs - fromMs >= SHORTEST_MS)
		.toSorted((a, b) => a.fromMs - b.fromMs || a.place.x - b.place.x)
		.map((span, at) => ({ person: at + 1, ...span }));
}

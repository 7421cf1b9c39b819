/** Which of an ELAN file's media the annotations are taken to be about. Pure. */
import { lastPart, plainName } from '../../core/kernel/index.ts';
import type { EafMedium } from './eaf.ts';

interface ChosenMedium {
	/** Null: the file names none. */
	readonly name: string | null;
	/** Times of the medium are the annotations' plus this, ms. */
	readonly originMs: number;
	/** Videos that it may have been as well; empty: there is no doubt. */
	readonly others: readonly string[];
}

/**
 * The one that is there by its name, else by its name without ending; else the first video.
 *
 * @param films - names or paths of films that are there; null: not known
 */
export function mediumOf(
	media: readonly EafMedium[],
	films: readonly string[] | null,
): ChosenMedium {
	const there = (films ?? []).map((film) => plainName(lastPart(film)));
	for (const form of [plainName, (name: string): string => withoutEnding(plainName(name))]) {
		const known = new Set(there.map(form));
		const found = media.flatMap(({ names, originMs }) => {
			const name = names.find((each) => known.has(form(each)));
			return name === undefined ? [] : [{ name, originMs }];
		});
		const [first, ...more] = found;
		if (first !== undefined) return { ...first, others: more.map(({ name }) => name) };
	}
	const videos = media.some(({ isVideo }) => isVideo)
		? media.filter((each) => each.isVideo)
		: media;
	const [first, ...more] = videos;
	if (first === undefined) return { name: null, originMs: 0, others: [] };
	return {
		name: first.names[0],
		originMs: first.originMs,
		others: more.map(({ names }) => names[0]),
	};
}

const withoutEnding = (name: string): string => name.replace(/\.[a-z0-9]{2,4}$/i, '');

/** Names for what is written of a film. */
import { posix } from 'node:path';

/** As file systems compare names that take no notice of case, or of how an accent is composed. */
const sameness = (name: string): string => name.normalize('NFC').toLowerCase();

/**
 * `sub/a.mp4` -> `sub/a.json`; where two films would meet, the film's ending stays in. No name comes
 * twice, and none is a folder that another lies in.
 *
 * @param taken - names that are somebody else's
 */
export function documentNames(
	films: readonly string[],
	ending: string,
	taken: readonly string[] = [],
): string[] {
	const stems = films.map((film) => film.replace(/\.[^./]+$/, ''));
	const times = new Map<string, number>();
	for (const stem of stems) times.set(sameness(stem), (times.get(sameness(stem)) ?? 0) + 1);
	const used = new Set([...taken, ...foldersOf(films)].map(sameness));
	return films.map((film, i) => {
		const stem = stems[i]!;
		const free = (name: string): boolean => !used.has(sameness(name));
		const wanted = times.get(sameness(stem)) === 1 ? [`${stem}.${ending}`] : [];
		let name = [...wanted, `${film}.${ending}`].find(free);
		for (let n = 2; name === undefined; n++) {
			const next = `${film}-${n}.${ending}`;
			if (free(next)) name = next;
		}
		used.add(sameness(name));
		return name;
	});
}

function foldersOf(films: readonly string[]): string[] {
	const folders = new Set<string>();
	for (const film of films) {
		for (let at = posix.dirname(film); at !== '.' && at !== '/' && !folders.has(at);) {
			folders.add(at);
			at = posix.dirname(at);
		}
	}
	return [...folders];
}

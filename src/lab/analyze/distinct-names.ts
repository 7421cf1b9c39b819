/**
 * Films that are told apart by their names: `rec.mp4` of two folders become `sub-01/rec.mp4` and
 * `sub-02/rec.mp4`, so that every row and every document says which one it is about.
 */
import { resolve, sep } from 'node:path';
import type { Input } from '../terminal/index.ts';

export interface DistinctFilms {
	readonly films: readonly Input[];
	/** One sentence for each film that was named twice. */
	readonly remarks: readonly string[];
}

export function distinctFilms(inputs: readonly Input[]): DistinctFilms {
	const remarks: string[] = [];
	const seen = new Set<string>();
	let films: readonly Input[] = inputs.filter(({ path, name }) => {
		const place = resolve(path);
		if (seen.has(place)) remarks.push(`${name} was named twice: it is analyzed once.`);
		return seen.size < seen.add(place).size;
	});
	// Each round lengthens the names that still meet; full paths differ.
	for (;;) {
		const times = new Map<string, number>();
		for (const { name } of films) times.set(name, (times.get(name) ?? 0) + 1);
		if (times.size === films.length) return { films, remarks };
		films = films.map((film) => (times.get(film.name) === 1 ? film : longer(film)));
	}
}

function longer({ path, name }: Input): Input {
	const parts = resolve(path)
		.split(sep)
		.filter((part) => part !== '');
	const length = name.split('/').length + 1;
	return { path, name: parts.slice(-length).join('/') };
}

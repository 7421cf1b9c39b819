/** Films and portraits opened together, and closed together. */
import type { Closable } from '../../../core/kernel/index.ts';
import type { CachedFootage } from '../footage.ts';
import type { FootageProgress } from './cache.ts';
import { openFilms } from './films.ts';
import { openPortraits } from './portraits.ts';

export interface FootageSet extends Closable {
	readonly films: readonly CachedFootage[];
	/** None where no folder was named. */
	readonly portraits: readonly CachedFootage[];
}

/** @param from - the folder of truth and films; that of portraits, or null; where decoded footage is kept */
export async function openFootage(
	root: string,
	from: { readonly truth: string; readonly portraits: string | null; readonly cache: string },
	progress: FootageProgress,
): Promise<FootageSet> {
	const films = await openFilms(root, from.truth, from.cache, progress);
	const close = (opened: readonly CachedFootage[]): void => {
		for (const each of opened) each.close();
	};
	try {
		const portraits =
			from.portraits === null
				? []
				: await openPortraits(root, from.portraits, from.cache, progress);
		return { films, portraits, close: () => close([...films, ...portraits]) };
	} catch (error) {
		close(films);
		throw error;
	}
}

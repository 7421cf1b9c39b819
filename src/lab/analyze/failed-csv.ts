/** Films that were not measured, or not to their end: a row each. */
import { csvText } from '../../files/export/index.ts';
import type { IndexedFilm } from './shards/shard-folder.ts';

export const failedCsv = (films: readonly IndexedFilm[]): string =>
	csvText([
		['file', 'code', 'sentence'],
		...films.flatMap(({ film, fault }) => (fault ? [[film, fault.code, fault.sentence]] : [])),
	]);

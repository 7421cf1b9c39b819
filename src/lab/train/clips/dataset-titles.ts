/** Data sets as their makers write them: for cards and tables. */
import type { DatasetName } from '../../../core/record/index.ts';

const DATASET_TITLES: Readonly<Record<DatasetName, string>> = {
	casme: 'CASME',
	casme2: 'CASME II',
	'casme-sq': 'CAS(ME)^2',
	casme3: 'CAS(ME)^3',
	samm: 'SAMM',
	'samm-lv': 'SAMM Long Videos',
	smic: 'SMIC',
	mmew: 'MMEW',
	'4dme': '4DME',
	dfme: 'DFME',
	own: 'own recordings',
};

/** Several as one phrase: `A, B and C`. */
export function titlesOf(datasets: readonly DatasetName[]): string {
	const titles = datasets.map((name) => DATASET_TITLES[name]);
	if (titles.length < 2) return titles.join('');
	return `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)!}`;
}

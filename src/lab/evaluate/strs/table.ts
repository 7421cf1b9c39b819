/** The figures as text for a terminal, both ways of counting side by side. Pure. */
import type { StrsScores } from '../../../study/evaluation/index.ts';
import type { Block } from '../../terminal/index.ts';
import { aligned, counted } from '../../terminal/index.ts';
import type { StrsDocument } from './document.ts';

/** As publications print them. */
const DIGITS = 4;

export function tableText(document: StrsDocument): string {
	const { movements, predictions, oneToOne, publicScript } = document;
	const rows: Block = [
		['', 'one to one', 'public script'],
		...ROWS.map(([name, of]) => [name, of(oneToOne), of(publicScript)]),
	];
	return `${[
		`${counted(movements, 'movement')}, ${counted(predictions, 'prediction')}; a hit shares half of the frames of both (IoU ${document.leastOverlap}).`,
		'One to one: every row counts, and the largest overlap is matched first.',
		'Public script:',
		...departures(document).map((line) => `  ${line}`),
		'',
		aligned(rows),
	].join('\n')}\n`;
}

function departures({ unknownVideos, silentSubjects }: StrsDocument): string[] {
	return [
		'one prediction may hit several movements; they are matched in the order of the rows',
		`dropped: ${counted(unknownVideos.predictions, 'prediction')} in ${counted(unknownVideos.videos, 'video')} without a movement`,
		`dropped: ${counted(silentSubjects.movements, 'movement')} of ${counted(silentSubjects.subjects, 'subject')} without a prediction`,
		'analysis covers all emotions in the truth; its UAR is the mean precision',
	];
}

const share = (value: number): string => value.toFixed(DIGITS);

const ROWS: readonly (readonly [string, (scores: StrsScores) => string])[] = [
	['hits', ({ spotting }) => String(spotting.hits)],
	['false alarms', ({ spotting }) => String(spotting.falseAlarms)],
	['misses', ({ spotting }) => String(spotting.misses)],
	['spotting precision', ({ spotting }) => share(spotting.precision)],
	['spotting recall', ({ spotting }) => share(spotting.recall)],
	['spotting F1', ({ spotting }) => share(spotting.f1)],
	['analysis precision', ({ analysis }) => share(analysis.precision)],
	['analysis recall', ({ analysis }) => share(analysis.recall)],
	['analysis F1', ({ analysis }) => share(analysis.f1)],
	['UF1', ({ analysis }) => share(analysis.uf1)],
	['UAR', ({ analysis }) => share(analysis.uar)],
	['STRS', ({ strs }) => share(strs)],
];

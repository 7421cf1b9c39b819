/** The figures of spotting as the tables that people see: words and rounded numbers. Pure. */
import type { FigureTable } from './figure-cells.ts';
import { capital, cell, percent, plain } from './figure-cells.ts';
import type { ShownFigures } from './spotting-figures.ts';

export function figureTables(figures: ShownFigures): FigureTable[] {
	return [found(figures), bySize(figures), falseAlarms(figures), timing(figures)];
}

function found({ overall, parts }: ShownFigures): FigureTable {
	const row = (name: string, { f1, recall, precision }: ShownFigures['overall']) => ({
		name,
		cells: [cell(f1), percent(recall), percent(precision)],
	});
	return {
		caption: 'Movements found',
		corner: 'Clips',
		columns: ['F1', 'Found', 'Of those shown, true'],
		rows: [row('All', overall), ...parts.map((part) => row(capital(part.part), part))],
	};
}

const bySize = ({ amplitudes }: ShownFigures): FigureTable => ({
	caption: 'Movements found, by size',
	corner: 'Largest displacement',
	columns: ['Found', 'Movements'],
	rows: amplitudes
		.filter(({ part }) => part === null)
		.map(({ peakPx200, hits, events, recall }) => ({
			name: `${peakPx200} px200`,
			cells: [percent(recall), plain(`${hits} of ${events}`)],
		})),
});

const falseAlarms = ({ falseAlarms: rates }: ShownFigures): FigureTable => ({
	caption: 'False alarms',
	corner: 'Face',
	columns: ['A minute'],
	rows: [
		{ name: 'Calm', cells: [cell(rates.calm.perMinute)] },
		{ name: 'Blinking, talking, moving', cells: [cell(rates.active.perMinute)] },
		{ name: 'All together', cells: [cell(rates.all.perMinute)] },
	],
});

const KEY_FRAMES = { onset: 'Onset', apex: 'Apex', offset: 'Offset' } as const;

const timing = ({ timing: errors }: ShownFigures): FigureTable => ({
	caption: 'Timing error of what was found, mean',
	corner: 'Moment',
	columns: ['Frames', 'ms'],
	rows: errors.map(({ keyFrame, frames, ms }) => ({
		name: KEY_FRAMES[keyFrame],
		cells: [cell(frames), cell(ms, 0)],
	})),
});

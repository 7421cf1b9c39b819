/** The figures of spotting as the tables that people see: words and rounded numbers. Pure. */
import { say, sayNumber } from '../../core/words/index.ts';
import type { FigureTable } from './figure-cells.ts';
import { partWords, cell, percent, plain } from './figure-cells.ts';
import type { ShownFigures } from './spotting-figures.ts';

export function figureTables(figures: ShownFigures): FigureTable[] {
	return [
		found(figures),
		bySize(figures),
		falseAlarms(figures),
		...(figures.sensitivity.length > 0 ? [bySetting(figures)] : []),
		timing(figures),
	];
}

function found({ overall, parts }: ShownFigures): FigureTable {
	const row = (name: string, { f1, recall, precision }: ShownFigures['overall']) => ({
		name,
		cells: [cell(f1), percent(recall), percent(precision)],
	});
	return {
		caption: say('about.table.found'),
		corner: say('about.table.clips'),
		columns: ['F1', say('about.table.column.found'), say('about.table.column.true')],
		rows: [
			row(say('about.table.all'), overall),
			...parts.map((part) => row(partWords(part.part), part)),
		],
	};
}

const bySize = ({ amplitudes }: ShownFigures): FigureTable => ({
	caption: say('about.table.bySize'),
	corner: say('about.table.displacement'),
	columns: [say('about.table.column.found'), say('about.table.movements')],
	rows: amplitudes
		.filter(({ part }) => part === null)
		.map(({ peakPx200, hits, events, recall }) => ({
			name: `${peakPx200} px200`,
			cells: [percent(recall), plain(say('about.table.of', { hits, events }))],
		})),
});

const falseAlarms = ({ falseAlarms: rates }: ShownFigures): FigureTable => ({
	caption: say('about.table.alarms'),
	corner: say('about.table.face'),
	columns: [say('about.table.aMinute')],
	rows: [
		{ name: say('about.table.calm'), cells: [cell(rates.calm.perMinute)] },
		{ name: say('about.table.active'), cells: [cell(rates.active.perMinute)] },
		{ name: say('about.table.together'), cells: [cell(rates.all.perMinute)] },
	],
});

const bySetting = ({ sensitivity }: ShownFigures): FigureTable => ({
	caption: say('about.table.bySetting'),
	corner: say('about.table.accepted'),
	columns: [say('about.table.calm'), say('about.table.active'), say('about.table.column.found')],
	rows: sensitivity.map((at) => ({
		name: sayNumber(at.setting),
		cells: [
			cell(at.calmFalseAlarmsPerMinute),
			cell(at.activeFalseAlarmsPerMinute),
			percent(at.recall),
		],
	})),
});

const timing = ({ timing: errors }: ShownFigures): FigureTable => ({
	caption: say('about.table.timing'),
	corner: say('about.table.moment'),
	columns: [say('about.table.frames'), 'ms'],
	rows: errors.map(({ keyFrame, frames, ms }) => ({
		name: say(`about.table.${keyFrame}`),
		cells: [cell(frames), cell(ms, 0)],
	})),
});

/** The figures of spotting as the tables that people see: words and rounded numbers. Pure. */
import type { Figure } from '../export/index.ts';
import type { ShownFigures } from './spotting-figures.ts';

export interface FigureCell {
	readonly value: string;
	/** Its 95 % interval; null where there is none. */
	readonly range: string | null;
}

export interface FigureTable {
	readonly caption: string;
	/** Over the names of the rows. */
	readonly corner: string;
	readonly columns: readonly string[];
	readonly rows: readonly { readonly name: string; readonly cells: readonly FigureCell[] }[];
}

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
		rows: [
			row('All', overall),
			...parts.map((part) =>
				row(`${part.part.charAt(0).toUpperCase()}${part.part.slice(1)}`, part),
			),
		],
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
			cells: [percent(recall), { value: `${hits} of ${events}`, range: null }],
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

const percent = ({ value, low, high }: Figure): FigureCell => {
	const share = (held: number | null): number | null => (held === null ? null : 100 * held);
	return cell({ value: share(value), low: share(low), high: share(high) }, 0, ' %');
};

function cell({ value, low, high }: Figure, digits = 2, unit = ''): FigureCell {
	if (value === null) return { value: 'not measured', range: null };
	const said = (held: number): string => held.toFixed(digits);
	return {
		value: `${said(value)}${unit}`,
		range: low === null || high === null ? null : `${said(low)} to ${said(high)}${unit}`,
	};
}

/** The figures of reading as the tables that people see: words and rounded numbers. Pure. */
import type { ClassRow, MovementSize, SideShare, StillRow } from '../export/index.ts';
import type { FigureCell, FigureTable } from './figure-cells.ts';
import { alone, capital, cell, percent, plain } from './figure-cells.ts';
import type { ShownFilms, ShownReading } from './reading-figures.ts';

export function readingTables(figures: ShownReading): FigureTable[] {
	const films = figures.films?.figures;
	if (films === undefined) return [classes(figures), named(figures)];
	return [
		classes(figures),
		recognised(films),
		named(figures),
		namedForNothing(films, figures.levels),
		bySize(films),
		units(films),
		sides(films),
	];
}

const classes = ({ drawn, films }: ShownReading): FigureTable => {
	const { uf1, uar, calibrationError } = drawn.figures.classes;
	const all = films === null ? undefined : allOf(films.figures);
	return {
		caption: 'Class of a movement',
		corner: 'Movements',
		columns: ['UF1', 'UAR', 'Calibration error'],
		rows: [
			{
				name: 'Synthetic people',
				cells: [uf1, uar, calibrationError].map((value) => cell(alone(value))),
			},
			...(all === undefined
				? []
				: [
						{
							name: 'Films',
							cells: [cell(all.uf1), cell(all.uar), cell(alone(all.calibrationError))],
						},
					]),
		],
	};
};

const named = ({ drawn, films, levels }: ShownReading): FigureTable => {
	const all = films === null ? undefined : allOf(films.figures);
	return {
		caption: 'Readings that are right, of those named',
		corner: 'Readings',
		columns: ['Synthetic people', ...(all === undefined ? [] : ['Films'])],
		rows: levels.map(({ coverage }, i) => ({
			name: levelName(coverage),
			cells: [
				rightOf(drawn.figures.naming[i]!.accuracy, drawn.figures.naming[i]!.coverage),
				...(all === undefined ? [] : [rightOf(all.naming[i]!.right, all.naming[i]!.named)]),
			],
		})),
	};
};

const rightOf = (right: number | null, share: number | null): FigureCell =>
	right === null
		? plain('none named')
		: { ...percent(alone(right)), of: `${percent(alone(share)).value} named` };

const bySize = ({ atTruth }: ShownFilms): FigureTable => {
	const parts = distinct(atTruth.map(({ part }) => part));
	const sizes = distinct(atTruth.map(({ size }) => sizeName(size)));
	return {
		caption: 'Class in films, UF1 by largest displacement',
		corner: 'px200',
		columns: parts.map(partName),
		rows: sizes.map((name) => ({
			name,
			cells: parts.map((part) => {
				const row = atTruth.find((each) => each.part === part && sizeName(each.size) === name);
				if (row === undefined) return plain('none');
				return { ...cell(row.uf1), of: `of ${row.events}` };
			}),
		})),
	};
};

const units = ({ units: rows, unitsAbsent }: ShownFilms): FigureTable => ({
	caption: 'Action units in films, 1 px200 or more',
	corner: 'Action unit',
	columns: ['F1', 'Movements'],
	rows: [
		...rows.map(({ units: numbers, events, f1 }) => ({
			name: numbers.length === 1 ? String(numbers[0]) : numbers.join(' or '),
			cells: [cell(alone(f1)), plain(String(events))],
		})),
		...(unitsAbsent.length === 0
			? []
			: [
					{
						name: unitsAbsent.join(', '),
						cells: [plain('none in these films'), plain('0')],
					},
				]),
	],
});

const sides = ({ sides: rows }: ShownFilms): FigureTable => {
	const shown = rows.filter(({ size }) => size.orMore && (size.px200 === null || size.px200 === 1));
	const row = (name: string, shareOf: (row: (typeof rows)[number]) => SideShare) => ({
		name,
		cells: shown.map((each) => {
			const { right, events } = shareOf(each);
			return events === 0 ? plain('none') : { ...percent(alone(right)), of: `of ${events}` };
		}),
	});
	return {
		caption: 'Side told rightly, in films',
		corner: 'Movements',
		columns: shown.map(({ size }) => (size.px200 === null ? 'All' : `${size.px200} px200 or more`)),
		rows: [
			row('On one side', ({ oneSided }) => oneSided),
			row('On both sides', ({ bothSides }) => bothSides),
		],
	};
};

const recognised = ({ spotted }: ShownFilms): FigureTable => ({
	caption: 'Found, then read',
	corner: 'Films',
	columns: ['F1 of finding', 'F1 of reading what was found', 'Both (STRS)'],
	rows: spotted.map(({ part, f1, analysis, strs }) => ({
		name: partName(part),
		cells: [cell(f1), cell(analysis.f1), cell(strs)],
	})),
});

const STILL: Readonly<Record<StillRow['kind'], string>> = {
	blink: 'Blinks',
	headMotion: 'Head motion',
	mouth: 'Talk',
	'false detection': 'False alarms',
};

const namedForNothing = ({ still }: ShownFilms, levels: ShownReading['levels']): FigureTable => {
	const shown = still.filter(({ count }) => count > 0);
	return {
		caption: 'A reading named where nothing was expressed',
		corner: 'Readings',
		columns: shown.map(({ kind, count }) => `${STILL[kind]} (${count})`),
		rows: [
			...levels.map(({ coverage }, i) => ({
				name: levelName(coverage),
				cells: shown.map((row) => percent(alone(row.named[i]!))),
			})),
			{
				name: 'An action unit',
				cells: shown.map(({ unitNamed }) => percent(alone(unitNamed))),
			},
		],
	};
};

const allOf = ({ atTruth }: ShownFilms): ClassRow | undefined =>
	atTruth.find(({ part, size }) => part === null && size.px200 === null);

const partName = (part: string | null): string => (part === null ? 'All' : capital(part));

/** In px200: the column or the caption says so. */
function sizeName({ px200, orMore }: MovementSize): string {
	if (px200 === null) return 'All';
	return orMore ? `${px200} or more` : String(px200);
}

const levelName = (coverage: number): string =>
	coverage > 0.99 ? 'All' : `${(100 * coverage).toFixed(0)} %`;

const distinct = <Of>(values: readonly Of[]): Of[] => [...new Set(values)];

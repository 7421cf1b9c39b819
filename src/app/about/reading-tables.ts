/** The figures of reading as the tables that people see: words and rounded numbers. Pure. */
import type { ClassRow, MovementSize, SideShare } from '../../files/export/index.ts';
import { say, sayList, sayNumber } from '../../core/words/index.ts';
import type { FigureCell, FigureTable } from './figure-cells.ts';
import { alone, partWords, cell, percent, plain } from './figure-cells.ts';
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
		caption: say('about.table.class'),
		corner: say('about.table.movements'),
		columns: ['UF1', 'UAR', say('about.table.calibration')],
		rows: [
			{
				name: say('about.table.synthetic'),
				cells: [uf1, uar, calibrationError].map((value) => cell(alone(value))),
			},
			...(all === undefined
				? []
				: [
						{
							name: say('about.table.films'),
							cells: [cell(all.uf1), cell(all.uar), cell(alone(all.calibrationError))],
						},
					]),
		],
	};
};

const named = ({ drawn, films, levels }: ShownReading): FigureTable => {
	const all = films === null ? undefined : allOf(films.figures);
	return {
		caption: say('about.table.right'),
		corner: say('about.table.readings'),
		columns: [
			say('about.table.synthetic'),
			...(all === undefined ? [] : [say('about.table.films')]),
		],
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
		? plain(say('about.table.noneNamed'))
		: {
				...percent(alone(right)),
				of: say('about.table.named', { share: percent(alone(share)).value }),
			};

const bySize = ({ atTruth }: ShownFilms): FigureTable => {
	const parts = distinct(atTruth.map(({ part }) => part));
	const sizes = distinct(atTruth.map(({ size }) => sizeName(size)));
	return {
		caption: say('about.table.classBySize'),
		corner: 'px200',
		columns: parts.map(partName),
		rows: sizes.map((name) => ({
			name,
			cells: parts.map((part) => {
				const row = atTruth.find((each) => each.part === part && sizeName(each.size) === name);
				if (row === undefined) return plain(say('about.table.none'));
				return { ...cell(row.uf1), of: say('about.table.ofAll', { events: row.events }) };
			}),
		})),
	};
};

const units = ({ units: rows, unitsAbsent }: ShownFilms): FigureTable => ({
	caption: say('about.table.units'),
	corner: say('about.table.unit'),
	columns: ['F1', say('about.table.movements')],
	rows: [
		...rows.map(({ units: numbers, events, f1 }) => ({
			name:
				numbers.length === 1
					? String(numbers[0])
					: say('about.table.either', {
							numbers: sayList(numbers.slice(0, -1).map(String)),
							last: numbers.at(-1)!,
						}),
			cells: [cell(alone(f1)), plain(String(events))],
		})),
		...(unitsAbsent.length === 0
			? []
			: [
					{
						name: sayList(unitsAbsent.map(String)),
						cells: [plain(say('about.table.unitsAbsent')), plain('0')],
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
			return events === 0
				? plain(say('about.table.none'))
				: { ...percent(alone(right)), of: say('about.table.ofAll', { events }) };
		}),
	});
	return {
		caption: say('about.table.sides'),
		corner: say('about.table.movements'),
		columns: shown.map(({ size }) =>
			size.px200 === null
				? say('about.table.all')
				: say('about.table.orMore.px200', { size: size.px200 }),
		),
		rows: [
			row(say('about.table.oneSide'), ({ oneSided }) => oneSided),
			row(say('about.table.bothSides'), ({ bothSides }) => bothSides),
		],
	};
};

const recognised = ({ spotted }: ShownFilms): FigureTable => ({
	caption: say('about.table.recognised'),
	corner: say('about.table.films'),
	columns: [say('about.table.f1Finding'), say('about.table.f1Reading'), say('about.table.strs')],
	rows: spotted.map(({ part, f1, analysis, strs }) => ({
		name: partName(part),
		cells: [cell(f1), cell(analysis.f1), cell(strs)],
	})),
});

const STILL = {
	blink: 'blinks',
	headMotion: 'head',
	mouth: 'talk',
	'false detection': 'alarms',
} as const;

const namedForNothing = ({ still }: ShownFilms, levels: ShownReading['levels']): FigureTable => {
	const shown = still.filter(({ count }) => count > 0);
	return {
		caption: say('about.table.forNothing'),
		corner: say('about.table.readings'),
		columns: shown.map(({ kind, count }) => say(`about.table.still.${STILL[kind]}`, { count })),
		rows: [
			...levels.map(({ coverage }, i) => ({
				name: levelName(coverage),
				cells: shown.map((row) => percent(alone(row.named[i]!))),
			})),
			{
				name: say('about.table.anUnit'),
				cells: shown.map(({ unitNamed }) => percent(alone(unitNamed))),
			},
		],
	};
};

const allOf = ({ atTruth }: ShownFilms): ClassRow | undefined =>
	atTruth.find(({ part, size }) => part === null && size.px200 === null);

const partName = (part: string | null): string =>
	part === null ? say('about.table.all') : partWords(part);

/** In px200: the column or the caption says so. */
function sizeName({ px200, orMore }: MovementSize): string {
	if (px200 === null) return say('about.table.all');
	return orMore ? say('about.table.orMore', { size: px200 }) : String(px200);
}

const levelName = (coverage: number): string =>
	coverage > 0.99
		? say('about.table.all')
		: say('movement.percent', { n: sayNumber(Math.round(100 * coverage)) });

const distinct = <Of>(values: readonly Of[]): Of[] => [...new Set(values)];

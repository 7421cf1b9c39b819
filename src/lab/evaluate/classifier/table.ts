/** The figures as text for a terminal: one table of several blocks. Pure. */
import { CLASSES } from '../../../line/classify/index.ts';
import type { ClassRow, FilmFigures, MovementSize } from '../../../files/export/index.ts';
import type { ClassFigures } from '../../judge/index.ts';
import { NON_MOVEMENTS } from '../../judge/index.ts';
import { aligned, text } from '../../terminal/index.ts';
import type { ClassifierFigures } from './document.ts';

const DIGITS = 2;
const NOTHING = '-';
/** Of three classes. */
const CLASS_LETTERS = CLASSES.map((name) => name[0]!).join('/');

type Block = readonly (readonly string[])[];

export function tableText(figures: ClassifierFigures): string {
	const blocks = [heading(figures), ...drawnBlocks(figures).map(aligned)];
	if (figures.films !== null) {
		const { figures: films } = figures.films;
		blocks.push(filmHeading(figures.films));
		blocks.push(...filmBlocks(films, figures.levels).map(aligned));
		blocks.push(...remarks(films));
	}
	return `${blocks.join('\n\n')}\n`;
}

function heading({ network, version, revision, date, drawn }: ClassifierFigures): string {
	const commit = revision === null ? '' : ` (${revision})`;
	const { calibrationError } = drawn.figures.classes;
	const { sides, gateOpen, nonMovementsTopProbability } = drawn.figures;
	return [
		`Network ${network.name} ${network.version}, sha256 ${network.sha256.slice(0, 16)}; Fleeting ${version}${commit}, ${date}.`,
		`DRAWN PEOPLE that training never saw: ${drawn.events} events of ${drawn.people}, seed ${drawn.seed}.`,
		`Calibration error ${share(calibrationError)}; the fall counted in ${share(gateOpen)}; side correct for ${share(sides.oneSided.right)} of one-sided named units (${sides.oneSided.units}) and ${share(sides.bothSides.right)} of two-sided ones (${sides.bothSides.units});`,
		`average probability of the top class where there is no movement: ${share(nonMovementsTopProbability)}.`,
	].join('\n');
}

function drawnBlocks({ drawn, levels }: ClassifierFigures): Block[] {
	const { branches, rightOffset, wrongOffset, naming, units, unitsMean } = drawn.figures;
	const row = (name: string, of: ClassFigures): string[] => [
		name,
		String(of.events),
		share(of.uf1),
		share(of.uar),
		share(of.accuracy),
		...confusionCells(of.confusion),
	];
	return [
		[
			['classes', 'events', 'UF1', 'UAR', 'accuracy', ...confusionHeads()],
			row('as in the app', branches.gated),
			row('rise alone', branches.riseOnly),
			row('fall alone', branches.fallOnly),
			row('both always', branches.bothAlways),
			row('right offset, rise alone', rightOffset.riseOnly),
			row('right offset, as in the app', rightOffset.gated),
			row('wrong offset, rise alone', wrongOffset.riseOnly),
			row('wrong offset, as in the app', wrongOffset.gated),
		],
		[
			['naming', 'from', 'coverage', 'accuracy', ...NON_MOVEMENTS.map((kind) => `${kind} named`)],
			...naming.map(({ from, coverage, accuracy, nonMovements }, i) => [
				share(levels[i]!.coverage),
				share(from),
				share(coverage),
				share(accuracy),
				...NON_MOVEMENTS.map((kind) => share(nonMovements[kind])),
			]),
		],
		[
			['unit', 'events', 'AUC', 'F1', 'bar'],
			...units.map((unit) => [
				unit.units.join(' + '),
				String(unit.events),
				share(unit.auc),
				share(unit.f1),
				share(unit.bar),
			]),
			['mean', NOTHING, share(unitsMean.auc), share(unitsMean.f1), NOTHING],
		],
	];
}

function filmHeading({ data, settings, method }: NonNullable<ClassifierFigures['films']>): string {
	return [
		`VIDEOS of ${data.name}: ${data.films} of ${data.people} people, ${data.events} movements, through the line set to ${settings.falseAlarmsPerMinute} false alarms per minute.`,
		'Where the spotter or the network was trained on these people, figures are better than for others.',
		`A hit shares at least ${method.overlap} of its frames with a movement. In brackets: 95% interval, bootstrap over people (${method.resamples} times, seed ${method.seed}).`,
	].join('\n');
}

function filmBlocks(films: FilmFigures, levels: ClassifierFigures['levels']): Block[] {
	return [
		classBlock('at true key frames', films.atTruth),
		namingBlock('named, correct among these', films.atTruth, levels),
		[
			['unit, from 1 px200 up', 'events', 'AUC', 'F1', 'bar'],
			...films.units.map((unit) => [
				unit.units.join(' + '),
				String(unit.events),
				share(unit.auc),
				share(unit.f1),
				share(unit.bar),
			]),
		],
		[
			['side correct', 'one-sided', 'correct', 'two-sided', 'correct'],
			...films.sides.map(({ size, oneSided, bothSides }) => [
				sizeName(size),
				String(oneSided.events),
				share(oneSided.right),
				String(bothSides.events),
				share(bothSides.right),
			]),
		],
		[
			[
				'spotted',
				'movements',
				'hits',
				'false alarms',
				'precision',
				'recall',
				'F1',
				'analysis P',
				'R',
				'F1',
				'STRS',
			],
			...films.spotted.map((row) => [
				row.part ?? 'all',
				String(row.events),
				String(row.hits),
				String(row.falseAlarms),
				...[row.precision, row.recall, row.f1].map((figure) => text(figure)),
				share(row.analysis.precision),
				share(row.analysis.recall),
				text(row.analysis.f1),
				text(row.strs),
			]),
		],
		classBlock('hits, at found key frames', films.atHits),
		[
			[
				'nothing expressed',
				'count',
				'top class',
				...levels.map(({ coverage }) => `named at ${coverage.toFixed(DIGITS)}`),
				'a unit named',
			],
			...films.still.map((row) => [
				row.kind,
				String(row.count),
				share(row.confidence),
				...row.named.map(share),
				share(row.unitNamed),
			]),
		],
	];
}

function remarks({ unseen, unitsAbsent }: FilmFigures): string[] {
	const said = [];
	if (unitsAbsent.length > 0) {
		said.push(
			`Units that do not occur in these videos (from 1 px200 up): ${unitsAbsent.join(', ')}.`,
		);
	}
	if (unseen > 0)
		said.push(`Movements without a face at a true key frame, not counted: ${unseen}.`);
	return said;
}

const classBlock = (name: string, rows: readonly ClassRow[]): Block => [
	[name, 'events', 'UF1', 'UAR', 'calibration error', ...confusionHeads()],
	...rows.map((row) => [
		rowName(row),
		String(row.events),
		text(row.uf1),
		text(row.uar),
		share(row.calibrationError),
		...confusionCells(row.confusion),
	]),
];

const namingBlock = (
	name: string,
	rows: readonly ClassRow[],
	levels: ClassifierFigures['levels'],
): Block => [
	[name, 'events', ...levels.map(({ coverage }) => `at ${coverage.toFixed(DIGITS)}`)],
	...rows.map((row) => [
		rowName(row),
		String(row.events),
		...row.naming.map(({ named, right }) => `${share(named)}, ${share(right)}`),
	]),
];

const rowName = ({ size, part }: ClassRow): string =>
	part === null ? sizeName(size) : `${part}, ${sizeName(size)}`;

function sizeName({ px200, orMore }: MovementSize): string {
	if (px200 === null) return 'all';
	return `${orMore ? '>= ' : ''}${px200} px200`;
}

/** A column for each true class. */
const confusionHeads = (): string[] => CLASSES.map((name) => `${name} as ${CLASS_LETTERS}`);

const confusionCells = (confusion: readonly (readonly number[])[]): string[] =>
	confusion.map((row) => row.join('/'));

const share = (value: number | null | undefined): string =>
	value === null || value === undefined || Number.isNaN(value) ? NOTHING : value.toFixed(DIGITS);

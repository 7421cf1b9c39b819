/** JudgedFigures of the network in films, from what came of each. Pure. */
import type { LogitCalibration } from '../../../line/classify/index.ts';
import type { Side } from '../../../core/record/index.ts';
import type {
	ClassRow,
	FilmFigures,
	MovementSize,
	SideRow,
	SideShare,
	SpottedRow,
	StillRow,
	UnitRow,
} from '../../../files/export/index.ts';
import { mean } from '../../../core/statistics/index.ts';
import { calibrationError, figuresOf } from '../../judge/index.ts';
import type { People } from '../people.ts';
import { rounded } from '../people.ts';
import { NON_MOVEMENT_KINDS } from './non-movements.ts';
import type { FilmOutcome, ReadMovement } from './outcome.ts';
import type { MotionReading } from './reading.ts';
import {
	analysisOf,
	confusionIn,
	f1Of,
	isClassRight,
	isSideRight,
	precisionOf,
	recallOf,
	spottingOf,
	strsOf,
	uarOf,
	uf1Of,
} from './scores.ts';

const ALL: MovementSize = { px200: null, orMore: true };
const SIZES: readonly MovementSize[] = [
	ALL,
	...[0.5, 1, 2, 3].map((px200) => ({ px200, orMore: false })),
	...[1, 2].map((px200) => ({ px200, orMore: true })),
];
/** Below this a unit drowns. */
const UNITS_FROM: MovementSize = { px200: 1, orMore: true };
/** Shown first, in this order; `1 + 2` is the raised brow. */
const FIRST_UNITS = ['1,2', '4', '12', '17'];

export function filmFigures(
	outcomes: readonly FilmOutcome[],
	calibration: LogitCalibration,
	people: People,
): FilmFigures {
	const parts = [null, ...new Set(outcomes.map(({ clip }) => clip.part).sort())];
	const rows = (of: 'atTruth' | 'atHits'): ClassRow[] =>
		parts
			.flatMap((part) =>
				SIZES.map((size) => classRow(inPart(outcomes, part), of, size, part, calibration, people)),
			)
			.filter(({ events }) => events > 0);
	const atTruth = outcomes.flatMap((outcome) => outcome.atTruth);
	const units = figuresOf(atTruth.filter(isOf(UNITS_FROM)).map(judgedEventOf), calibration).units;
	return {
		atTruth: rows('atTruth'),
		unseen: outcomes.reduce((sum, each) => sum + each.movements.length - each.atTruth.length, 0),
		units: units.filter(({ events }) => events > 0).sort((a, b) => placeOf(a) - placeOf(b)),
		unitsAbsent: units.flatMap((unit) =>
			unit.events === 0 && unit.units.length === 1 ? unit.units : [],
		),
		sides: SIZES.map((size) => sideRow(atTruth, size)),
		spotted: parts.map((part) => spottedRow(inPart(outcomes, part), part, people)),
		atHits: rows('atHits'),
		still: [
			...NON_MOVEMENT_KINDS.map((kind) => {
				const own = outcomes.flatMap(({ nonMovements }) =>
					nonMovements.filter((each) => each.kind === kind).map(({ reading }) => reading),
				);
				return stillRow(kind, own, calibration);
			}),
			stillRow(
				'false detection',
				outcomes.flatMap(({ falseAlarms }) => falseAlarms),
				calibration,
			),
		],
	};
}

const inPart = (outcomes: readonly FilmOutcome[], part: string | null): readonly FilmOutcome[] =>
	part === null ? outcomes : outcomes.filter(({ clip }) => clip.part === part);

const isOf =
	({ px200, orMore }: MovementSize) =>
	({ truth }: ReadMovement): boolean =>
		px200 === null || (orMore ? truth.peakPx200 >= px200 : truth.peakPx200 === px200);

function classRow(
	outcomes: readonly FilmOutcome[],
	of: 'atTruth' | 'atHits',
	size: MovementSize,
	part: string | null,
	calibration: LogitCalibration,
	people: People,
): ClassRow {
	const readIn = (some: readonly FilmOutcome[]): ReadMovement[] =>
		some.flatMap((outcome) => outcome[of]).filter(isOf(size));
	const read = readIn(outcomes);
	return {
		size,
		part,
		events: read.length,
		uf1: people.figure(outcomes, (some) => uf1Of(readIn(some))),
		uar: people.figure(outcomes, (some) => uarOf(readIn(some))),
		confusion: confusionIn(read),
		calibrationError: roundedOrNull(
			calibrationError(
				read.map(({ reading }) => reading.confidence),
				read.map(isClassRight),
			),
		),
		naming: calibration.naming.map(({ from }) => {
			const named = read.filter(({ reading }) => reading.certainty >= from);
			return {
				named: shareOf(read, ({ reading }) => reading.certainty >= from),
				right: shareOf(named, isClassRight),
			};
		}),
	};
}

function sideRow(read: readonly ReadMovement[], size: MovementSize): SideRow {
	const share = (isMeant: (side: Side) => boolean): SideShare => {
		const own = read.filter(isOf(size)).filter(({ truth }) => isMeant(truth.side));
		return { events: own.length, right: shareOf(own, isSideRight) };
	};
	return {
		size,
		oneSided: share((side) => side !== 'both'),
		bothSides: share((side) => side === 'both'),
	};
}

function spottedRow(
	outcomes: readonly FilmOutcome[],
	part: string | null,
	people: People,
): SpottedRow {
	const { events, hits, accepted } = spottingOf(outcomes);
	const hitsIn = (some: readonly FilmOutcome[]): ReadMovement[] =>
		some.flatMap(({ atHits }) => atHits);
	const { precision, recall } = analysisOf(hitsIn(outcomes));
	return {
		part,
		events,
		hits,
		falseAlarms: accepted - hits,
		precision: people.figure(outcomes, (some) => precisionOf(spottingOf(some))),
		recall: people.figure(outcomes, (some) => recallOf(spottingOf(some))),
		f1: people.figure(outcomes, (some) => f1Of(spottingOf(some))),
		analysis: {
			precision: rounded(precision),
			recall: rounded(recall),
			f1: people.figure(outcomes, (some) => {
				const read = hitsIn(some);
				return read.length === 0 ? null : analysisOf(read).f1;
			}),
		},
		strs: people.figure(outcomes, strsOf),
	};
}

function stillRow(
	kind: StillRow['kind'],
	readings: readonly MotionReading[],
	{ naming }: LogitCalibration,
): StillRow {
	return {
		kind,
		count: readings.length,
		confidence: roundedOrNull(mean(readings.map(({ confidence }) => confidence))),
		named: naming.map(({ from }) => shareOf(readings, ({ certainty }) => certainty >= from)),
		unitNamed: shareOf(readings, ({ named }) => named.length > 0),
	};
}

/** As the trainer judges events; films have no wrong offsets. */
const judgedEventOf = ({ truth, reading }: ReadMovement) => ({
	content: 'expression' as const,
	class3: truth.class3,
	units: new Map(truth.units.map((au) => [au, truth.side])),
	correlation: reading.correlation,
	asymmetry: reading.asymmetry,
	quality: reading.quality,
	offsetIs: 'right' as const,
	logits: reading.logits,
});

function placeOf({ units }: UnitRow): number {
	const first = FIRST_UNITS.indexOf(units.join(','));
	return first < 0 ? FIRST_UNITS.length + units[0]! : first;
}

const shareOf = <Of>(some: readonly Of[], isMeant: (each: Of) => boolean): number | null =>
	roundedOrNull(mean(some.map((each) => Number(isMeant(each)))));

const roundedOrNull = (value: number): number | null =>
	Number.isNaN(value) ? null : rounded(value);

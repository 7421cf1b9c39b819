/** What a network does on events whose truth is known: classes, units, sides, calibration, abstention. */
import type { Branches, LogitCalibration } from '../../line/classify/index.ts';
import {
	CLASSES,
	UNITS,
	gateBranches,
	joinBranches,
	namedUnits,
	readUnits,
	readingCertainty,
} from '../../line/classify/index.ts';
import { softmax } from '../../core/statistics/index.ts';
import {
	accuracyOf,
	confusionOf,
	unweightedF1,
	unweightedRecall,
} from '../../study/evaluation/index.ts';
import { round, unitScores } from './calibrate.ts';
import type { JudgedEvent } from './judged-event.ts';
import { areaUnderCurve, mean } from '../../core/statistics/index.ts';
import { calibrationError, f1At } from './metrics.ts';
import { NON_MOVEMENTS } from './dataset.ts';

export interface ClassFigures {
	readonly events: number;
	readonly uf1: number;
	readonly uar: number;
	readonly accuracy: number;
	/** Rows truth, columns prediction, in the order of `CLASSES`. */
	readonly confusion: readonly (readonly number[])[];
}

interface UnitFigures {
	/** FACS numbers; more than one count as one. */
	readonly units: readonly number[];
	readonly events: number;
	/** NaN (null in JSON) where every event has it, or none. */
	readonly auc: number;
	readonly bar: number;
	readonly f1: number;
}

export interface JudgedFigures {
	/** Events with a class, branches joined as in the app, nothing abstained from. */
	readonly classes: ClassFigures & { readonly calibrationError: number };
	/** The same events by which branches counted. */
	readonly branches: Readonly<
		Record<'riseOnly' | 'fallOnly' | 'bothAlways' | 'gated', ClassFigures>
	>;
	/** The same comparison where the offset is right, and where it is wrong. */
	readonly rightOffset: Readonly<Record<'riseOnly' | 'gated', ClassFigures>>;
	readonly wrongOffset: Readonly<Record<'riseOnly' | 'gated', ClassFigures>>;
	/** Share of events whose fall was used. */
	readonly gateOpen: number;
	/** By the level of naming: what is named of the expressions, how rightly, and of the rest. */
	readonly naming: readonly {
		readonly from: number;
		readonly coverage: number;
		readonly accuracy: number;
		/** Share of non-movements for which a class is named all the same, by what they were. */
		readonly nonMovements: Readonly<Record<string, number>>;
	}[];
	/** Mean probability of the top class of non-movements; a third would be perfect ignorance. */
	readonly nonMovementsTopProbability: number;
	readonly units: readonly UnitFigures[];
	/** Mean over the units that occur, of area and F1. */
	readonly unitsMean: { readonly auc: number; readonly f1: number };
	/** One-sided units that were named: share with the right side; and of two-sided ones. */
	readonly sides: {
		readonly oneSided: { readonly units: number; readonly right: number };
		readonly bothSides: { readonly units: number; readonly right: number };
	};
}

/** `npm run evaluate` asks for these as one. */
const BROWS_RAISED = [1, 2];

export function figuresOf(
	events: readonly JudgedEvent[],
	calibration: LogitCalibration,
): JudgedFigures {
	const { temperature, gateCorrelation, naming, nameable, sideMargin } = calibration;
	const joinedAs = (branches: (event: JudgedEvent) => Branches) =>
		events.map((event) => joinBranches(event.logits, branches(event) === 'both' ? 1 : -1, 0));
	const gateOf = ({ correlation }: JudgedEvent): Branches =>
		gateBranches(correlation, gateCorrelation);
	const gated = joinedAs(gateOf);
	const classRows = gated.map(({ classes }) => classes);
	const rise = joinedAs(() => 'rise').map(({ classes }) => classes);
	const variants = {
		riseOnly: rise,
		fallOnly: events.map(
			({ logits }) => joinBranches({ rise: logits.fall, fall: logits.fall }, -1, 0).classes,
		),
		bothAlways: joinedAs(() => 'both').map(({ classes }) => classes),
		gated: classRows,
	};
	const classed = placesOf(events, ({ class3 }) => class3 !== null);
	const right = classed.filter((i) => events[i]!.offsetIs === 'right');
	const wrong = classed.filter((i) => events[i]!.offsetIs === 'wrong');
	const p = classRows.map((row) => softmax(row, temperature.classes));
	const confidence = p.map((row) => Math.max(...row));
	const certainty = gated.map((row, i) => readingCertainty(row, events[i]!, calibration));
	const correct = (i: number): boolean => topOf(p[i]!) === truthOf(events[i]!);
	const still = NON_MOVEMENTS.map(
		(kind) => [kind, placesOf(events, ({ content }) => content === kind)] as const,
	).filter(([, places]) => places.length > 0);
	const bars = new Map(nameable.map(({ au, from }) => [au, from]));
	const unitFigures = (units: readonly number[]): UnitFigures => {
		const { scores, truth } = unitScores(units, events, gated, temperature.units);
		const bar = Math.min(...units.map((au) => bars.get(au) ?? 0.5));
		return {
			units,
			events: truth.reduce((a, b) => a + b, 0),
			auc: round(areaUnderCurve(scores, truth), 3),
			bar,
			f1: round(f1At(scores, truth, bar), 3),
		};
	};
	const perUnit = UNITS.map((au) => unitFigures([au]));
	const occurring = perUnit.filter(({ auc }) => !Number.isNaN(auc));
	return {
		classes: {
			...classFigures(events, classRows, classed),
			calibrationError: round(
				calibrationError(
					classed.map((i) => confidence[i]!),
					classed.map(correct),
				),
				3,
			),
		},
		branches: mapValues(variants, (rows) => classFigures(events, rows, classed)),
		rightOffset: {
			riseOnly: classFigures(events, rise, right),
			gated: classFigures(events, classRows, right),
		},
		wrongOffset: {
			riseOnly: classFigures(events, rise, wrong),
			gated: classFigures(events, classRows, wrong),
		},
		gateOpen: round(mean(classed.map((i) => Number(gateOf(events[i]!) === 'both'))), 3),
		naming: naming.map(({ from }) => {
			const isNamed = (i: number): boolean => certainty[i]! >= from;
			return {
				from,
				coverage: round(mean(classed.map((i) => Number(isNamed(i)))), 3),
				accuracy: round(mean(classed.filter(isNamed).map((i) => Number(correct(i)))), 3),
				nonMovements: Object.fromEntries(
					still.map(([kind, places]) => [
						kind,
						round(mean(places.map((i) => Number(isNamed(i)))), 3),
					]),
				),
			};
		}),
		nonMovementsTopProbability: round(
			mean(still.flatMap(([, places]) => places.map((i) => confidence[i]!))),
			3,
		),
		units: [...perUnit, unitFigures(BROWS_RAISED)],
		unitsMean: {
			auc: round(mean(occurring.map(({ auc }) => auc)), 3),
			f1: round(mean(occurring.map(({ f1 }) => f1)), 3),
		},
		sides: sideFigures(
			events,
			gated.map(({ units }, i) =>
				readUnits(units, events[i]!.asymmetry, temperature.units, sideMargin),
			),
			nameable,
		),
	};
}

/** Over the true units that were named: a unit that nobody hears of has no side. */
function sideFigures(
	events: readonly JudgedEvent[],
	scores: readonly (readonly ReturnType<typeof readUnits>[number][])[],
	nameable: LogitCalibration['nameable'],
): JudgedFigures['sides'] {
	const found = events.flatMap(({ units }, i) => {
		const named = namedUnits(scores[i]!, nameable);
		return [...units]
			.filter(([au]) => named.includes(au))
			.map(([au, truth]) => ({ truth, said: scores[i]!.find((score) => score.au === au)!.side }));
	});
	const share = (some: typeof found) => ({
		units: some.length,
		right: round(mean(some.map(({ truth, said }) => Number(truth === said))), 3),
	});
	return {
		oneSided: share(found.filter(({ truth }) => truth !== 'both')),
		bothSides: share(found.filter(({ truth }) => truth === 'both')),
	};
}

/** @param of places of events with a class */
function classFigures(
	events: readonly JudgedEvent[],
	rows: readonly (readonly number[])[],
	of: readonly number[],
): ClassFigures {
	const confusion = confusionOf(
		of.map((i) => truthOf(events[i]!)),
		of.map((i) => topOf(rows[i]!)),
		CLASSES.length,
	);
	return {
		events: of.length,
		uf1: round(unweightedF1(confusion), 3),
		uar: round(unweightedRecall(confusion), 3),
		accuracy: round(accuracyOf(confusion), 3),
		confusion,
	};
}

const placesOf = (
	events: readonly JudgedEvent[],
	keep: (event: JudgedEvent) => boolean,
): number[] => events.flatMap((event, i) => (keep(event) ? [i] : []));

const topOf = (row: readonly number[]): number => row.indexOf(Math.max(...row));

/** Only for events with a class. */
const truthOf = ({ class3 }: JudgedEvent): number => CLASSES.indexOf(class3!);

function mapValues<K extends string, A, B>(from: Record<K, A>, map: (value: A) => B): Record<K, B> {
	return Object.fromEntries(
		Object.entries<A>(from).map(([key, value]) => [key, map(value)]),
	) as Record<K, B>;
}

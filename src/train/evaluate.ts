/** What a trained network does on held-out synthetic people: the figures of its card. */
import type { Branches, Calibration, EventLogits } from '../classify/index.ts';
import { CLASSES, UNITS, gateBranches, joinLogits, softmax } from '../classify/index.ts';
import { round, unitScores } from './calibrate.ts';
import type { Content, Dataset } from './generate.ts';
import {
	areaUnderCurve,
	calibrationError,
	confusionOf,
	f1At,
	meanOf,
	unweightedF1,
	unweightedRecall,
} from './metrics.ts';

export interface ClassFigures {
	readonly events: number;
	readonly uf1: number;
	readonly uar: number;
	readonly accuracy: number;
}

export interface Evaluation {
	/** Events with a class, both branches gated as in the app. */
	readonly classes: ClassFigures & {
		/** Rows truth, columns prediction, in the order of `classes` of the network. */
		readonly confusion: readonly (readonly number[])[];
		readonly calibrationError: number;
	};
	/** The same events by how the branches were used. */
	readonly branches: Readonly<
		Record<'riseOnly' | 'fallOnly' | 'bothAlways' | 'gated', ClassFigures>
	>;
	/** The same comparison where the offset is right, and where it is wrong. */
	readonly rightOffset: Readonly<Record<'riseOnly' | 'gated', ClassFigures>>;
	readonly wrongOffset: Readonly<Record<'riseOnly' | 'gated', ClassFigures>>;
	/** Share of events whose fall was used. */
	readonly gateOpen: number;
	/** Naming a class only above the bar. */
	readonly naming: {
		readonly bar: number;
		/** Share of events with a class that are named. */
		readonly coverage: number;
		/** Share of those that are named rightly. */
		readonly accuracyNamed: number;
		/** Share of non-movements that are named, by what they were. */
		readonly nonMovementsNamed: Readonly<Record<string, number>>;
		/** Mean probability of the top class there; a third would be perfect ignorance. */
		readonly nonMovementsTopProbability: number;
	};
	/** Per unit, either side: area under the curve, F1 at its bar (0.5 where it has none). */
	readonly units: readonly {
		readonly au: number;
		readonly events: number;
		readonly auc: number;
		readonly bar: number;
		readonly f1: number;
	}[];
	/** Mean over the units, of area and F1. */
	readonly unitsMean: { readonly auc: number; readonly f1: number };
}

const NON_MOVEMENTS: readonly Content[] = ['blink', 'head', 'noise', 'gaze'];

export function evaluate(
	data: Dataset,
	logits: readonly EventLogits[],
	calibration: Calibration,
): Evaluation {
	const { temperature, gateCorrelation, uncertainBelow } = calibration;
	const gates = logits.map((_, i) => gateBranches(data.correlation[i]!, gateCorrelation));
	const gatedClasses = join(logits, (i) => gates[i]!);
	const variants = {
		riseOnly: join(logits, () => 'rise'),
		fallOnly: logits.map(({ fallClasses }) => Array.from(fallClasses)),
		bothAlways: join(logits, () => 'both'),
		gated: gatedClasses,
	};
	const classed = indices(data, ({ class3 }) => class3 !== null);
	const right = classed.filter((i) => data.truths[i]!.offset === 'right');
	const wrong = classed.filter((i) => data.truths[i]!.offset === 'wrong');
	const p = gatedClasses.map((row) => softmax(row, temperature.classes));
	const confidence = p.map((row) => Math.max(...row));
	const correct = (i: number): boolean => topOf(p[i]!) === truthOf(data, i);
	const named = classed.filter((i) => confidence[i]! >= uncertainBelow);
	const still = indices(data, ({ content }) => NON_MOVEMENTS.includes(content));
	const units = logits.map((event, i) => joinLogits(event.riseUnits, event.fallUnits, gates[i]!));
	const bars = new Map(calibration.nameable.map(({ au, from }) => [au, from]));
	const perUnit = UNITS.map((au) => {
		const { scores, truth } = unitScores(au, units, temperature.units, data);
		const bar = bars.get(au) ?? 0.5;
		return {
			au,
			events: truth.reduce((a, b) => a + b, 0),
			auc: round(areaUnderCurve(scores, truth), 3),
			bar,
			f1: round(f1At(scores, truth, bar), 3),
		};
	});
	return {
		classes: {
			...figures(data, gatedClasses, classed),
			confusion: tableOf(data, gatedClasses, classed),
			calibrationError: round(
				calibrationError(
					classed.map((i) => confidence[i]!),
					classed.map(correct),
				),
				3,
			),
		},
		branches: mapValues(variants, (rows) => figures(data, rows, classed)),
		rightOffset: {
			riseOnly: figures(data, variants.riseOnly, right),
			gated: figures(data, gatedClasses, right),
		},
		wrongOffset: {
			riseOnly: figures(data, variants.riseOnly, wrong),
			gated: figures(data, gatedClasses, wrong),
		},
		gateOpen: round(classed.filter((i) => gates[i] === 'both').length / classed.length, 3),
		naming: {
			bar: uncertainBelow,
			coverage: round(named.length / classed.length, 3),
			accuracyNamed: round(meanOf(named.map((i) => Number(correct(i)))), 3),
			nonMovementsNamed: Object.fromEntries(
				NON_MOVEMENTS.map((kind) => {
					const of = still.filter((i) => data.truths[i]!.content === kind);
					const share = meanOf(of.map((i) => Number(confidence[i]! >= uncertainBelow)));
					return [kind, round(share, 3)];
				}),
			),
			nonMovementsTopProbability: round(meanOf(still.map((i) => confidence[i]!)), 3),
		},
		units: perUnit,
		unitsMean: {
			auc: round(meanOf(perUnit.map(({ auc }) => auc)), 3),
			f1: round(meanOf(perUnit.map(({ f1 }) => f1)), 3),
		},
	};
}

const join = (logits: readonly EventLogits[], branches: (i: number) => Branches): number[][] =>
	logits.map(({ riseClasses, fallClasses }, i) =>
		joinLogits(riseClasses, fallClasses, branches(i)),
	);

const indices = (data: Dataset, keep: (truth: Dataset['truths'][number]) => boolean): number[] =>
	data.truths.flatMap((truth, i) => (keep(truth) ? [i] : []));

const topOf = (row: readonly number[]): number => row.indexOf(Math.max(...row));

/** Only for events with a class. */
const truthOf = (data: Dataset, i: number): number => CLASSES.indexOf(data.truths[i]!.class3!);

function tableOf(data: Dataset, rows: readonly (readonly number[])[], of: readonly number[]) {
	return confusionOf(
		of.map((i) => truthOf(data, i)),
		of.map((i) => topOf(rows[i]!)),
		CLASSES.length,
	);
}

function figures(
	data: Dataset,
	rows: readonly (readonly number[])[],
	of: readonly number[],
): ClassFigures {
	const table = tableOf(data, rows, of);
	const hits = table.reduce((sum, row, k) => sum + row[k]!, 0);
	return {
		events: of.length,
		uf1: round(unweightedF1(table), 3),
		uar: round(unweightedRecall(table), 3),
		accuracy: round(hits / of.length, 3),
	};
}

function mapValues<K extends string, A, B>(from: Record<K, A>, map: (value: A) => B): Record<K, B> {
	return Object.fromEntries(
		Object.entries<A>(from).map(([key, value]) => [key, map(value)]),
	) as Record<K, B>;
}

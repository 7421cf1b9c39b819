/** The figures of scored samples: classes, abstention, and what the branches' correlation is worth. Pure. */
import { CLASSES } from '../../../line/classify/index.ts';
import type { Confusion } from '../../../study/evaluation/index.ts';
import {
	confusionOf,
	precisionPublishedAsUar,
	unweightedF1,
	unweightedRecall,
} from '../../../study/evaluation/index.ts';
import type { Figure } from '../../../files/export/index.ts';
import { seeded } from '../../../core/kernel/index.ts';
import { COVERAGES } from '../../judge/index.ts';
import { People, rounded } from '../people.ts';
import type { ScoredOutcome, Way } from './score.ts';

export const SEED = 1;

interface SampleClassFigures {
	/** Mean of the classes' F1, from pooled counts; a class that is neither shown nor said is left out. */
	readonly uf1: Figure;
	/** Mean recall of the classes that occur. */
	readonly uar: number;
	/** Mean precision, which published code prints as UAR: to set beside its figures. */
	readonly precisionPublishedAsUar: number;
	readonly accuracy: number;
	/** Rows truth, columns prediction, in the order of `CLASSES`. */
	readonly confusion: Confusion;
}

export interface SetFigures {
	readonly samples: number;
	readonly people: number;
	readonly ways: Readonly<Record<Way, SampleClassFigures>>;
}

/** The most certain share of samples. */
interface CoverageFigures {
	readonly coverage: number;
	readonly samples: number;
	/** Least certainty among them. */
	readonly from: number;
	readonly accuracy: number;
	readonly uf1: Figure;
}

/** Samples whose branches correlate about as well. */
export interface CorrelationFigures {
	/** From, inclusive, and to, exclusive; null: no end. */
	readonly from: number | null;
	readonly to: number | null;
	readonly samples: number;
	/** Null without samples. */
	readonly accuracy: Readonly<Record<Way, number>> | null;
}

export interface SampleGroupFigures {
	readonly all: SetFigures;
	/** Samples with a fall; null without one. */
	readonly withFall: SetFigures | null;
	/** Samples whose fall counted. */
	readonly gateOpen: number;
	readonly coverage: readonly CoverageFigures[];
	/** Over samples with a fall. */
	readonly correlation: readonly CorrelationFigures[];
}

/** @param scored - at least one. */
export function figuresOf(scored: readonly ScoredOutcome[]): SampleGroupFigures {
	const people = new People(
		scored.map(({ clip }) => clip.person),
		seeded(SEED),
	);
	const withFall = scored.filter(({ sample }) => sample.logits.fall !== null);
	return {
		all: setFigures(scored, people),
		withFall: withFall.length === 0 ? null : setFigures(withFall, people),
		gateOpen: scored.filter(({ sample }) => sample.branches === 'both').length,
		coverage: coverageFigures(scored, people),
		correlation: correlationFigures(withFall),
	};
}

const setFigures = (some: readonly ScoredOutcome[], people: People): SetFigures => ({
	samples: some.length,
	people: new Set(some.map(({ clip }) => clip.person)).size,
	ways: eachWay((way) => classFigures(some, way, people)),
});

function classFigures(
	some: readonly ScoredOutcome[],
	way: Way,
	people: People,
): SampleClassFigures {
	const confusion = confusionBy(some, way);
	return {
		uf1: people.figure(some, f1By(way)),
		uar: rounded(unweightedRecall(confusion)),
		precisionPublishedAsUar: rounded(precisionPublishedAsUar(confusion)),
		accuracy: accuracyBy(some, way),
		confusion,
	};
}

function coverageFigures(scored: readonly ScoredOutcome[], people: People): CoverageFigures[] {
	const sure = [...scored].sort((a, b) => b.certainty - a.certainty);
	return COVERAGES.map((coverage) => {
		const named = sure.slice(0, Math.max(1, Math.round(coverage * sure.length)));
		return {
			coverage,
			samples: named.length,
			from: rounded(named.at(-1)!.certainty),
			accuracy: accuracyBy(named, 'gated'),
			uf1: people.figure(named, f1By('gated')),
		};
	});
}

/** Where a bin of correlation ends and the next begins. */
const EDGES = [null, 0, 0.3, 0.6, null] as const;

const correlationFigures = (withFall: readonly ScoredOutcome[]): CorrelationFigures[] =>
	EDGES.slice(1).map((to, i) => {
		const from = EDGES[i]!;
		const inside = withFall.filter(
			({ sample: { correlation } }) =>
				correlation >= (from ?? -Infinity) && correlation < (to ?? Infinity),
		);
		return {
			from,
			to,
			samples: inside.length,
			accuracy: inside.length === 0 ? null : eachWay((way) => accuracyBy(inside, way)),
		};
	});

const eachWay = <Result>(of: (way: Way) => Result): Record<Way, Result> => ({
	gated: of('gated'),
	riseOnly: of('riseOnly'),
	bothAlways: of('bothAlways'),
});

const confusionBy = (some: readonly ScoredOutcome[], way: Way): Confusion =>
	confusionOf(
		some.map(({ sample }) => CLASSES.indexOf(sample.label)),
		some.map(({ said }) => CLASSES.indexOf(said[way])),
		CLASSES.length,
	);

/** Null of nothing. */
const f1By =
	(way: Way) =>
	(some: readonly ScoredOutcome[]): number | null =>
		some.length === 0 ? null : unweightedF1(confusionBy(some, way));

/** @param some - at least one. */
const accuracyBy = (some: readonly ScoredOutcome[], way: Way): number =>
	rounded(some.filter(({ sample, said }) => sample.label === said[way]).length / some.length);

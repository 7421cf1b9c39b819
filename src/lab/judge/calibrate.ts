/**
 * Fits what turns logits into readings, on people held out: temperatures (Guo et al., arXiv
 * 1706.04599), the bars from which a class and a unit are named, the margin between the sides.
 */
import type { LogitCalibration, JoinedLogits } from '../../line/classify/index.ts';
import type { NamingLevel } from '../../core/record/index.ts';
import {
	CLASSES,
	UNITS,
	joinBranches,
	readUnits,
	readingCertainty,
	readingEvidence,
	sideEvidence,
	sideOf,
} from '../../line/classify/index.ts';
import { mean, sigmoid, softmax } from '../../core/statistics/index.ts';
import type { CertaintySample } from './certainty-fit.ts';
import { fitCertainty } from './certainty-fit.ts';
import type { JudgedEvent } from './judged-event.ts';
import { expressed } from './judged-event.ts';
import { f1AtShare } from './metrics.ts';

/**
 * Networks of this kind told these apart on real recordings elsewhere (AUC .84 or more); the shipped
 * one has not been tested on real recordings. Other units are not named.
 */
export const NAMEABLE_UNITS: readonly number[] = [4, 1, 2, 12, 17, 7];
/** Probabilities do not depend on it. */
const NO_ASYMMETRY = { upper: 0, lower: 0 };
/** Shares of expressions that a person may ask to have named. */
export const COVERAGES = [1, 0.9, 0.75, 0.6, 0.4] as const;

export function calibrate(
	events: readonly JudgedEvent[],
	gateCorrelation: number,
): LogitCalibration {
	const joined = events.map(({ logits, correlation }) =>
		joinBranches(logits, correlation, gateCorrelation),
	);
	const temperature = {
		classes: classTemperature(events, joined),
		units: unitTemperature(events, joined),
	};
	const certainty = fitCertainty(certaintySamples(events, joined, temperature));
	return {
		temperature,
		gateCorrelation,
		certainty,
		naming: namingLevels(events, joined, { temperature, certainty }),
		sideMargin: sideMargin(events, joined),
		nameable: NAMEABLE_UNITS.map((au) => ({
			au,
			from: unitBar(au, events, joined, temperature.units),
		})),
	};
}

/** Non-movements count too, their truth an even spread: they must not look sure. */
function classTemperature(events: readonly JudgedEvent[], joined: readonly JoinedLogits[]): number {
	return bestTemperature((t) =>
		joined.reduce((sum, { classes }, i) => {
			const { class3 } = events[i]!;
			if (class3 === null && expressed(events[i]!)) return sum;
			const p = softmax(classes, t).map((share) => Math.log(share + 1e-12));
			return sum - (class3 === null ? mean(p) : p[CLASSES.indexOf(class3)]!);
		}, 0),
	);
}

function unitTemperature(events: readonly JudgedEvent[], joined: readonly JoinedLogits[]): number {
	return bestTemperature((t) =>
		joined.reduce(
			(sum, { units }, i) =>
				units.reduce((part, logit, j) => {
					const side = events[i]!.units.get(UNITS[j % UNITS.length]!);
					const here = j < UNITS.length ? 'left' : 'right';
					const yes = side === 'both' || side === here;
					return part - Math.log(sigmoid((yes ? logit : -logit) / t) + 1e-12);
				}, sum),
			0,
		),
	);
}

/** Smallest loss over temperatures 0.3 to 4 in steps of 2 %. */
function bestTemperature(loss: (temperature: number) => number): number {
	let best = 1;
	let least = Infinity;
	for (let t = 0.3; t <= 4; t *= 1.02) {
		const value = loss(t);
		if (value < least) {
			least = value;
			best = t;
		}
	}
	return round(best, 3);
}

/** As far as one can tell from its motion, which is what the line lets through. */
const comesBack = ({ correlation, offsetIs }: JudgedEvent): boolean =>
	correlation >= 0 && offsetIs === 'right';

const isRight = ({ class3 }: JudgedEvent, { classes }: JoinedLogits): boolean =>
	class3 !== null && classes.indexOf(Math.max(...classes)) === CLASSES.indexOf(class3);

/** Of units without a class nobody can say whether a class is right. */
const certaintySamples = (
	events: readonly JudgedEvent[],
	joined: readonly JoinedLogits[],
	temperature: LogitCalibration['temperature'],
): CertaintySample[] =>
	events.flatMap((event, i) =>
		(event.class3 === null && expressed(event)) || event.correlation < 0
			? []
			: [
					{
						evidence: readingEvidence(joined[i]!, event, temperature),
						right: isRight(event, joined[i]!),
						expressed: expressed(event),
					},
				],
	);

/**
 * Coverage is that of movements that come back, in which the fall undoes the rise.
 *
 * @throws RangeError where none does
 */
function namingLevels(
	events: readonly JudgedEvent[],
	joined: readonly JoinedLogits[],
	calibration: Pick<LogitCalibration, 'temperature' | 'certainty'>,
): NamingLevel[] {
	const sure = events.flatMap((event, i) => {
		if (event.class3 === null || !comesBack(event)) return [];
		const certainty = readingCertainty(joined[i]!, event, calibration);
		return [{ certainty, right: isRight(event, joined[i]!) }];
	});
	if (sure.length === 0) {
		throw new RangeError('no held-out movement with a class comes back: nothing to set names by');
	}
	sure.sort((a, b) => b.certainty - a.certainty);
	return COVERAGES.map((coverage) => {
		const named = sure.slice(0, Math.max(1, Math.round(coverage * sure.length)));
		// All named: down to an even spread. A bar is cut, not rounded, so that it keeps its coverage.
		// Below full coverage what has no certainty at all stays unnamed.
		const cut = Math.max(0.001, Math.floor(1000 * named.at(-1)!.certainty) / 1000);
		const bar = coverage === 1 ? 0 : cut;
		const accuracy = mean(named.map(({ right }) => Number(right)));
		return { coverage, from: bar, accuracy: round(accuracy, 3) };
	});
}

/** Of settings that do about equally well, the more generous one: people held out are still ours. */
const ABOUT_EQUAL = 0.02;

/** The margin that tells "one side" from "both" best, either kind counting half. */
function sideMargin(events: readonly JudgedEvent[], joined: readonly JoinedLogits[]): number {
	const seen = events.flatMap(({ units }, i) =>
		[...units].map(([au, side]) => {
			const unit = UNITS.find((known) => known === au)!;
			return { side, evidence: sideEvidence(joined[i]!.units, events[i]!.asymmetry, unit) };
		}),
	);
	const even = seen.filter(({ side }) => side === 'both');
	const odd = seen.filter(({ side }) => side !== 'both');
	const rightOf = (some: typeof seen, margin: number): number =>
		some.length === 0
			? 1
			: mean(some.map(({ side, evidence }) => Number(sideOf(evidence, margin) === side)));
	return lowestGood(0.2, 6, 0.1, (margin) => (rightOf(even, margin) + rightOf(odd, margin)) / 2);
}

/**
 * Share of real micro-expressions that show a unit: counts of six data sets (4: 708, 1: 304, 2: 280,
 * 7: 252, 12: 176, 17: 86), some 1,700 samples with 1.5 units each. Training draws the classes evenly,
 * so its shares are others, and a bar that suits them would not suit real movements.
 */
const REAL_SHARES: Readonly<Record<number, number>> = {
	1: 0.18,
	2: 0.16,
	4: 0.42,
	7: 0.15,
	12: 0.1,
	17: 0.05,
};
const SAME_F1 = 0.01;

/** Middle of the bars with the best F1 for a unit, either side, were it as frequent as it really is. */
function unitBar(
	au: number,
	events: readonly JudgedEvent[],
	joined: readonly JoinedLogits[],
	temperature: number,
): number {
	const { scores, truth } = unitScores([au], events, joined, temperature);
	const bars: { bar: number; f1: number }[] = [];
	for (let bar = 0.1; bar <= 0.8; bar += 0.02) {
		bars.push({ bar, f1: f1AtShare(scores, truth, bar, REAL_SHARES[au]!) });
	}
	const best = Math.max(...bars.map(({ f1 }) => f1));
	const good = bars.filter(({ f1 }) => f1 >= best - SAME_F1).map(({ bar }) => bar);
	return round((good[0]! + good.at(-1)!) / 2, 2);
}

/** The lowest of some settings that is about as good as the best of them. */
function lowestGood(
	from: number,
	to: number,
	step: number,
	merit: (setting: number) => number,
): number {
	const settings: { setting: number; good: number }[] = [];
	for (let setting = from; setting <= to; setting += step) {
		settings.push({ setting: round(setting, 2), good: merit(setting) });
	}
	const best = Math.max(...settings.map(({ good }) => good));
	return settings.find(({ good }) => good >= best - ABOUT_EQUAL)!.setting;
}

/** Highest probability of some units per event, and whether one of them moved on either side. */
export function unitScores(
	aus: readonly number[],
	events: readonly JudgedEvent[],
	joined: readonly JoinedLogits[],
	temperature: number,
): { readonly scores: number[]; readonly truth: number[] } {
	return {
		scores: joined.map(({ units }) =>
			Math.max(
				...readUnits(units, NO_ASYMMETRY, temperature, 0)
					.filter(({ au }) => aus.includes(au))
					.map(({ p }) => p),
			),
		),
		truth: events.map(({ units }) => Number(aus.some((au) => units.has(au)))),
	};
}

export const round = (value: number, digits: number): number => Number(value.toFixed(digits));

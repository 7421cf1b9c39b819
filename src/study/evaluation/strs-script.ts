/**
 * STRS as the public script counts it (strs_metric.py of github.com/genbing99/STRS-Metric), to set
 * beside figures that were published with it. Where it departs from what it is to measure:
 *
 *  (a) `uar` is the mean of the precisions, so it repeats the macro precision
 *  (b) predictions in a video without a true movement are dropped, and so are the movements of a
 *      subject without any prediction: neither false alarms nor misses there
 *  (c) one prediction takes every movement that it overlaps by half: several hits
 *  (d) predictions are served in the order of their rows, whatever overlaps more; a movement goes to
 *      the first
 *  (f) the means are over all emotions of the truth, a prediction's other words are none of them; an
 *      emotion counts 0 where no hit has it or is called it, and also where all hits have it and are
 *      called it, since the script asks for a table of two by two and gets one of one by one
 *
 * (e) of that list is no figure: the script needs a pandas before 2. Where precision and recall are
 * both 0 it divides by 0; here F1 is 0. Pure.
 */
import { harmonicMean } from './classes.ts';
import { overlaps } from './intervals.ts';
import type { Match, SpottedMovement, StrsScores } from './spotted.ts';
import { distinct, spottingScores } from './spotted.ts';

/** Order matters: that of the rows. */
export function strsAsScripted(
	truths: readonly SpottedMovement[],
	predictions: readonly SpottedMovement[],
): StrsScores {
	const hits: Match[] = [];
	let falseAlarms = 0;
	let misses = 0;
	for (const subject of distinct(predictions.map((each) => each.subject))) {
		const own = truths.filter((each) => each.subject === subject);
		for (const video of distinct(own.map((each) => each.video))) {
			const here = spottedIn(
				own.filter((each) => each.video === video),
				predictions.filter((each) => each.subject === subject && each.video === video),
			);
			hits.push(...here.hits);
			falseAlarms += here.falseAlarms;
			misses += here.misses;
		}
	}
	const spotting = spottingScores(hits.length, falseAlarms, misses);
	const analysis = analysisOf(hits, distinct(truths.map(({ emotion }) => emotion)));
	return { spotting, analysis, strs: spotting.f1 * analysis.f1 };
}

function spottedIn(
	truths: readonly SpottedMovement[],
	predictions: readonly SpottedMovement[],
): { hits: Match[]; falseAlarms: number; misses: number } {
	const taken = new Set<SpottedMovement>();
	const hits: Match[] = [];
	let falseAlarms = 0;
	for (const found of predictions) {
		const free = truths.filter((truth) => !taken.has(truth) && overlaps(truth, found));
		if (free.length === 0) falseAlarms += 1;
		for (const truth of free) {
			taken.add(truth);
			hits.push({ truth, found });
		}
	}
	return { hits, falseAlarms, misses: truths.length - taken.size };
}

function analysisOf(hits: readonly Match[], emotions: readonly string[]): StrsScores['analysis'] {
	const scores = emotions.map((emotion) => scoresOf(hits, emotion));
	const mean = (of: 'precision' | 'recall' | 'f1'): number =>
		scores.reduce((sum, each) => sum + each[of], 0) / Math.max(1, scores.length);
	const precision = mean('precision');
	const recall = mean('recall');
	return {
		precision,
		recall,
		f1: harmonicMean(precision, recall),
		uf1: mean('f1'),
		uar: precision, // (a)
	};
}

function scoresOf(
	hits: readonly Match[],
	emotion: string,
): { precision: number; recall: number; f1: number } {
	const isHere = ({ emotion: own }: SpottedMovement): boolean => own === emotion;
	const right = hits.filter(({ truth, found }) => isHere(truth) && isHere(found)).length;
	const claimed = hits.filter(({ found }) => isHere(found)).length;
	const actual = hits.filter(({ truth }) => isHere(truth)).length;
	if (right === 0 || right === hits.length) return { precision: 0, recall: 0, f1: 0 }; // (f)
	const precision = right / claimed;
	const recall = right / actual;
	return { precision, recall, f1: harmonicMean(precision, recall) };
}

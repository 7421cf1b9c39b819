/**
 * Spot-then-recognize (MEGC 2022): how many movements are found, and of those how many are told.
 *
 * STRS = F1 of spotting x F1 of analysis. Every movement and every prediction counts, wherever it
 * lies; a prediction finds a movement in its own video, one to one, at an overlap of half and the
 * largest overlap first. Analysis is over the hits, and over the emotions that occur or are named
 * among them. A share of nothing is 0. What the public script does otherwise: strs-script.ts. Pure.
 */
import type { Confusion } from './classes.ts';
import { confusionOf, macroAnalysis, unweightedF1, unweightedRecall } from './classes.ts';
import { pair } from './intervals.ts';
import type { Match, SpottedMovement, StrsScores } from './spotted.ts';
import { distinct, spottingScores } from './spotted.ts';

export function strsOf(
	truths: readonly SpottedMovement[],
	predictions: readonly SpottedMovement[],
): StrsScores {
	const hits = matchesOf(truths, predictions);
	const spotting = spottingScores(
		hits.length,
		predictions.length - hits.length,
		truths.length - hits.length,
	);
	const table = confusionAmong(hits);
	const { precision, recall, f1 } = macroAnalysis(table);
	return {
		spotting,
		analysis: {
			precision,
			recall,
			f1,
			uf1: hits.length === 0 ? 0 : unweightedF1(table),
			uar: hits.length === 0 ? 0 : unweightedRecall(table),
		},
		strs: spotting.f1 * f1,
	};
}

/** One to one, video by video. */
function matchesOf(
	truths: readonly SpottedMovement[],
	predictions: readonly SpottedMovement[],
): Match[] {
	const found = byVideo(predictions);
	return [...byVideo(truths)].flatMap(([key, own]) => {
		const candidates = found.get(key) ?? [];
		return pair(own, candidates).map((match) => ({
			truth: own[match.truth]!,
			found: candidates[match.found]!,
		}));
	});
}

/** By subject and video, each in the order of the list. */
function byVideo(movements: readonly SpottedMovement[]): Map<string, SpottedMovement[]> {
	const groups = new Map<string, SpottedMovement[]>();
	for (const movement of movements) {
		// Names may hold any letter; as JSON no two pairs of names are one text.
		const key = JSON.stringify([movement.subject, movement.video]);
		groups.set(key, [...(groups.get(key) ?? []), movement]);
	}
	return groups;
}

function confusionAmong(hits: readonly Match[]): Confusion {
	const emotions = distinct(hits.flatMap(({ truth, found }) => [truth.emotion, found.emotion]));
	return confusionOf(
		hits.map(({ truth }) => emotions.indexOf(truth.emotion)),
		hits.map(({ found }) => emotions.indexOf(found.emotion)),
		emotions.length,
	);
}

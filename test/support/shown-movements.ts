/**
 * What was found against what was shown. The truth is exact, on the clock of the actor's script; a
 * camera that plays it in a loop starts at a moment nobody knows.
 */
import type { ActorTruth, TruthEvent } from '../../src/study/actor/index.ts';
import type { SessionDocument } from '../../src/files/export/index.ts';

export type FoundEvent = SessionDocument['events'][number];

/** Times on the script's clock, ms. */
interface Shown extends TruthEvent {
	readonly startMs: number;
	readonly peakMs: number;
	readonly endMs: number;
}

interface Match {
	readonly shown: Shown;
	readonly found: FoundEvent;
	/** Apex as found minus apex as shown, frames of the source's rate. */
	readonly apexErrorFrames: number;
	/** From the end of the movement as shown to the frame at which the line decided. */
	readonly decidedAfterMs: number;
}

export interface Comparison {
	readonly matches: readonly Match[];
	readonly missed: readonly Shown[];
	/** Events where no movement was shown. */
	readonly extra: readonly FoundEvent[];
	/** Those of them that a blink overlaps. */
	readonly fromBlinks: readonly FoundEvent[];
}

/** A phase counts for every event whose apex it brings this near to a shown one. */
const NEAR_FRAMES = 2;

/** Key frames as the camera shows them: frame k from k / fps on. */
function shownMovements(truth: ActorTruth): Shown[] {
	const ms = (frame: number): number => (1000 * frame) / truth.fps;
	return truth.events.map((event) => ({
		...event,
		startMs: ms(event.onset),
		peakMs: ms(event.apex),
		endMs: ms(event.offset),
	}));
}

/**
 * Script time at the session's time 0. Every pairing of an event with a shown movement proposes a
 * phase; the one that brings most events near a shown apex wins, and is moved to the median of what
 * is left. So neither misses nor events without a movement can pull it.
 */
export function phaseOf(found: readonly FoundEvent[], truth: ActorTruth): number {
	const loopMs = (1000 * truth.frames) / truth.fps;
	const nearMs = (1000 * NEAR_FRAMES) / truth.fps;
	const peaks = shownMovements(truth).map(({ peakMs }) => peakMs);
	const residuals = (phase: number): number[] =>
		found
			.map(({ apex }) =>
				peaks
					.map((peak) => nearestInLoop(peak - (apex.ms + phase), loopMs))
					.reduce((best, each) => (Math.abs(each) < Math.abs(best) ? each : best), Infinity),
			)
			.filter((each) => Math.abs(each) <= nearMs);
	let best: { phase: number; near: readonly number[] } = { phase: 0, near: [] };
	for (const { apex } of found) {
		for (const peak of peaks) {
			const phase = peak - apex.ms;
			const near = residuals(phase);
			if (near.length > best.near.length) best = { phase, near };
		}
	}
	const sorted = [...best.near].sort((a, b) => a - b);
	const median = sorted[(sorted.length - 1) >> 1] ?? 0;
	return (((best.phase + median) % loopMs) + loopMs) % loopMs;
}

/** `phaseMs`: script time at the session's time 0; 0 where the source plays from its start. */
export function compare(
	found: readonly FoundEvent[],
	truth: ActorTruth,
	phaseMs: number,
): Comparison {
	const loopMs = (1000 * truth.frames) / truth.fps;
	const overlaps = (event: FoundEvent, startMs: number, endMs: number): number => {
		const middle = (startMs + endMs) / 2;
		// The event in the round of the loop that is nearest to what is asked about.
		const shift = phaseMs - roundOf(event.apex.ms + phaseMs - middle, loopMs);
		return Math.min(event.offset.ms + shift, endMs) - Math.max(event.onset.ms + shift, startMs);
	};
	const matches: Match[] = [];
	const missed: Shown[] = [];
	const taken = new Set<FoundEvent>();
	for (const shown of shownMovements(truth)) {
		const [best] = found
			.filter((event) => !taken.has(event))
			.map((event) => ({ event, shared: overlaps(event, shown.startMs, shown.endMs) }))
			.filter(({ shared }) => shared > 0)
			.sort((a, b) => b.shared - a.shared);
		if (best === undefined) {
			missed.push(shown);
			continue;
		}
		const { event } = best;
		taken.add(event);
		const shift = phaseMs - roundOf(event.apex.ms + phaseMs - shown.peakMs, loopMs);
		matches.push({
			shown,
			found: event,
			apexErrorFrames: ((event.apex.ms + shift - shown.peakMs) * truth.fps) / 1000,
			decidedAfterMs: event.decidedAtMs + shift - shown.endMs,
		});
	}
	const nothingShown = (event: FoundEvent): boolean =>
		shownMovements(truth).every(({ startMs, endMs }) => overlaps(event, startMs, endMs) <= 0);
	const extra = found.filter((event) => !taken.has(event) && nothingShown(event));
	const blinks = truth.nuisances.filter(({ kind }) => kind === 'blink');
	return {
		matches,
		missed,
		extra,
		fromBlinks: extra.filter((event) =>
			blinks.some(({ startMs, endMs }) => overlaps(event, startMs, endMs) > 0),
		),
	};
}

/** One line a shown movement, then what else was found: for the log, passed or failed. */
export function inWords({ matches, missed, extra, fromBlinks }: Comparison): string {
	const units = (shown: Shown): string =>
		`AU ${shown.aus.map(({ au }) => au).join('+')} ${shown.side} ${shown.peakPx200.toFixed(1)} px200`;
	return [
		...matches.map(
			({ shown, apexErrorFrames, decidedAfterMs }) =>
				`found   ${(shown.peakMs / 1000).toFixed(2)} s  ${units(shown)}: apex ${apexErrorFrames.toFixed(1)} frames off, decided ${decidedAfterMs.toFixed(0)} ms after its end`,
		),
		...missed.map((shown) => `missed  ${(shown.peakMs / 1000).toFixed(2)} s  ${units(shown)}`),
		...extra.map(
			(event) =>
				`extra   event ${event.id} at session time ${(event.apex.ms / 1000).toFixed(2)} s, ${event.regions[0]?.region}, score ${event.score}${fromBlinks.includes(event) ? ', in a blink' : ''}`,
		),
	].join('\n');
}

/** `difference` less the whole loops in it: -loop/2 .. loop/2. */
const nearestInLoop = (difference: number, loopMs: number): number =>
	difference - roundOf(difference, loopMs);

const roundOf = (difference: number, loopMs: number): number =>
	Math.round(difference / loopMs) * loopMs;

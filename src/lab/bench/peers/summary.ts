/** Rounds of each contender as the few figures a person compares. Pure. */
import { mean, median, quantile } from '../../../core/statistics/index.ts';
import type { ProcessorUse } from '../processes.ts';
import { totalUse } from '../processes.ts';
import { rounded } from '../paper-network/times.ts';
import type { PeerWindow } from './contract.ts';

export interface PeerRound extends PeerWindow {
	readonly used: ProcessorUse;
	readonly elsewhere: number;
	readonly memory: number | null;
	readonly shipped: { readonly bytes: number; readonly gzipBytes: number };
}

export interface PeerFigures {
	/** Frames measured per second; median of the rounds, as where nothing else is said. */
	readonly fps: number;
	readonly fpsOfRounds: readonly number[];
	/** From when a frame is taken in hand until its result is on the page; of all rounds' frames. */
	readonly medianMs: number;
	readonly p95Ms: number;
	/** Frames the camera showed in all rounds, and how many of them were not measured. */
	readonly offered: number;
	readonly dropped: number;
	/** Processor time of the whole browser per measured frame, ms. */
	readonly processorMs: number;
	/** Pictures of the preview per second; null without a video element. */
	readonly shownFps: number | null;
	/** Of the whole browser, MB (10^6); null where the system does not say. */
	readonly memoryMb: number | null;
	readonly shippedMb: number;
	readonly gzipMb: number;
	/** What else the machine did, of all cores' time, 0..1. */
	readonly elsewhere: number;
	/** Share of the frames with a face. */
	readonly faces: number;
}

/** What is compared with the bare loop. */
const COMPARED = [
	'fps',
	'medianMs',
	'p95Ms',
	'processorMs',
	'memoryMb',
	'shippedMb',
	'gzipMb',
] as const;
export type Ratios = Readonly<Record<(typeof COMPARED)[number], number | null>>;

/**
 * @param rounds - at least one, each with frames
 * @param cameraFps - frames that the camera shows per second
 */
export function peerFigures(rounds: readonly PeerRound[], cameraFps: number): PeerFigures {
	const frames = rounds.flatMap((round) => round.frames);
	const taken = frames.map(({ takenMs, doneMs }) => doneMs - takenMs).sort((a, b) => a - b);
	const rateOf = (count: number, { wallMs }: PeerRound): number => (1000 * count) / wallMs;
	const rates = rounds.map((round) => rateOf(round.frames.length, round));
	const offered = rounds.reduce(
		(sum, { wallMs }) => sum + Math.round((cameraFps * wallMs) / 1000),
		0,
	);
	const ofRounds = (values: readonly (number | null)[]): number | null => {
		const known = values.filter((value) => value !== null);
		return known.length < values.length ? null : median(known);
	};
	const shownFps = ofRounds(
		rounds.map((round) => (round.shown === null ? null : rateOf(round.shown, round))),
	);
	const memory = ofRounds(rounds.map((round) => round.memory));
	return {
		fps: rounded(median(rates), 1),
		fpsOfRounds: rates.map((rate) => rounded(rate, 1)),
		medianMs: rounded(quantile(taken, 0.5), 1),
		p95Ms: rounded(quantile(taken, 0.95), 1),
		offered,
		// The windows and the camera's clock do not begin together: one more frame is none too many.
		dropped: Math.max(0, offered - frames.length),
		processorMs: rounded(
			median(rounds.map((round) => totalUse(round.used) / round.frames.length)),
			1,
		),
		shownFps: shownFps === null ? null : rounded(shownFps, 1),
		memoryMb: memory === null ? null : rounded(memory / 1e6, 1),
		shippedMb: rounded(median(rounds.map(({ shipped }) => shipped.bytes)) / 1e6, 2),
		gzipMb: rounded(median(rounds.map(({ shipped }) => shipped.gzipBytes)) / 1e6, 2),
		elsewhere: rounded(median(rounds.map((round) => round.elsewhere)), 2),
		faces: rounded(mean(frames.map(({ face }) => (face ? 1 : 0))), 3),
	};
}

export function ratiosTo(figures: PeerFigures, bare: PeerFigures): Ratios {
	const ratio = (name: (typeof COMPARED)[number]): number | null => {
		const [over, under] = [figures[name], bare[name]];
		return over === null || under === null || under === 0 ? null : rounded(over / under, 2);
	};
	return Object.fromEntries(COMPARED.map((name) => [name, ratio(name)])) as Record<
		(typeof COMPARED)[number],
		number | null
	>;
}

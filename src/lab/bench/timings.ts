/** TurnTimes of many frames as the few figures a person compares. Pure. */
import { quantile } from '../../core/statistics/index.ts';
import type { StageTimings } from '../../line/pipeline/index.ts';

export const STAGES = ['planes', 'landmarks', 'motion', 'spotter', 'network'] as const;
export type LineStage = (typeof STAGES)[number];

/** What is timed under each name. */
export const STAGE_WORDS: Readonly<Record<LineStage, string>> = {
	planes: 'picture planes, per frame',
	landmarks: 'face mesh, per frame',
	motion: 'alignment and motion, per frame',
	spotter: 'spotter, per frame',
	network: 'network, per event',
};

interface StageFigures {
	readonly count: number;
	/** Null where nothing was timed. */
	readonly medianMs: number | null;
	readonly p95Ms: number | null;
}

export interface TimingSummary {
	readonly stages: Readonly<Record<LineStage, StageFigures>>;
	/** Everything but the face mesh over the face mesh, of the whole time; null without frames. */
	readonly restToLandmarks: number | null;
	/** Frames per second that the line could measure if it never had to wait for one. */
	readonly possibleFps: number | null;
}

export function summarise(timings: StageTimings): TimingSummary {
	const total = (stage: LineStage): number => timings[stage].reduce((sum, ms) => sum + ms, 0);
	const all = STAGES.reduce((sum, stage) => sum + total(stage), 0);
	const landmarks = total('landmarks');
	const frames = timings.landmarks.length;
	return {
		stages: {
			planes: figuresOf(timings.planes),
			landmarks: figuresOf(timings.landmarks),
			motion: figuresOf(timings.motion),
			spotter: figuresOf(timings.spotter),
			network: figuresOf(timings.network),
		},
		restToLandmarks: landmarks > 0 ? rounded((all - landmarks) / landmarks) : null,
		possibleFps: all > 0 ? rounded((1000 * frames) / all) : null,
	};
}

function figuresOf(times: readonly number[]): StageFigures {
	const sorted = [...times].sort((a, b) => a - b);
	if (sorted.length === 0) return { count: 0, medianMs: null, p95Ms: null };
	return {
		count: sorted.length,
		medianMs: rounded(quantile(sorted, 0.5)),
		p95Ms: rounded(quantile(sorted, 0.95)),
	};
}

/** All frames of several runs as if of one. */
export function joined(runs: readonly StageTimings[]): StageTimings {
	const all = (stage: LineStage): number[] => runs.flatMap((timings) => timings[stage]);
	return {
		planes: all('planes'),
		landmarks: all('landmarks'),
		motion: all('motion'),
		spotter: all('spotter'),
		network: all('network'),
	};
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

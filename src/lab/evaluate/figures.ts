/** The figures of many clips, each with its interval. Pure. */
import type {
	FalseAlarmRate,
	Figure,
	Found,
	Recall,
	SpottingFigures,
	TimingError,
} from '../../files/export/index.ts';
import { mean, quantile } from '../../core/statistics/index.ts';
import type { People } from './people.ts';
import { inThousandths, rounded } from './people.ts';
import type { Hit, Outcome } from './outcome.ts';
import type { TrueEvent } from './truth.ts';

export type ClipFigures = Pick<
	SpottingFigures,
	| 'overall'
	| 'parts'
	| 'frameRates'
	| 'amplitudes'
	| 'contexts'
	| 'falseAlarms'
	| 'timing'
	| 'latency'
>;
type Outcomes = readonly Outcome[];

export function figuresOf(outcomes: Outcomes, people: People): ClipFigures {
	const events = outcomes.flatMap(({ clip }) => clip.events);
	const parts = distinct(outcomes.map(({ clip }) => clip.part));
	const sizes = distinct(events.map(({ peakPx200 }) => peakPx200));
	return {
		overall: foundIn(outcomes, people),
		parts: parts.map((part) => ({ part, ...foundIn(outcomes.filter(ofPart(part)), people) })),
		frameRates: distinct(outcomes.map(rateOf)).map((fps) => ({
			fps,
			...foundIn(
				outcomes.filter((outcome) => rateOf(outcome) === fps),
				people,
			),
		})),
		amplitudes: sizes.flatMap((peakPx200) =>
			[null, ...parts].map((part) => ({
				peakPx200,
				part,
				...recallOf(
					part === null ? outcomes : outcomes.filter(ofPart(part)),
					people,
					(event) => event.peakPx200 === peakPx200,
				),
			})),
		),
		contexts: distinct(events.map(({ context }) => context)).map((context) => ({
			context,
			...recallOf(outcomes, people, (event) => event.context === context),
		})),
		falseAlarms: {
			untouched: alarmsIn(
				outcomes.filter(({ clip }) => clip.events.length === 0),
				people,
				FRAMES,
			),
			calm: alarmsIn(outcomes, people, ['calm']),
			active: alarmsIn(outcomes, people, ['active']),
			all: alarmsIn(outcomes, people, FRAMES),
		},
		timing: (['onset', 'apex', 'offset'] as const).map((key) => timingOf(outcomes, people, key)),
		latency: latencyOf(outcomes, people),
	};
}

const FRAMES = ['calm', 'active'] as const;
type FrameKind = (typeof FRAMES)[number];

export const f1Of = (outcomes: Outcomes): number | null => {
	const { events, hits, falseAlarms } = countsOf(outcomes);
	return ratio(2 * hits, events + hits + falseAlarms);
};

export const recallIn = (outcomes: Outcomes): number | null => {
	const { events, hits } = countsOf(outcomes);
	return ratio(hits, events);
};

export const alarmsPerMinute =
	(frames: readonly FrameKind[] = FRAMES) =>
	(outcomes: Outcomes): number | null =>
		ratio(
			total(outcomes, ({ falseAlarms }) => sum(frames.map((kind) => falseAlarms[kind]))),
			total(outcomes, ({ minutes }) => sum(frames.map((kind) => minutes[kind]))),
		);

function foundIn(outcomes: Outcomes, people: People): Found {
	const precision = (some: Outcomes): number | null => {
		const { hits, falseAlarms } = countsOf(some);
		return ratio(hits, hits + falseAlarms);
	};
	return {
		...countsOf(outcomes),
		precision: people.figure(outcomes, precision),
		recall: people.figure(outcomes, recallIn),
		f1: people.figure(outcomes, f1Of),
	};
}

function recallOf(
	outcomes: Outcomes,
	people: People,
	isMeant: (event: TrueEvent) => boolean,
): Recall {
	const hitsIn = (some: Outcomes): number =>
		total(some, ({ hits }) => hits.filter(({ truth }) => isMeant(truth)).length);
	const eventsIn = (some: Outcomes): number =>
		total(some, ({ clip }) => clip.events.filter(isMeant).length);
	return {
		events: eventsIn(outcomes),
		hits: hitsIn(outcomes),
		recall: people.figure(outcomes, (some) => ratio(hitsIn(some), eventsIn(some))),
	};
}

function alarmsIn(
	outcomes: Outcomes,
	people: People,
	frames: readonly FrameKind[],
): FalseAlarmRate {
	return {
		falseAlarms: total(outcomes, ({ falseAlarms }) => sum(frames.map((kind) => falseAlarms[kind]))),
		minutes: rounded(total(outcomes, ({ minutes }) => sum(frames.map((kind) => minutes[kind])))),
		perMinute: people.figure(outcomes, alarmsPerMinute(frames)),
	};
}

function timingOf(outcomes: Outcomes, people: People, keyFrame: TimingError['keyFrame']) {
	const figure = (measure: (error: number) => number, unit: 'frames' | 'ms'): Figure =>
		people.figure(outcomes, (some) =>
			meanOrNull(
				overHits(some, ({ truth, found }, fps) =>
					measure((found[keyFrame] - truth[keyFrame]) * (unit === 'ms' ? 1000 / fps : 1)),
				),
			),
		);
	return {
		keyFrame,
		events: countsOf(outcomes).hits,
		frames: figure(Math.abs, 'frames'),
		ms: figure(Math.abs, 'ms'),
		biasFrames: figure(Number, 'frames'),
		biasMs: figure(Number, 'ms'),
	};
}

function latencyOf(outcomes: Outcomes, people: People): ClipFigures['latency'] {
	const latencies = (some: Outcomes): number[] =>
		overHits(some, ({ truth, found }, fps) => found.decidedAtMs - (truth.offset * 1000) / fps);
	const middle = (some: Outcomes): number | null => {
		const sorted = latencies(some).sort((a, b) => a - b);
		return sorted.length === 0 ? null : inThousandths(quantile(sorted, 0.5));
	};
	const all = latencies(outcomes);
	return {
		meanMs: people.figure(outcomes, (some) => meanOrNull(latencies(some))),
		medianMs: people.figure(outcomes, middle),
		longestMs: all.length === 0 ? null : rounded(Math.max(...all)),
	};
}

function countsOf(outcomes: Outcomes): { events: number; hits: number; falseAlarms: number } {
	return {
		events: total(outcomes, ({ clip }) => clip.events.length),
		hits: total(outcomes, ({ hits }) => hits.length),
		falseAlarms: total(outcomes, ({ falseAlarms: { calm, active } }) => calm + active),
	};
}

const overHits = (outcomes: Outcomes, measure: (hit: Hit, fps: number) => number): number[] =>
	outcomes.flatMap(({ clip, hits }) => hits.map((hit) => measure(hit, clip.fps)));

/** Films call their rate 29.97 or 30. */
const rateOf = ({ clip }: Outcome): number => Math.round(clip.fps);

const ofPart =
	(part: string) =>
	({ clip }: Outcome): boolean =>
		clip.part === part;

/** Ascending. */
const distinct = <Value extends number | string>(values: readonly Value[]): Value[] =>
	[...new Set(values)].sort((a, b) => (a < b ? -1 : 1));

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

const total = (outcomes: Outcomes, measure: (outcome: Outcome) => number): number =>
	sum(outcomes.map(measure));

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

const meanOrNull = (values: readonly number[]): number | null =>
	values.length === 0 ? null : mean(values);

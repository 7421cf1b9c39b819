/** What trials say: errors before and after, how honest the intervals and doubts are. Pure. */
import type { Bootstrap, Estimate } from '../../../core/statistics/index.ts';
import type { KeyFrameName } from '../../../core/record/index.ts';
import { KEY_FRAMES } from '../../../core/record/index.ts';
import { areaUnderCurve } from '../../../core/statistics/index.ts';
import type { Trial } from './trials.ts';
import { AUDIT, METHODS, isOff } from './trials.ts';

/** Mean absolute errors of one key frame. */
interface ErrorFigures {
	readonly beforeFrames: Estimate;
	readonly afterFrames: Estimate;
	readonly beforeMs: Estimate;
	readonly afterMs: Estimate;
	/** After over before, in frames; null: there was no error. */
	readonly ratio: Estimate | null;
}

export type KeyFrameErrors = Readonly<Record<KeyFrameName, ErrorFigures>>;

interface MethodFigures {
	readonly method: string;
	readonly errors: KeyFrameErrors;
}

interface AuditGroupFigures {
	readonly name: string;
	readonly movements: number;
	readonly people: number;
	readonly errors: KeyFrameErrors;
}

interface DoubtFigures {
	/** Share that is really off by more than the tolerance. */
	readonly off: Estimate;
	/** Mean probability that it is. */
	readonly said: Estimate;
	/** Chance that one that is off is doubted more than one that is not; null: all are one or the other. */
	readonly auc: number | null;
}

export interface JitterFigures {
	readonly jitter: number;
	readonly annotations: number;
	/** Annotations that could not be audited; their coded frames count as selected. */
	readonly unaudited: number;
	readonly methods: readonly MethodFigures[];
	/** Of the audit that knew the units. */
	readonly levels: readonly AuditGroupFigures[];
	readonly parts: readonly AuditGroupFigures[];
	/** Share of true key frames inside of the 80% intervals. */
	readonly inside: Readonly<Record<KeyFrameName, Estimate>>;
	/** Mean length of the intervals, ms. */
	readonly intervalMs: Readonly<Record<KeyFrameName, Estimate>>;
	readonly doubt: Readonly<Record<KeyFrameName | 'any', DoubtFigures>>;
}

export function figuresOf(
	trials: readonly Trial[],
	jitter: number,
	people: Bootstrap,
	toleranceMs: number,
): JitterFigures {
	const audited = trials.filter(({ reselection }) => reselection !== null);
	const each = <Value>(valueOf: (name: KeyFrameName) => Value): Record<KeyFrameName, Value> => ({
		onset: valueOf('onset'),
		apex: valueOf('apex'),
		offset: valueOf('offset'),
	});
	const off = (trial: Trial, name: KeyFrameName): boolean => isOff(trial, name, toleranceMs);
	return {
		jitter,
		annotations: trials.length,
		unaudited: trials.length - audited.length,
		methods: METHODS.map((method) => ({ method, errors: errorsOf(trials, method, people) })),
		levels: groupsOf(trials, ({ peakPx200 }) => `${peakPx200} px200`, people),
		parts: groupsOf(trials, ({ part }) => part, people),
		inside: each((name) =>
			mean(audited, people, ({ reselection, truth }) => {
				const { low, high } = reselection![name];
				return low <= truth[name] && truth[name] <= high ? 1 : 0;
			}),
		),
		intervalMs: each((name) =>
			mean(audited, people, ({ reselection, fps }) => {
				const { low, high } = reselection![name];
				return ((high - low) * 1000) / fps;
			}),
		),
		doubt: {
			...each((name) =>
				doubtOf(
					audited,
					people,
					({ reselection }) => reselection![name].moved!,
					(trial) => off(trial, name),
				),
			),
			any: doubtOf(
				audited,
				people,
				({ reselection }) => reselection!.doubt,
				(trial) => KEY_FRAMES.some((name) => off(trial, name)),
			),
		},
	};
}

function errorsOf(trials: readonly Trial[], method: string, people: Bootstrap): KeyFrameErrors {
	const of = (name: KeyFrameName): ErrorFigures => {
		const before = ({ coded, truth }: Trial): number => Math.abs(coded[name] - truth[name]);
		const after = ({ selected, truth }: Trial): number =>
			Math.abs(selected[method]![name] - truth[name]);
		return {
			beforeFrames: mean(trials, people, before),
			afterFrames: mean(trials, people, after),
			beforeMs: mean(trials, people, (trial) => (1000 * before(trial)) / trial.fps),
			afterMs: mean(trials, people, (trial) => (1000 * after(trial)) / trial.fps),
			ratio: people.ratio(
				trials.map((trial) => ({
					subject: trial.person,
					top: after(trial),
					bottom: before(trial),
				})),
			),
		};
	};
	return { onset: of('onset'), apex: of('apex'), offset: of('offset') };
}

function groupsOf(
	trials: readonly Trial[],
	nameOf: (trial: Trial) => string,
	people: Bootstrap,
): AuditGroupFigures[] {
	const names = [...new Set(trials.map(nameOf))].sort((a, b) =>
		a.localeCompare(b, 'en', { numeric: true }),
	);
	return names.map((name) => {
		const members = trials.filter((trial) => nameOf(trial) === name);
		return {
			name,
			movements: new Set(members.map(({ film, truth }) => `${film} ${truth.onset}`)).size,
			people: new Set(members.map(({ person }) => person)).size,
			errors: errorsOf(members, AUDIT, people),
		};
	});
}

function doubtOf(
	trials: readonly Trial[],
	people: Bootstrap,
	doubtIn: (trial: Trial) => number,
	isWrong: (trial: Trial) => boolean,
): DoubtFigures {
	const auc = areaUnderCurve(
		trials.map(doubtIn),
		trials.map((trial) => Number(isWrong(trial))),
	);
	return {
		off: mean(trials, people, (trial) => (isWrong(trial) ? 1 : 0)),
		said: mean(trials, people, doubtIn),
		auc: Number.isNaN(auc) ? null : auc,
	};
}

const NOTHING: Estimate = { value: NaN, low: null, high: null };

const mean = (
	trials: readonly Trial[],
	people: Bootstrap,
	valueOf: (trial: Trial) => number,
): Estimate =>
	people.ratio(
		trials.map((trial) => ({ subject: trial.person, top: valueOf(trial), bottom: 1 })),
	) ?? NOTHING;

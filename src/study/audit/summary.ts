/**
 * How far key frames move over many movements: per key frame, per coder, per group.
 *
 * In    audited movements; the column to group by, if any
 * Out   means, shares and their 95 % intervals over subjects; counts in bins that all groups share
 * Note  the same movements give the same figures, in whatever order they come
 */
import { seeded } from '../../core/kernel/index.ts';
import type { Estimate, Term } from '../../core/statistics/index.ts';
import { Bootstrap, RESAMPLES } from '../../core/statistics/index.ts';
import type { Bins } from './bins.ts';
import { binsFor, countInBins } from './bins.ts';
import type { KeyFrameName } from '../../core/record/index.ts';
import { KEY_FRAMES } from '../../core/record/index.ts';
import type { AuditedMovement, Shift } from './shifts.ts';
import { TOLERANCE_MS, isSilent, shiftOf } from './shifts.ts';

/** Shifts of one key frame: reselected less coded. */
export interface ShiftFigures {
	/** Movements for which it was coded. */
	readonly count: number;
	/** Their subjects. */
	readonly subjects: number;
	/** Later > 0. */
	readonly meanMs: Estimate;
	readonly meanFrames: Estimate;
	readonly absoluteMs: Estimate;
	readonly absoluteFrames: Estimate;
	/** Share whose reselected frame lies beyond the tolerance, 0..1. */
	readonly beyond: Estimate;
	/** Mean probability that the coded frame is off by more than the tolerance, 0..1. */
	readonly moved: Estimate;
	/** Movements in each of the summary's bins. */
	readonly histogram: readonly number[];
}

export interface ShiftGroup {
	/** A coder's name, or a value of the column. */
	readonly name: string;
	readonly movements: number;
	readonly subjects: number;
	/** Null: this key frame was coded for none of them. */
	readonly keyFrames: Readonly<Record<KeyFrameName, ShiftFigures | null>>;
}

export interface AuditSummary {
	readonly toleranceMs: number;
	readonly bins: Bins;
	readonly all: ShiftGroup;
	/** By name; empty where no coder is named. */
	readonly coders: readonly ShiftGroup[];
	/** What `groups` are values of; null: no column was named. */
	readonly column: string | null;
	/** By value. */
	readonly groups: readonly ShiftGroup[];
	readonly resamples: number;
	readonly seed: number;
}

export interface SummaryOptions {
	/** A heading of the annotations. @default null */
	readonly column?: string | null;
	/** As the audit had it. @default 50 */
	readonly toleranceMs?: number;
	/** Of the resampling. @default 1 */
	readonly seed?: number;
}

/** Stands for a coder or value that is not given. */
export const NOT_GIVEN = '(not given)';

/** @throws RangeError without movements */
export function summarise(
	movements: readonly AuditedMovement[],
	options: SummaryOptions = {},
): AuditSummary {
	if (movements.length === 0) throw new RangeError('there is no movement to sum up');
	const { column = null, toleranceMs = TOLERANCE_MS, seed = 1 } = options;
	const people = new Bootstrap(
		movements.map(({ subject }) => subject),
		seeded(seed),
	);
	const shifted = movements.map((movement) => ({
		movement,
		shifts: shiftsOf(movement, toleranceMs),
	}));
	const bins = binsFor(
		shifted.flatMap(({ shifts }) => KEY_FRAMES.flatMap((name) => shifts[name]?.ms ?? [])),
		1000 / Math.min(...movements.map(({ reselection }) => reselection.fps)),
	);
	const group = (name: string, members: readonly Shifted[]): ShiftGroup => ({
		name,
		movements: members.length,
		subjects: new Set(members.map(({ movement }) => movement.subject)).size,
		keyFrames: {
			onset: figuresOf(members, 'onset', people, bins),
			apex: figuresOf(members, 'apex', people, bins),
			offset: figuresOf(members, 'offset', people, bins),
		},
	});
	const grouped = (valueOf: (movement: AuditedMovement) => string): ShiftGroup[] =>
		groupsBy(shifted, valueOf).map(([name, members]) => group(name, members));
	const namesCoders = movements.some(({ coder }) => coder !== null);
	return {
		toleranceMs,
		bins,
		all: group('all', shifted),
		coders: namesCoders ? grouped(({ coder }) => coder ?? NOT_GIVEN) : [],
		column,
		groups: column === null ? [] : grouped(({ columns }) => columns[column]?.trim() || NOT_GIVEN),
		resamples: RESAMPLES,
		seed,
	};
}

/** Those that are most likely off first; those for which no motion speaks come last. */
export const byDoubt = <Movement extends AuditedMovement>(
	movements: readonly Movement[],
): Movement[] =>
	movements.toSorted(
		({ reselection: a }, { reselection: b }) =>
			Number(isSilent(a)) - Number(isSilent(b)) || b.doubt - a.doubt || b.evidence - a.evidence,
	);

type Shifts = Readonly<Record<KeyFrameName, Shift | null>>;

interface Shifted {
	readonly movement: AuditedMovement;
	readonly shifts: Shifts;
}

const shiftsOf = ({ reselection }: AuditedMovement, toleranceMs: number): Shifts => ({
	onset: shiftOf(reselection, 'onset', toleranceMs),
	apex: shiftOf(reselection, 'apex', toleranceMs),
	offset: shiftOf(reselection, 'offset', toleranceMs),
});

function figuresOf(
	members: readonly Shifted[],
	name: KeyFrameName,
	people: Bootstrap,
	bins: Bins,
): ShiftFigures | null {
	const coded = members.flatMap(({ movement: { subject }, shifts }) => {
		const shift = shifts[name];
		return shift === null ? [] : [{ subject, shift }];
	});
	if (coded.length === 0) return null;
	const mean = (valueOf: (shift: Shift) => number): Estimate => {
		const terms = coded.map(({ subject, shift }): Term => ({
			subject,
			top: valueOf(shift),
			bottom: 1,
		}));
		return people.ratio(terms)!; // the bottoms sum to the count
	};
	return {
		count: coded.length,
		subjects: new Set(coded.map(({ subject }) => subject)).size,
		meanMs: mean(({ ms }) => ms),
		meanFrames: mean(({ frames }) => frames),
		absoluteMs: mean(({ ms }) => Math.abs(ms)),
		absoluteFrames: mean(({ frames }) => Math.abs(frames)),
		beyond: mean(({ beyond }) => (beyond ? 1 : 0)),
		moved: mean(({ moved }) => moved),
		histogram: countInBins(
			coded.map(({ shift }) => shift.ms),
			bins,
		),
	};
}

/** Sorted by value, numbers as numbers; what is not given comes last. */
function groupsBy(
	shifted: readonly Shifted[],
	valueOf: (movement: AuditedMovement) => string,
): [string, Shifted[]][] {
	const groups = new Map<string, Shifted[]>();
	for (const each of shifted) {
		const value = valueOf(each.movement);
		const members = groups.get(value);
		if (members === undefined) groups.set(value, [each]);
		else members.push(each);
	}
	const rank = (name: string): number => (name === NOT_GIVEN ? 1 : 0);
	return [...groups].sort(
		([a], [b]) => rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }),
	);
}

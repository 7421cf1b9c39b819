/** Movements as rows: what the machine said and what people said, side by side. Pure. */
import type { HumanLabel, SessionRecord } from '../../core/record/index.ts';
import type { MicroEvent, RejectedCandidate } from '../../core/record/index.ts';
import type { LabelKeyFrames } from './label-book.svelte.ts';

export type MovementFilter = 'all' | 'undecided' | 'accepted' | 'rejected' | 'turned-down';

export interface ReviewedMovement {
	/** Of the event or candidate; of the label, where a person found it. */
	readonly id: string;
	readonly kind: 'event' | 'turned-down' | 'found';
	/** Null: a person found it. */
	readonly event: MicroEvent | null;
	readonly candidate: RejectedCandidate | null;
	/** Of the coder who is at work. */
	readonly label: HumanLabel | null;
	/** Of others. */
	readonly others: readonly HumanLabel[];
}

/** The machine's part of it, of whichever kind. */
export const machineOf = ({
	event,
	candidate,
}: Pick<ReviewedMovement, 'event' | 'candidate'>): MicroEvent | RejectedCandidate | null =>
	event ?? candidate;

/** The person's own key frames, else the machine's. */
export function keyFramesOf(movement: ReviewedMovement): LabelKeyFrames | null {
	const said = movement.label?.keyFrames ?? null;
	if (said !== null) return said;
	const machine = machineOf(movement);
	if (machine === null) return movement.others[0]?.keyFrames ?? null;
	const { onset, apex, offset } = machine;
	return {
		onset: { frame: onset.frame, ms: onset.ms },
		apex: { frame: apex.frame, ms: apex.ms },
		offset: { frame: offset.frame, ms: offset.ms },
	};
}

/** Everything there is, in order of time; candidates that were rejected too. */
export function allMovements(
	{ events, rejected }: SessionRecord,
	labels: readonly HumanLabel[],
	coder: string,
): ReviewedMovement[] {
	const saidOf = (id: string) => labels.filter(({ about }) => about === id);
	const split = (said: readonly HumanLabel[]) => ({
		label: said.find((each) => each.coder === coder) ?? null,
		others: said.filter((each) => each.coder !== coder),
	});
	const rows: ReviewedMovement[] = [
		...events.map((event) => ({
			id: event.id,
			kind: 'event' as const,
			event,
			candidate: null,
			...split(saidOf(event.id)),
		})),
		...rejected.map((candidate) => ({
			id: candidate.id,
			kind: 'turned-down' as const,
			event: null,
			candidate,
			...split(saidOf(candidate.id)),
		})),
		...labels
			.filter(({ about }) => about === null)
			.map((label) => ({
				id: label.id,
				kind: 'found' as const,
				event: null,
				candidate: null,
				...split([label]),
			})),
	];
	const start = (row: ReviewedMovement): number => keyFramesOf(row)?.onset.ms ?? 0;
	return rows.sort((a, b) => start(a) - start(b));
}

/** Candidates that were rejected are shown when asked for, or once a person has said something. */
export function isShownUnder(filter: MovementFilter, row: ReviewedMovement): boolean {
	const said = row.label?.decision ?? null;
	switch (filter) {
		case 'all':
			return row.kind !== 'turned-down' || said !== null || row.others.length > 0;
		case 'undecided':
			return row.kind === 'event' && (said === null || said === 'unsure');
		case 'accepted':
		case 'rejected':
			return said === filter;
		case 'turned-down':
			return row.kind === 'turned-down';
	}
}

/** A key frame moved to where the person looks; those it passes come along. */
export function moved(
	keyFrames: LabelKeyFrames,
	name: keyof LabelKeyFrames,
	to: LabelKeyFrames['onset'],
): LabelKeyFrames {
	const earlier = (a: LabelKeyFrames['onset']) => (a.ms > to.ms ? to : a);
	const later = (a: LabelKeyFrames['onset']) => (a.ms < to.ms ? to : a);
	const { onset, apex, offset } = keyFrames;
	switch (name) {
		case 'onset':
			return { onset: to, apex: later(apex), offset: later(offset) };
		case 'apex':
			return { onset: earlier(onset), apex: to, offset: later(offset) };
		case 'offset':
			return { onset: earlier(onset), apex: earlier(apex), offset: to };
	}
}

/** Movements as other programs are told them: on the session's clock and on the page's. */
import type { KeyFrame, MicroEvent, RejectedCandidate } from '../../core/record/index.ts';
import type { OutMessage, SentKeyFrame, SentMovement } from './messages.ts';
import type { SessionClock } from './session-clock.ts';

/** Microseconds are as fine as any clock here. */
export const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;

export function sentEvent(
	event: MicroEvent,
	clock: SessionClock,
): Extract<OutMessage, { type: 'event' }>['event'] {
	const units = event.verdict?.kind === 'units' ? event.verdict : null;
	return {
		...sentMovement(event, clock),
		reading: units?.reading ?? null,
		actionUnits: units?.actionUnits.map(({ au, p, side }) => ({ au, p: rounded(p), side })) ?? [],
	};
}

export const sentRejected = (
	rejected: RejectedCandidate,
	clock: SessionClock,
): Extract<OutMessage, { type: 'rejected' }>['rejected'] => ({
	...sentMovement(rejected, clock),
	reason: rejected.reason,
});

const sentMovement = (
	found: MicroEvent | RejectedCandidate,
	clock: SessionClock,
): SentMovement => ({
	id: found.id,
	onset: sentKeyFrame(found.onset, clock),
	apex: sentKeyFrame(found.apex, clock),
	offset: sentKeyFrame(found.offset, clock),
	durationMs: rounded(found.durationMs),
	score: rounded(found.score),
	fps: rounded(found.fps),
	regions: found.regions.map(({ region }) => region),
});

function sentKeyFrame({ frame, ms, uncertaintyMs }: KeyFrame, clock: SessionClock): SentKeyFrame {
	const pageMs = rounded(clock.pageMsOf(ms) ?? NaN);
	return { frame, ms: rounded(ms), uncertaintyMs: rounded(uncertaintyMs), pageMs };
}

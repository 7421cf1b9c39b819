/** What is marked above the lanes of a running session, and how each mark is said. */
import type { EngineInfo, Marker, MicroEvent, RejectedCandidate } from '../../core/record/index.ts';
import { say } from '../../core/words/index.ts';
import type { Session } from '../desk/index.ts';
import { clock, headlineOf, rejectionWords, seconds } from './words.ts';

export type Mark =
	| (MicroEvent & { readonly kind: 'event' })
	| (RejectedCandidate & { readonly kind: 'rejected' })
	| (Marker & { readonly kind: 'marker' });

/** Half a minute of rejected candidates is enough for the eye; the list beside has them all. */
const REJECTED_SHOWN = 200;
const MARKERS_SHOWN = 200;

export const startOf = (mark: Mark): number => (mark.kind === 'marker' ? mark.ms : mark.onset.ms);

export const keyOf = (mark: Mark): string => `${mark.kind} ${mark.id}`;

/** Where the apex lies between onset and offset, in percent. */
export const apexShare = ({ onset, apex, offset }: MicroEvent | RejectedCandidate): number =>
	(100 * (apex.ms - onset.ms)) / Math.max(1, offset.ms - onset.ms);

/** Those that end at or after `sinceMs`, by their beginning. */
export function marksSince(session: Session, sinceMs: number): Mark[] {
	return [
		...session.events.map(({ event }) => ({ ...event, kind: 'event' as const })),
		...session.rejected.slice(-REJECTED_SHOWN).map((r) => ({ ...r, kind: 'rejected' as const })),
		...session.markers.slice(-MARKERS_SHOWN).map((m) => ({ ...m, kind: 'marker' as const })),
	]
		.filter((mark) => (mark.kind === 'marker' ? mark.ms : mark.offset.ms) >= sinceMs)
		.sort((a, b) => startOf(a) - startOf(b));
}

export function markWords(mark: Mark, engine: EngineInfo | null): string {
	const time = clock(startOf(mark));
	if (mark.kind === 'event') {
		const headline = headlineOf(mark, engine);
		const duration = seconds(mark.durationMs);
		return say('live.timeline.event.said', { time, headline, duration });
	}
	if (mark.kind === 'rejected') {
		return say('live.timeline.rejected.said', { time, reason: rejectionWords(mark) });
	}
	return mark.text === ''
		? say('live.timeline.marker.said', { time })
		: say('live.timeline.marker.said.text', { time, text: mark.text });
}

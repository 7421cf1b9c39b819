/** Clips, truths and records made by hand. */
import type { FoundSpan } from '../../../../src/lab/evaluate/outcome.ts';
import type { ClipTruth, TrueEvent } from '../../../../src/lab/evaluate/truth.ts';
import type { SessionRecord } from '../../../../src/core/record/index.ts';
import { millis } from '../../../../src/core/kernel/index.ts';
import type { RejectedCandidate } from '../../../../src/core/record/index.ts';
import { event as lineEvent, record } from '../../files/export/record.ts';

export const trueEvent = (
	onset: number,
	offset: number,
	more: Partial<TrueEvent> = {},
): TrueEvent => ({
	onset,
	apex: Math.round((onset + offset) / 2),
	offset,
	peakPx200: 1,
	context: 'calm',
	...more,
});

/** Ten seconds of 30 frames, nothing in them. */
export const clip = (more: Partial<ClipTruth> = {}): ClipTruth => ({
	file: 'a.mp4',
	fps: 30,
	frames: 300,
	part: 'photo',
	person: 'ann',
	events: [],
	nuisances: [],
	...more,
});

export const found = (onset: number, offset: number): FoundSpan => ({
	onset,
	apex: Math.round((onset + offset) / 2),
	offset,
	decidedAtMs: ((offset + 12) * 1000) / 30,
});

/** A rejection at frames `[first, first + 12]` of 30 a second. */
export function rejection(
	id: string,
	first: number,
	reason: RejectedCandidate['reason'],
	score: number,
): RejectedCandidate {
	const { verdict, ...movement } = lineEvent(id, first, null);
	if (verdict !== null) throw new Error('a rejected candidate has no verdict');
	return { ...movement, score, reason, measured: null, limit: null };
}

export const recordOf = (file: string, more: Partial<SessionRecord> = {}): SessionRecord => ({
	...record,
	source: { ...record.source, name: file },
	quality: { ...record.quality, frames: 300, durationMs: millis(10_000) },
	fault: null,
	events: [],
	rejected: [],
	...more,
});

/** A clip as the line takes it, and a record's key frames in its frame numbers. */
import type { ClipMotion, KeyFrameName } from '../../core/record/index.ts';
import type { SourceSpec } from '../../line/camera/worker/index.ts';
import type { AuditClip, MatchedClip } from './clips.ts';

/** Picture files of a clip in order of time, with their frame numbers. */
export interface NumberedFiles {
	readonly files: readonly File[];
	readonly numbers: readonly number[];
}

/** @param fps of pictures; films have times of their own */
export function sourceOf(
	clip: AuditClip,
	fps: number,
	pictures: { filesOf(clip: AuditClip): NumberedFiles },
): SourceSpec {
	if (clip.kind === 'film') return { kind: 'file', file: clip.files[0]!.file };
	return { kind: 'pictures', fps, ...pictures.filesOf(clip) };
}

/** Key frames coded in ms are frames of the source that was measured, not of a rate that was assumed. */
export function codedIn(
	{ record }: MatchedClip,
	motion: ClipMotion,
): Record<KeyFrameName, number | null> & { onset: number } {
	const { onset, apex, offset, codedMs } = record;
	if (codedMs === undefined) return { onset, apex, offset };
	const frameAt = (ms: number | null): number | null => (ms === null ? null : nearest(motion, ms));
	return {
		onset: nearest(motion, codedMs.onset),
		apex: frameAt(codedMs.apex),
		offset: frameAt(codedMs.offset),
	};
}

/** Frame number nearest in time. */
function nearest({ frames, times }: ClipMotion, ms: number): number {
	let best = 0;
	for (let at = 1; at < times.length; at++) {
		if (Math.abs(times[at]! - ms) < Math.abs(times[best]! - ms)) best = at;
	}
	return frames[best] ?? 0;
}

/** A clip as the line takes it. */
import type { SourceSpec } from '../../line/camera/worker/index.ts';
import type { AuditClip } from './clips.ts';

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

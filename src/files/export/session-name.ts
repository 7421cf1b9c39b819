/** Names of files, from what a session is. */
import type { SessionRecord } from '../../core/record/index.ts';

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `fleeting-2026-11-23T20-15-00`, the video's name without its ending, or the session's own. */
export function fileStem({ name, source }: Pick<SessionRecord, 'name' | 'source'>): string {
	const own =
		name ??
		(source.kind === 'file' || source.startedAt === null
			? baseName(source.name).replace(/\.[^.]+$/, '')
			: `fleeting-${source.startedAt.slice(0, 19)}`);
	// What file systems refuse, and what would be a folder.
	const safe = own.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-').trim();
	return safe.replace(/^\.+/, '').slice(0, 100) || 'session';
}

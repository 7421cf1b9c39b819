/** Names of files, from what a session is. */
import { lastPart } from '../../core/kernel/index.ts';
import type { SessionRecord } from '../../core/record/index.ts';

export const withoutEnding = (path: string): string => lastPart(path).replace(/\.[^.]+$/, '');

/** `fleeting-2026-11-23T20-15-00`, the video's name without its ending, or the session's own. */
export function fileStem({ name, source }: Pick<SessionRecord, 'name' | 'source'>): string {
	const own =
		name ??
		(source.kind === 'file' || source.startedAt === null
			? withoutEnding(source.name)
			: `fleeting-${source.startedAt.slice(0, 19)}`);
	return safeName(own);
}

/** The name of a file that holds all of these sessions, without its ending. */
export function stemOfAll(records: readonly SessionRecord[]): string {
	const [only] = records;
	return records.length === 1 && only ? fileStem(only) : `fleeting-${records.length}-sessions`;
}

/** Without what file systems refuse, what would be a folder, and what would be hidden. */
export function safeName(name: string): string {
	const safe = name.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-').trim();
	return safe.replace(/^\.+/, '').slice(0, 100) || 'session';
}

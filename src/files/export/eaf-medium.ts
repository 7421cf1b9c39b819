/** The film that a session's ELAN file is about. Pure. */
import { lastPart } from '../../core/kernel/index.ts';
import type { SessionRecord } from '../../core/record/index.ts';
import { endingOf } from './endings.ts';

export interface EafMediumText {
	/** A file name; ELAN looks for it beside the annotation file. */
	readonly name: string;
	readonly type: string;
	/** What of the film is at the session's time 0, whole ms. */
	readonly originMs: number;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
	mp4: 'video/mp4',
	m4v: 'video/mp4',
	mov: 'video/quicktime',
	webm: 'video/webm',
	mkv: 'video/x-matroska',
	avi: 'video/x-msvideo',
	mpg: 'video/mpeg',
	mpeg: 'video/mpeg',
	ts: 'video/mp2t',
};

/** A file under its own name, or the video that was kept, as the zip has it; null: there is none. */
export function eafMedium({ source, film }: SessionRecord): EafMediumText | null {
	if (source.kind === 'file') {
		const name = lastPart(source.name.replaceAll('\\', '/')).toWellFormed();
		if (name === '') return null;
		const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
		return { name, type: MEDIA_TYPES[ending] ?? 'video/*', originMs: 0 };
	}
	if (film === undefined || film === null) return null;
	const type = film.type.split(';')[0]!.trim();
	return { name: `film.${endingOf(type)}`, type, originMs: -Math.round(film.startsAtMs) || 0 };
}

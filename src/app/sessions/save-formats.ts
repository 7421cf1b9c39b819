/** The formats that sessions can be saved in, as people read of them. */
import { say } from '../../core/words/index.ts';
import type { TextFormat } from '../../files/export/index.ts';
import type { Session } from '../desk/index.ts';
import type { SessionLibrary } from './library.svelte.ts';

export interface SaveFormat {
	readonly id: TextFormat | 'zip';
	readonly name: string;
	readonly note: string;
	/** Why it cannot be had; null or left out: it can. */
	readonly unavailable?: string | null;
}

const IDS = [
	...(['zip', 'json', 'events', 'regions', 'units', 'rejected', 'frames'] as const),
	...(['elan', 'bids', 'megc', 'dictionary'] as const),
] as const;

/** In the language shown when they are read. */
export const SAVE_FORMATS: readonly SaveFormat[] = IDS.map((id) => ({
	id,
	get name() {
		return say(`library.format.${id}`);
	},
	get note() {
		return say(`library.format.${id}.note`);
	},
}));

/** The formats as they can be had of these sessions: frames only where they were kept. */
export function saveFormats(
	sessions: readonly (Session | null)[],
	library: SessionLibrary,
): readonly SaveFormat[] {
	const kept = sessions.some((session) => session !== null && library.idOf(session) !== null);
	if (kept) return SAVE_FORMATS;
	const why = library.status === 'absent' ? 'library.frames.absent' : 'library.frames.notKept';
	return SAVE_FORMATS.map(({ id, name, note }) => ({
		id,
		name,
		note,
		unavailable: id === 'frames' ? say(why) : null,
	}));
}

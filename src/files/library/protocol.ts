/**
 * Page <-> worker of the library. Types only.
 *
 * Recording is told and not answered: what goes wrong comes back as a `trouble`. Questions have a
 * number and get one answer.
 */
import type { FilmRecord, HumanLabel } from '../../core/record/index.ts';
import type { TextFormat, WrittenFile } from '../export/index.ts';
import type { EventPictures, EventStrip } from '../../core/record/index.ts';
import type { LibraryCode } from './library-error.ts';
import type { Head, LogEntry } from './session-log.ts';
import type { KeptPictures } from '../export/index.ts';
import type { ReadSession, StoredSession } from './stored-session.ts';

/** What happens in a session that is recorded, in the order it happened. */
export type RecordingStep =
	| { readonly kind: 'begin'; readonly head: Head }
	| { readonly kind: 'append'; readonly entries: readonly LogEntry[] }
	/** Transferred, and handed back as `spent`. */
	| { readonly kind: 'signals'; readonly buffer: ArrayBuffer; readonly rows: number }
	| { readonly kind: 'pictures'; readonly event: string; readonly pictures: EventPictures }
	| { readonly kind: 'strip'; readonly event: string; readonly strip: EventStrip }
	| { readonly kind: 'film-chunk'; readonly chunk: Blob; readonly film: FilmRecord }
	| { readonly kind: 'end'; readonly entry: Extract<LogEntry, { kind: 'end' }> };

export interface Questions {
	/** Recovers and sweeps, the first time; rejects where there is no storage. */
	list: { asked: Record<never, never>; answer: readonly StoredSession[] };
	read: { asked: { id: string }; answer: ReadSession };
	pictures: { asked: { id: string; event: string }; answer: KeptPictures | null };
	strip: { asked: { id: string; event: string }; answer: EventStrip | null };
	film: { asked: { id: string }; answer: File | null };
	rename: { asked: { id: string; name: string }; answer: void };
	'save-labels': { asked: { id: string; labels: readonly HumanLabel[] }; answer: void };
	/** Out of the list, and back; what is away at the next start is deleted. */
	'put-away': { asked: { id: string; away: boolean }; answer: void };
	remove: { asked: { id: string }; answer: void };
	/** Also what is being recorded here. */
	'remove-all': { asked: Record<never, never>; answer: void };
	/** Session JSON and zips; one error a file that could not be read. */
	import: {
		asked: { files: readonly File[] };
		answer: { readonly ids: readonly string[]; readonly refused: readonly RefusedFile[] };
	};
	texts: {
		asked: { ids: readonly string[]; format: TextFormat };
		answer: readonly WrittenFile[];
	};
	zip: { asked: { ids: readonly string[] }; answer: File };
}
export type Question = keyof Questions;

export type Asked = {
	[Name in Question]: {
		readonly kind: 'ask';
		readonly number: number;
		readonly question: Name;
	} & Readonly<Questions[Name]['asked']>;
}[Question];

export interface RefusedFile {
	readonly file: string;
	readonly why: string;
}

export type LibraryCommand =
	| { readonly kind: 'record'; readonly id: string; readonly what: RecordingStep }
	| Asked
	/** How long sessions are kept; null: until they are deleted. */
	| { readonly kind: 'configure'; readonly keepDays: number | null };

interface Trouble {
	readonly code: LibraryCode;
	readonly detail: string;
}

export type LibraryReport =
	| { readonly kind: 'answer'; readonly number: number; readonly answer: unknown }
	| { readonly kind: 'refusal'; readonly number: number; readonly trouble: Trouble }
	| { readonly kind: 'spent'; readonly buffer: ArrayBuffer }
	/** The list is another: by this tab or another one. */
	| { readonly kind: 'changed' }
	/** With a recording. `film`: only the film ended, the numbers go on. */
	| {
			readonly kind: 'trouble';
			readonly id: string;
			readonly what: 'session' | 'film';
			readonly trouble: Trouble;
	  };

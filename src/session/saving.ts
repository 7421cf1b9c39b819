/** Saves what sessions found as files. Nothing is written without the person's order. */
import type { SessionRecord } from '../export/index.ts';
import {
	dictionaryCsv,
	elanEaf,
	eventsCsv,
	rejectedCsv,
	saveFile,
	sessionJson,
} from '../export/index.ts';
import { millis } from '../kernel/index.ts';
import type { EngineInfo, Quality } from '../pipeline/index.ts';
import type { Session } from './session.svelte.ts';

export interface SaveFormat {
	readonly id: 'json' | 'events' | 'rejected' | 'elan' | 'dictionary';
	readonly name: string;
	readonly note: string;
}

export const SAVE_FORMATS: readonly SaveFormat[] = [
	{ id: 'json', name: 'Session (JSON)', note: 'Everything measured, with its dictionary' },
	{ id: 'events', name: 'Movements (CSV)', note: 'One row a movement, for spreadsheets' },
	{ id: 'rejected', name: 'Turned down (CSV)', note: 'Candidates with the reason of each' },
	{ id: 'elan', name: 'ELAN annotation (.eaf)', note: 'Tiers beside the video, for coders' },
	{ id: 'dictionary', name: 'Data dictionary (CSV)', note: 'What every column means' },
];

const UNMEASURED: Quality = {
	frames: 0,
	dropped: 0,
	fps: 0,
	faceLost: 0,
	clockBreaks: 0,
	durationMs: millis(0),
};

/** What can be saved: the exports say what the session was measured with. */
export type SavableSession = Session & { readonly engine: EngineInfo };

/** A session that began has a size; before that there is nothing to save. */
export const canSave = (session: Session | null): session is SavableSession =>
	session !== null && session.size !== null && session.engine !== null;

/** One file for one or several sessions; formats that hold one session give a file each. */
export function saveSessions(sessions: readonly SavableSession[], format: SaveFormat['id']): void {
	const records = sessions.map(recordOf);
	const name = sessions.length === 1 ? nameOf(sessions[0]!) : `fleeting-${sessions.length}-videos`;
	switch (format) {
		case 'json':
			records.forEach((record, at) =>
				saveFile(`${nameOf(sessions[at]!)}.json`, 'application/json', sessionJson(record)),
			);
			return;
		case 'elan':
			records.forEach((record, at) =>
				saveFile(`${nameOf(sessions[at]!)}.eaf`, 'application/xml', elanEaf(record)),
			);
			return;
		case 'events':
			saveFile(`${name}-movements.csv`, 'text/csv', eventsCsv(records));
			return;
		case 'rejected':
			saveFile(`${name}-turned-down.csv`, 'text/csv', rejectedCsv(records));
			return;
		case 'dictionary':
			saveFile('fleeting-dictionary.csv', 'text/csv', dictionaryCsv());
			return;
	}
}

/** The session as the writers take it. */
export function recordOf(session: SavableSession): SessionRecord {
	return {
		source: {
			kind: session.kind,
			name: session.label,
			widthPx: session.size?.width ?? 0,
			heightPx: session.size?.height ?? 0,
			startedAt: session.kind === 'file' ? null : session.startedAt.toISOString(),
		},
		engine: session.engine,
		quality: session.quality ?? UNMEASURED,
		fault: session.fault,
		events: session.events.map(({ event }) => event),
		rejected: session.rejected,
		markers: session.markers,
		labels: [],
		study: session.study,
	};
}

/** `fleeting-2026-11-23T20-15-00` or the video's name without its ending. */
function nameOf(session: Session): string {
	if (session.kind === 'file') return session.label.replace(/\.[^.]+$/, '');
	return `fleeting-${session.startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}`;
}

/** Every format of sessions as text files, under the names that people find them by. Pure. */
import { bidsDataset } from './bids-dataset.ts';
import { csvFile } from './csv.ts';
import { dictionaryCsv } from './data-dictionary.ts';
import { elanEaf } from './elan-eaf.ts';
import { eventsCsv, rejectedCsv } from './events-csv.ts';
import { framesCsv } from './frames-csv.ts';
import { megcCsv } from './megc-csv.ts';
import { sessionJson } from './session-json.ts';
import { fileStem, stemOfAll } from './session-name.ts';
import { actionUnitsCsv, regionsCsv } from './tidy-csv.ts';
import type { WrittenFile } from './written-file.ts';
import { lastChange } from './zip-date.ts';
import type { SessionRecord, Signals } from '../../core/record/index.ts';

export const TEXT_FORMATS = [
	'json',
	'events',
	'regions',
	'units',
	'rejected',
	'frames',
	'elan',
	'bids',
	'megc',
	'dictionary',
] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** What was kept of a session, but for pictures. */
export interface MeasuredSession {
	readonly record: SessionRecord;
	/** Null: they were not kept. */
	readonly signals: Signals | null;
	/** ISO 8601: when it was measured, or brought in; left out: not known. */
	readonly since?: string;
}

/**
 * Tables hold all sessions, BIDS is a folder of them, other formats give a file each; sessions without
 * signals have no frames.
 */
export function writtenFiles(
	format: TextFormat,
	sessions: readonly MeasuredSession[],
): WrittenFile[] {
	const records = sessions.map(({ record }) => record);
	const stems = freeNames(records.map(fileStem));
	const all = stemOfAll(records);
	const each = (ending: string, type: string, write: (record: SessionRecord) => string) =>
		records.map((record, at) => ({ name: stems[at]! + ending, type, text: write(record) }));
	const table = (name: string, text: string): WrittenFile => ({
		name: `${name}.csv`,
		type: 'text/csv',
		text: csvFile(text),
	});
	switch (format) {
		case 'json':
			return each('.json', 'application/json', sessionJson);
		case 'elan':
			return each('.eaf', 'application/xml', elanEaf);
		case 'events':
			return [table(`${all}-movements`, eventsCsv(records))];
		case 'regions':
			return [table(`${all}-regions`, regionsCsv(records))];
		case 'units':
			return [table(`${all}-action-units`, actionUnitsCsv(records))];
		case 'rejected':
			return [table(`${all}-rejected`, rejectedCsv(records))];
		case 'megc':
			return [table(`${all}-megc`, megcCsv(records))];
		case 'frames':
			return sessions.flatMap(({ signals }, at) =>
				signals === null ? [] : [table(`${stems[at]!}-frames`, framesCsv(signals))],
			);
		case 'bids':
			return bidsDataset(records).map((file) => ({
				...file,
				name: `${all}-bids/${file.name}`,
				changed: lastChange(sessions),
			}));
		case 'dictionary':
			return [table('fleeting-dictionary', dictionaryCsv())];
	}
}

/** The same names, numbered where several are alike, also but for capitals, or are taken. */
export function freeNames(
	names: readonly string[],
	{ taken: others = [] }: { readonly taken?: readonly string[] } = {},
): string[] {
	const same = (name: string): string => name.normalize('NFC').toLowerCase();
	const taken = new Set(others.map(same));
	return names.map((name) => {
		let free = name;
		for (let n = 2; taken.has(same(free)); n++) free = `${name}-${n}`;
		taken.add(same(free));
		return free;
	});
}

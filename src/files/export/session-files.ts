/** Every format of sessions as text files, under the names that people find them by. Pure. */
import { bidsEventsSidecar, bidsEventsTsv, bidsStem } from './bids-events.ts';
import { dictionaryCsv } from './data-dictionary.ts';
import { elanEaf } from './elan-eaf.ts';
import { eventsCsv, rejectedCsv } from './events-csv.ts';
import { framesCsv } from './frames-csv.ts';
import { megcCsv } from './megc-csv.ts';
import { sessionJson } from './session-json.ts';
import { fileStem, stemOfAll } from './session-name.ts';
import type { SessionRecord, Signals } from '../../core/record/index.ts';

export const TEXT_FORMATS = [
	'json',
	'events',
	'rejected',
	'frames',
	'elan',
	'bids',
	'megc',
	'dictionary',
] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

export interface WrittenFile {
	readonly name: string;
	readonly type: string;
	readonly text: string;
}

/** What was kept of a session, but for pictures. */
export interface MeasuredSession {
	readonly record: SessionRecord;
	/** Null: they were not kept. */
	readonly signals: Signals | null;
}

/** Tables hold all sessions, other formats give a file each; sessions without signals have no frames. */
export function writtenFiles(
	format: TextFormat,
	sessions: readonly MeasuredSession[],
): WrittenFile[] {
	const records = sessions.map(({ record }) => record);
	const stems = freeNames(records.map(fileStem));
	const all = stemOfAll(records);
	const each = (ending: string, type: string, write: (record: SessionRecord) => string) =>
		records.map((record, at) => ({ name: stems[at]! + ending, type, text: write(record) }));
	switch (format) {
		case 'json':
			return each('.json', 'application/json', sessionJson);
		case 'elan':
			return each('.eaf', 'application/xml', elanEaf);
		case 'events':
			return [{ name: `${all}-movements.csv`, type: 'text/csv', text: eventsCsv(records) }];
		case 'rejected':
			return [{ name: `${all}-rejected.csv`, type: 'text/csv', text: rejectedCsv(records) }];
		case 'megc':
			return [{ name: `${all}-megc.csv`, type: 'text/csv', text: megcCsv(records) }];
		case 'frames':
			return sessions.flatMap(({ signals }, at) =>
				signals === null
					? []
					: [{ name: `${stems[at]!}-frames.csv`, type: 'text/csv', text: framesCsv(signals) }],
			);
		case 'bids': {
			// Labels hold no hyphens: several recordings of one session are runs.
			const names = freeNames(records.map(bidsStem), (name, n) => `${name}_run-${n}`);
			return records.flatMap((record, at) => [
				{
					name: `${names[at]!}_events.tsv`,
					type: 'text/tab-separated-values',
					text: bidsEventsTsv(record),
				},
				{
					name: `${names[at]!}_events.json`,
					type: 'application/json',
					text: bidsEventsSidecar(),
				},
			]);
		}
		case 'dictionary':
			return [{ name: 'fleeting-dictionary.csv', type: 'text/csv', text: dictionaryCsv() }];
	}
}

/** The same names, numbered where several are alike. */
export function freeNames(
	names: readonly string[],
	numbered = (name: string, n: number): string => `${name}-${n}`,
): string[] {
	const taken = new Set<string>();
	return names.map((name) => {
		let free = name;
		for (let n = 2; taken.has(free); n++) free = numbered(name, n);
		taken.add(free);
		return free;
	});
}

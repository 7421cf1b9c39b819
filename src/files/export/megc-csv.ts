/**
 * Movements as tables of the Micro-Expression Grand Challenge have them, and as `npm run evaluate --
 * strs` reads them: subject, video, onset, apex, offset (frames from 0), emotion. What people said
 * stands in columns of its own.
 */
import type { Cell } from './csv.ts';
import { csvText } from './csv.ts';
import { newestLabels } from './human-columns.ts';
import { class3Of } from './most-probable.ts';
import { fileStem, withoutEnding } from './session-name.ts';
import type { HumanLabel, SessionRecord } from '../../core/record/index.ts';

export const MEGC_COLUMN_NAMES = [
	'subject',
	'video',
	'onset',
	'apex',
	'offset',
	'emotion',
	'human_decision',
	'human_onset',
	'human_apex',
	'human_offset',
	'human_emotion',
] as const;

/** Where no network ran: the challenge's tables want a word. */
const UNREAD = 'unread';

/** Movements that only people found have no row: in the challenge's columns they would pass for found. */
export function megcCsv(records: readonly SessionRecord[]): string {
	const rows = records.flatMap(({ source, study, events, labels }) => {
		const said = newestLabels(labels);
		// A camera's name is the same for all its sessions: their movements would be one video's.
		const video = source.kind === 'file' ? withoutEnding(source.name) : fileStem({ source });
		return events.map(({ id, onset, apex, offset, verdict }): Cell[] => [
			study?.participant || 'unknown',
			video || 'session',
			onset.frame,
			apex.frame,
			offset.frame,
			(verdict && class3Of(verdict)) ?? UNREAD,
			...human(said.get(id)),
		]);
	});
	return csvText([MEGC_COLUMN_NAMES, ...rows]);
}

const human = (label: HumanLabel | undefined): Cell[] => [
	label?.decision ?? null,
	...(['onset', 'apex', 'offset'] as const).map((key) => label?.keyFrames?.[key].frame ?? null),
	label?.reading || null,
];

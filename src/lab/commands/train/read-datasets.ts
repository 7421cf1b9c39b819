/**
 * Data sets' folders -> clips to train on, with their pictures and the people they are of.
 *
 * Only micro-expressions with pictures: what else is coded is left out, and said
 * Fails CommandError in one sentence
 */
import { join } from 'node:path';
import type { AnnotatedClip, RecordPlace } from '../../../core/record/index.ts';
import {
	FoldError,
	leaveOneSubjectOut,
	numberedPictures,
	readingNoteText,
	remarkText,
} from '../../../study/dataset/index.ts';
import { CommandError } from '../../terminal/index.ts';
import type { OpenedDataset } from '../dataset/open.ts';
import { openDataset } from '../dataset/open.ts';
import type { CodedClipSource } from './measure-clips.ts';

export interface ClipSources {
	readonly sources: readonly CodedClipSource[];
	/** One sentence each, with file and row where it is about one. */
	readonly remarks: readonly string[];
}

export async function readClipSources(folders: readonly string[]): Promise<ClipSources> {
	const remarks: string[] = [];
	const sources: CodedClipSource[] = [];
	const seen = new Map<string, RecordPlace>();
	for (const folder of folders) {
		const opened = await openDataset(folder);
		remarks.push(...opened.faults, ...opened.notes);
		for (const { clips, remarks: rows, faults, notes } of opened.readings) {
			remarks.push(...[...faults, ...notes].map(readingNoteText));
			for (const { place, outcome, why, expected } of rows) {
				if (expected !== true) remarks.push(`${spoken(place)}, ${outcome}: ${remarkText(why)}`);
			}
			for (const record of clips) {
				const why = whyNot(record, seen);
				if (why === null) sources.push({ record, pictures: () => picturesOf(opened, record) });
				else remarks.push(`${spoken(record.place)}, ${record.clip}: ${why}`);
			}
		}
	}
	return { sources: byPerson(sources, remarks), remarks };
}

const spoken = ({ file, row }: RecordPlace): string => `${file}, row ${row}`;

/** Why a record is not trained on; null where it is. */
function whyNot(record: AnnotatedClip, seen: Map<string, RecordPlace>): string | null {
	const { subject, clip, kind, folder, onset, offset, place } = record;
	if (kind !== 'micro') return 'it is a macro-expression and left out';
	if (folder === null) return 'it names no folder of pictures, and training does not use videos';
	const key = JSON.stringify([subject, clip, folder, onset, offset]);
	const before = seen.get(key);
	if (before !== undefined) return `it was read before, ${spoken(before)}, and counts once`;
	seen.set(key, place);
	return null;
}

function picturesOf(
	{ listing, layout, frameRoot }: OpenedDataset,
	{ folder }: AnnotatedClip,
): ReadonlyMap<number, string> {
	const { frames } = numberedPictures(listing.namesIn(folder!), layout.picture);
	return new Map([...frames].map(([number, name]) => [number, join(frameRoot, folder!, name)]));
}

/** Folds go by people: some have a number in two data sets, and none may have two in one. */
function byPerson(sources: readonly CodedClipSource[], remarks: string[]): CodedClipSource[] {
	const records = sources.map(({ record }) => record);
	try {
		const { folds, warnings } = leaveOneSubjectOut(records);
		remarks.push(...warnings);
		const people = new Map(
			folds.flatMap(({ subject, test }) => test.map((record) => [record, subject] as const)),
		);
		return sources.map(({ record, pictures }) => ({
			record: { ...record, subject: people.get(record)! },
			pictures,
		}));
	} catch (error) {
		if (error instanceof FoldError) throw new CommandError(error.message, { cause: error });
		throw error;
	}
}

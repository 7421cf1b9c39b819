/** A film through the line: once, or once for each person in it. */
import type { FaceChoice, FaceWish, SessionRecord } from '../../core/record/index.ts';
import type { Input } from '../terminal/index.ts';
import type { WatchOptions } from './contract.ts';
import type { LineBrowser } from './line-browser.ts';
import { peopleOf } from './people.ts';
import {
	facesSentence,
	faultSentence,
	recordOf,
	remarkSentences,
	warningSentence,
} from './results.ts';

export interface HowWatched extends Omit<WatchOptions, 'face'> {
	/** `all`: a record for each person. */
	readonly face: FaceWish | 'all';
}

/** Why a film was not measured, or not to its end. */
export interface DoneBadly {
	readonly code: string;
	/** Starts with the film's name. */
	readonly sentence: string;
}

interface Watched {
	/** None where not one frame was measured. */
	readonly records: readonly SessionRecord[];
	readonly fault: DoneBadly | null;
	/** What is to be known about what was measured, a sentence each. */
	readonly said: readonly string[];
}

/** @param tell what is said while the work goes on */
export async function watched(
	line: LineBrowser,
	{ path, name }: Input,
	{ face, ...how }: HowWatched,
	tell: (sentence: string) => void,
): Promise<Watched> {
	const first = await pass(
		line,
		{ path, name },
		{ ...how, face: face === 'all' ? 'largest' : face },
	);
	const { record } = first;
	const said = [...first.said, ...listed(facesSentence(name, record?.faces ?? null))];
	const alone = { records: record ? [record] : [], fault: first.fault, said };
	if (face !== 'all' || !record?.faces) return alone;
	const { firstMs = 0, durationMs } = record.quality;
	const people = peopleOf(record.faces, firstMs + durationMs);
	if (people.length < 2) return alone;
	tell(`${name}: ${people.length} people, a pass and a record for each.`);
	const records: SessionRecord[] = [];
	let { fault } = first;
	const all = new Set(said);
	for (const person of people) {
		const again = await pass(line, { path, name }, { ...how, face: person });
		if (again.record) records.push(again.record);
		fault ??= again.fault;
		for (const sentence of again.said) all.add(sentence);
	}
	return records.length > 0 ? { records, fault, said: [...all] } : alone;
}

async function pass(
	line: LineBrowser,
	{ path, name }: Input,
	how: WatchOptions,
): Promise<{ record: SessionRecord | null; fault: DoneBadly | null; said: readonly string[] }> {
	const result = await line.analyze(path, how);
	const record = recordOf(name, result, how.mirrored);
	const warning = 'code' in result ? null : warningSentence(name, result);
	const fault = 'code' in result ? result : result.fault;
	return {
		record,
		fault: fault && {
			code: fault.code,
			sentence: faultSentence(name, fault) + (fault.code === 'file/no-face' ? fewer(how.face) : ''),
		},
		said: [...listed(warning), ...remarkSentences(name, record?.source.remarks ?? [])],
	};
}

const listed = (sentence: string | null): string[] => (sentence === null ? [] : [sentence]);

const fewer = (face: FaceChoice): string =>
	typeof face === 'number' ? ` There were never ${face} faces at once; try --face largest.` : '';

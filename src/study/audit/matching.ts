/**
 * Room: audit, what the page needs before there is an audit: which clip a coded movement is about.
 *
 * In    records of annotation files, clips that a person chose, frame numbers of their pictures
 * Out   pairs, and for each record that found no clip why
 * Rule  the folder that the record names, read from its end, else its clip's name; where several
 *       clips fit equally well none is taken
 */
import { composed, lastPart } from '../../core/kernel/index.ts';
import type { AnnotatedClip } from '../../core/record/index.ts';
import type { LeftOut } from './left-out.ts';

export interface NamedClip {
	/** Path; unique among the clips. */
	readonly id: string;
	/** A film's file name, or a folder's path. */
	readonly name: string;
	readonly kind: 'film' | 'pictures';
}

export interface MatchedRecord<Clip extends NamedClip> {
	/** `m1`, `m2`, ... in the order of the annotation files. */
	readonly id: string;
	readonly clip: Clip;
	readonly record: AnnotatedClip;
}

export interface UnmatchedRecord {
	readonly record: AnnotatedClip;
	readonly why: LeftOut;
}

/** All annotations name one clip and only one, of another name, was chosen. */
export interface AssumedClip {
	/** As the annotations call it. */
	readonly named: string;
	/** Name of the one that was taken for it. */
	readonly taken: string;
}

/** One English sentence. */
export const assumedText = ({ named, taken }: AssumedClip): string =>
	`The annotations name the clip ${named}; the one that was chosen, ${taken}, was taken for it.`;

export interface Matching<Clip extends NamedClip> {
	readonly matched: readonly MatchedRecord<Clip>[];
	readonly unmatched: readonly UnmatchedRecord[];
	/** What was taken for granted; null: nothing. */
	readonly assumed: AssumedClip | null;
}

export function matchClips<Clip extends NamedClip>(
	records: readonly AnnotatedClip[],
	clips: readonly Clip[],
	numbersOf: (clip: Clip) => readonly number[] | null,
): Matching<Clip> {
	const byName = new Map<string, Clip[]>();
	for (const clip of clips) {
		for (const name of namesOf(clip)) byName.set(name, [...(byName.get(name) ?? []), clip]);
	}
	const alone = onlyPair(records, clips, byName);
	const matched: MatchedRecord<Clip>[] = [];
	const unmatched: UnmatchedRecord[] = [];
	for (const [at, record] of records.entries()) {
		const found = alone ?? clipOf(record, byName);
		const why = 'code' in found ? found : elsewhere(record, numbersOf(found));
		if (why !== null) unmatched.push({ record, why });
		else if (!('code' in found)) matched.push({ id: `m${at + 1}`, clip: found, record });
	}
	const assumed = alone === null ? null : { named: records[0]!.clip, taken: alone.name };
	return { matched, unmatched, assumed };
}

const withoutEnding = (name: string): string => name.replace(/\.[a-z0-9]{2,4}$/i, '');
const plain = (name: string): string => composed(name).trim().toLowerCase();

/** In small letters: names that records may call the clip. */
function namesOf({ kind, name }: NamedClip): string[] {
	const last = plain(lastPart(name));
	return kind === 'film' ? [...new Set([last, withoutEnding(last)])] : [last];
}

/** One clip and one name, which are not the same: they can only mean each other. */
function onlyPair<Clip extends NamedClip>(
	records: readonly AnnotatedClip[],
	clips: readonly Clip[],
	byName: ReadonlyMap<string, readonly Clip[]>,
): Clip | null {
	const [clip, ...more] = clips;
	const [first] = records;
	if (clip === undefined || more.length > 0 || first === undefined) return null;
	const same = records.every(
		({ clip: name, folder }) => name === first.clip && folder === first.folder,
	);
	return same && 'code' in clipOf(first, byName) ? clip : null;
}

/** The clip, or why there is none. */
function clipOf<Clip extends NamedClip>(
	record: AnnotatedClip,
	byName: ReadonlyMap<string, readonly Clip[]>,
): Clip | LeftOut {
	const { folder, clip } = record;
	const said = record.columns['file'] ?? '';
	const wanted = [folder, said === '' ? null : said, clip].filter((name) => name !== null);
	for (const name of wanted) {
		const path = plain(name).split('/');
		const last = path.at(-1)!;
		const named = byName.get(last) ?? byName.get(withoutEnding(last)) ?? [];
		const best = closest(named, [...path.slice(0, -1), ...subjectOf(record)]);
		if (best.length === 1) return best[0]!;
		if (best.length > 1) {
			const ids = best.slice(0, 3).map((each) => each.id);
			return { code: 'clip-ambiguous', clip: lastPart(name), count: best.length, ids };
		}
	}
	return { code: 'clip-missing', clip: folder ?? clip };
}

const subjectOf = ({ subject }: AnnotatedClip): string[] => [
	plain(subject.slice(subject.indexOf(':') + 1)),
];

/** Those whose path has most of the words as folders. */
function closest<Clip extends NamedClip>(
	clips: readonly Clip[],
	words: readonly string[],
): readonly Clip[] {
	if (clips.length < 2) return clips;
	const scored = clips.map((clip) => {
		const parts = plain(clip.name).split('/');
		return { clip, score: words.filter((word) => word !== '' && parts.includes(word)).length };
	});
	const most = Math.max(...scored.map(({ score }) => score));
	return scored.filter(({ score }) => score === most).map(({ clip }) => clip);
}

/** Not null if none of the coded frames is among the pictures. */
function elsewhere(
	{ onset, apex, offset, codedMs }: AnnotatedClip,
	numbers: readonly number[] | null,
): LeftOut | null {
	const first = numbers?.[0];
	const last = numbers?.at(-1);
	if (first === undefined || last === undefined) return null;
	// What was coded in ms counts from the first picture.
	const from = codedMs === undefined ? 0 : first;
	const begin = onset + from;
	const end = (offset ?? apex ?? onset) + from;
	if (begin <= last && end >= first) return null;
	return { code: 'pictures-elsewhere', onset: begin, end, first, last };
}

/** A film knows its own rate: rows about films need none, and what they are read with does not matter. */
const UNUSED_FPS = 25;

/**
 * Frames per second to read annotations with that do not say.
 *
 * @param said  by a person; null: nothing was
 * @param clips that the annotations are about
 */
export const readingFps = (
	said: number | null,
	clips: readonly Pick<NamedClip, 'kind'>[],
): number | undefined =>
	said ?? (clips.every(({ kind }) => kind === 'film') ? UNUSED_FPS : undefined);

/**
 * Which clip a coded movement is about.
 *
 * In    records of annotation files, clips that a person chose, frame numbers of their pictures
 * Out   pairs, and one sentence for each record that found no clip
 * Rule  the folder that the record names, read from its end, else its clip's name; where several
 *       clips fit equally well none is taken
 */
import { lastPart } from '../../core/kernel/index.ts';
import type { AnnotatedClip } from '../../core/record/index.ts';

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
	readonly why: string;
}

export interface Matching<Clip extends NamedClip> {
	readonly matched: readonly MatchedRecord<Clip>[];
	readonly unmatched: readonly UnmatchedRecord[];
	/** What was taken for granted; null: nothing. */
	readonly note: string | null;
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
		const why = typeof found === 'string' ? found : outside(record, numbersOf(found));
		if (why !== null) unmatched.push({ record, why });
		else if (typeof found !== 'string') matched.push({ id: `m${at + 1}`, clip: found, record });
	}
	const note =
		alone === null
			? null
			: `The annotations name the clip ${records[0]!.clip}; the one that was chosen, ${alone.name}, was taken for it.`;
	return { matched, unmatched, note };
}

const withoutEnding = (name: string): string => name.replace(/\.[a-z0-9]{2,4}$/i, '');
const plain = (name: string): string => name.trim().toLowerCase();

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
	return same && typeof clipOf(first, byName) === 'string' ? clip : null;
}

/** A sentence: there is none. */
function clipOf<Clip extends NamedClip>(
	record: AnnotatedClip,
	byName: ReadonlyMap<string, readonly Clip[]>,
): Clip | string {
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
			const names = best.slice(0, 3).map((each) => each.id);
			return `${best.length} clips are called ${lastPart(name)} (${names.join(', ')}): it could be any of them.`;
		}
	}
	return `No clip called ${folder ?? clip} was chosen.`;
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

/** A sentence if none of the coded frames is among the pictures. */
function outside(
	{ onset, apex, offset }: AnnotatedClip,
	numbers: readonly number[] | null,
): string | null {
	const first = numbers?.[0];
	const last = numbers?.at(-1);
	if (first === undefined || last === undefined) return null;
	const end = offset ?? apex ?? onset;
	if (onset <= last && end >= first) return null;
	return `Its frames ${onset} to ${end} are not among the clip's pictures, ${first} to ${last}.`;
}

/**
 * Names of BIDS: a label holds letters and digits only, but participants are called as their study
 * likes. A name that is a label stays as it is; of another one the letters and digits stay (`P-07`:
 * `P07`). Where letters are lost by that, or it meets another name of the data set, a checksum of the
 * name follows. So a label is made from the name alone and is the same in every export, but for names
 * that meet in one and not in another; which name has which label is in `participants.tsv`.
 */
import type { SessionRecord } from '../../core/record/index.ts';
import { onlyPerson } from '../../core/record/index.ts';

/** What a recording is called in a data set. */
export interface BidsName {
	readonly subject: string;
	/** Null: no recording of the data set names a session. */
	readonly session: string | null;
	/** From 1; null: there is one recording of this person and session. */
	readonly run: number | null;
}

const TASK = 'fleeting';
/** Of nobody and of no session in particular. */
const UNKNOWN = 'unknown';
/** File systems take names of 255 bytes, and there are two labels in one. */
const LONGEST = 40;

/** In the order of the records. Several of one person and session are runs, in the order of their time. */
export function bidsNames(records: readonly SessionRecord[]): BidsName[] {
	const participants = records.map(participantOf);
	const sessions = records.map(({ study }) => wordOf(study?.session));
	const [subjectOf, sessionOf] = [labelsOf(participants), labelsOf(sessions)];
	const hasSessions = sessions.some((session) => session !== '');
	const names = records.map((_, at) => ({
		subject: subjectOf.get(participants[at]!)!,
		session: hasSessions ? sessionOf.get(sessions[at]!)! : null,
	}));
	return names.map((name, at) => {
		const alike = records
			.map((record, index) => ({ index, startedAt: record.source.startedAt ?? '' }))
			.filter(({ index }) => isSame(names[index]!, name))
			.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : Number(a.startedAt > b.startedAt)));
		const run = alike.length === 1 ? null : alike.findIndex(({ index }) => index === at) + 1;
		return { ...name, run };
	});
}

/** `sub-01_ses-2` */
export const subjectStem = ({ subject, session }: Omit<BidsName, 'run'>): string =>
	[`sub-${subject}`, ...(session === null ? [] : [`ses-${session}`])].join('_');

/** `sub-01_ses-2_task-fleeting_run-1` */
export const recordingStem = (name: BidsName): string =>
	[subjectStem(name), `task-${TASK}`, ...(name.run === null ? [] : [`run-${name.run}`])].join('_');

/** Of a recording that is exported alone. */
export const bidsStem = (record: SessionRecord): string => recordingStem(bidsNames([record])[0]!);

const isSame = (a: Omit<BidsName, 'run'>, b: Omit<BidsName, 'run'>): boolean =>
	a.subject === b.subject && a.session === b.session;

/** Of several people in one film each is a participant of their own. */
function participantOf({ study, faces }: SessionRecord): string {
	const person = onlyPerson(faces);
	return wordOf(`${study?.participant ?? ''}${person === null ? '' : ` person ${person}`}`);
}

const wordOf = (text: string | undefined): string => (text ?? '').normalize('NFC').trim();

function labelsOf(words: readonly string[]): ReadonlyMap<string, string> {
	const plain = [...new Set(words)].map((word) => ({ word, ...plainLabel(word) }));
	// Some file systems take capital and small letters for the same.
	const meets = (a: PlainLabel, b: PlainLabel): boolean =>
		a !== b && a.label.toLowerCase() === b.label.toLowerCase() && (!a.isWord || b.isWord);
	return new Map(
		plain.map((one) => {
			const { word, label, isWhole } = one;
			const isFree = isWhole && !plain.some((other) => meets(one, other));
			return [word, isFree ? label : `${label}${checksum(word)}`];
		}),
	);
}

interface PlainLabel {
	readonly label: string;
	/** The name was a label. */
	readonly isWord: boolean;
	/** Nothing but marks between letters is lost. */
	readonly isWhole: boolean;
}

function plainLabel(word: string): PlainLabel {
	if (word === '') return { label: UNKNOWN, isWord: false, isWhole: true };
	const letters = word.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');
	const label = letters.replace(/[^a-zA-Z0-9]/g, '');
	return {
		label: label.slice(0, LONGEST),
		isWord: label === word && label.length <= LONGEST,
		isWhole: label !== '' && label === letters && label.length <= LONGEST,
	};
}

/** FNV-1a, 32 bits, as letters and digits. */
function checksum(word: string): string {
	let hash = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(word)) {
		hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
	}
	return hash.toString(36).padStart(7, '0');
}

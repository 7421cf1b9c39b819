/**
 * Leave-one-subject-out: one fold a person, with all that this person shows. Pure.
 *
 * SAMM and SAMM Long Videos filmed the same people under the same numbers: they share a fold.
 * CASME, CASME II, CAS(ME)^2 and CAS(ME)^3 come from one laboratory; whether people took part in several
 * of them is not published, so pooling them is warned of.
 * Fails FoldError where one recording is of two subjects: it would be trained and tried on
 */
import { picturesOf } from './clashes.ts';
import type { AnnotatedClip, DatasetName } from '../../core/record/index.ts';

export class FoldError extends Error {
	constructor(sentence: string) {
		super(sentence);
		this.name = 'FoldError';
	}
}

export interface Fold {
	/** Who is left out. */
	readonly subject: string;
	readonly test: readonly AnnotatedClip[];
	readonly train: readonly AnnotatedClip[];
}

export interface FoldOptions {
	/** Keys of subjects who are one person, such as `['casme2:01', 'casme3:7']`. */
	readonly onePerson?: readonly (readonly string[])[];
}

const ONE_LAB: ReadonlyMap<DatasetName, string> = new Map([
	...([
		['casme', 'CASME'],
		['casme2', 'CASME II'],
	] as const),
	...([
		['casme-sq', 'CAS(ME)^2'],
		['casme3', 'CAS(ME)^3'],
	] as const),
]);

/** Folds in the order of their keys; `warnings` are sentences. */
export function leaveOneSubjectOut(
	clips: readonly AnnotatedClip[],
	{ onePerson = [] }: FoldOptions = {},
): { folds: readonly Fold[]; warnings: readonly string[] } {
	const joined = new Map<string, string>();
	for (const [first, ...others] of onePerson) {
		for (const other of others) joined.set(person(other), person(first!));
	}
	const people = clips.map(({ subject }) => joined.get(person(subject)) ?? person(subject));
	refuseTornRecordings(clips, people);
	const subjects = [...new Set(people)].sort();
	const folds = subjects.map((subject) => ({
		subject,
		test: clips.filter((_, at) => people[at] === subject),
		train: clips.filter((_, at) => people[at] !== subject),
	}));
	return { folds, warnings: poolingWarnings(clips) };
}

/** `samm-lv:006` is who `samm:006` is. */
const person = (subject: string): string => subject.replace(/^samm-lv:/, 'samm:');

function refuseTornRecordings(clips: readonly AnnotatedClip[], people: readonly string[]): void {
	const owners = new Map<string, number>();
	for (const [at, clip] of clips.entries()) {
		const key = picturesOf(clip);
		const before = owners.get(key);
		if (before === undefined) owners.set(key, at);
		else if (people[before] !== people[at]) {
			const place = (k: number): string =>
				`${people[k]}, ${clips[k]!.place.file} row ${clips[k]!.place.row}`;
			throw new FoldError(
				`${clip.clip} is in two folds (${place(before)}; ${place(at)}): one person would be trained and tried on. Correct the subject of one of them, or name both under one person.`,
			);
		}
	}
}

/** Empty: nothing speaks against pooling these. */
export function poolingWarnings(clips: readonly Pick<AnnotatedClip, 'dataset'>[]): string[] {
	const there = new Set(clips.map(({ dataset }) => dataset));
	const lab = [...ONE_LAB].filter(([dataset]) => there.has(dataset)).map(([, title]) => title);
	if (lab.length < 2) return [];
	return [
		`${lab.join(', ')} come from one laboratory: a person may be in several of them, and would be trained and tried on.`,
	];
}

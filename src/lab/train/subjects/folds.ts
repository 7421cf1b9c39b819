/**
 * Folds by subject: no person is learnt from and judged.
 *
 * In    the subject of every sample, in the order of the samples; `dataset:subject`, so that people
 *       of two data sets never share a name
 * Out   `SubjectFold`s of places in that order
 * Fails SubjectFoldError in one sentence that names the subject
 */
import type { Random } from '../../../core/kernel/index.ts';
import { shuffled } from '../../../core/statistics/index.ts';

export interface SubjectFold {
	/** For people: the subject that is left out, or `3 of 5`. */
	readonly name: string;
	/** Samples that are judged. */
	readonly test: readonly number[];
	/** Samples that may be learnt from: of other subjects only. */
	readonly training: readonly number[];
}

export class SubjectFoldError extends Error {
	constructor(sentence: string) {
		super(sentence);
		this.name = 'SubjectFoldError';
	}
}

/** One fold a subject, in the order of their names. */
export function leaveOneSubjectOut(subjects: readonly string[]): SubjectFold[] {
	return foldsByAssignment(subjects, new Map(subjects.map((subject) => [subject, subject])));
}

/** `count` folds of about as many subjects each, dealt out by chance. */
export function foldsOfSubjects(
	subjects: readonly string[],
	count: number,
	random: Random,
): SubjectFold[] {
	const people = distinct(subjects);
	if (count > people.length) {
		throw new SubjectFoldError(
			`${count} folds need as many subjects, and there are ${people.length}: ask for fewer folds.`,
		);
	}
	const dealt = shuffled(people, random);
	const digits = String(count).length;
	const nameOf = (place: number): string =>
		`${String((place % count) + 1).padStart(digits, '0')} of ${count}`;
	return foldsByAssignment(subjects, new Map(dealt.map((subject, i) => [subject, nameOf(i)])));
}

/** @param assignment - the fold of every subject, by name. */
export function foldsByAssignment(
	subjects: readonly string[],
	assignment: ReadonlyMap<string, string>,
): SubjectFold[] {
	const folds = subjects.map((subject) => {
		const fold = assignment.get(subject);
		if (fold === undefined) throw new SubjectFoldError(`${subject} is in no fold.`);
		return fold;
	});
	const names = distinct(folds);
	if (names.length < 2) {
		throw new SubjectFoldError(
			`All samples are in one fold (${names[0] ?? 'there are none'}): there would be no one left to learn from.`,
		);
	}
	const places = subjects.map((_, place) => place);
	const made = names.map((name) => ({
		name,
		test: places.filter((place) => folds[place] === name),
		training: places.filter((place) => folds[place] !== name),
	}));
	checkFolds(subjects, made);
	return made;
}

/** Throws where somebody is judged who was learnt from, or a sample is not judged exactly once. */
export function checkFolds(subjects: readonly string[], folds: readonly SubjectFold[]): void {
	const judgedIn = new Map<number, string>();
	for (const { name, test, training } of folds) {
		const learntFrom = new Set(training.map((place) => subjects[place]!));
		for (const place of test) {
			const subject = subjects[place]!;
			if (learntFrom.has(subject)) {
				throw new SubjectFoldError(`${subject} is both trained on and judged in fold ${name}.`);
			}
			const before = judgedIn.get(place);
			if (before !== undefined) {
				throw new SubjectFoldError(`${subject} is judged in two folds, ${before} and ${name}.`);
			}
			judgedIn.set(place, name);
		}
	}
	const missed = subjects.findIndex((_, place) => !judgedIn.has(place));
	if (missed >= 0) throw new SubjectFoldError(`${subjects[missed]!} is judged in no fold.`);
}

export interface StoppingSplit {
	/** What is fitted to. */
	readonly training: readonly number[];
	/** What tells when to stop: other subjects than those, and none of the fold's own. */
	readonly stopping: readonly number[];
}

/**
 * Sets a part of the training subjects aside to stop by: at least one, and never all.
 *
 * @param share - of the training subjects, 0..1.
 */
export function splitForStopping(
	subjects: readonly string[],
	{ name, training }: SubjectFold,
	share: number,
	random: Random,
): StoppingSplit {
	const people = distinct(training.map((place) => subjects[place]!));
	if (people.length < 2) {
		throw new SubjectFoldError(
			`Fold ${name} has ${people.length} training subject: early stopping needs one to learn from ` +
				'and one to stop by. Use fixed epochs.',
		);
	}
	const wanted = Math.round(share * people.length);
	const count = Math.min(people.length - 1, Math.max(1, wanted));
	const aside = new Set(shuffled(people, random).slice(0, count));
	const isAside = (place: number): boolean => aside.has(subjects[place]!);
	return {
		training: training.filter((place) => !isAside(place)),
		stopping: training.filter(isAside),
	};
}

/** Sorted by code unit: the same order on every machine. */
export const distinct = (names: readonly string[]): string[] => [...new Set(names)].sort();

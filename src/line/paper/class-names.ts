/**
 * What the classes of a person's weights are called.
 *
 * A state dict holds no names. The lists below are the published code's (science: GAMDSS, class
 * lists by data set and number of classes); whether they fit, only the person who trained can say.
 */
import type { PaperClass } from '../../core/record/index.ts';
import type { ClassNaming } from '../../core/record/index.ts';
import type { Class3 } from '../../core/record/index.ts';
import { linesFault } from './lines-fault.ts';

const LONGEST_NAME = 40;

const classes = (
	...pairs: readonly (readonly [name: string, meaning: Class3 | null])[]
): readonly PaperClass[] => pairs.map(([name, meaning]) => ({ name, meaning }));

const published = (dataset: string, list: readonly PaperClass[]): ClassNaming => ({
	dataset,
	named: true,
	classes: list,
});

const LISTS: readonly ClassNaming[] = [
	published(
		'CASME II, 5 classes',
		classes(
			['happiness', 'positive'],
			['repression', 'negative'],
			['disgust', 'negative'],
			['surprise', 'surprise'],
			['others', null],
		),
	),
	published(
		'SAMM, 5 classes',
		classes(
			['anger', 'negative'],
			['contempt', 'negative'],
			['happiness', 'positive'],
			['surprise', 'surprise'],
			['other', null],
		),
	),
	published(
		'CASME II, 3 classes',
		classes(['happy', 'positive'], ['surprise', 'surprise'], ['negative', 'negative']),
	),
	published(
		'SAMM, 3 classes',
		classes(['positive', 'positive'], ['surprise', 'surprise'], ['negative', 'negative']),
	),
	published(
		'CAS(ME)^3, 4 classes',
		classes(
			['positive', 'positive'],
			['surprise', 'surprise'],
			['others', null],
			['negative', 'negative'],
		),
	),
	published(
		'CAS(ME)^3, 7 classes',
		classes(
			['anger', 'negative'],
			['disgust', 'negative'],
			['fear', 'negative'],
			['happy', 'positive'],
			['sad', 'negative'],
			['surprise', 'surprise'],
			['others', null],
		),
	),
];

/** The published lists for so many classes. */
export const publishedNames = (count: number): readonly ClassNaming[] =>
	LISTS.filter(({ classes }) => classes.length === count);

/** "class 1" to "class N". */
export const numberedNames = (count: number): ClassNaming => ({
	dataset: null,
	named: false,
	classes: Array.from({ length: count }, (_, i) => ({ name: `class ${i + 1}`, meaning: null })),
});

/** The three common classes by the names that lists give them; null for any other name. */
export function meaningOf(name: string): Class3 | null {
	const known = LISTS.flatMap(({ classes }) => classes);
	return known.find((each) => each.name === name.trim().toLowerCase())?.meaning ?? null;
}

/** Lists what is wrong with names for so many classes; empty when nothing is. */
export function misnamed({ classes }: Pick<ClassNaming, 'classes'>, count: number): string[] {
	const found: string[] = [];
	if (classes.length !== count) {
		found.push(`${classes.length} class names are given, but the weights have ${count} classes`);
	}
	const seen = new Set<string>();
	for (const [at, { name }] of classes.entries()) {
		if (name.trim() === '') found.push(`class ${at + 1} has no name`);
		else if (name.length > LONGEST_NAME) {
			found.push(`the name of class ${at + 1} is longer than ${LONGEST_NAME} letters`);
		} else if (/[;:\p{Cc}]/u.test(name)) {
			found.push(`the name of class ${at + 1} has a colon, a semicolon or a control character`);
		} else if (seen.has(name)) found.push(`two classes are named ${name}`);
		seen.add(name);
	}
	return found;
}

export function checkNaming(naming: ClassNaming, count: number): void {
	const found = misnamed(naming, count);
	if (found.length > 0) throw linesFault(found);
}

/** What was wrong with an audit's clips and rows, an English sentence each: for documents and terminals. */
import type { AnnotatedClip, RecordPlace } from '../../core/record/index.ts';
import { leftOutText } from './left-out.ts';
import type { AuditRow } from './rows.ts';

/** `coding.csv, row 7`, or `coding.eaf, tier smiles, annotation 7`. */
export const placeText = ({ file, sheet, row }: RecordPlace): string =>
	/\.eaf$/i.test(file) && sheet !== null
		? `${file}, tier ${sheet}, annotation ${row}`
		: `${file}, ${sheet === null ? '' : `sheet ${sheet}, `}row ${row}`;

/** What was skipped or amended in a row of the annotations (dataset's `RowRemark` and `remarkText`). */
export const remarkProblem = (
	{ place, outcome }: { readonly place: RecordPlace; readonly outcome: string },
	sentence: string,
): string => `${placeText(place)}: ${outcome}: ${sentence}.`;

/** Why a row was left out; null: it was not. */
export function rowProblem({ record, clip, why }: AuditRow): string | null {
	if (why === null) return null;
	const where = clip === null ? '' : `${clip.name}: `;
	return `${placeText(record.place)}: ${where}${leftOutText(why)}`;
}

/** A picture that could not be decoded (the line's `SkippedFrame`). */
interface BrokenPicture {
	readonly name: string;
	/** Its frame number. */
	readonly frame: number;
	readonly why: string;
}

/** What is said about pictures that a movement lacks; null: it lacks none (dataset's `framesOfClip`). */
type LackingPictures = (
	record: AnnotatedClip,
	numbers: ReadonlyMap<number, string>,
) => { readonly why: string | null };

/**
 * Which rows lack pictures, and which pictures are broken; they are audited without.
 *
 * @param numbers of the clip's pictures; null: a film
 */
export function pictureProblems(
	{ name, numbers }: { readonly name: string; readonly numbers: readonly number[] | null },
	rows: readonly Pick<AuditRow, 'record'>[],
	skipped: readonly BrokenPicture[],
	lacking: LackingPictures,
): string[] {
	if (numbers === null) return [];
	const there = new Map(numbers.map((number) => [number, `${number}`]));
	const brokenText = ({ name: picture, why }: BrokenPicture): string =>
		`${name}/${picture} cannot be decoded (${why.replace(/\.$/, '')}); audited without it.`;
	const told = new Set<BrokenPicture>();
	const said = rows.flatMap(({ record }) => {
		const place = placeText(record.place);
		const { why } = lacking({ ...record, folder: record.folder ?? name }, there);
		const last = record.offset ?? record.apex ?? record.onset;
		const broken = skipped.filter(({ frame }) => frame >= record.onset && frame <= last);
		for (const each of broken) told.add(each);
		return [
			...(why === null ? [] : [`${place}: ${why}; audited without it.`]),
			...broken.map((each) => `${place}: ${brokenText(each)}`),
		];
	});
	return [...said, ...skipped.filter((each) => !told.has(each)).map(brokenText)];
}

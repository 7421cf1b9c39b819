/** What `dataset check` found, as a document and as text. Pure. */
import type { AnnotatedClip } from '../../../core/record/index.ts';
import type { RowRemark } from '../../../study/dataset/index.ts';
import {
	FoldError,
	leaveOneSubjectOut,
	protocolsFor,
	readingNoteText,
	remarkText,
} from '../../../study/dataset/index.ts';
import type { OpenedDataset, OpenedReading } from './open.ts';
import type { PictureFault, PictureFindings } from './pictures.ts';

type Counts = Readonly<Record<string, number>>;

/** A remark whose reason is a sentence. */
type SpokenRemark = Omit<RowRemark, 'why'> & { readonly why: string };

interface ReadingReport {
	readonly file: string;
	readonly dataset: string;
	readonly title: string;
	/** Clips by subject. */
	readonly subjects: Counts;
	readonly clips: number;
	readonly kinds: Counts;
	/** By protocol; `left out` are those that are no part of it. */
	readonly classes: Readonly<Record<string, Counts>>;
	readonly withoutApex: number;
	readonly withoutOffset: number;
	readonly faults: readonly string[];
	readonly notes: readonly string[];
	readonly remarks: readonly SpokenRemark[];
	readonly pictures: PictureFindings;
	/** Spent on the annotation file. */
	readonly milliseconds: number;
}

export interface DatasetReport {
	readonly readings: readonly ReadingReport[];
	readonly folds: {
		readonly people: number;
		readonly fault: string | null;
		readonly warnings: readonly string[];
	};
	readonly faults: readonly string[];
	readonly notes: readonly string[];
	/** Nothing is wrong. */
	readonly fine: boolean;
}

export function reportOf(
	opened: OpenedDataset,
	pictures: readonly PictureFindings[],
): DatasetReport {
	const readings = opened.readings.map((reading, at) => readingReport(reading, pictures[at]!));
	const folds = foldsOf(opened.readings.flatMap(({ clips }) => clips));
	const { faults, notes } = opened;
	const fine =
		faults.length === 0 &&
		folds.fault === null &&
		readings.every(
			(reading) =>
				reading.faults.length === 0 &&
				reading.clips > 0 &&
				reading.remarks.every(({ outcome, expected }) => outcome === 'amended' || expected) &&
				reading.pictures.lacking.length === 0 &&
				reading.pictures.broken.length === 0,
		);
	return { readings, folds, faults, notes, fine };
}

function readingReport(reading: OpenedReading, pictures: PictureFindings): ReadingReport {
	const { dataset, title, clips, faults, notes, remarks, milliseconds } = reading;
	return {
		file: reading.path,
		dataset,
		title,
		faults: faults.map(readingNoteText),
		notes: notes.map(readingNoteText),
		remarks: remarks.map((remark) => ({ ...remark, why: remarkText(remark.why) })),
		pictures,
		milliseconds,
		subjects: counts(clips, ({ subject }) => subject),
		clips: clips.length,
		kinds: counts(clips, ({ kind }) => kind),
		classes: Object.fromEntries(
			protocolsFor(dataset).map(({ name, classes, classOf }) => {
				const found = counts(clips, (clip) => classOf(clip) ?? 'left out');
				const listed = classes.map((each) => [each, found[each] ?? 0] as const);
				return [name, { ...Object.fromEntries(listed), 'left out': found['left out'] ?? 0 }];
			}),
		),
		withoutApex: clips.filter(({ apex }) => apex === null).length,
		withoutOffset: clips.filter(({ offset }) => offset === null).length,
	};
}

function counts(
	clips: readonly AnnotatedClip[],
	nameOf: (clip: AnnotatedClip) => string,
): Record<string, number> {
	const found = new Map<string, number>();
	for (const clip of clips) found.set(nameOf(clip), (found.get(nameOf(clip)) ?? 0) + 1);
	return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function foldsOf(clips: readonly AnnotatedClip[]): DatasetReport['folds'] {
	try {
		const { folds, warnings } = leaveOneSubjectOut(clips);
		return { people: folds.length, fault: null, warnings };
	} catch (error) {
		if (!(error instanceof FoldError)) throw error;
		return { people: 0, fault: error.message, warnings: [] };
	}
}

/** Lines of a kind that are printed; the document has them all. */
const MOST_LINES = 20;

export function reportText({ readings, folds, faults, notes, fine }: DatasetReport): string {
	return [
		...readings.flatMap(readingLines),
		...[...faults, ...notes].map((line) => line),
		folds.fault ?? `Folds: ${folds.people}, with no one in two of them.`,
		...folds.warnings.map((warning) => `Before pooling: ${warning}`),
		fine ? 'Nothing is wrong.' : 'Something is wrong; see above.',
	].join('\n');
}

function readingLines(reading: ReadingReport): string[] {
	const { remarks, pictures } = reading;
	const skipped = remarks.filter(({ outcome }) => outcome === 'skipped');
	const amended = remarks.filter(({ outcome }) => outcome === 'amended');
	return [
		`${reading.title}: ${reading.file}`,
		`  subjects  ${Object.keys(reading.subjects).length}`,
		`  clips     ${reading.clips} (${listed(reading.kinds)}), ${reading.withoutApex} without apex, ${reading.withoutOffset} without offset`,
		...Object.entries(reading.classes).map(
			([name, classes]) => `  ${name.padEnd(10)}${listed(classes)}`,
		),
		...reading.faults.map((fault) => `  wrong     ${fault}`),
		...reading.notes.map((note) => `  note      ${note}`),
		`  skipped   ${rows(skipped.length)}`,
		...few(skipped.map(remarkLine)),
		`  amended   ${rows(new Set(amended.map(({ place }) => place.row)).size)}`,
		...few(amended.map(remarkLine)),
		`  pictures  complete for ${pictures.whole} of ${reading.clips} clips`,
		...few(pictures.lacking.map(faultLine)),
		`  checked   ${pictures.looked} pictures, ${pictures.broken.length} faults`,
		...few(pictures.broken.map(faultLine)),
	];
}

const rows = (count: number): string => (count === 1 ? '1 row' : `${count} rows`);

const listed = (found: Counts): string =>
	Object.entries(found)
		.map(([name, count]) => `${name} ${count}`)
		.join(', ');

const remarkLine = ({ place, why }: SpokenRemark): string => `row ${place.row}: ${why}`;
const faultLine = ({ place, clip, why }: PictureFault): string =>
	`row ${place.row}, ${clip}: ${why}`;

const few = (lines: readonly string[]): string[] => [
	...lines.slice(0, MOST_LINES).map((line) => `    ${line}`),
	...(lines.length > MOST_LINES
		? [`    ... and ${lines.length - MOST_LINES} more; --json lists them all`]
		: []),
];

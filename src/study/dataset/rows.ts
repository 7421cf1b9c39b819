/** One row of a table -> one record, or a remark that says why there is none. Pure. */
import type { Role } from './layout.ts';
import { clockMs, isClock } from './clock.ts';
import { actionUnits, decimal, frameNumber, isNothing, objectiveClass } from './cells.ts';
import type { Layout } from './layout.ts';
import { class3Of } from './protocols.ts';
import type { AnnotatedClip, KeyFrameName, RecordPlace } from '../../core/record/index.ts';
import type { RemarkReason, RowRemark } from './row-remark.ts';
import { unreadFrame } from './row-remark.ts';

export interface TableRow {
	readonly place: RecordPlace;
	readonly columns: Readonly<Record<string, string>>;
	/** Trimmed; empty where the column is missing. */
	readonly cell: (role: Role) => string;
}

/** What the data set knows beside the row. */
export interface RowContext {
	readonly layout: Layout;
	/** For rows that have none of their own; null: a row without is skipped. */
	readonly fps: number | null;
	/** Subject's key from its cell; null: it is none. */
	readonly subjectOf: (text: string) => string | null;
}

export type Unplaced = Omit<AnnotatedClip, 'folder'>;

/** DFME's numbers. */
const EMOTION_IDS = ['anger', 'contempt', 'disgust', 'fear', 'happiness', 'sadness', 'surprise'];

const ONSETS = ['onset', 'onsetMs', 'onsetS'] as const;

/** Ends the reading of a row. */
class Skipped extends Error {
	readonly why: RemarkReason;
	readonly expected: boolean;
	constructor(why: RemarkReason, expected = false) {
		super(why.code);
		this.why = why;
		this.expected = expected;
	}
}

/** @param remark - takes what is skipped or amended; null is returned for a row that is no record */
export function readRow(
	row: TableRow,
	context: RowContext,
	remark: (remark: RowRemark) => void,
): Unplaced | null {
	const { place } = row;
	const amend = (why: RemarkReason): void => remark({ place, outcome: 'amended', why });
	try {
		return recordOf(row, context, amend);
	} catch (error) {
		if (!(error instanceof Skipped)) throw error;
		remark({
			place,
			outcome: 'skipped',
			why: error.why,
			...(error.expected && { expected: true as const }),
		});
		return null;
	}
}

function recordOf(
	row: TableRow,
	context: RowContext,
	amend: (why: RemarkReason) => void,
): Unplaced {
	const { layout } = context;
	const { place, columns, cell } = row;
	const clip = cell('clip');
	if (clip === '' && ONSETS.every((role) => cell(role) === '')) {
		throw new Skipped({ code: 'no-movement' }, true);
	}
	if (clip === '') throw new Skipped({ code: 'clip-unnamed' });
	const subject = context.subjectOf(cell('subject'));
	if (subject === null) throw new Skipped({ code: 'subject-unread', text: cell('subject') });
	const own = layout.subjectInClip?.exec(clip)?.[1]?.padStart(layout.subject.width, '0');
	if (own !== undefined && own !== subject) {
		throw new Skipped({ code: 'subject-differs', clip, named: own, subject });
	}
	const kind = kindOf(cell('kind'), layout);
	const fps = fpsOf(cell('fps'), context.fps);
	const keyFrames = keyFramesOf(row, layout, fps, amend);
	const { units, unread } = actionUnits(cell('units'));
	for (const text of unread) amend({ code: 'units-unread', text });
	const emotion = emotionOf(cell, amend);
	const objective = objectiveClass(cell('objective'));
	if (objective === undefined) amend({ code: 'objective-unread', text: cell('objective') });
	return {
		dataset: layout.dataset,
		subject: `${layout.dataset}:${subject}`,
		clip,
		kind,
		fps,
		...keyFrames,
		units,
		emotion,
		objective: objective ?? null,
		class3: layout.id === '4dme' ? fourDClass(columns) : class3Of(layout.dataset, emotion),
		coder: cell('coder') || null,
		columns,
		place,
	};
}

function kindOf(text: string, { kind, dataset }: Layout): 'micro' | 'macro' {
	if (kind === 'micro' || (dataset === 'own' && text === '')) return 'micro';
	if (/micro/i.test(text)) return 'micro';
	if (/macro/i.test(text)) return 'macro';
	throw new Skipped({ code: 'kind-unread', text });
}

function fpsOf(text: string, otherwise: number | null): number {
	const fps = decimal(text) ?? (text === '' ? otherwise : null);
	if (fps !== null && fps > 0) return fps;
	throw new Skipped(text === '' ? { code: 'fps-missing' } : { code: 'fps-unread', text });
}

const SUFFIXES = ['', 'Ms', 'S'] as const;

/** Of seconds, without what binary numbers add. */
const thousandths = (seconds: number): number => Number((seconds * 1000).toFixed(6));

type KeyFrames = Pick<AnnotatedClip, 'onset' | 'apex' | 'offset' | 'codedMs'>;

function keyFramesOf(
	{ cell }: TableRow,
	layout: Layout,
	fps: number,
	amend: (why: RemarkReason) => void,
): KeyFrames {
	const suffix = SUFFIXES.find((each) => cell(`onset${each}`) !== '') ?? '';
	const text = (name: KeyFrameName): string => cell(`${name}${suffix}`);
	const inMs = suffix !== '' || isClock(text('onset'));
	const read = (name: KeyFrameName): number | null | undefined => {
		if (isClock(text(name))) return inMs ? (clockMs(text(name), fps) ?? undefined) : undefined;
		if (suffix === '') return inMs && text(name) !== '' ? undefined : frameNumber(text(name));
		const value = decimal(text(name));
		return typeof value === 'number' && suffix === 'S' ? thousandths(value) : value;
	};
	const onset = read('onset');
	let apex = read('apex');
	let offset = read('offset');
	if (onset === 0 && layout.zeroOnset === 'missing') {
		throw new Skipped({ code: 'onset-zero' }, true);
	}
	if (onset === undefined) throw new Skipped(unreadFrame('onset', text('onset')));
	if (onset === null) throw new Skipped({ code: 'onset-missing' });
	if (apex === undefined) amend(unreadFrame('apex', text('apex')));
	else if (apex === null && text('apex') !== '') amend({ code: 'apex-unsaid', text: text('apex') });
	if (apex === 0 && onset > 0) {
		amend({ code: 'apex-zero' });
		apex = null;
	}
	if (offset === undefined) amend(unreadFrame('offset', text('offset')));
	if (typeof apex === 'number' && onset > apex) {
		throw new Skipped({ code: 'onset-late', onset, apex });
	}
	const last = apex ?? onset;
	if (offset === 0) {
		amend({ code: 'offset-zero' });
		offset = null;
	} else if (typeof offset === 'number' && offset < last) {
		amend({ code: 'offset-early', offset, last });
		offset = null;
	}
	for (const name of ['apex', 'offset'] as const) {
		const others = isNothing(text(name)) ? SUFFIXES.map((each) => cell(`${name}${each}`)) : [];
		const other = others.find((each) => !isNothing(each));
		if (other !== undefined) amend({ code: `${name}-other-unit`, text: other });
	}
	if (!inMs) {
		const differ = contradiction({ onset, apex, offset }, cell, fps);
		if (differ !== null) amend(differ);
	}
	const key = { onset, apex: apex ?? null, offset: offset ?? null };
	return inMs ? fromMs(key, fps) : key;
}

/** Of frames, the first one that a time in the same row puts more than a frame elsewhere. */
function contradiction(
	frames: Readonly<Record<KeyFrameName, number | null | undefined>>,
	cell: TableRow['cell'],
	fps: number,
): RemarkReason | null {
	for (const name of ['onset', 'apex', 'offset'] as const) {
		const frame = frames[name];
		for (const suffix of ['Ms', 'S'] as const) {
			const text = cell(`${name}${suffix}`);
			const value = isClock(text) ? clockMs(text, fps) : decimal(text);
			if (typeof frame !== 'number' || typeof value !== 'number') continue;
			const ms = suffix === 'S' && !isClock(text) ? thousandths(value) : value;
			// A frame, and what binary numbers and rounding to a ms add.
			if (Math.abs(ms - (frame * 1000) / fps) > 1000 / fps + 1) {
				return { code: 'frames-differ', name, frame, ms };
			}
		}
	}
	return null;
}

/** Frame numbers at `fps` of key frames in ms, as if the pictures began where the film does. */
export function fromMs(
	codedMs: NonNullable<AnnotatedClip['codedMs']>,
	fps: number,
): KeyFrames & { codedMs: NonNullable<AnnotatedClip['codedMs']> } {
	const frame = (ms: number): number => Math.round((ms * fps) / 1000);
	const { onset, apex, offset } = codedMs;
	return {
		onset: frame(onset),
		apex: apex === null ? null : frame(apex),
		offset: offset === null ? null : frame(offset),
		codedMs,
	};
}

function emotionOf(cell: TableRow['cell'], amend: (why: RemarkReason) => void): string | null {
	const coded = cell('emotion').toLowerCase();
	const id = cell('emotionId');
	if (id === '') return coded || null;
	const byId = EMOTION_IDS[Number(id)];
	if (byId === undefined) amend({ code: 'emotion-id-unread', text: id });
	if (coded === '') return byId ?? null;
	if (byId !== undefined && byId !== coded) {
		amend({ code: 'emotion-differs', emotion: coded, numbered: byId });
	}
	return coded;
}

/** 4DME codes several at once; one of the three alone is a class. */
function fourDClass(columns: Readonly<Record<string, string>>): AnnotatedClip['class3'] {
	const three = ['Positive', 'Negative', 'Surprise'] as const;
	const set = three.filter(
		(name) => !['', '0', 'n', 'no'].includes((columns[name] ?? '').toLowerCase()),
	);
	return set.length === 1 ? (set[0]!.toLowerCase() as 'positive' | 'negative' | 'surprise') : null;
}

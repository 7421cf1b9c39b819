/**
 * Annotations of an ELAN file as labels. A file has tiers of all kinds; the person says which one is
 * meant. What lies on a movement of the machine is about it, the rest are movements that a person found.
 */
import type { AnnotatedClip } from '../../core/record/index.ts';
import type { HumanLabel, SessionRecord } from '../../core/record/index.ts';
import { recordMs } from '../../core/record/index.ts';
import type { AnnotationFault } from '../../study/dataset/index.ts';
import type { FrameTable } from './frame-table.ts';

/** What is wrong with an ELAN file that could not be read; null: it is something else. */
export const eafFault = (error: unknown): EafFault | null =>
	error instanceof Error && error.name === 'AnnotationError'
		? (error as Error & { readonly fault: EafFault }).fault
		: null;

type EafFault = Exclude<AnnotationFault, { readonly code: 'layout-wrong' }>;

export interface EafTierChoice {
	readonly name: string;
	readonly annotator: string;
	/** Movements in it, read as ELAN files are; their `codedMs` are on the session's clock. */
	readonly movements: readonly AnnotatedClip[];
}

export interface EafChoices {
	readonly file: string;
	readonly tiers: readonly EafTierChoice[];
	/** The tier `human`, or the first of a person's that has movements; null: none has anything in it. */
	readonly likely: string | null;
}

/** Of this product's exports: what no person said. */
const MACHINE = /^(?:machine|rejected|markers)(?: \d+)?$/i;
/** ... and what people rejected there. */
const TURNED_DOWN = /^human rejected\b/i;
/** Share of both together that must be common to them. */
const SAME_FROM = 0.5;

/**
 * Rejects with AnnotationError.
 *
 * @param record - of the session that the labels are for: its video chooses the file's medium
 */
export async function readEafChoices(
	file: File,
	{ source, film = null }: SessionRecord,
): Promise<EafChoices> {
	const { annotationText, readEaf, readElanClips } = await import('../../study/dataset/index.ts');
	const bytes = new Uint8Array(await file.arrayBuffer());
	const document = readEaf(file.name, annotationText(bytes) ?? '');
	const ofFile = source.kind === 'file';
	// A kept video need not begin with the session; without a video, the file has the session's times.
	const shiftMs = ofFile || document.media.length === 0 ? 0 : (film?.startsAtMs ?? 0);
	const onRecord = (ms: number): number => recordMs({ source }, ms) + shiftMs;
	const read = (tiers: readonly string[] | null) =>
		readElanClips(
			document,
			{
				file: file.name,
				fps: null,
				subject: null,
				tiers,
				films: ofFile ? [source.name] : ['film'],
			},
			() => {},
		);
	const { groups } = read(null);
	const tiers = groups.map(({ name, annotator, tiers: own, taken }) => {
		const { clips } = read(own.map((tier) => tier.name));
		const movements = clips
			.filter((clip) => clip.columns['annotator'] === annotator)
			.map((clip) => timed(clip, onRecord));
		return { name, annotator, movements, taken };
	});
	const filled = tiers.filter(({ movements }) => movements.length > 0);
	const likely =
		filled.find(({ name }) => /^human\b/i.test(name)) ??
		filled.find(({ name, taken }) => taken && !MACHINE.test(name)) ??
		filled.find(({ name }) => !MACHINE.test(name)) ??
		filled[0];
	return { file: file.name, tiers: filled, likely: likely?.name ?? null };
}

/** On another clock. */
function timed(clip: AnnotatedClip, clock: (ms: number) => number): AnnotatedClip {
	const { onset, apex, offset } = clip.codedMs ?? clip;
	const ms = (time: number | null): number | null => (time === null ? null : clock(time));
	return { ...clip, codedMs: { onset: clock(onset), apex: ms(apex), offset: ms(offset) } };
}

export function labelsOfTier(
	{ movements, annotator, name }: EafTierChoice,
	record: SessionRecord,
	frames: FrameTable,
	coder: string,
	now: Date,
): Omit<HumanLabel, 'id'>[] {
	const at = (ms: number) => frames.at(frames.nearest(ms));
	return movements.map((movement) => {
		const { onset, apex, offset } = movement.codedMs ?? movement;
		const end = offset ?? apex ?? onset;
		const said = wordsOf(movement.columns['value'] ?? '');
		const below = (kind: string): string =>
			movement.columns[`${movement.columns['tier'] ?? ''} ${kind}`] ?? '';
		return {
			about: aboutOf(record, said.about, onset, end),
			decision: TURNED_DOWN.test(name)
				? 'rejected'
				: said.unsure || below('decision') === 'unsure'
					? 'unsure'
					: 'accepted',
			keyFrames: {
				onset: at(onset),
				apex: at(Math.min(end, Math.max(onset, apex ?? (onset + end) / 2))),
				offset: at(end),
			},
			actionUnits: distinct(
				movement.units.map(({ unit, side }) =>
					side === 'left' || side === 'right' ? `AU${unit} ${side}` : `AU${unit}`,
				),
			),
			reading: below('reading') || said.reading || (movement.emotion ?? ''),
			note: below('note') || said.note,
			coder: annotator || (/^human(?: rejected)?(?: \d+)?$/i.test(name) ? coder : name),
			changedAt: now.toISOString(),
		};
	});
}

const distinct = (codes: readonly string[]): string[] => [...new Set(codes)];

/** As this product writes it: `e1; reading; AU12 left; unsure; apex 1234 ms; note: ...`. */
function wordsOf(value: string): {
	readonly about: string | null;
	readonly unsure: boolean;
	readonly reading: string;
	readonly note: string;
} {
	const [facts = '', ...noted] = value.split(/;?\s*note: /);
	const parts = facts.split(';').map((part) => part.trim());
	const reading = parts.filter(
		(part) => part !== '' && !/^(?:[erh]\d+|AU\s*\d+.*|apex\b.*|unsure)$/i.test(part),
	);
	return {
		about: /^[er]\d+$/.exec(parts[0] ?? '')?.[0] ?? null,
		unsure: parts.includes('unsure'),
		reading: reading.join('; '),
		note: noted.join('; note: '),
	};
}

/** The movement that the text names, else the one it lies on. */
function aboutOf(
	{ events, rejected }: SessionRecord,
	named: string | null,
	from: number,
	to: number,
): string | null {
	const all = [...events, ...rejected];
	if (named !== null && all.some(({ id }) => id === named)) return named;
	let best: { readonly id: string | null; readonly share: number } = { id: null, share: SAME_FROM };
	for (const { id, onset, offset } of events) {
		const common = Math.min(to, offset.ms) - Math.max(from, onset.ms);
		const share = common / (Math.max(to, offset.ms) - Math.min(from, onset.ms));
		if (share >= best.share) best = { id, share };
	}
	return best.id;
}

/**
 * ELAN annotation file, EAF 3.0 (schema EAFv3.0.xsd of the Max Planck Institute for
 * Psycholinguistics): tiers for the machine, for people (one per coder, at least an empty one; what they
 * rejected on a tier of its own), markers, rejections. Whatever is said about a movement is on tiers that
 * depend on its own, one for each kind of fact, so that ELAN can search and count each by itself.
 *
 * ELAN allows no two annotations of a tier at the same time and none without length, so what
 * overlaps goes to a further tier of the same kind (`rejected 2`), and a marker lasts 40 ms. Times are
 * those of the film as it plays, also where the record is in the real time of slow motion.
 */
import type { HumanLabel, SessionRecord } from '../../core/record/index.ts';
import { filmMs } from '../../core/record/index.ts';
import { EafWriter } from './eaf-writer.ts';
import type { EafFact, EafTierText, EafTimedText } from './eaf-writer.ts';
import { eafMedium } from './eaf-medium.ts';
import { labelFacts, machineFacts, rejectionFacts } from './elan-facts.ts';
import { ms, rate } from './rounding.ts';

/** A 25-fps frame: long enough to be clicked on. */
const MARKER_MS = 40;
/** The schema demands a date; a file of unknown date gets the same one every time. */
const NO_DATE = '1970-01-01T00:00:00Z';

export function elanEaf(record: SessionRecord): string {
	const { events, rejected, markers, engine, source } = record;
	const writer = new EafWriter({
		author: `Fleeting ${engine.version}`,
		date: source.startedAt ?? NO_DATE,
		medium: eafMedium(record),
	});
	const { nameable } = engine.network;
	const moved = mover(record);
	const tiers: EafTierText[] = [
		...lanes(
			'machine',
			events.map((each) => moved(each, each.id, machineFacts(each, nameable), each.fps)),
		),
		...humanTiers(record, moved),
		...lanes(
			'markers',
			markers.map(({ ms: at, text }) => {
				const from = filmMs(record, at);
				return spanned(from, from + MARKER_MS, text);
			}),
		),
		...lanes(
			'rejected',
			rejected.map((each) => moved(each, each.id, rejectionFacts(each), each.fps)),
		),
	];
	return writer.document(tiers);
}

type Spanning = Record<'onset' | 'apex' | 'offset', { readonly ms: number }>;

type Moved = (span: Spanning, text: string, facts: readonly EafFact[], fps: number) => EafTimedText;

/** From onset to offset, with its apex a frame long within. */
const mover =
	(record: SessionRecord): Moved =>
	({ onset, apex, offset }, text, facts, fps) => {
		const [onsetMs, apexMs, offsetMs] = [onset, apex, offset].map((at) =>
			filmMs(record, at.ms),
		) as [number, number, number];
		const span = spanned(onsetMs, offsetMs, text);
		const from = Math.min(Math.max(whole(apexMs), span.fromMs), span.toMs - 1);
		const frameMs = filmMs(record, 1000 / (rate(fps) || 1000));
		const toMs = Math.min(span.toMs, Math.max(from + 1, Math.round(from + frameMs)));
		// To a thousandth, as everywhere: ELAN's own times are whole.
		return { ...span, apex: { fromMs: from, toMs, text: `${ms(apexMs)} ms` }, facts };
	};

/** `human`, `human NAME` for named coders, and what each rejected on `human rejected ...`. */
function humanTiers(
	{ labels, events, rejected, quality }: SessionRecord,
	moved: Moved,
): EafTierText[] {
	const found = new Map([...events, ...rejected].map((each) => [each.id, each]));
	const tiers = [...new Set(['', ...labels.map(({ coder }) => coder)])].flatMap((coder) => {
		const own = labels.filter((label) => label.coder === coder);
		const annotations = (kept: boolean): EafTimedText[] =>
			own
				.filter(({ decision }) => (decision !== 'rejected') === kept)
				.flatMap((label: HumanLabel) => {
					const at = label.keyFrames ?? found.get(label.about ?? '');
					if (at === undefined) return [];
					return [moved(at, label.about ?? label.id, labelFacts(label), quality.fps)];
				});
		const name = coder === '' ? '' : ` ${coder}`;
		return [
			...lanes(`human${name}`, annotations(true), coder),
			...(annotations(false).length === 0
				? []
				: lanes(`human rejected${name}`, annotations(false), coder)),
		];
	});
	return tiers;
}

/** From the digits that the session JSON has: what is read back there gives the same file. */
const whole = (time: number): number => Math.round(ms(time));

/** Whole milliseconds from 0 on, at least one of them. */
function spanned(fromMs: number, toMs: number, text: string): EafTimedText {
	const from = Math.max(0, whole(fromMs));
	return { fromMs: from, toMs: Math.max(from + 1, whole(toMs)), text };
}

/** Spreads annotations over as many tiers as it takes for none to overlap; at least one. */
function lanes(id: string, annotations: readonly EafTimedText[], coder = ''): EafTierText[] {
	const rows: EafTimedText[][] = [[]];
	for (const each of annotations.toSorted((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs)) {
		const row = rows.find((row) => (row.at(-1)?.toMs ?? -Infinity) <= each.fromMs);
		if (row) row.push(each);
		else rows.push([each]);
	}
	return rows.map((row, i) => ({
		id: i === 0 ? id : `${id} ${i + 1}`,
		annotations: row,
		...(coder === '' ? {} : { coder }),
	}));
}

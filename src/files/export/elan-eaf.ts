/**
 * ELAN annotation file, EAF 3.0 (schema EAFv3.0.xsd of the Max Planck Institute for
 * Psycholinguistics): tiers for the machine, for people (one per coder, at least an empty one; what they
 * rejected on a tier of its own), markers, rejections.
 *
 * ELAN allows no two annotations of a tier at the same time and none without length, so what
 * overlaps goes to a further tier of the same kind (`rejected 2`), and a marker lasts one frame.
 */
import type { Verdict } from '../../core/record/index.ts';
import type { MicroEvent, RejectedCandidate } from '../../core/record/index.ts';
import { mostProbable, predictedNames } from './most-probable.ts';
import { ms, px, share } from './rounding.ts';
import type { HumanLabel, SessionRecord } from '../../core/record/index.ts';
import { escaped } from './xml.ts';

interface Annotation {
	readonly fromMs: number;
	readonly toMs: number;
	readonly text: string;
}

/** A 25-fps frame: long enough to be clicked on. */
const MARKER_MS = 40;
/** The schema demands a date; a file of unknown date gets the same one every time. */
const NO_DATE = '1970-01-01T00:00:00Z';

export function elanEaf(record: SessionRecord): string {
	const tiers: Tier[] = [
		...lanes('machine', record.events.map(eventAnnotation)),
		...humanTiers(record),
		...lanes(
			'markers',
			record.markers.map(({ ms: at, text }) => spanned(at, at + MARKER_MS, text)),
		),
		...lanes('rejected', record.rejected.map(rejectedAnnotation)),
	];
	const slots = new TimeSlots();
	let count = 0;
	const tierLines = tiers.flatMap(({ id, coder, annotations }) => {
		const annotator = coder ? `ANNOTATOR="${escaped(coder)}" ` : '';
		const open = `<TIER ${annotator}LINGUISTIC_TYPE_REF="default-lt" TIER_ID="${escaped(id)}"`;
		if (annotations.length === 0) return [`\t${open}/>`];
		const inside = annotations.flatMap(({ fromMs, toMs, text }) => {
			count += 1;
			return [
				'\t\t<ANNOTATION>',
				`\t\t\t<ALIGNABLE_ANNOTATION ANNOTATION_ID="a${count}" TIME_SLOT_REF1="${slots.at(fromMs)}" TIME_SLOT_REF2="${slots.at(toMs)}">`,
				`\t\t\t\t<ANNOTATION_VALUE>${escaped(text)}</ANNOTATION_VALUE>`,
				'\t\t\t</ALIGNABLE_ANNOTATION>',
				'\t\t</ANNOTATION>',
			];
		});
		return [`\t${open}>`, ...inside, '\t</TIER>'];
	});
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<ANNOTATION_DOCUMENT AUTHOR="${escaped(`Fleeting ${record.engine.version}`)}" DATE="${escaped(record.source.startedAt ?? NO_DATE)}" FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">`,
		'\t<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">',
		...mediaDescriptor(record),
		`\t\t<PROPERTY NAME="lastUsedAnnotationId">${count}</PROPERTY>`,
		'\t</HEADER>',
		...slots.lines(),
		...tierLines,
		'\t<LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>',
		'</ANNOTATION_DOCUMENT>',
		'',
	].join('\n');
}

const eventAnnotation = ({
	id,
	onset,
	apex,
	offset,
	peakPx200,
	score,
	verdict,
}: MicroEvent): Annotation => {
	const said = verdict === null ? ['not classified'] : readingOf(verdict);
	const facts = [`apex ${ms(apex.ms)} ms`, `${px(peakPx200)} px200`, `score ${share(score)}`];
	return spanned(onset.ms, offset.ms, [id, ...said, ...facts].join('; '));
};

function readingOf(verdict: Verdict): string[] {
	if (verdict.kind === 'classes') {
		const { rise, fall } = predictedNames(verdict);
		const { p } = verdict.classes[verdict.top]!;
		return [`class ${rise} ${share(p)}`, ...(rise === fall ? [] : [`class of the fall ${fall}`])];
	}
	const { actionUnits, reading, probabilities, objectiveClass } = verdict;
	const units = actionUnits
		.filter(({ p }) => share(p) >= 0.5)
		.map(({ au, p, side }) => `AU${au}${side === 'both' ? '' : ` ${side}`} ${share(p)}`);
	const likely = mostProbable(verdict);
	return [
		reading === 'uncertain' ? 'reading uncertain' : `${likely} ${share(probabilities[likely])}`,
		...units,
		...(objectiveClass === null ? [] : [`objective class ${objectiveClass}`]),
	];
}

const rejectedAnnotation = (each: RejectedCandidate): Annotation => {
	const { measured, limit } = each;
	const figures =
		measured === null || limit === null || !Number.isFinite(measured + limit)
			? []
			: [`measured ${px(measured)}`, `limit ${px(limit)}`];
	return spanned(each.onset.ms, each.offset.ms, [each.id, each.reason, ...figures].join('; '));
};

interface Tier {
	readonly id: string;
	/** Of human tiers; left out: the machine's, or nobody named. */
	readonly coder?: string;
	readonly annotations: readonly Annotation[];
}

/** `human`, `human NAME` for named coders, and what each rejected on `human rejected ...`. */
function humanTiers({ labels, events, rejected }: SessionRecord): Tier[] {
	const found = new Map([...events, ...rejected].map((each) => [each.id, each]));
	const tiers = [...new Set(['', ...labels.map(({ coder }) => coder)])].flatMap((coder) => {
		const own = labels.filter((label) => label.coder === coder);
		const annotations = (kept: boolean): Annotation[] =>
			own
				.filter(({ decision }) => (decision !== 'rejected') === kept)
				.flatMap((label) => {
					const at = label.keyFrames ?? found.get(label.about ?? '');
					return at === undefined ? [] : [labelAnnotation(label, at)];
				});
		const name = coder === '' ? '' : ` ${coder}`;
		return [
			...lanes(`human${name}`, annotations(true), coder),
			...(annotations(false).length === 0
				? []
				: lanes(`human rejected${name}`, annotations(false), coder)),
		];
	});
	// Two coders may be called what a further lane is called.
	const taken = new Set<string>();
	return tiers.map((tier) => {
		let id = tier.id;
		for (let n = 2; taken.has(id); n++) id = `${tier.id} (${n})`;
		taken.add(id);
		return { ...tier, id };
	});
}

type Spanning = Record<'onset' | 'apex' | 'offset', { readonly ms: number }>;

const labelAnnotation = (label: HumanLabel, { onset, apex, offset }: Spanning): Annotation => {
	const said = [
		label.about ?? label.id,
		...(label.reading === '' ? [] : [label.reading]),
		...label.actionUnits,
		...(label.decision === 'unsure' ? ['unsure'] : []),
		`apex ${ms(apex.ms)} ms`,
		...(label.note === '' ? [] : [`note: ${label.note}`]),
	];
	return spanned(onset.ms, offset.ms, said.join('; '));
};

/** From the digits that the session JSON has: what is read back there gives the same file. */
const whole = (time: number): number => Math.round(ms(time));

/** Whole milliseconds from 0 on, at least one of them. */
function spanned(fromMs: number, toMs: number, text: string): Annotation {
	const from = Math.max(0, whole(fromMs));
	return { fromMs: from, toMs: Math.max(from + 1, whole(toMs)), text };
}

/** Spreads annotations over as many tiers as it takes for none to overlap; at least one. */
function lanes(id: string, annotations: readonly Annotation[], coder = ''): Tier[] {
	const rows: Annotation[][] = [[]];
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

/** Annotations point to slots; ELAN wants the slots in order of time. */
class TimeSlots {
	readonly #taken: { id: string; ms: number }[] = [];

	at(timeMs: number): string {
		const id = `ts${this.#taken.length + 1}`;
		this.#taken.push({ id, ms: timeMs });
		return id;
	}

	lines(): string[] {
		if (this.#taken.length === 0) return ['\t<TIME_ORDER/>'];
		const slots = this.#taken
			.toSorted((a, b) => a.ms - b.ms)
			.map(({ id, ms: at }) => `\t\t<TIME_SLOT TIME_SLOT_ID="${id}" TIME_VALUE="${at}"/>`);
		return ['\t<TIME_ORDER>', ...slots, '\t</TIME_ORDER>'];
	}
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
	mp4: 'video/mp4',
	m4v: 'video/mp4',
	mov: 'video/quicktime',
};

/** ELAN looks for the film beside the annotation file. */
function mediaDescriptor({ source }: SessionRecord): string[] {
	if (source.kind !== 'file') return [];
	const name = source.name.slice(source.name.lastIndexOf('/') + 1);
	const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
	const type = MEDIA_TYPES[extension] ?? 'unknown';
	const address = escaped(`./${encodeURIComponent(name.toWellFormed())}`);
	return [
		`\t\t<MEDIA_DESCRIPTOR MEDIA_URL="${address}" MIME_TYPE="${type}" RELATIVE_MEDIA_URL="${address}"/>`,
	];
}

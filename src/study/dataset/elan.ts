/**
 * ELAN annotations -> records. Four ways of coding are understood, tier by tier:
 *
 *   interval   onset to offset; its apex is in the text (`apex 1234 ms`, as this product exports it)
 *   and point  ... or is where an annotation begins, inside it, on a tier called `... apex`
 *   tiers      one each for onset, apex and offset; where an annotation begins counts
 *   words      one tier, whose annotations say `onset`, `apex` and `offset`
 *
 * Who coded is the tier's annotator, else its name; the subject is its participant, else the file's
 * name. Of this product's exports `rejected`, `human rejected` and `markers` are left out.
 */
import { actionUnits } from './cells.ts';
import type { EafAnnotation, EafDocument, EafTier } from './eaf.ts';
import { class3Of } from './protocols.ts';
import type { AnnotatedClip, AnnotatedUnit } from '../../core/record/index.ts';
import type { RowRemark } from './row-remark.ts';
import { fromMs } from './rows.ts';

export interface ElanOptions {
	readonly file: string;
	/** Frames a second of the film; null: not known, so frames are ms. */
	readonly fps: number | null;
	/** For tiers without participant; null: the file's name. */
	readonly subject: string | null;
}

type Part = 'onset' | 'apex' | 'offset';
type Spanned = EafAnnotation & { readonly from: number; readonly to: number };

/** Tiers that belong together: `coder 1 onset`, `coder 1 apex` ... */
interface Group {
	readonly tier: EafTier;
	readonly coder: string;
	readonly parts: Record<Part, Spanned[]>;
	readonly intervals: Spanned[];
}

interface Movement {
	readonly onset: number;
	readonly apex: number | null;
	readonly offset: number | null;
	readonly from: Spanned;
}

const PART = /(?:^|[\s_.:-])(onset|apex|offset)s?(?=$|[\s_.:-])/i;
const LEFT_OUT = /^(?:(?:rejected|markers)(?: \d+)?|human rejected(?: .*)?)$/i;
/** ELAN's times are whole ms, an apex in a text need not be. */
const ROUNDING_MS = 1;
/** Where frames are not known, they are ms. */
const MS_FPS = 1000;

export function elanClips(
	{ film, tiers }: EafDocument,
	{ file, fps, subject }: ElanOptions,
	remark: (remark: RowRemark) => void,
): AnnotatedClip[] {
	const stem = file.replace(/\.[^.]*$/, '');
	return groupsOf(tiers, file, remark).flatMap((group) =>
		movementsOf(group, file, remark).map((movement): AnnotatedClip => {
			const { tier, coder } = group;
			const { from } = movement;
			const said = reading(from.value);
			const codedMs = { onset: movement.onset, apex: movement.apex, offset: movement.offset };
			return {
				dataset: 'own',
				subject: `own:${tier.participant || subject || stem}`,
				clip: film ?? stem,
				kind: /macro/i.test(`${tier.name} ${from.value}`) ? 'macro' : 'micro',
				fps: fps ?? MS_FPS,
				...fromMs(codedMs, fps ?? MS_FPS),
				units: said.units,
				emotion: said.emotion,
				class3: class3Of('own', said.emotion),
				objective: null,
				coder: coder || null,
				columns: {
					tier: tier.name,
					value: from.value,
					participant: tier.participant,
					annotator: tier.annotator,
				},
				folder: null,
				film: film ?? stem,
				place: { file, sheet: tier.name, row: from.number },
			};
		}),
	);
}

function groupsOf(
	tiers: readonly EafTier[],
	file: string,
	remark: (remark: RowRemark) => void,
): Group[] {
	const groups = new Map<string, Group>();
	for (const tier of tiers.filter(({ name }) => !LEFT_OUT.test(name))) {
		const ofTier = PART.exec(tier.name)?.[1]?.toLowerCase() as Part | undefined;
		// A further tier of the same kind has a number, as this product exports what overlaps.
		const name = tier.name
			.replace(PART, ' ')
			.trim()
			.replace(/^(machine|human) \d+$/, '$1');
		const key = `${name}|${tier.annotator}|${tier.participant}`;
		const group = groups.get(key) ?? {
			tier,
			coder: tier.annotator || name,
			parts: { onset: [], apex: [], offset: [] },
			intervals: [],
		};
		groups.set(key, group);
		for (const each of tier.annotations) {
			const { from, to } = each;
			if (from === null || to === null) {
				const place = { file, sheet: tier.name, row: each.number };
				remark({ place, outcome: 'skipped', why: { code: 'no-time' } });
				continue;
			}
			const spanned = { ...each, from, to };
			const ofWord = /^(onset|apex|offset)\W*$/i.exec(each.value)?.[1]?.toLowerCase();
			const part = ofTier ?? (ofWord as Part | undefined);
			if (part === undefined) group.intervals.push(spanned);
			else group.parts[part].push(spanned);
		}
	}
	return [...groups.values()];
}

function movementsOf(
	{ tier, parts, intervals }: Group,
	file: string,
	remark: (remark: RowRemark) => void,
): Movement[] {
	const placeOf = (each: Spanned) => ({ file, sheet: tier.name, row: each.number });
	const byTime = (a: Spanned, b: Spanned): number => a.from - b.from;
	const onsets = parts.onset.toSorted(byTime);
	const pointed = onsets.map((from, at): Movement => {
		const end = onsets[at + 1]?.from ?? Infinity;
		const within = (part: Part): number | null =>
			parts[part].toSorted(byTime).find((each) => each.from >= from.from && each.from < end)
				?.from ?? null;
		const [apex, offset] = [within('apex'), within('offset')];
		if (offset !== null && apex !== null && offset < apex) {
			const why = { code: 'offset-before-apex', offsetMs: offset, apexMs: apex } as const;
			remark({ place: placeOf(from), outcome: 'amended', why });
			return { onset: from.from, apex, offset: null, from };
		}
		return { onset: from.from, apex, offset, from };
	});
	const spans = intervals.toSorted(byTime).map((from): Movement => {
		const said = /\bapex\s*[:=]?\s*(\d+(?:\.\d+)?)\s*ms\b/i.exec(from.value)?.[1];
		const point = parts.apex.find((each) => each.from >= from.from && each.from <= from.to);
		const apex = said === undefined ? (point?.from ?? null) : Number(said);
		if (apex !== null && (apex < from.from - ROUNDING_MS || apex > from.to + ROUNDING_MS)) {
			const span = { fromMs: from.from, toMs: from.to };
			const why = { code: 'apex-outside', apexMs: apex, ...span } as const;
			remark({ place: placeOf(from), outcome: 'amended', why });
			return { onset: from.from, apex: null, offset: from.to, from };
		}
		return { onset: from.from, apex, offset: from.to, from };
	});
	if (onsets.length === 0 && intervals.length === 0) {
		for (const each of [...parts.apex, ...parts.offset]) {
			remark({ place: placeOf(each), outcome: 'skipped', why: { code: 'stray-key-frame' } });
		}
	}
	return [...spans, ...pointed].sort((a, b) => a.onset - b.onset);
}

/** Emotion and action units of a text such as `e1; surprise 0.81; AU1 0.92; AU12 left 0.6`. */
function reading(value: string): { emotion: string | null; units: AnnotatedUnit[] } {
	const parts = value.split(/[;\n|]/).map((part) => part.trim());
	const words = parts.map((part) => (/^[a-z]+/i.exec(part)?.[0] ?? '').toLowerCase());
	const emotion = words.find((word) => EMOTIONS.has(word)) ?? null;
	const units = parts.flatMap((part) => {
		const [, unit, side] = /^AU\s*([LRTB]?\d+\S*)(?:\s+(left|right|both)\b)?/i.exec(part) ?? [];
		if (unit !== undefined) {
			const named = side === 'left' || side === 'right' ? side : null;
			return actionUnits(unit).units.map((each) => ({ ...each, side: each.side ?? named }));
		}
		const whole = actionUnits(part);
		return /\d/.test(part) && whole.unread.length === 0 ? whole.units : [];
	});
	return { emotion, units };
}

const EMOTIONS = new Set([
	'negative',
	'positive',
	'surprise',
	'happiness',
	'happy',
	'anger',
	'angry',
	'contempt',
	'disgust',
	'fear',
	'sad',
	'sadness',
	'repression',
	'others',
	'other',
]);

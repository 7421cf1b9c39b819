/**
 * What coding programs export is spans and points with a word each, not movements with three key
 * frames. Spans are onset to offset, with the apex that lies in them; points called onset, apex and
 * offset make a movement together. Pure.
 */
import { actionUnits } from './cells.ts';
import type { Role } from './layout.ts';
import type { RowRemark } from './row-remark.ts';
import type { TableRow } from './rows.ts';

export interface CodedSpan {
	readonly place: TableRow['place'];
	readonly columns: TableRow['columns'];
	readonly clip: string;
	readonly subject: string;
	/** Frames a second, as written; empty: not said. */
	readonly fps: string;
	/** Tier, or column; empty: the program has none. */
	readonly coder: string;
	readonly label: string;
	/** ms of the film. */
	readonly from: number;
	/** Null: a point. */
	readonly to: number | null;
}

type Part = 'onset' | 'apex' | 'offset';

/** @param remark - takes points that belong to no movement */
export function movementRows(
	spans: readonly CodedSpan[],
	remark: (remark: RowRemark) => void,
): TableRow[] {
	return [...grouped(spans).values()].flatMap((group) => {
		const points = group.filter((span) => partOf(span) !== null);
		const taken = new Set<CodedSpan>();
		const find = (part: Part, from: number, to: number): CodedSpan | null => {
			const found = points.find(
				(each) => partOf(each) === part && !taken.has(each) && each.from >= from && each.from <= to,
			);
			if (found !== undefined) taken.add(found);
			return found ?? null;
		};
		const whole = group.filter((span) => partOf(span) === null && span.to !== null);
		const ofSpans = whole.map((span) =>
			rowOf(span, find('apex', span.from, span.to!)?.from ?? null, span.to),
		);
		const onsets = points.filter((span) => partOf(span) === 'onset');
		const ofPoints = onsets.map((onset, at) => {
			taken.add(onset);
			const end = onsets[at + 1]?.from ?? Infinity;
			const apex = find('apex', onset.from, end);
			return rowOf(onset, apex?.from ?? null, find('offset', onset.from, end)?.from ?? null);
		});
		for (const span of group) {
			if (whole.includes(span) || taken.has(span)) continue;
			remark({ place: span.place, outcome: 'skipped', why: { code: 'stray-key-frame' } });
		}
		return [...ofSpans, ...ofPoints];
	});
}

/** Of one clip, person and coder, by time; tiers called `ann onset`, `ann apex` ... belong together. */
function grouped(spans: readonly CodedSpan[]): Map<string, CodedSpan[]> {
	const groups = new Map<string, CodedSpan[]>();
	for (const span of spans.toSorted((a, b) => a.from - b.from)) {
		const coder = span.coder.replace(PART_OF_TIER, '').trim().toLowerCase();
		const key = JSON.stringify([span.clip, span.subject, coder]);
		groups.set(key, [...(groups.get(key) ?? []), span]);
	}
	return groups;
}

const PART_OF_TIER = /(?:^|[\s_.:-])(onset|apex|offset)s?$/i;

const partOf = ({ label, coder }: CodedSpan): Part | null => {
	const said = /^(onset|apex|offset)\W*$/i.exec(label)?.[1] ?? PART_OF_TIER.exec(coder)?.[1];
	return (said?.toLowerCase() as Part | undefined) ?? null;
};

function rowOf(span: CodedSpan, apexMs: number | null, offsetMs: number | null): TableRow {
	const { place, columns, clip, subject, fps, coder, label, from } = span;
	const { units, unread } = actionUnits(label.replace(/^AUs?\s*/i, ''));
	const isUnits = /\d/.test(label) && units.length > 0 && unread.length === 0;
	const cells: Partial<Record<Role, string>> = {
		clip,
		subject,
		fps,
		coder: coder.replace(PART_OF_TIER, '').trim(),
		onsetMs: `${from}`,
		...(apexMs !== null && { apexMs: `${apexMs}` }),
		...(offsetMs !== null && { offsetMs: `${offsetMs}` }),
		...(isUnits ? { units: label.replace(/^AUs?\s*/i, '') } : {}),
		...(!isUnits && partOf(span) === null && { emotion: label }),
		kind: /macro/i.test(`${coder} ${label}`) ? 'macro' : '',
	};
	return { place, columns, cell: (role) => cells[role] ?? '' };
}

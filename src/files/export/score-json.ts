/** What the benchmark's scorer reads: events only, as frame indices of the file. Fixed shape. */
import { lastPart } from '../../core/kernel/index.ts';
import type { Class3, Verdict } from '../../core/record/index.ts';
import { class3Of } from './most-probable.ts';
import { share } from './rounding.ts';
import type { SessionRecord } from '../../core/record/index.ts';

/** Action units at least this probable are named. */
const NAMED_FROM = 0.5;

/** A file in which nothing was found, or no face, is there with no events: it was analyzed. */
export function scoreJson(records: readonly SessionRecord[]): string {
	const clips = records.map(({ source, events }) => ({
		file: lastPart(source.name),
		events: events.map(({ onset, apex, offset, score, verdict }) => ({
			onset: onset.frame,
			apex: apex.frame,
			offset: offset.frame,
			score: share(score),
			...class3(verdict),
			aus: (verdict?.kind === 'units' ? verdict.actionUnits : [])
				.filter(({ p }) => p >= NAMED_FROM)
				.map(({ au, p }) => ({ au, p: share(p) })),
		})),
	}));
	return `${JSON.stringify({ clips }, null, '\t')}\n`;
}

/** Left out where the network says none. */
function class3(verdict: Verdict | null): { class3?: Class3 } {
	const said = verdict && class3Of(verdict);
	return said === null ? {} : { class3: said };
}

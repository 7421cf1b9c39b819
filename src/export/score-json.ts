/** What the benchmark's scorer reads: events only, as frame indices of the file. Fixed shape. */
import { mostProbable } from './most-probable.ts';
import { share } from './rounding.ts';
import type { SessionRecord } from './session-record.ts';

/** Action units at least this probable are named. */
const NAMED_FROM = 0.5;

/** A file in which nothing was found, or no face, is there with no events: it was analysed. */
export function scoreJson(records: readonly SessionRecord[]): string {
	const clips = records.map(({ source, events }) => ({
		file: baseName(source.name),
		events: events.map(({ onset, apex, offset, score, verdict }) => ({
			onset: onset.frame,
			apex: apex.frame,
			offset: offset.frame,
			score: share(score),
			...(verdict && { class3: mostProbable(verdict) }),
			aus: (verdict?.actionUnits ?? [])
				.filter(({ p }) => p >= NAMED_FROM)
				.map(({ au, p }) => ({ au, p: share(p) })),
		})),
	}));
	return `${JSON.stringify({ clips }, null, '\t')}\n`;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

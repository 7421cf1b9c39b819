/** The measured figures of spotting, as `npm run evaluate -- --save` leaves them in the build. */
import type { SpottingFigures } from '../../files/export/index.ts';
import { SPOTTING_FORMAT } from '../../files/export/index.ts';
import { fields, figure, is, list, number, orNull, text } from './checks.ts';
import { fetchFiguresFile } from './figures-file.ts';

/** What is shown of them. */
export type ShownFigures = Pick<
	SpottingFigures,
	| 'version'
	| 'date'
	| 'faceModel'
	| 'settings'
	| 'data'
	| 'overall'
	| 'parts'
	| 'amplitudes'
	| 'falseAlarms'
	| 'timing'
	| 'latency'
>;

/**
 * Null where there are none: nothing was measured for this build. Rejects where there is a file that
 * is not what it should be.
 *
 * @param networkFolder - address of the network's files; the figures lie beside that folder
 */
export async function fetchSpottingFigures(networkFolder: string): Promise<ShownFigures | null> {
	const held = await fetchFiguresFile(networkFolder, 'spotting.json');
	return held === null ? null : shownFigures(held);
}

/** TypeError where a field that is shown is missing or is something else. */
export function shownFigures(value: unknown): ShownFigures {
	if (isDocument(value)) return value as ShownFigures;
	throw new TypeError(`no figures of format ${SPOTTING_FORMAT}`);
}

const found = { events: number, precision: figure, recall: figure, f1: figure };
const rate = fields({ perMinute: figure });

const isDocument = fields({
	format: is(SPOTTING_FORMAT),
	version: text,
	date: text,
	faceModel: text,
	settings: fields({ falseAlarmsPerMinute: number }),
	data: fields({ note: text, clips: number, missing: number, people: number, minutes: number }),
	overall: fields(found),
	parts: list(fields({ part: text, ...found })),
	amplitudes: list(
		fields({ peakPx200: number, part: orNull(text), events: number, hits: number, recall: figure }),
	),
	falseAlarms: fields({ untouched: rate, calm: rate, active: rate, all: rate }),
	timing: list(fields({ keyFrame: text, frames: figure, ms: figure })),
	latency: fields({ meanMs: figure }),
});

/** The measured figures of spotting, as `npm run evaluate -- --save` leaves them in the build. */
import * as v from 'valibot';
import { faultIn, object } from '../../core/kernel/index.ts';
import { SPOTTING_FORMAT, spottingFiguresSchema } from '../../files/export/index.ts';
import { fetchFiguresFile } from './figures-file.ts';

const { entries } = spottingFiguresSchema;

/** What is shown of them. */
const shownSchema = object({
	format: entries.format,
	version: entries.version,
	date: entries.date,
	faceModel: entries.faceModel,
	settings: entries.settings,
	data: entries.data,
	overall: entries.overall,
	parts: entries.parts,
	amplitudes: entries.amplitudes,
	falseAlarms: entries.falseAlarms,
	timing: entries.timing,
	latency: entries.latency,
	sensitivity: entries.sensitivity,
});

export type ShownFigures = Omit<v.InferOutput<typeof shownSchema>, 'format'>;

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
	const { success, output, issues } = v.safeParse(shownSchema, value, { abortEarly: true });
	if (success) return output;
	throw new TypeError(`no figures of format ${SPOTTING_FORMAT}: ${faultIn(issues[0])}`);
}

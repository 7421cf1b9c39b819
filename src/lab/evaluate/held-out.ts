/**
 * `npm run evaluate -- spotting --held-out`: how well movements are found on people whom the scorer has
 * never seen. Every fold of people is judged by the same line, with a scorer, a calibration and bars
 * that were made without them.
 */
import {
	SPOTTER_CONFIG,
	TrackStore,
	acceptedAt,
	gather,
	tryOnOthers,
} from '../train/spotter/index.ts';
import type { Candidate, HeldOutTrial } from '../train/spotter/index.ts';
import { openStage } from '../animate/index.ts';
import type { SpottingFigures } from '../../files/export/index.ts';
import { DEFAULT_SETTINGS } from '../../line/pipeline/index.ts';
import { openFootage } from '../footage/node/index.ts';
import { TRACKS_FOLDER } from '../footage/index.ts';
import type { Progress } from '../terminal/index.ts';
import { ROOT } from '../terminal/index.ts';
import type { SpottingArguments } from './arguments.ts';
import { findClips } from './clips.ts';
import type { About } from './document.ts';
import { spottingFigures } from './document.ts';
import type { ClipRecord, ClipResult } from './gates.ts';
import type { ClipTruth } from './truth.ts';

/** False alarms a minute that are tried. */
const SETTINGS = [0.25, 0.5, 1, 2, 4];

export async function heldOutFigures(
	wanted: SpottingArguments,
	about: Omit<About, 'name' | 'missing' | 'engine'> &
		Pick<SpottingFigures, 'version' | 'faceModel'>,
	progress: Progress,
): Promise<SpottingFigures> {
	const clips = await findClips(wanted.truth, wanted.clips);
	const footage = await openFootage(ROOT, wanted, progress);
	try {
		const { films, portraits } = footage;
		const stage = portraits.length > 0 ? openStage(films, portraits) : null;
		const say = (line: string): void => progress.say(line);
		const material = gather(films, stage, new TrackStore(ROOT, TRACKS_FOLDER), SPOTTER_CONFIG, say);
		const trial = tryOnOthers(material, SPOTTER_CONFIG, say);
		const { version, faceModel, ...rest } = about;
		const settings = DEFAULT_SETTINGS;
		return spottingFigures(
			resultsAt(trial, clips.truths, settings.falseAlarmsPerMinute),
			{ ...rest, name: clips.name, missing: 0, engine: { version, faceModel, settings } },
			SETTINGS.map((setting) => ({
				setting,
				scoreBar: meanBar(trial, setting, 'calm'),
				activeScoreBar: meanBar(trial, setting, 'active'),
				measured: resultsAt(trial, clips.truths, setting),
			})),
		);
	} finally {
		footage.close();
	}
}

const meanBar = ({ scorers }: HeldOutTrial, setting: number, activity: 'calm' | 'active'): number =>
	scorers.reduce((sum, scorer) => sum + scorer.bar(setting, activity), 0) / scorers.length;

function resultsAt(
	trial: HeldOutTrial,
	truths: readonly ClipTruth[],
	perMinute: number,
): ClipResult[] {
	return truths.flatMap((clip) => {
		const tried = trial.tried.find(
			({ entry }) => entry.track.origin === 'film' && entry.track.truth.file === clip.file,
		);
		if (tried === undefined) return [];
		const accepted = acceptedAt(tried, trial, perMinute);
		const record: ClipRecord = {
			events: [...accepted].map(foundIn),
			rejected: tried.candidates
				.filter((candidate) => !accepted.has(candidate))
				.map((candidate) => ({
					...foundIn(candidate),
					reason: candidate.decision.reason ?? 'overlap',
				})),
		};
		return [{ clip, record }];
	});
}

const foundIn = ({ onset, apex, offset, decidedAtMs }: Candidate) => ({
	onset: { frame: onset },
	apex: { frame: apex },
	offset: { frame: offset },
	decidedAtMs,
});

/** Everything measured, with what it was measured on and with: the document of the figures. Pure. */
import { LEAST_OVERLAP } from '../../study/evaluation/index.ts';
import type { SpottingFigures } from '../../files/export/index.ts';
import { SPOTTING_FORMAT } from '../../files/export/index.ts';
import { seeded } from '../../core/kernel/index.ts';
import { RESAMPLES } from '../../core/statistics/index.ts';
import { People, rounded } from './people.ts';
import { figuresOf } from './figures.ts';
import type { ClipResult } from './gates.ts';
import { gatesOf } from './gates.ts';
import { outcomeOf, spanOf } from './outcome.ts';
import type { TriedSetting } from './sensitivity.ts';
import { sensitivityAt } from './sensitivity.ts';

export interface About {
	readonly name: string;
	readonly note: string;
	/** Clips that could not be analysed. */
	readonly missing: number;
	/** ISO day. */
	readonly date: string;
	readonly revision: string | null;
	readonly seed: number;
	/** What the clips were measured with. */
	readonly engine: Pick<SpottingFigures, 'version' | 'faceModel' | 'settings'>;
}

/** @param settings - what others would have given; nothing is said of them where there are none */
export function spottingFigures(
	measured: readonly ClipResult[],
	about: About,
	settings: readonly TriedSetting[] = [],
): SpottingFigures {
	const clips = measured.map(({ clip }) => clip);
	const persons = clips.map(({ person }) => person);
	const people = new People(persons, seeded(about.seed));
	const outcomes = measured.map(({ clip, record }) => outcomeOf(clip, record.events.map(spanOf)));
	return {
		format: SPOTTING_FORMAT,
		...about.engine,
		date: about.date,
		revision: about.revision,
		data: {
			name: about.name,
			note: about.note,
			clips: clips.length,
			missing: about.missing,
			people: new Set(persons).size,
			minutes: rounded(clips.reduce((sum, { frames, fps }) => sum + frames / fps / 60, 0)),
		},
		method: { overlap: LEAST_OVERLAP, resamples: RESAMPLES, seed: about.seed },
		...figuresOf(outcomes, people),
		gates: gatesOf(measured),
		sensitivity: settings.map((setting) => sensitivityAt(setting, people)),
	};
}

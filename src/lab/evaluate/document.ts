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
import { sensitivityOf } from './sensitivity.ts';

export interface About {
	readonly name: string;
	readonly note: string;
	/** Clips that could not be analysed. */
	readonly missing: number;
	/** ISO day. */
	readonly date: string;
	readonly revision: string | null;
	readonly seed: number;
}

/** @param measured - at least one. */
export function spottingFigures(measured: readonly ClipResult[], about: About): SpottingFigures {
	const { engine } = measured[0]!.record;
	const clips = measured.map(({ clip }) => clip);
	const persons = clips.map(({ person }) => person);
	const people = new People(persons, seeded(about.seed));
	const outcomes = measured.map(({ clip, record }) => outcomeOf(clip, record.events.map(spanOf)));
	return {
		format: SPOTTING_FORMAT,
		version: engine.version,
		date: about.date,
		revision: about.revision,
		faceModel: engine.faceModel.kind,
		settings: engine.settings,
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
		sensitivity: sensitivityOf(measured, people),
	};
}

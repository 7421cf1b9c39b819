/** What another setting of the sensitivity gives. Pure. */
import type { SensitivityPoint } from '../../files/export/index.ts';
import type { People } from './people.ts';
import { rounded } from './people.ts';
import { alarmsPerMinute, f1Of, recallIn } from './figures.ts';
import type { ClipResult } from './gates.ts';
import { outcomeOf, spanOf } from './outcome.ts';

export interface TriedSetting {
	/** False alarms a minute. */
	readonly setting: number;
	/** Least score of an event in a calm face, and in one that talks, blinks or turns. */
	readonly scoreBar: number;
	readonly activeScoreBar: number;
	readonly measured: readonly ClipResult[];
}

export function sensitivityAt(
	{ setting, scoreBar, activeScoreBar, measured }: TriedSetting,
	people: People,
): SensitivityPoint {
	const outcomes = measured.map(({ clip, record }) => outcomeOf(clip, record.events.map(spanOf)));
	return {
		setting,
		scoreBar: rounded(scoreBar),
		activeScoreBar: rounded(activeScoreBar),
		falseAlarmsPerMinute: people.figure(outcomes, alarmsPerMinute()),
		calmFalseAlarmsPerMinute: people.figure(outcomes, alarmsPerMinute(['calm'])),
		activeFalseAlarmsPerMinute: people.figure(outcomes, alarmsPerMinute(['active'])),
		recall: people.figure(outcomes, recallIn),
		f1: people.figure(outcomes, f1Of),
	};
}

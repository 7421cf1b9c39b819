/**
 * What other settings of the sensitivity would have given, without running the films again. Pure.
 *
 * The score bar is the last gate: an event, a candidate that was too weak (or weak, and put down to
 * a blink or to speech) and one that overlapped an event passed all others. Their scores, taken in
 * the order of decision, give what the line would have accepted with another bar.
 */
import type { SensitivityPoint } from '../../files/export/index.ts';
import type { SessionRecord } from '../../core/record/index.ts';
import type { MicroEvent, RejectedCandidate } from '../../core/record/index.ts';
import { shippedScorer } from '../../line/select/index.ts';
import type { People } from './people.ts';
import { rounded } from './people.ts';
import { alarmsPerMinute, f1Of, recallIn } from './figures.ts';
import type { ClipResult } from './gates.ts';
import { outcomeOf, spanOf } from './outcome.ts';

/** What the last gates say. */
const AT_THE_BAR: ReadonlySet<RejectedCandidate['reason']> = new Set([
	'overlap',
	'blink',
	'speech',
	'too-weak',
]);
/** False alarms a minute. */
const SETTINGS = [0.25, 0.5, 1, 2, 4];

export function sensitivityOf(measured: readonly ClipResult[], people: People): SensitivityPoint[] {
	const scorer = shippedScorer();
	return SETTINGS.map((setting) => {
		const bar = scorer.bar(setting);
		const outcomes = measured.map(({ clip, record }) =>
			outcomeOf(clip, acceptedAt(record, bar).map(spanOf)),
		);
		return {
			setting,
			scoreBar: rounded(bar),
			falseAlarmsPerMinute: people.figure(outcomes, alarmsPerMinute()),
			calmFalseAlarmsPerMinute: people.figure(outcomes, alarmsPerMinute(['calm'])),
			recall: people.figure(outcomes, recallIn),
			f1: people.figure(outcomes, f1Of),
		};
	});
}

/** The movements that a line with this score bar would have accepted, in order of decision. */
export function acceptedAt(
	{ events, rejected }: SessionRecord,
	bar: number,
): (MicroEvent | RejectedCandidate)[] {
	const atTheBar = rejected.filter(({ reason }) => AT_THE_BAR.has(reason));
	const candidates = [...events, ...atTheBar].sort(
		(a, b) => a.decidedAtMs - b.decidedAtMs || a.apex.frame - b.apex.frame,
	);
	let busyUntilMs = -1;
	return candidates.filter(({ score, onset, offset }) => {
		if (score < bar || onset.ms < busyUntilMs) return false;
		busyUntilMs = offset.ms;
		return true;
	});
}

import { describe, expect, it } from 'vitest';
import { People } from '../../../../src/lab/evaluate/people.ts';
import { gatesOf } from '../../../../src/lab/evaluate/gates.ts';
import { sensitivityAt } from '../../../../src/lab/evaluate/sensitivity.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { event } from '../../files/export/record.ts';
import { clip, recordOf, rejection, trueEvent } from './cases.ts';

const weak = 0.3;
/** The second half of the clip. */
const nuisances = [{ kind: 'mouth', start: 150, end: 299 }];

const measured = {
	clip: clip({
		events: [trueEvent(30, 42), trueEvent(100, 112), trueEvent(150, 162), trueEvent(250, 262)],
	}),
	record: recordOf('a.mp4', {
		events: [event('e1', 30, null)],
		rejected: [
			rejection('r1', 32, 'overlap', 0.99),
			rejection('r2', 101, 'too-weak', weak),
			rejection('r3', 150, 'no-return', 0.99),
			rejection('r4', 200, 'blink', weak),
			rejection('r5', 206, 'overlap', weak),
		],
	}),
};

describe('gates', () => {
	const { outcomes, neverCandidates } = gatesOf([measured, { ...measured, clip: clip() }]);
	const row = (name: string) => outcomes.find(({ outcome }) => outcome === name);

	it('count what they rejected, and what of it was true', () => {
		expect(row('accepted')).toMatchObject({ candidates: 2, onTrueEvents: 1 });
		expect(row('too-weak')).toMatchObject({ candidates: 2, onTrueEvents: 1 });
		expect(row('overlap')).toMatchObject({ candidates: 4, onTrueEvents: 1 });
		expect(row('blink')).toMatchObject({ candidates: 2, onTrueEvents: 0 });
		expect(row('no-return')).toMatchObject({ candidates: 2, onTrueEvents: 1 });
		expect(row('head-turn')).toMatchObject({ candidates: 0, onTrueEvents: 0 });
	});

	it('know the true events that were never candidates', () => {
		expect(neverCandidates).toBe(1);
	});
});

describe('another setting', () => {
	it('is told by what it found in calm faces and in active ones', () => {
		const active = {
			clip: clip({ events: [trueEvent(30, 42)], nuisances }),
			record: recordOf('a.mp4', { events: [event('e1', 30, null), event('e2', 250, null)] }),
		};
		const setting = { setting: 2, scoreBar: 0.5, activeScoreBar: 0.7, measured: [active] };
		const point = sensitivityAt(setting, new People(['ann'], seeded(1)));
		expect(point).toMatchObject({ setting: 2, scoreBar: 0.5, activeScoreBar: 0.7 });
		expect(point.recall.value).toBe(1);
		expect(point.calmFalseAlarmsPerMinute.value).toBe(0);
		// One false alarm in five active seconds.
		expect(point.activeFalseAlarmsPerMinute.value).toBe(12);
		expect(point.f1.value).toBe(0.6667);
	});
});

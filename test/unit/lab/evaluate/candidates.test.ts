import { describe, expect, it } from 'vitest';
import { People } from '../../../../src/lab/evaluate/people.ts';
import { gatesOf } from '../../../../src/lab/evaluate/gates.ts';
import { acceptedAt, sensitivityOf } from '../../../../src/lab/evaluate/sensitivity.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { shippedScorer } from '../../../../src/line/select/index.ts';
import { event } from '../../files/export/record.ts';
import { clip, recordOf, rejection, trueEvent } from './cases.ts';

const barOf = (perMinute: number): number => shippedScorer().bar(perMinute);
const bar = barOf(1);
/** Between the bars of 2 and of 1 a minute. */
const weak = (barOf(2) + bar) / 2;

const measured = {
	clip: clip({
		events: [trueEvent(30, 42), trueEvent(100, 112), trueEvent(150, 162), trueEvent(250, 262)],
	}),
	record: recordOf('a.mp4', {
		events: [{ ...event('e1', 30, null), score: bar + 0.01 }],
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

describe('another score bar', () => {
	const ids = (score: number) => acceptedAt(measured.record, score).map(({ id }) => id);

	it('at the line’s own setting gives what the line accepted', () => {
		expect(ids(bar)).toEqual(['e1']);
	});

	it('lower lets weak candidates in, but not two at the same time', () => {
		expect(ids(barOf(2))).toEqual(['e1', 'r2', 'r4']);
	});

	it('higher frees the place of an event for what overlapped it', () => {
		expect(ids(0.9)).toEqual(['r1']);
	});

	it('gives the curve: more found, and more false alarms', () => {
		const points = sensitivityOf([measured], new People(['ann'], seeded(1)));
		expect(points.map(({ setting }) => setting)).toEqual([0.25, 0.5, 1, 2, 4]);
		const [, , one, two] = points;
		expect(one).toMatchObject({ falseAlarmsPerMinute: { value: 0 }, recall: { value: 0.25 } });
		expect(one!.f1.value).toBe(0.4); // 2 of 5
		expect(two).toMatchObject({ falseAlarmsPerMinute: { value: 6 }, recall: { value: 0.5 } });
		expect(two!.f1.value).toBe(0.5714); // 4 of 7
	});
});

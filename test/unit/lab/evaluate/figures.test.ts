import { describe, expect, it } from 'vitest';
import { People } from '../../../../src/lab/evaluate/people.ts';
import { figuresOf } from '../../../../src/lab/evaluate/figures.ts';
import { outcomeOf } from '../../../../src/lab/evaluate/outcome.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { clip, found, trueEvent } from './cases.ts';

describe('outcome of a clip', () => {
	it('has the second movement on one event as a false alarm', () => {
		const events = [trueEvent(100, 110)];
		const { hits, misses, falseAlarms } = outcomeOf(clip({ events }), [
			found(100, 109),
			found(101, 110),
			found(200, 210),
		]);
		expect(hits.map((hit) => hit.found.onset)).toEqual([100]);
		expect(misses).toEqual([]);
		expect(falseAlarms).toEqual({ calm: 2, active: 0 });
	});

	it('calls a false alarm active when more than a quarter of its frames are', () => {
		const nuisances = [{ kind: 'blink', start: 100, end: 102 }];
		const alarms = (onset: number, offset: number) =>
			outcomeOf(clip({ nuisances }), [found(onset, offset)]).falseAlarms;
		expect(alarms(100, 111)).toEqual({ calm: 1, active: 0 }); // 3 of 12: a quarter
		expect(alarms(100, 110)).toEqual({ calm: 0, active: 1 }); // 3 of 11
	});

	it('looks at the frames of the clip only, and at kinds that are nuisances', () => {
		const nuisances = [
			{ kind: 'lost', start: -5, end: 0 },
			{ kind: 'relax', start: 298, end: 400 },
			{ kind: 'smell', start: 100, end: 200 },
		];
		const { minutes, falseAlarms } = outcomeOf(clip({ nuisances }), [
			found(295, 320), // 2 of 5
			found(100, 110),
		]);
		expect(minutes.active * 60 * 30).toBeCloseTo(3);
		expect(minutes.calm * 60 * 30).toBeCloseTo(297);
		expect(falseAlarms).toEqual({ calm: 1, active: 1 });
	});
});

describe('figures', () => {
	const outcomes = [
		outcomeOf(
			clip({
				events: [
					trueEvent(30, 40, { peakPx200: 2 }),
					trueEvent(100, 110),
					trueEvent(200, 210, { context: 'active' }),
				],
			}),
			[found(31, 42), found(100, 110), found(250, 260)],
		),
		outcomeOf(
			clip({
				file: 'b.mp4',
				person: 'bob',
				part: 'video',
				fps: 15,
				frames: 150,
				events: [trueEvent(50, 56)],
			}),
			[found(50, 54)],
		),
		outcomeOf(clip({ file: 'c.mp4', person: 'cleo' }), [found(10, 20), found(60, 70)]),
	];
	const people = new People(['ann', 'bob', 'cleo'], seeded(1), 200);
	const figures = figuresOf(outcomes, people);

	it('of spotting are counted over all clips, and by part and frame rate', () => {
		expect(figures.overall).toMatchObject({ events: 4, hits: 3, falseAlarms: 3 });
		expect(figures.overall.precision.value).toBe(0.5);
		expect(figures.overall.recall.value).toBe(0.75);
		expect(figures.overall.f1.value).toBe(0.6); // 6 of 10
		expect(figures.parts.map(({ part, hits }) => [part, hits])).toEqual([
			['photo', 2],
			['video', 1],
		]);
		expect(figures.frameRates.map(({ fps, f1 }) => [fps, f1.value])).toEqual([
			[15, 1],
			[30, 0.5], // 4 of 8
		]);
	});

	it('of recall are by size and part, and by what else moves', () => {
		const recalls = figures.amplitudes.map(({ peakPx200, part, hits, events }) =>
			[peakPx200, part, `${hits}/${events}`].join(' '),
		);
		expect(recalls).toEqual([
			'1  2/3',
			'1 photo 1/2',
			'1 video 1/1',
			'2  1/1',
			'2 photo 1/1',
			'2 video 0/0',
		]);
		expect(figures.amplitudes.at(-1)!.recall.value).toBeNull();
		expect(figures.contexts.map(({ context, recall }) => [context, recall.value])).toEqual([
			['active', 0],
			['calm', 1],
		]);
	});

	it('of false alarms are by the minutes they are counted over', () => {
		const { untouched, calm, active, all } = figures.falseAlarms;
		expect(untouched).toMatchObject({ falseAlarms: 2, minutes: 0.1667 });
		expect(untouched.perMinute.value).toBe(12);
		expect(calm).toMatchObject({ falseAlarms: 3, minutes: 0.5 });
		expect(active).toMatchObject({ falseAlarms: 0, minutes: 0 });
		expect(active.perMinute.value).toBeNull();
		expect(all.perMinute.value).toBe(6);
	});

	it('of timing are found less true, in frames of each film and in ms', () => {
		const [onset, , offset] = figures.timing;
		expect(onset).toMatchObject({ keyFrame: 'onset', events: 3 });
		expect(onset!.frames.value).toBe(0.3333); // 1, 0, 0
		expect(onset!.ms.value).toBe(11.1111);
		expect(offset!.frames.value).toBe(1.3333); // 2, 0, -2
		expect(offset!.biasFrames.value).toBe(0);
		expect(offset!.biasMs.value).toBe(-22.2222); // 66.7, 0, -133.3
	});

	it('of latency count from the true offset', () => {
		const clips = [outcomeOf(clip({ events: [trueEvent(30, 40)] }), [found(31, 42)])];
		const { meanMs, longestMs } = figuresOf(clips, people).latency;
		expect(meanMs.value).toBeCloseTo(((42 + 12 - 40) * 1000) / 30, 3);
		expect(longestMs).toBe(meanMs.value);
	});

	it('of clips without an event, or without a movement found, are none', () => {
		const nothing = figuresOf([outcomeOf(clip(), [])], people);
		expect(nothing.overall.f1).toEqual({ value: null, low: null, high: null });
		expect(nothing.timing[0]!.ms.value).toBeNull();
		expect(nothing.latency.longestMs).toBeNull();
	});
});

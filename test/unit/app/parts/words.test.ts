import { expect, test } from 'vitest';
import type { Reading, UnitVerdict } from '../../../../src/core/record/index.ts';
import {
	announcementOf,
	capital,
	clock,
	directionWords,
	findingsOf,
	headlineOf,
	hintsOf,
	objectiveClassWords,
	readingWords,
} from '../../../../src/app/parts/words.ts';
import { CoachMemory, adviceFor } from '../../../../src/app/parts/coach.ts';
import { said, saidOnly } from '../../../support/said.ts';
import type { FrameDetails } from '../../../browser/app/session/reports.ts';
import { engine, event, frame, smile } from '../../../browser/app/session/reports.ts';

const { nameable } = engine.network;

test('only the units that the network’s card lists are named, from its own bars', () => {
	expect(findingsOf(smile, nameable).map(({ au }) => au)).toEqual([12]);
	expect(findingsOf(smile, [{ au: 12, from: 0.95 }])).toEqual([]);
	expect(findingsOf(smile, [{ au: 6, from: 0.1 }]).map(({ au }) => au)).toEqual([6]);
});

test('weakly measured units are hints; useless ones do not appear at all', () => {
	expect(hintsOf(smile).map(({ au }) => au)).toEqual([14]);
});

test('a headline names the unit with its number and side', () => {
	const unit = said('movement.unit.sided', {
		unit: said('movement.unit.12'),
		au: 12,
		side: said('movement.side.left'),
	});
	expect(headlineOf(event('e1', [1, 5, 9]), engine)).toBe(capital(unit));
});

test('without a verdict the headline says where something moved', () => {
	expect(headlineOf(event('e1', [1, 5, 9], null), engine)).toBe(
		said('movement.headline.regions', { regions: said('movement.region.lipCornerLeft') }),
	);
});

/** A verdict with these units at 90 % and this reading at 95 %. */
const verdictOf = (reading: Reading, ...units: number[]): UnitVerdict => ({
	...smile,
	reading,
	probabilities: { positive: 0.95, negative: 0.95, surprise: 0.95 },
	actionUnits: units.map((au) => ({ au, p: 0.9, side: 'both' })),
});
const readingOf = (reading: Reading, ...units: number[]) =>
	readingWords(verdictOf(reading, ...units), nameable);

test.each(['positive', 'negative', 'surprise'] as const)(
	'a lowered brow alone is not one emotion, also where %s is probable',
	(reading) => {
		const hedge = said('movement.hedge.alone');
		const brow = { text: said('movement.reading.brow'), hedge };
		expect(readingOf(reading, 4)).toEqual(brow);
		expect(readingOf(reading, 7, 4)).toEqual({ text: said('movement.reading.brow.lids'), hedge });
		expect(readingOf(reading, 7)).toEqual({ text: said('movement.reading.lids'), hedge });
		// 9 is not named: what is left is the brow.
		expect(readingOf(reading, 9, 4)).toEqual(brow);
	},
);

test('with another unit, or none, the reading is what such movements are often seen with', () => {
	const share = said('movement.percent', { n: 95 });
	const hedge = said('movement.hedge.feeling');
	expect(readingOf('negative', 4, 17)).toEqual({
		text: said('movement.reading.negative', { share }),
		hedge,
	});
	expect(readingOf('surprise', 1, 2)).toEqual({
		text: said('movement.reading.surprise', { share }),
		hedge,
	});
	expect(readingOf('positive')).toEqual({
		text: said('movement.reading.positive', { share }),
		hedge,
	});
});

test('what is uncertain has no clear reading, also with a lowered brow', () => {
	expect(readingOf('uncertain', 12)).toEqual({
		text: said('movement.reading.uncertain'),
		hedge: said('movement.hedge.improbable'),
	});
	expect(readingOf('uncertain', 4).text).toBe(
		said('movement.reading.unclear', { brows: said('movement.reading.brow') }),
	);
});

// The wording itself: it must hold whatever the texts become.
test('no reading says what anybody feels', () => {
	const units = [[], [4], [7], [4, 7], [12], [1, 2]];
	const readings = ['positive', 'negative', 'surprise', 'uncertain'] as const;
	for (const reading of readings) {
		for (const named of units) {
			const { text, hedge } = readingOf(reading, ...named);
			expect(text).toMatch(/often seen with|No clear reading/i);
			expect(text).not.toMatch(/is (?:happy|angry|sad|surprised)|feels|emotion/i);
			// The hedge is the one sentence that may name a feeling: to say that none is told.
			expect(hedge).not.toBe('');
			expect(hedge.replace(said('movement.hedge.feeling'), '')).not.toMatch(/feels|emotion/i);
		}
	}
});

test('an objective class is said in a few words, without a feeling', () => {
	expect(objectiveClassWords('III')).toBe(said('movement.class.III'));
	expect(objectiveClassWords('VII')).toBe(said('movement.class.VII'));
});

test('what is announced is what moved, not the reading', () => {
	expect(announcementOf(event('e1', [1, 5, 9], verdictOf('negative', 4)), engine)).toBe(
		said('movement.announcement', {
			time: '0:00.0',
			duration: said('movement.seconds', { n: '0.27' }),
			headline: capital(said('movement.unit.said', { unit: said('movement.unit.4'), au: 4 })),
		}),
	);
});

test('directions are the person’s own: to the right of the picture is their left', () => {
	const region = { region: 'chin', amplitudePx200: 1, z: 5 } as const;
	expect(directionWords({ ...region, dx: 1, dy: 0.2 })).toBe(said('movement.direction.left'));
	expect(directionWords({ ...region, dx: 0.1, dy: -1 })).toBe(said('movement.direction.up'));
});

test('clock times round to tenths and carry over', () => {
	expect(clock(0)).toBe('0:00.0');
	expect(clock(59_960)).toBe('1:00.0');
	expect(clock(725_340)).toBe('12:05.3');
});

test.each([
	['a calm face in good light', {}, null],
	['no face', { face: { state: 'none' } }, 'live.coach.no-face'],
	['12 frames a second', { quality: { frames: 99, fps: 12 } }, 'live.coach.no-claims'],
	['20 frames a second', { quality: { frames: 99, fps: 20 } }, 'live.coach.few-frames'],
	['a far face', { face: { scale: 0.5 } }, 'live.coach.far'],
	['a turned head', { face: { state: 'turned' } }, 'live.coach.turned'],
	['a dark room', { face: { light: 30 } }, 'live.coach.dark'],
	['talking', { face: { speaking: true } }, 'live.coach.talking'],
	// One sentence at a time, the one that matters most.
	[
		'a far face in the dark, talking',
		{ face: { scale: 0.5, light: 9, speaking: true } },
		'live.coach.far',
	],
] as const)('the coach on %s', (_case, details, expected) => {
	const advice = adviceFor(frame(60, details));
	if (expected === null) expect(advice).toBeNull();
	else expect(advice?.text).toMatch(saidOnly(expected));
});

test('what the coach says does not flicker: it stays to be read, and its limits have slack', () => {
	const memory = new CoachMemory();
	const topicAt = (index: number, details: FrameDetails): string | null =>
		memory.take(frame(index, details))?.topic ?? null;
	const dark = { face: { light: 58 } } as const;
	const hardly = { face: { light: 62 } } as const;
	expect(topicAt(40, dark)).toBe('dark');
	expect(topicAt(41, {})).toBe('dark'); // just said
	expect(topicAt(160, hardly)).toBe('dark'); // within the slack
	expect(topicAt(170, { face: { light: 90 } })).toBe('dark'); // only just better
	expect(topicAt(200, { face: { light: 90 } })).toBeNull();
	expect(topicAt(201, hardly)).toBeNull(); // the way back has none
	expect(topicAt(210, { face: { speaking: true } })).toBe('talking');
	expect(topicAt(211, { face: { state: 'none' } })).toBe('no-face'); // worse is said at once
});

test('after a calibration the coach says what has changed since', () => {
	const spread = (median: number) => ({ median, mad: 0 });
	const baseline = {
		yaw: spread(0),
		pitch: spread(0),
		roll: spread(0),
		opening: spread(0.3),
		scale: spread(1.5),
		light: spread(128),
		noise: [],
		fps: 30,
		frames: 90,
	};
	expect(adviceFor(frame(60), baseline)).toBeNull();
	expect(adviceFor(frame(60, { face: { scale: 0.9 } }), baseline)?.text).toBe(
		said('live.coach.since.farther'),
	);
	expect(adviceFor(frame(60, { face: { light: 70 } }), baseline)?.text).toBe(
		said('live.coach.since.darker'),
	);
	// What matters now comes before what has changed.
	expect(adviceFor(frame(60, { face: { scale: 0.5 } }), baseline)?.topic).toBe('far');
});

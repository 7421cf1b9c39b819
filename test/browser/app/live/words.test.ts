import { expect, test } from 'vitest';
import type { Reading, UnitVerdict } from '../../../../src/core/record/index.ts';
import {
	announcementOf,
	clock,
	directionWords,
	findingsOf,
	headlineOf,
	hintsOf,
	objectiveClassWords,
	readingWords,
} from '../../../../src/app/parts/words.ts';
import { CoachMemory, adviceFor } from '../../../../src/app/parts/coach.ts';
import type { FrameDetails } from '../session/reports.ts';
import { engine, event, frame, smile } from '../session/reports.ts';

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
	expect(headlineOf(event('e1', [1, 5, 9]), engine)).toBe('Lip corners pulled up (AU 12), left');
});

test('without a verdict the headline says where something moved', () => {
	expect(headlineOf(event('e1', [1, 5, 9], null), engine)).toBe('Brief movement: left lip corner');
});

/** A verdict with these units at 90 % and this reading at 95 %. */
const said = (reading: Reading, ...units: number[]): UnitVerdict => ({
	...smile,
	reading,
	probabilities: { positive: 0.95, negative: 0.95, surprise: 0.95 },
	actionUnits: units.map((au) => ({ au, p: 0.9, side: 'both' })),
});
const inWords = (verdict: UnitVerdict): string => {
	const { text, hedge } = readingWords(verdict, nameable);
	return `${text} ${hedge}`;
};

test.each(['positive', 'negative', 'surprise'] as const)(
	'a lowered brow alone is not one emotion, also where %s is probable',
	(reading) => {
		const alone = ' Alone it tells none of them from the others.';
		const seenWith = 'often seen with anger, disgust, concentration, effort.';
		expect(inWords(said(reading, 4))).toBe(`Brow lowered: ${seenWith}${alone}`);
		expect(inWords(said(reading, 7, 4))).toBe(
			`Brow lowered, eyelids tightened: ${seenWith}${alone}`,
		);
		expect(inWords(said(reading, 7))).toMatch(/^Eyelids tightened: often seen with a smile, anger/);
		// 9 is not named: what is left is the brow.
		expect(inWords(said(reading, 9, 4))).toBe(`Brow lowered: ${seenWith}${alone}`);
	},
);

test('with another unit, or none, the reading is what such movements are often seen with', () => {
	expect(inWords(said('negative', 4, 17))).toBe(
		'Often seen with something unpleasant, or with effort (95 %). Not a statement about feeling.',
	);
	expect(inWords(said('surprise', 1, 2))).toMatch(/^Often seen with surprise, or with interest/);
	expect(inWords(said('positive'))).toMatch(/^Often seen with something pleasant, or with/);
});

test('what is uncertain has no clear reading, also with a lowered brow', () => {
	expect(inWords(said('uncertain', 12))).toBe(
		'No clear reading. No class is probable enough to be named.',
	);
	expect(inWords(said('uncertain', 4))).toMatch(/^No clear reading. Brow lowered: often seen with/);
});

test('no reading says what anybody feels', () => {
	const units = [[], [4], [7], [4, 7], [12], [1, 2]];
	const readings = ['positive', 'negative', 'surprise', 'uncertain'] as const;
	for (const reading of readings) {
		for (const named of units) {
			const words = inWords(said(reading, ...named));
			expect(words).toMatch(/often seen with|No clear reading/i);
			expect(words).not.toMatch(/is (?:happy|angry|sad|surprised)|feels|emotion/i);
		}
	}
});

test('an objective class is said in a few words, without a feeling', () => {
	expect(objectiveClassWords('III')).toBe('III: brows lowered, or lips tightened');
	expect(objectiveClassWords('VII')).toBe('VII: any other combination');
});

test('what is announced is what moved, not the reading', () => {
	expect(announcementOf(event('e1', [1, 5, 9], said('negative', 4)), engine)).toBe(
		'At 0:00.0, 0.27 s: Brows drawn down and together (AU 4).',
	);
});

test('directions are the person’s own: to the right of the picture is their left', () => {
	const region = { region: 'chin', amplitudePx200: 1, z: 5 } as const;
	expect(directionWords({ ...region, dx: 1, dy: 0.2 })).toBe('to their left');
	expect(directionWords({ ...region, dx: 0.1, dy: -1 })).toBe('up');
});

test('clock times round to tenths and carry over', () => {
	expect(clock(0)).toBe('0:00.0');
	expect(clock(59_960)).toBe('1:00.0');
	expect(clock(725_340)).toBe('12:05.3');
});

test.each([
	['a calm face in good light', {}, null],
	['no face', { face: { state: 'none' } }, 'No face'],
	['12 frames a second', { quality: { frames: 99, fps: 12 } }, 'too few'],
	['20 frames a second', { quality: { frames: 99, fps: 20 } }, 'may be missed'],
	['a far face', { face: { scale: 0.5 } }, 'closer'],
	['a turned head', { face: { state: 'turned' } }, 'towards the camera'],
	['a dark room', { face: { light: 30 } }, 'too dark'],
	['talking', { face: { speaking: true } }, 'harder to tell apart'],
	// One sentence at a time, the one that matters most.
	['a far face in the dark, talking', { face: { scale: 0.5, light: 9, speaking: true } }, 'closer'],
] as const)('the coach on %s', (_case, details, expected) => {
	const advice = adviceFor(frame(60, details));
	if (expected === null) expect(advice).toBeNull();
	else expect(advice?.text).toContain(expected);
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
		...{ yaw: spread(0), pitch: spread(0), roll: spread(0), opening: spread(0.3) },
		...{ scale: spread(1.5), light: spread(128), noise: [], fps: 30, frames: 90 },
	};
	expect(adviceFor(frame(60), baseline)).toBeNull();
	expect(adviceFor(frame(60, { face: { scale: 0.9 } }), baseline)?.text).toContain('farther away');
	expect(adviceFor(frame(60, { face: { light: 70 } }), baseline)?.text).toContain('darker');
	// What matters now comes before what has changed.
	expect(adviceFor(frame(60, { face: { scale: 0.5 } }), baseline)?.topic).toBe('far');
});

import { expect, test } from 'vitest';
import { clock, directionWords, findingsOf, headlineOf, hintsOf } from '../../../src/live/words.ts';
import { adviceFor } from '../../../src/live/coach.ts';
import { engine, event, frame, smile } from '../session/reports.ts';

const { nameable } = engine.network;

test('only the six reliable units are named, from the network’s own bars', () => {
	expect(findingsOf(smile, nameable).map(({ au }) => au)).toEqual([12]);
	expect(findingsOf(smile, [{ au: 12, from: 0.95 }])).toEqual([]);
	expect(findingsOf(smile, [{ au: 6, from: 0.1 }])).toEqual([]);
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

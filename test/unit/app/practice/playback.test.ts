import { expect, test } from 'vitest';
import { isFaithful, Playback } from '../../../../src/app/practice/stage/playback.ts';

const times = { durationMs: 2400, onsetMs: 1200, offsetMs: 1500 };

/** Draws at each of these wall times what is due. */
function watch(speed: number, walls: Iterable<number>) {
	const playback = new Playback(times, speed);
	for (const wall of walls) playback.saw(wall, playback.momentAt(wall));
	return playback.shown();
}

function* every(ms: number, until = 20_000, from = 0): Generator<number> {
	for (let at = from; at < until; at += ms) yield at;
}

test.each([1, 0.5, 0.25, 0.125])(
	'at speed %d only the movement and its surroundings are slow',
	(speed) => {
		const playback = new Playback(times, speed);
		expect(playback.momentAt(0)).toBe(0);
		expect(playback.momentAt(1000)).toBeCloseTo(1000);
		expect(playback.momentAt(playback.lengthMs)).toBeCloseTo(times.durationMs);
		expect(playback.lengthMs).toBeCloseTo(2400 - 540 + 540 / speed);
		let before = -1;
		for (const wall of every(7, playback.lengthMs)) {
			const moment = playback.momentAt(wall);
			expect(moment).toBeGreaterThan(before);
			before = moment;
		}
	},
);

test.each([1, 0.5, 0.25, 0.125])(
	'at speed %d a display of 60 Hz shows the movement as long as its truth says',
	(speed) => {
		const shown = watch(speed, every(1000 / 60))!;
		expect(shown.expectedMs).toBeCloseTo(300 / speed);
		expect(Math.abs(shown.visibleMs - shown.expectedMs)).toBeLessThanOrEqual(1000 / 60 + 1e-6);
		expect(isFaithful(shown)).toBe(true);
	},
);

test('a busy machine that swallows the movement is noticed', () => {
	const swallowed = [...every(16, 1190), ...every(16, 20_000, 1520)];
	expect(isFaithful(watch(1, swallowed)!)).toBe(false);
	const halted = [...every(16, 1250), ...every(16, 20_000, 1350)];
	expect(isFaithful(watch(1, halted)!)).toBe(false);
	expect(watch(1, every(16, 1400))).toBeNull();
});

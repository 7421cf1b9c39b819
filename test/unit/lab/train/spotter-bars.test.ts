import { describe, expect, it } from 'vitest';
import { millis } from '../../../../src/core/kernel/index.ts';
import type { FaceActivity, SpotterFrame } from '../../../../src/line/select/index.ts';
import { acceptedAt, barsFrom } from '../../../../src/lab/train/spotter/index.ts';
import type { Candidate, HeldOutTrial, Tried } from '../../../../src/lab/train/spotter/index.ts';

const FPS = 10;

/** One minute of a face at rest, then one of a face that talks. */
const steps = Array.from({ length: 120 * FPS + 1 }, (_, i): SpotterFrame => ({
	at: millis((1000 * i) / FPS),
	index: i,
	signals: new Float32Array(0),
	blinking: false,
	speaking: i > 60 * FPS,
	headDegPerS: 0,
	turnedDeg: 0,
	yawDeg: 0,
	eyeChange: 0,
	residualPx: 0,
	scale: 1,
	light: 100,
	fps: FPS,
}));

function candidate(
	onset: number,
	score: number,
	activity: FaceActivity,
	reason: Candidate['decision']['reason'] = 'too-weak',
): Candidate {
	const offset = onset + 4;
	const decision = {
		accepted: false,
		keyFrames: { onset, apex: onset + 2, offset } as Candidate['decision']['keyFrames'],
		reason,
		measured: null,
		limit: null,
		parts: [],
		score,
		activity,
		fps: FPS,
	};
	return { onset, apex: onset + 2, offset, decidedAtMs: 0, decision };
}

const event = { onset: 300, apex: 302, offset: 304, relaxEnd: 304, aus: [1], peakPx200: 1 };
const film = { file: 'a.mp4', fps: FPS, part: 'video', person: 'ann', source: 'a', nuisances: [] };

const triedWith = (candidates: readonly Candidate[]): Tried => ({
	entry: {
		track: {
			name: 'a',
			origin: 'film',
			truth: { ...film, events: [event] },
			seconds: 120,
			steps,
		},
		film: {} as Tried['entry']['film'],
		fold: 0,
	},
	candidates,
});

const tried = triedWith([
	candidate(100, 0.9, 'calm'),
	candidate(200, 0.5, 'calm'),
	candidate(250, 0.99, 'calm', 'no-return'),
	candidate(299, 0.95, 'calm'),
	candidate(700, 0.3, 'active', 'speech'),
	candidate(800, 0.2, 'active', 'blink'),
]);

describe('bars', () => {
	it('promise no more false alarms a minute than are set, in calm and in active faces', () => {
		// Two were counted in a minute of either: of other people there may be 4.4.
		// Neither what other gates refuse nor what is a movement counts.
		expect(barsFrom([tried], [1, 2, 4])).toEqual({
			calm: [
				[1, 0.95],
				[2, 0.7],
				[4, 0],
			],
			active: [
				[1, 0.65],
				[2, 0.25],
				[4, 0],
			],
		});
	});
});

describe('what a setting accepts', () => {
	const trial = {
		scorers: [{ bar: (_: number, activity: FaceActivity) => (activity === 'calm' ? 0.4 : 0.25) }],
	} as unknown as HeldOutTrial;

	it('is what passed every gate and reaches the bar of its activity', () => {
		const onsets = [...acceptedAt(tried, trial, 1)].map(({ onset }) => onset);
		expect(onsets).toEqual([100, 200, 299, 700]);
	});

	it('is never two movements at the same time', () => {
		const both = triedWith([candidate(100, 0.6, 'calm'), candidate(102, 0.9, 'calm')]);
		expect([...acceptedAt(both, trial, 1)].map(({ onset }) => onset)).toEqual([100]);
	});
});

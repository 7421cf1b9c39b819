import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { sigmoid } from '../../../../src/core/statistics/index.ts';
import {
	barAt,
	calibrate,
	candidatesOf,
	foldsOf,
	labelOf,
	recallAt,
} from '../../../../src/lab/train/spotter/index.ts';
import type { FilmTruth, FilmEvent } from '../../../../src/lab/footage/index.ts';

const event = (onset: number, peakPx200 = 1, aus = [1]): FilmEvent => ({
	onset,
	apex: onset + 5,
	offset: onset + 10,
	relaxEnd: onset + 10,
	aus,
	peakPx200,
});

const truth = (person: string, source = person, part = 'video'): FilmTruth => ({
	file: `${person}.mp4`,
	fps: 30,
	part,
	person,
	source,
	events: [],
	nuisances: [],
});

describe('foldsOf', () => {
	it('never parts a person, nor people who share footage', () => {
		const films = [
			...['ann', 'ben', 'ann', 'cat', 'dan', 'eve', 'ben'].map((person, i) => ({
				truth: truth(person, `film ${i}`),
				seconds: 5 + i,
			})),
			{ truth: truth('fay', 'film 3'), seconds: 9 }, // cut from the film that shows cat
			{ truth: truth('gus', 'film 7', 'photo'), seconds: 4 },
			{ truth: truth('hal', 'film 8', 'photo'), seconds: 4 },
		];
		const folds = foldsOf(films, 4);
		expect(folds[0]).toBe(folds[2]);
		expect(folds[1]).toBe(folds[6]);
		expect(folds[3]).toBe(folds[7]);
		expect(new Set(folds)).toEqual(new Set([0, 1, 2, 3]));
		// Every part is spread.
		expect(folds[8]).not.toBe(folds[9]);
	});

	it('refuses more turns than there are people', () => {
		const films = ['ann', 'ben'].map((person) => ({ truth: truth(person), seconds: 5 }));
		expect(() => foldsOf(films, 3)).toThrow(RangeError);
	});
});

describe('recallAt', () => {
	const [strong, faint, missed] = [event(10, 2), event(50, 0.5), event(90, 2)];
	const candidates = [
		{ score: 0.9, event: strong },
		{ score: 0.8, event: null },
		{ score: 0.7, event: strong }, // the same movement twice is one
		{ score: 0.6, event: null },
		{ score: 0.5, event: faint },
		{ score: 0.4, event: null },
	];

	it('counts movements above the bar that lets so many false alarms through', () => {
		// Two minutes: one false alarm at half of one a minute, two at one, none at a quarter.
		const recall = recallAt(candidates, [strong, faint, missed], 2, [0.25, 0.5, 1]);
		expect(recall.map(({ bar }) => bar.toFixed(2))).toEqual(['0.85', '0.65', '0.45']);
		expect(recall.map(({ all }) => all)).toEqual([0.3333, 0.3333, 0.6667]);
		expect(recall[2]!.byPeak).toEqual([
			{ peakPx200: 0.5, found: 1 },
			{ peakPx200: 2, found: 0.5 },
		]);
	});

	it('has no bar where there are fewer false alarms than allowed', () => {
		expect(barAt(candidates, 2, 5)).toBe(0);
	});
});

describe('candidatesOf', () => {
	it('takes the best half and width of local maxima, a quarter of a second apart', () => {
		// Two widths a frame, 100 ms a frame.
		const frames = Int32Array.from({ length: 12 }, (_, i) => i >> 1);
		const film = {
			truth: { ...truth('ann'), events: [{ ...event(0), offset: 3 }] },
			frames,
			times: Float64Array.from(frames, (frame) => 100 * frame),
			count: 12,
		};
		const upper = [0, 1, 2, 1, 0, 0, -1, 0, 0, 0, 1, 0];
		const lower = [0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0];
		const found = candidatesOf(film, 3, [upper, lower]);
		expect(found).toEqual([
			{ film: 3, frame: 1, half: 'upper', logit: 2, event: film.truth.events[0] },
			{ film: 3, frame: 4, half: 'lower', logit: 4, event: null },
		]);
	});
});

describe('calibrate', () => {
	it('finds the probabilities that candidates were drawn with', () => {
		const random = seeded(4);
		const candidates = Array.from({ length: 8000 }, () => {
			const logit = random.uniform(-6, 4);
			return { logit, event: random.chance(sigmoid(0.7 * logit - 0.5)) ? {} : null };
		});
		const { slope, shift } = calibrate(candidates);
		expect(slope).toBeCloseTo(0.7, 1);
		expect(shift).toBeCloseTo(-0.5, 1);
	});
});

describe('labelOf', () => {
	// Ten frames, a third of a second: the best half width is 160 ms, with its middle at frame 105.
	const film = { ...truth('ann'), events: [event(100), event(200, 0.5), event(300, 1, [12])] };
	const label = (frame: number, halfMs: number, half: 'upper' | 'lower' = 'upper'): string =>
		labelOf(film, half, frame, halfMs, 0.6);

	it('is a movement at its middle and about its width', () => {
		expect(label(105, 160)).toBe('movement');
		expect(label(106, 210)).toBe('movement');
		expect(label(105, 270)).toBe('ignored');
		expect(label(109, 160)).toBe('ignored');
		expect(label(120, 160)).toBe('nothing');
		expect(label(205, 160)).toBe('faint');
	});

	it('is ignored in the other half of the face', () => {
		expect(label(105, 160, 'lower')).toBe('ignored');
		expect(label(305, 160)).toBe('ignored');
		expect(label(305, 160, 'lower')).toBe('movement');
	});
});

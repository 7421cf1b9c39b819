import { describe, expect, it } from 'vitest';
import { People } from '../../../../src/lab/evaluate/people.ts';
import { filmFigures } from '../../../../src/lab/evaluate/classifier/film-figures.ts';
import { nonMovementsOf } from '../../../../src/lab/evaluate/classifier/non-movements.ts';
import {
	analysisOf,
	confusionIn,
	f1Of,
	isSideRight,
	precisionOf,
	recallOf,
	spottingOf,
	strsOf,
	uarOf,
	uf1Of,
} from '../../../../src/lab/evaluate/classifier/scores.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import type { FilmTruth } from '../../../../src/lab/footage/index.ts';
import { calibration, movement, outcome, read, reading } from './readings.ts';

/** Two of three positives right, one of one negative, no surprise. */
const four = [
	read('positive', 'positive'),
	read('positive', 'positive'),
	read('positive', 'negative'),
	read('negative', 'negative'),
];

describe('scores of classes', () => {
	it('count what was read, rows the truth', () => {
		expect(confusionIn(four)).toEqual([
			[2, 1, 0],
			[0, 1, 0],
			[0, 0, 0],
		]);
	});

	it('leave out a class that neither occurs nor is read', () => {
		// F1: 4 / 5 and 2 / 3.
		expect(uf1Of(four)).toBeCloseTo((4 / 5 + 2 / 3) / 2, 12);
		expect(uarOf(four)).toBeCloseTo((2 / 3 + 1) / 2, 12);
	});

	it('count a class that is read and does not occur as wrong', () => {
		expect(uf1Of([read('positive', 'surprise')])).toBe(0);
		const mixed = [read('positive', 'positive'), read('positive', 'surprise')];
		expect(uf1Of(mixed)).toBeCloseTo((2 / 3 + 0) / 2, 12);
	});

	it('say nothing of nothing', () => {
		expect(uf1Of([])).toBeNull();
		expect(uarOf([])).toBeNull();
	});
});

describe('STRS', () => {
	const film = outcome({
		movements: [...four, ...four].map(({ truth }) => truth),
		accepted: 6,
		hits: 4,
		atHits: four,
	});

	it('is F1 of spotting times F1 of the macro precision and recall of the hits', () => {
		const spotting = spottingOf([film]);
		expect(precisionOf(spotting)).toBeCloseTo(4 / 6, 12);
		expect(recallOf(spotting)).toBeCloseTo(4 / 8, 12);
		expect(f1Of(spotting)).toBeCloseTo(8 / 14, 12);
		const precision = (1 + 1 / 2) / 2;
		const recall = (2 / 3 + 1) / 2;
		const f1 = (2 * precision * recall) / (precision + recall);
		expect(analysisOf(four)).toEqual({ precision, recall, f1 });
		expect(strsOf([film])).toBeCloseTo((8 / 14) * f1, 12);
	});

	it('counts false alarms of films without a movement', () => {
		const quiet = outcome({ accepted: 2 });
		expect(f1Of(spottingOf([film, quiet]))).toBeCloseTo(8 / 16, 12);
	});

	it('is 0 without a hit, and nothing without anything', () => {
		expect(strsOf([outcome({ movements: [movement('positive')] })])).toBe(0);
		expect(strsOf([outcome({ accepted: 1 })])).toBe(0);
		expect(strsOf([outcome()])).toBeNull();
	});
});

describe('the side of a movement', () => {
	const told = (
		side: 'both' | 'left' | 'right',
		units: readonly number[],
		said: Parameters<typeof reading>[1],
	): boolean =>
		isSideRight({
			truth: movement('negative', { side, units }),
			reading: reading('negative', said),
		});

	it('is told by the most probable true unit that is named', () => {
		// 12 is the more probable, but its bar is higher: 4 is what a person hears of.
		expect(told('left', [4, 12], { 4: [1, -3], 12: [1.5, 1.5] })).toBe(true);
		// Named, it counts.
		expect(told('left', [4, 12], { 4: [1, -3], 12: [3, 3] })).toBe(false);
	});

	it('else by the most probable true unit', () => {
		expect(told('right', [9, 10], { 9: [-3, 0], 10: [0, -3], 4: [5, -5] })).toBe(true);
		expect(told('right', [9, 10], { 9: [-3, 0], 10: [1, -3] })).toBe(false);
	});

	it('is both where the sides differ by no more than the margin', () => {
		expect(told('both', [4], { 4: [2, 1.5] })).toBe(true);
		expect(told('both', [4], { 4: [2, 0.5] })).toBe(false);
	});

	it('is not told of units that the network does not know', () => {
		expect(told('left', [99], {})).toBe(false);
	});
});

describe('key frames where nothing is expressed', () => {
	const truth = (more: Partial<FilmTruth>): FilmTruth => ({
		file: 'a.mp4',
		fps: 30,
		part: 'video',
		person: 'ann',
		source: 'x',
		events: [],
		nuisances: [],
		...more,
	});

	it('are start, middle and end, at most half a second', () => {
		const nuisances = [
			{ kind: 'blink', start: 10, end: 16 },
			{ kind: 'mouth', start: 40, end: 200 },
			{ kind: 'relax', start: 300, end: 320 },
			{ kind: 'blink', start: 330, end: 331 },
		];
		expect(nonMovementsOf(truth({ nuisances }))).toEqual([
			{ kind: 'blink', keyFrames: { onset: 10, apex: 13, offset: 16 } },
			{ kind: 'mouth', keyFrames: { onset: 40, apex: 48, offset: 55 } },
		]);
	});

	it('are a second away from every movement and its slow rest', () => {
		const event = { onset: 100, apex: 105, offset: 110, relaxEnd: 140, aus: [4], peakPx200: 1 };
		const blinkAt = (start: number) => ({ kind: 'blink', start, end: start + 6 });
		const at = (start: number) =>
			nonMovementsOf(truth({ events: [event], nuisances: [blinkAt(start)] })).length;
		expect([64, 65, 120, 169, 170].map(at)).toEqual([1, 0, 0, 0, 1]);
	});
});

describe('figures in films', () => {
	const ann = outcome({
		movements: [movement('positive', { units: [12] }), movement('negative'), movement('surprise')],
		atTruth: [
			{
				truth: movement('positive', { units: [12], peakPx200: 3, side: 'left' }),
				reading: reading('positive', { 12: [4, -4] }),
			},
			{
				truth: movement('negative', { units: [4], peakPx200: 1 }),
				reading: reading('positive', { 12: [3, 3] }, false),
			},
		],
		accepted: 3,
		hits: 1,
		atHits: [read('positive', 'positive', { peakPx200: 3 })],
		falseAlarms: [reading('negative', { 4: [2, 2] }), reading('surprise', {}, false)],
		nonMovements: [
			{ kind: 'blink', reading: reading('negative') },
			{ kind: 'blink', reading: reading('negative', {}, false) },
		],
	});
	const bob = outcome({
		clip: { file: 'b.mp4', part: 'video', person: 'bob' },
		movements: [movement('negative', { peakPx200: 0.5 })],
		atTruth: [read('negative', 'negative', { peakPx200: 0.5 })],
	});
	const figures = filmFigures([ann, bob], calibration, new People(['ann', 'bob'], seeded(1), 200));
	const row = (part: string | null, px200: number | null, orMore: boolean) =>
		figures.atTruth.find(
			(each) => each.part === part && each.size.px200 === px200 && each.size.orMore === orMore,
		);

	it('have a row for every size and kind of film that holds a movement', () => {
		expect(row(null, null, true)!.events).toBe(3);
		expect(row(null, 1, true)!.events).toBe(2);
		expect(row(null, 2, true)!.events).toBe(1);
		expect(row('video', 0.5, false)!.events).toBe(1);
		expect(row('video', 3, false)).toBeUndefined();
		expect(figures.unseen).toBe(1);
	});

	it('say of each how it is classed, and what is named', () => {
		const all = row(null, null, true)!;
		// Positive 1 of 1 and read once more; negative 1 of 2.
		expect(all.uf1.value).toBeCloseTo(2 / 3, 4);
		expect(all.uf1.low).toBeLessThanOrEqual(all.uf1.high!);
		expect(all.naming).toEqual([
			{ named: 1, right: 0.6667 },
			{ named: 0.6667, right: 1 },
		]);
	});

	it('count units from 1 px200 on, at their bar', () => {
		expect(figures.units.map(({ units, events }) => [units, events])).toEqual([
			[[4], 1],
			[[12], 1],
		]);
		const [four, twelve] = figures.units;
		expect(four!.f1).toBe(0); // never said
		expect(twelve!.f1).toBeCloseTo(2 / 3, 3); // said twice, once of nothing
		expect(twelve!.auc).toBe(1);
		expect(figures.unitsAbsent).toContain(17);
		expect(figures.unitsAbsent).not.toContain(4);
	});

	it('tell sides, false detections and what is no movement apart', () => {
		expect(figures.sides[0]!.oneSided).toEqual({ events: 1, right: 1 });
		expect(figures.sides[0]!.bothSides.events).toBe(2);
		const still = Object.fromEntries(figures.still.map((each) => [each.kind, each]));
		expect(still['blink']).toMatchObject({ count: 2, named: [1, 0.5], unitNamed: 0 });
		expect(still['mouth']).toMatchObject({ count: 0, named: [null, null], confidence: null });
		expect(still['false detection']).toMatchObject({ count: 2, named: [1, 0.5], unitNamed: 0.5 });
	});

	it('join spotting and reading', () => {
		const [all, photo] = figures.spotted;
		expect(all).toMatchObject({ part: null, events: 4, hits: 1, falseAlarms: 2 });
		expect(all!.f1.value).toBeCloseTo(2 / 7, 4);
		expect(all!.strs.value).toBeCloseTo(2 / 7, 4);
		expect(photo!.part).toBe('photo');
	});
});

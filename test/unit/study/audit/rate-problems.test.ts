import { expect, test } from 'vitest';
import { rateProblems } from '../../../../src/study/audit/index.ts';
import type { AnnotatedClip } from '../../../../src/core/record/index.ts';

const record = (columns: Record<string, string>, row = 2): AnnotatedClip => ({
	dataset: 'own',
	subject: 'own:P1',
	clip: 'film',
	kind: 'micro',
	fps: 25,
	onset: 0,
	apex: null,
	offset: null,
	units: [],
	emotion: null,
	class3: null,
	objective: null,
	coder: null,
	columns,
	folder: null,
	place: { file: 'coding.csv', sheet: null, row },
});

/** 30 frames a second, one of them missing. */
const motion = {
	frames: Int32Array.of(0, 1, 2, 4, 5),
	times: Float64Array.of(500, 533.333, 566.667, 633.333, 666.667),
};

const saidOf = (...columns: Record<string, string>[]): string[] =>
	rateProblems(
		'film.mp4',
		columns.map((each, at) => ({ record: record(each, at + 2) })),
		motion,
	);

test('a rate that contradicts the film is said once, with its place', () => {
	expect(saidOf({ FPS: '25' }, { FPS: '25' }, { FPS: '200' })).toEqual([
		'coding.csv, row 2: its FPS column says 25, but film.mp4 has 30 frames a second; check that the key frames were counted in this video.',
		'coding.csv, row 4: its FPS column says 200, but film.mp4 has 30 frames a second; check that the key frames were counted in this video.',
	]);
});

test('a rate that is about right, or none, is not', () => {
	expect(saidOf({ fps: '29.97' }, { fps: '29,97' }, { fps: '' }, { other: '25' })).toEqual([]);
	expect(
		rateProblems('a.mp4', [{ record: record({ fps: '25' }) }], {
			frames: Int32Array.of(3),
			times: Float64Array.of(0),
		}),
	).toEqual([]);
});

import { expect, it } from 'vitest';
import { millis } from '../../../../src/core/kernel/index.ts';
import type { FacesRecord } from '../../../../src/core/record/index.ts';
import { peopleOf } from '../../../../src/lab/analyze/people.ts';
import { facesSentence } from '../../../../src/lab/analyze/results.ts';

const at = (x: number) => ({ x, y: 0.2, width: 0.2, height: 0.3 });
const followed = (
	person: number,
	ms: number,
	why: 'first' | 'cut' | 'other' | 'again',
	x = 0.1,
) => ({
	person,
	frame: ms / 40,
	ms: millis(ms),
	why,
	place: at(x),
});
const other = (person: number, from: number, to: number, x: number) => ({
	person,
	fromFrame: from / 40,
	fromMs: millis(from),
	toFrame: to / 40,
	toMs: millis(to),
	side: 'right' as const,
	place: at(x),
});
const faces = (more: Partial<FacesRecord>): FacesRecord => ({
	choice: 'largest',
	followed: [followed(1, 0, 'first')],
	others: [],
	cuts: [],
	...more,
});

it('one face from first to last is one person, and not worth a sentence', () => {
	expect(peopleOf(faces({}), 4000)).toEqual([{ person: 1, fromMs: 0, toMs: 4000, place: at(0.1) }]);
	expect(facesSentence('a.mp4', faces({}))).toBeNull();
	expect(facesSentence('a.mp4', null)).toBeNull();
});

it('people are counted in order of time, then from the left; a glimpse is nobody', () => {
	const people = peopleOf(
		faces({
			others: [other(2, 0, 2000, 0.05), other(3, 1000, 1000, 0.6), other(4, 3800, 3900, 0.8)],
		}),
		4000,
	);
	expect(people.map(({ fromMs, toMs, place }) => [fromMs, toMs, place.x])).toEqual([
		[0, 2500, 0.05],
		[0, 4000, 0.1],
		[1000, 1500, 0.6],
	]);
	expect(people.map(({ person }) => person)).toEqual([1, 2, 3]);
});

it('a cut ends everybody, and who is followed after another is the one who was there before', () => {
	const people = peopleOf(
		faces({
			followed: [
				followed(1, 0, 'first'),
				followed(3, 2000, 'cut', 0.4),
				followed(4, 5000, 'other', 0.7),
			],
			others: [other(2, 0, 1900, 0.6), other(4, 2500, 4500, 0.7)],
			cuts: [{ frame: 50, ms: millis(2000) }],
		}),
		8000,
	);
	expect(people.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
		[0, 2000],
		[0, 2000],
		[2000, 5000],
		[2500, 8000],
	]);
});

it('progress says who was followed, who else was there, and where the film was cut', () => {
	const said = facesSentence(
		'a.mp4',
		faces({
			followed: [followed(1, 0, 'first'), followed(2, 2400, 'other')],
			others: [other(2, 400, 2000, 0.6)],
			cuts: [{ frame: 33, ms: millis(1320) }],
		}),
	);
	expect(said).toBe(
		'a.mp4: the largest face was followed; 1 other seen between 0.4 and 2.0 s; another face was followed from 2.4 s on; 1 cut (frame 33).',
	);
});

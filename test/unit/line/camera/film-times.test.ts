import { ALL_FORMATS, BlobSource, Input } from 'mediabunny';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../../../src/core/record/index.ts';
import { filmTimesOf } from '../../../../src/line/camera/film/open-film-track.ts';
import type { FilmTimes } from '../../../../src/line/camera/film/film-times.ts';
import { filmTimes, startOf } from '../../../../src/line/camera/film/film-times.ts';
import type { MovieBoxes } from '../../../../src/line/camera/film/movie-boxes.ts';
import { readMovieBoxes } from '../../../../src/line/camera/film/movie-boxes.ts';
import { orderedPictures } from '../../../../src/line/camera/film/picture-order.ts';
import type { MovieOptions } from '../../../support/movie-file.ts';
import { movieFile } from '../../../support/movie-file.ts';
import { mutated } from '../../../support/mutated.ts';

async function timesOf(file: Blob): Promise<FilmTimes> {
	const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
	try {
		const track = await input.getPrimaryVideoTrack();
		if (track === null) throw new Fault('file/not-video', 'no picture');
		return (await filmTimesOf(file, input, track)).times;
	} finally {
		input.dispose();
	}
}

const thirty = (count: number, from = 0): number[] =>
	Array.from({ length: count }, (_, n) => from + n / 30);
const of = async (options: MovieOptions): Promise<FilmTimes> => timesOf(await movieFile(options));
const rounded = (ms: Float64Array): number[] => [...ms].map(Math.round);

describe('the zero of a film', () => {
	for (const container of ['mp4', 'mkv', 'fragmented'] as const) {
		test(`pictures that begin after the sound begin later (${container})`, async () => {
			const { ms, endMs } = await of({ container, stamps: thirty(20, 0.5), soundAt: 0 });
			expect(ms).toHaveLength(20);
			expect(rounded(ms).slice(0, 3)).toEqual([500, 533, 567]);
			expect(Math.abs(endMs - 500 - 20 * (1000 / 30))).toBeLessThan(1);
		});
	}

	test('pictures alone begin at 0, whatever their first stamp', async () => {
		expect((await of({ container: 'mkv', stamps: thirty(5, 2.5) })).ms[0]).toBe(0);
	});

	test('sound that begins after the pictures moves nothing', async () => {
		expect((await of({ stamps: thirty(5), soundAt: 0.4 })).ms[0]).toBe(0);
	});
});

describe('an edit list', () => {
	test('holds at its end', async () => {
		const { ms, hidden, endMs } = await of({
			stamps: thirty(65),
			edits: [{ length: 1100, at: 0 }],
		});
		expect(ms).toHaveLength(33);
		expect(hidden).toBe(32);
		expect(endMs).toBeCloseTo(1100, 3);
	});

	test('holds at its beginning: what is shown first is at 0', async () => {
		const { ms, hidden, places } = await of({
			stamps: thirty(65),
			edits: [{ length: 2000, at: 0.5 }],
		});
		expect(hidden).toBe(15);
		expect(places[0]).toBe(15);
		expect(rounded(ms).slice(0, 2)).toEqual([0, 33]);
	});

	test('that begins empty shows the pictures later', async () => {
		const { ms } = await of({
			stamps: thirty(30),
			soundAt: 0,
			edits: [
				{ length: 400, at: null },
				{ length: 1000, at: 0 },
			],
		});
		expect(rounded(ms).slice(0, 2)).toEqual([400, 433]);
	});

	test('of several parts shows each where it stands, gaps included', async () => {
		const { ms, places, runs } = await of({
			stamps: thirty(60),
			edits: [
				{ length: 500, at: 1 },
				{ length: 3000, at: null },
				{ length: 500, at: 0 },
			],
		});
		expect([...places].slice(0, 2)).toEqual([30, 31]);
		expect(runs).toEqual([
			[0, 15],
			[15, 30],
		]);
		expect(places[15]).toBe(0);
		expect(ms[15]).toBeCloseTo(3500, 3);
		expect(ms[29]).toBeCloseTo(3500 + 14 * (1000 / 30), 1);
	});

	test('that shows a part twice has its pictures twice', async () => {
		const part = { length: 1000, at: 0 };
		const { ms, places } = await of({ stamps: thirty(30), edits: [part, part] });
		expect(ms).toHaveLength(60);
		expect(places[30]).toBe(0);
		expect(ms[30]).toBeCloseTo(1000, 3);
	});

	test('whose last part has no length goes to the end', async () => {
		expect((await of({ stamps: thirty(30), edits: [{ length: 0, at: 0.5 }] })).ms).toHaveLength(15);
	});

	test('of a fragmented film has an open end: its parts came later', async () => {
		const file = await movieFile({
			container: 'fragmented',
			stamps: thirty(60),
			edits: [{ length: 100, at: 0 }],
		});
		expect((await timesOf(file)).ms).toHaveLength(60);
	});

	test('with another speed is measured as it is, and that is counted', async () => {
		const { ms, otherRates } = await of({
			stamps: thirty(30),
			edits: [{ length: 1000, at: 0, rate: 0.5 }],
		});
		expect(otherRates).toBe(1);
		expect(ms[1]).toBeCloseTo(1000 / 30, 1);
	});

	test('that shows nothing is refused, not measured', async () => {
		const file = await movieFile({ stamps: thirty(30), edits: [{ length: 1000, at: null }] });
		await expect(timesOf(file)).rejects.toMatchObject({ code: 'file/broken' });
	});

	test('that shows more than a film can hold is refused', async () => {
		const stamps = thirty(2000);
		const edits = Array.from({ length: 9000 }, () => ({ length: 60_000, at: 0 }));
		await expect(of({ stamps, edits })).rejects.toMatchObject({ code: 'file/broken' });
	});
});

test('times are those of B-frames in the order shown', async () => {
	const stamps = [0, 4, 2, 1, 3, 8, 6, 5, 7].map((n) => n / 30);
	expect(rounded((await of({ container: 'mkv', stamps })).ms)).toEqual(
		[0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => Math.round((n * 1000) / 30)),
	);
});

const SEEDS: readonly MovieOptions[] = [
	{ stamps: thirty(12), soundAt: 0, edits: [{ length: 300, at: 0.1 }] },
	{
		stamps: thirty(12),
		edits: [
			{ length: 300, at: null },
			{ length: 100, at: 0.2 },
			{ length: 200, at: 0 },
		],
	},
	{ container: 'fragmented', stamps: thirty(12), soundAt: 0.2 },
];

test('whatever the boxes of a broken file say, times keep their promises', async () => {
	const pictures = orderedPictures(
		thirty(40).map((seconds, n) => ({ seconds, durationSeconds: 1 / 30, key: n % 10 === 0 })),
	);
	let [whole, refused] = [0, 0];
	for (const [seed, options] of SEEDS.entries()) {
		const bytes = new Uint8Array(await (await movieFile(options)).arrayBuffer());
		for (const broken of mutated(bytes, 700, 7 + seed)) {
			let boxes: MovieBoxes | null;
			let times: FilmTimes;
			try {
				boxes = await readMovieBoxes(new Blob([broken]));
				const [track] = boxes?.tracks ?? [];
				times = filmTimes(pictures, track?.edits ?? null, {
					shiftSeconds: track?.shiftSeconds ?? 0,
					otherStarts: (boxes?.tracks ?? []).slice(1).map(({ edits }) => startOf(0, edits, 0)),
					tickSeconds: boxes?.tickSeconds ?? 0,
				});
			} catch (error) {
				expect(error).toBeInstanceOf(Fault);
				expect(error).toMatchObject({ code: 'file/broken' });
				refused += 1;
				continue;
			}
			whole += 1;
			const { ms, stamps, places, endMs } = times;
			expect(ms.every(Number.isFinite) && Number.isFinite(endMs)).toBe(true);
			expect(ms.every((at, n) => at >= 0 && (n === 0 || at > ms[n - 1]!))).toBe(true);
			expect([stamps.length, places.length]).toEqual([ms.length, ms.length]);
			expect(ms.length === 0 || endMs >= ms.at(-1)!).toBe(true);
		}
	}
	expect(whole + refused).toBe(2100);
	expect(whole).toBeGreaterThan(1000);
	expect(refused).toBeGreaterThan(20);
});

/** One film, whose pictures begin 480 ms after its sound, through everything that has its times. */
import { expect, test } from 'vitest';
import { millis } from '../../../../src/core/kernel/index.ts';
import { REGION_COUNT, filmMs } from '../../../../src/core/record/index.ts';
import type { AnnotatedClip, SessionRecord } from '../../../../src/core/record/index.ts';
import {
	bidsEventsTsv,
	elanEaf,
	eventsCsv,
	readSessionJson,
	sessionJson,
} from '../../../../src/files/export/index.ts';
import { openFilm } from '../../../../src/line/camera/page/index.ts';
import type { SourceSpec } from '../../../../src/line/camera/worker/index.ts';
import { openFeed } from '../../../../src/line/camera/worker/index.ts';
import { auditedRow } from '../../../../src/study/audit/index.ts';
import { event, record } from '../../../unit/files/export/record.ts';
import { film } from './film.ts';

const FRAMES = 40;
const KEYS = { onset: 29, apex: 33, offset: 36 } as const;

async function timesOf(source: SourceSpec) {
	const feed = await openFeed(source);
	const at: number[] = [];
	for (let next = await feed.next(); next !== null; next = await feed.next()) {
		expect(next.index).toBe(at.length);
		at.push(next.at);
		next.frame.close();
	}
	const { firstMs, doneMs, totalMs, pictures, remarks, clockBreaks, dropped } = feed;
	feed.close();
	return { at, firstMs, doneMs, totalMs, pictures, remarks, clockBreaks, dropped };
}

for (const container of ['mp4', 'mkv'] as const) {
	test(`the times of a film are the same everywhere (${container})`, async () => {
		const file = await film({ container, frames: FRAMES, fps: 25, startsAtS: 0.48 });
		const { at, remarks, ...feed } = await timesOf({ kind: 'file', file });
		expect(at).toEqual(Array.from({ length: FRAMES }, (_, n) => 480 + 40 * n));
		expect(feed).toMatchObject({ firstMs: 480, doneMs: 2040, totalMs: 2080, pictures: FRAMES });
		expect(remarks).toEqual([{ code: 'pictures-late', ms: 480 }]);

		// Review's reader.
		const reader = await openFilm(file);
		expect([...reader.times]).toEqual(at);
		expect(reader.indexAt(at[KEYS.apex]!)).toBe(KEYS.apex);
		reader.close();

		// Documents.
		const keyFrame = (frame: number) => ({ frame, ms: millis(at[frame]!), uncertaintyMs: 40 });
		const found: SessionRecord = {
			...record,
			source: { ...record.source, kind: 'file', name: file.name, remarks: remarks ?? [] },
			quality: { ...record.quality, durationMs: millis(1560), firstMs: millis(480) },
			events: [
				{
					...event('e1', 0, null),
					onset: keyFrame(KEYS.onset),
					apex: keyFrame(KEYS.apex),
					offset: keyFrame(KEYS.offset),
					riseMs: millis(160),
					fallMs: millis(120),
					durationMs: millis(280),
				},
			],
			rejected: [],
			markers: [],
			labels: [],
		};
		const [onset, apex, offset] = [1640, 1800, 1920];
		expect(readSessionJson(sessionJson(found)).events[0]).toMatchObject({
			onset: { frame: KEYS.onset, ms: onset },
			apex: { ms: apex },
			offset: { ms: offset },
		});
		expect(eventsCsv([found])).toContain(`,${onset},${apex},${offset},`);
		expect(bidsEventsTsv(found).split('\n')[1]).toMatch(/^1\.64\t0\.28\t/);
		const eaf = elanEaf(found);
		expect(eaf).toContain(`TIME_VALUE="${onset}"`);
		expect(eaf).toContain(`TIME_VALUE="${offset}"`);
		expect(/TIME_ORIGIN="(?!0")/.test(eaf)).toBe(false);
		expect(filmMs(found, apex)).toBe(apex);

		// The audit of what was coded on the film's timeline.
		const row = auditedRow(
			{ id: 'm1', clip: { id: 'c', name: file.name, kind: 'film' }, record: coded },
			{
				frames: Int32Array.from(at, (_, n) => n),
				times: Float64Array.from(at),
				faces: new Uint8Array(FRAMES).fill(1),
				signals: new Float32Array(FRAMES * 2 * REGION_COUNT),
				placing: new Float32Array(FRAMES * 4),
			},
		);
		expect(row.record).toMatchObject(KEYS);
	});
}

const coded: AnnotatedClip = {
	dataset: 'own',
	subject: 'own:P1',
	clip: 'film',
	kind: 'micro',
	fps: 25,
	onset: 0,
	apex: 0,
	offset: 0,
	units: [],
	emotion: null,
	class3: null,
	objective: null,
	coder: null,
	columns: {},
	codedMs: { onset: 1640, apex: 1800, offset: 1920 },
	folder: null,
	place: { file: 'a.eaf', sheet: null, row: 1 },
};

test('slow motion is told in real time, and the film’s time can be had from it', async () => {
	const file = await film({ frames: FRAMES, fps: 25 });
	const { at, remarks, totalMs } = await timesOf({ kind: 'file', file, captureFps: 100 });
	expect(at).toEqual(Array.from({ length: FRAMES }, (_, n) => 10 * n));
	expect(totalMs).toBe(400);
	expect(remarks).toEqual([{ code: 'slowed', factor: 4, fps: 100 }]);
	expect(filmMs({ source: { remarks } }, at[10]!)).toBe(400);
	// Its own rate: as it plays.
	const asItPlays = await timesOf({ kind: 'file', file, captureFps: 25 });
	expect([asItPlays.at[10], asItPlays.remarks]).toEqual([400, []]);
});

/** Labels out of ELAN files: our own exports, old and new, and those of coders over a video. */
import { describe, expect, test } from 'vitest';
import { labelsOfTier, readEafChoices } from '../../../../src/app/reviewing/eaf-labels.ts';
import { FrameTable } from '../../../../src/app/reviewing/frame-table.ts';
import type { SessionRecord } from '../../../../src/core/record/index.ts';
import { elanEaf } from '../../../../src/files/export/index.ts';
import { eafFile } from '../../../support/eaf-file.ts';
import { fullRecord, slowRecord } from '../../files/export/record.ts';

const frames = new FrameTable(
	Float64Array.from({ length: 301 }, (_, at) => (at * 1000) / 30),
	Int32Array.from({ length: 301 }, (_, at) => at),
);
const NOW = new Date('2026-12-01T00:00:00Z');

const fileOf = (text: string): File => new File([text], 'a.eaf');

async function labels(text: string, record: SessionRecord, name: string, coder = 'me') {
	const { tiers } = await readEafChoices(fileOf(text), record);
	const tier = tiers.find((each) => each.name === name)!;
	return labelsOfTier(tier, record, frames, coder, NOW);
}

const framesOf = (found: Awaited<ReturnType<typeof labels>>) =>
	found.map(({ keyFrames }) => [
		keyFrames!.onset.frame,
		keyFrames!.apex.frame,
		keyFrames!.offset.frame,
	]);

describe('our own export', () => {
	test('gives back what each coder said, from tiers for each kind of fact', async () => {
		const text = elanEaf(fullRecord);
		const { tiers, likely } = await readEafChoices(fileOf(text), fullRecord);
		expect(tiers.map(({ name, movements }) => [name, movements.length])).toEqual([
			['machine', 2],
			['human', 1],
			['human Anna', 2],
			['human rejected Anna', 1],
			['markers', 2],
			['rejected', 3],
		]);
		expect(likely).toBe('human');
		const anna = await labels(text, fullRecord, 'human Anna');
		const written = fullRecord.labels.filter(
			({ coder, decision }) => coder === 'Anna' && decision !== 'rejected',
		);
		for (const [
			at,
			{ about, decision, actionUnits, reading, note, keyFrames },
		] of written.entries()) {
			const said = { about: about ?? null, decision, actionUnits, reading, note };
			expect(anna[at]).toMatchObject(said);
			for (const key of ['onset', 'apex', 'offset'] as const) {
				expect(anna[at]!.keyFrames![key].frame).toBe(keyFrames![key].frame);
			}
		}
		expect(await labels(text, fullRecord, 'human')).toMatchObject([
			{ about: 'e1', decision: 'unsure', coder: 'me', actionUnits: [], reading: '', note: '' },
		]);
		expect(await labels(text, fullRecord, 'human rejected Anna')).toMatchObject([
			{ about: 'r1', decision: 'rejected', coder: 'Anna', actionUnits: [] },
		]);
	});

	test('of slow motion is on the timeline of the film, and comes back in real time', async () => {
		const record = slowRecord;
		const text = elanEaf(record);
		const anna = record.labels.find(
			({ coder, decision, keyFrames }) =>
				coder === 'Anna' && decision !== 'rejected' && keyFrames !== null,
		)!;
		expect(text).toContain(`TIME_VALUE="${Math.round(4 * anna.keyFrames!.onset.ms)}"`);
		const [first] = (await labels(text, record, 'human Anna')).filter(
			({ about }) => about === anna.about,
		);
		for (const key of ['onset', 'apex', 'offset'] as const) {
			expect(first!.keyFrames![key].frame).toBe(anna.keyFrames![key].frame);
		}
	});

	test('of before there were such tiers is read, too', async () => {
		const file = eafFile(
			[
				{
					name: 'human Anna',
					attributes: 'ANNOTATOR="Anna"',
					annotations: [
						[1033, 1367, 'e1; positive; AU12 left; AU6; apex 1200 ms; note: sure; really'],
						[6667, 7067, 'r1; unsure; apex 6833.333 ms'],
					],
				},
			],
			{ film: './a.mp4' },
		);
		const record = {
			...fullRecord,
			source: { ...fullRecord.source, kind: 'file', name: 'a.mp4' },
		} as const;
		const found = await labels(new TextDecoder().decode(file.bytes), record, 'human Anna');
		expect(framesOf(found)).toEqual([
			[31, 36, 41],
			[200, 205, 212],
		]);
		expect(found).toMatchObject([
			{ about: 'e1', actionUnits: ['AU12 left', 'AU6'], reading: 'positive', note: 'sure; really' },
			{ about: 'r1', decision: 'unsure', actionUnits: [], reading: '' },
		]);
	});
});

describe('a coder’s file', () => {
	const coded = (film: string) =>
		new TextDecoder().decode(
			eafFile([{ name: 'micro', annotations: [[1000, 1400, 'AU4']] }], { film }).bytes,
		);

	test('over the video that was kept of a camera is put on the session’s clock', async () => {
		const later = { ...fullRecord, film: { type: 'video/webm', startsAtMs: 500 } };
		expect(framesOf(await labels(coded('./film.webm'), later, 'micro'))).toEqual([[45, 51, 57]]);
	});

	test('over several videos counts from the origin of the session’s own', async () => {
		const record = {
			...fullRecord,
			source: { ...fullRecord.source, kind: 'file', name: 'face.mp4' },
		} as const;
		const media = `<MEDIA_DESCRIPTOR MEDIA_URL="./room.mp4" MIME_TYPE="video/mp4"/><MEDIA_DESCRIPTOR MEDIA_URL="./face.mp4" MIME_TYPE="video/mp4" TIME_ORIGIN="400"/>`;
		const text = coded('./x.mp4').replace(/<MEDIA_DESCRIPTOR[^>]*>/, media);
		expect(framesOf(await labels(text, record, 'micro'))).toEqual([[42, 48, 54]]);
	});

	test('has tiers of speech to choose from, but not as the likely one', async () => {
		const text = new TextDecoder().decode(
			eafFile([
				{ name: 'speech', annotations: [[0, 900, 'hello there you']] },
				{ name: 'Kim', annotations: [[1000, 1400, 'AU4']] },
			]).bytes,
		);
		const { tiers, likely } = await readEafChoices(fileOf(text), fullRecord);
		expect(tiers.map(({ name }) => name)).toEqual(['speech', 'Kim']);
		expect(likely).toBe('Kim');
	});
});

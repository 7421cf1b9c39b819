/** What is in a zip besides what is read back: names, dates, the README. */
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SessionRecord } from '../../../../src/core/record/index.ts';
import type { WholeSession } from '../../../../src/files/export/index.ts';
import {
	dictionaryCsv,
	emptySignals,
	readSessionZip,
	writeZip,
	zipEntries,
} from '../../../../src/files/export/index.ts';
import { fullRecord, record } from './record.ts';

const SIGNALS = {
	...emptySignals(2),
	frame: Int32Array.of(0, 1),
	ms: Float64Array.of(500, 533),
};

const whole = (measured: SessionRecord): WholeSession => ({
	record: measured,
	signals: SIGNALS,
	pictured: [],
	picturesOf: () => Promise.resolve(null),
	stripped: [],
	stripOf: () => Promise.resolve(null),
	film: () => Promise.resolve(null),
});

async function zipped(...records: SessionRecord[]): Promise<Uint8Array<ArrayBuffer>> {
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	await writeZip(zipEntries(records.map(whole)), (piece) => pieces.push(piece.slice()));
	return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** Of the first entry: local date and time as DOS has them, and the moment of the extended timestamp. */
function datesOf(zip: Uint8Array<ArrayBuffer>): { dos: number[]; exact: string } {
	const view = new DataView(zip.buffer);
	const [time, date] = [view.getUint16(10, true), view.getUint16(12, true)];
	const extraAt = 30 + view.getUint16(26, true);
	expect(view.getUint16(extraAt, true)).toBe(0x5455);
	return {
		dos: [1980 + (date >> 9), (date >> 5) & 15, date & 31, time >> 11, (time >> 5) & 63],
		exact: new Date(1000 * view.getInt32(extraAt + 5, true)).toISOString(),
	};
}

const started = (startedAt: string | null): SessionRecord => ({
	...record,
	source: { ...record.source, startedAt },
});

describe('dates in a zip', () => {
	it('are those of the newest thing that the record says', async () => {
		expect(datesOf(await zipped(started('2026-11-23T10:00:00.000Z')))).toEqual({
			dos: [2026, 11, 23, 10, 0],
			exact: '2026-11-23T10:00:00.000Z',
		});
		// Labeled the day after.
		expect(datesOf(await zipped(fullRecord)).exact).toBe('2026-11-24T09:02:00.000Z');
	});

	it('are not 1980 where the record knows none, or only such as no zip can say', async () => {
		for (const startedAt of [null, '9999-01-01T00:00:00Z', '1601-01-01T00:00:00Z']) {
			expect(datesOf(await zipped(started(startedAt))).dos.slice(0, 3)).toEqual([2026, 1, 1]);
		}
	});

	it('of a film are when it was measured, where that is known', async () => {
		const pieces: Uint8Array<ArrayBuffer>[] = [];
		const kept = { ...whole(started(null)), since: '2026-11-30T08:15:00.000Z' };
		await writeZip(zipEntries([kept]), (piece) => pieces.push(piece.slice()));
		const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
		expect(datesOf(bytes).exact).toBe(kept.since);
	});

	describe('and the bytes', () => {
		afterEach(() => vi.unstubAllEnvs());

		it('are the same in every time zone, also in hours that it skips', async () => {
			const night = started('2026-03-29T02:30:00.000Z');
			const zips = [];
			for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe']) {
				vi.stubEnv('TZ', zone);
				zips.push(await zipped(night));
			}
			vi.stubEnv('TZ', 'Europe/Berlin');
			expect(new Date(2026, 2, 29, 2, 30).getHours()).toBe(3);
			for (const zip of zips) expect(zip).toEqual(zips[0]);
			expect(datesOf(zips[0]!)).toEqual({
				dos: [2026, 3, 29, 4, 0],
				exact: '2026-03-29T02:30:00.000Z',
			});
		});
	});
});

describe('a zip', () => {
	it('begins with a README that names every file in it', async () => {
		const [first, ...others] = Object.entries(unzipSync(await zipped(record)));
		expect(first![0]).toBe('README.txt');
		const text = new TextDecoder().decode(first![1]);
		for (const [name] of others) {
			expect(text).toContain(name.startsWith('bids/') ? 'bids/' : name);
		}
		for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(105);
		expect(text).toContain('Fleeting 0.1.0');
	});

	it('has tables whose every column is in the dictionary', async () => {
		const explained = new Set(
			dictionaryCsv()
				.split('\r\n')
				.map((row) => row.split(',').slice(0, 2).join()),
		);
		const columns = Object.entries(unzipSync(await zipped(fullRecord))).flatMap(([name, bytes]) => {
			const [head] = new TextDecoder().decode(bytes).split(/\r?\n/);
			if (name.startsWith('bids/') && name.endsWith('.tsv')) {
				const document = `bids ${/[a-z]+\.tsv$/.exec(name)![0]}`;
				return head!.split('\t').map((column) => `${document},${column}`);
			}
			if (!name.endsWith('.csv') || name === 'dictionary.csv') return [];
			return head!.split(',').map((column) => `${name},${column}`);
		});
		expect(columns.length).toBeGreaterThan(200);
		expect(columns.filter((column) => !explained.has(column))).toEqual([]);
	});

	it('of several sessions has one README and one data set, whatever the sessions are called', async () => {
		const named = ['bids', 'README.txt', 'a', 'A'].map((name) => ({ ...fullRecord, name }));
		const bytes = await zipped(...named);
		const tops = new Set(Object.keys(unzipSync(bytes)).map((name) => name.split('/')[0]!));
		expect([...tops]).toEqual(['README.txt', 'bids-2', 'README.txt-2', 'a', 'A-2', 'bids']);
		const runs = Object.keys(unzipSync(bytes)).filter((name) => name.endsWith('_events.tsv'));
		expect(runs.map((name) => /run-\d/.exec(name)![0])).toEqual([
			'run-1',
			'run-2',
			'run-3',
			'run-4',
		]);
		const read = await readSessionZip(new Blob([bytes]));
		expect(read.map(({ record: { name } }) => name)).toEqual(named.map(({ name }) => name));
		expect(read[0]!.signals).toEqual(SIGNALS);
	});
});

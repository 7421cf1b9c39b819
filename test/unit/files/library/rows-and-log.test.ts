import { describe, expect, test } from 'vitest';
import type { Signals } from '../../../../src/core/record/index.ts';
import { emptySignals } from '../../../../src/files/export/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import type { LogEntry } from '../../../../src/files/library/session-log.ts';
import { logLine, readLog, replayLog } from '../../../../src/files/library/session-log.ts';
import { ROW_BYTES, readRows, writeRows } from '../../../../src/files/library/signal-rows.ts';
import { fullRecord, slowRecord } from '../export/record.ts';

const head: LogEntry = {
	kind: 'head',
	format: 'fleeting-log/1',
	head: {
		kind: 'camera',
		source: 'Camera',
		keep: 'numbers',
		imported: false,
		since: '2026-11-23T10:00:00.000Z',
		startedAt: '2026-11-23T10:00:00.000Z',
	},
};

describe('rows of signals', () => {
	test('come back as they were, and a torn one is left out', () => {
		const random = seeded(5);
		const signals = emptySignals(50);
		for (const name of Object.keys(signals) as (keyof Signals)[]) {
			const column = signals[name];
			if (typeof column === 'number') continue;
			for (let at = 0; at < column.length; at++) {
				column[at] = column instanceof Uint8Array ? random.index(3) : random.uniform(-50, 50);
			}
		}
		signals.motion[3] = NaN;
		const bytes = writeRows(signals);
		expect(bytes.length).toBe(50 * ROW_BYTES);
		expect(readRows(bytes.buffer)).toEqual(signals);
		expect(readRows(bytes.buffer.slice(0, 49 * ROW_BYTES + 7)).count).toBe(49);
	});

	test('take 120 bytes a frame: 2.2 MB in ten minutes at 30 frames a second', () => {
		expect(ROW_BYTES).toBe(120);
	});
});

describe('log', () => {
	const entries: LogEntry[] = [
		head,
		{ kind: 'size', widthPx: 640, heightPx: 480 },
		{ kind: 'engine', engine: fullRecord.engine },
		{ kind: 'faces', faces: fullRecord.faces! },
		...fullRecord.events.map((event): LogEntry => ({ kind: 'event', event })),
		...fullRecord.rejected.map((rejected): LogEntry => ({ kind: 'rejected', rejected })),
		...fullRecord.markers.map((marker): LogEntry => ({ kind: 'marker', marker })),
		{ kind: 'study', study: fullRecord.study! },
		{ kind: 'quality', quality: fullRecord.quality },
	];
	/** What is to be known about the source is only known at its end. */
	const source = { ...fullRecord.source, remarks: undefined };
	const text = entries.map(logLine).join('');

	test('adds up to the record, numbers that JSON does not know included', () => {
		expect(readLog(text)).toEqual(entries);
		const { record, ended } = replayLog(readLog(text))!;
		expect(ended).toBe(false);
		expect(record.rejected[1]!.measured).toBe(Infinity);
		expect(record).toEqual({
			...fullRecord,
			source,
			name: undefined,
			film: null,
			labels: [],
		});
	});

	test('knows at its end what is to be known about the source', () => {
		const { quality } = fullRecord;
		const { captureFps = 0, remarks = [] } = slowRecord.source;
		const end: LogEntry = { kind: 'end', quality, fault: null, captureFps, remarks };
		const { record, ended } = replayLog(readLog(text + logLine(end)))!;
		expect(ended).toBe(true);
		expect(record.source).toEqual({ ...source, captureFps, remarks });
	});

	test('that was cut off anywhere gives what came before the cut', () => {
		for (let cut = 0; cut < text.length; cut += 37) {
			const whole = text.slice(0, cut).split('\n').length - 1;
			const read = readLog(text.slice(0, cut));
			// A line may be whole but for its end.
			expect([whole, whole + 1]).toContain(read.length);
			expect(read).toEqual(entries.slice(0, read.length));
		}
	});

	test('leaves out what another version wrote otherwise, and fills in what an earlier one lacked', () => {
		const { naming, ...network } = fullRecord.engine.network;
		const odd = [
			{ kind: 'mood', mood: 'fine' },
			{ kind: 'event', event: { ...fullRecord.events[0], score: 77 } },
			{ kind: 'marker', marker: { id: 'm9' } },
			{ kind: 'engine', engine: { ...fullRecord.engine, network } },
			7,
		].map((each) => `${JSON.stringify(each)}\n`);
		const { record } = replayLog(readLog([text, ...odd].join('')))!;
		expect(naming).not.toEqual([]);
		expect(record.engine.network).toEqual({ ...fullRecord.engine.network, naming: [] });
		expect(record.events).toEqual(fullRecord.events);
		expect(record.markers).toEqual(fullRecord.markers);
	});

	test('without a whole head is none', () => {
		expect(replayLog(readLog(text.slice(0, 30)))).toBeNull();
		expect(replayLog([])).toBeNull();
		expect(replayLog(readLog(text.replace('fleeting-log/1', 'fleeting-log/2')))).toBeNull();
	});
});

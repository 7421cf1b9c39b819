import { describe, expect, it } from 'vitest';
import {
	CSV_COLUMNS,
	eventsCsv,
	rejectedCsv,
	scoreJson,
} from '../../../../src/files/export/index.ts';
import { classVerdict, event, paperRecord, record, verdict } from './record.ts';

/** A small RFC 4180 reader: the test's own, so that the writer is not its own judge. */
function readCsv(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let cell = '';
	let quoted = false;
	for (let i = 0; i < text.length; i++) {
		const sign = text[i]!;
		if (quoted) {
			if (sign === '"' && text[i + 1] === '"') {
				cell += '"';
				i += 1;
			} else if (sign === '"') quoted = false;
			else cell += sign;
		} else if (sign === '"') quoted = true;
		else if (sign === ',') {
			row.push(cell);
			cell = '';
		} else if (sign === '\r' && text[i + 1] === '\n') {
			rows.push([...row, cell]);
			row = [];
			cell = '';
			i += 1;
		} else cell += sign;
	}
	return rows;
}

const asObjects = (text: string): Record<string, string>[] => {
	const [names, ...rows] = readCsv(text);
	return rows.map((row) => Object.fromEntries(names!.map((name, i) => [name, row[i]!])));
};

describe('events CSV', () => {
	it('has one row an event, under the documented columns', () => {
		const rows = readCsv(eventsCsv([record]));
		expect(rows[0]).toEqual(CSV_COLUMNS.map(({ name }) => name));
		expect(rows).toHaveLength(3);
		for (const row of rows) expect(row).toHaveLength(CSV_COLUMNS.length);
	});

	it('writes names with quotes and commas so that they can be read back', () => {
		const [first] = asObjects(eventsCsv([record]));
		expect(first!['file']).toBe('sub/a "b" & c.mp4');
		expect(first).toMatchObject({ onset_frame: '30', onset_ms: '1000', offset_ms: '1400' });
		expect(first).toMatchObject({
			reading: 'positive',
			action_units: 'AU12:0.9123:left AU4:0.1:both',
			objective_class: 'I',
		});
	});

	it('leaves the verdict empty where there is none', () => {
		expect(asObjects(eventsCsv([record]))[1]).toMatchObject({
			reading: '',
			p_positive: '',
			network: '',
		});
	});

	it('gives the classes of weights that a person brought, and no units', () => {
		expect(asObjects(eventsCsv([paperRecord]))[0]).toMatchObject({
			class: 'happiness',
			class_p: '0.7123',
			fall_class: 'dis,gust',
			classes: 'happiness:0.7123:0.2; dis,gust:0.25:0.7; others:0.04:0.1',
			class3: 'positive',
			reading: '',
			action_units: '',
			p_positive: '',
			branch_correlation: '0.6',
			network: 'fold 3',
		});
		expect(asObjects(eventsCsv([record]))[0]).toMatchObject({ class: '', classes: '' });
	});

	it('does not let a file name run as a formula in a spreadsheet', () => {
		const evil = { ...record, source: { ...record.source, name: '=HYPERLINK("x")' } };
		expect(asObjects(eventsCsv([evil]))[0]!['file']).toBe(`'=HYPERLINK("x")`);
	});

	it('has only the header when nothing was found', () => {
		expect(readCsv(eventsCsv([{ ...record, events: [] }]))).toHaveLength(1);
	});
});

it('rejected CSV gives reason, measured value and limit', () => {
	expect(asObjects(rejectedCsv([record]))).toMatchObject([
		{ id: 'r1', reason: 'too-large', measured: '7.25', limit: '6' },
		{ id: 'r2', reason: 'overlap', measured: '', limit: '0.5' },
		{ id: 'r3', reason: 'blink', measured: '', limit: '' },
	]);
});

describe('score JSON', () => {
	const scored = (records: Parameters<typeof scoreJson>[0]): unknown =>
		JSON.parse(scoreJson(records));

	it('has exactly the fixed shape', () => {
		expect(scored([{ ...record, events: [event('e1', 30, verdict)] }])).toEqual({
			clips: [
				{
					file: 'a "b" & c.mp4',
					events: [
						{
							onset: 30,
							apex: 35,
							offset: 42,
							score: 0.93,
							class3: 'positive',
							aus: [{ au: 12, p: 0.9123 }],
						},
					],
				},
			],
		});
	});

	it('names the most probable class of an uncertain reading, and none without a verdict', () => {
		const unsure = {
			...verdict,
			reading: 'uncertain' as const,
			probabilities: { positive: 0.2, negative: 0.41, surprise: 0.39 },
		};
		const { clips } = scored([
			{ ...record, events: [event('e1', 30, unsure), event('e2', 90, null)] },
		]) as { clips: { events: Record<string, unknown>[] }[] };
		expect(clips[0]!.events[0]!['class3']).toBe('negative');
		expect(clips[0]!.events[1]).not.toHaveProperty('class3');
		expect(clips[0]!.events[1]!['aus']).toEqual([]);
	});

	it('gives the common class that a person’s class belongs to, or none', () => {
		const others = { ...classVerdict, top: 2 };
		const { clips } = scored([
			{ ...record, events: [event('e1', 30, classVerdict), event('e2', 90, others)] },
		]) as { clips: { events: Record<string, unknown>[] }[] };
		expect(clips[0]!.events[0]).toMatchObject({ class3: 'positive', aus: [] });
		expect(clips[0]!.events[1]).not.toHaveProperty('class3');
	});

	it('lists a file in which nothing was found', () => {
		expect(scored([{ ...record, events: [] }])).toEqual({
			clips: [{ file: 'a "b" & c.mp4', events: [] }],
		});
	});
});

/** BIDS events and MEGC-style tables: what the standards ask for, machine and people apart. */
import { describe, expect, it } from 'vitest';
import { movementsOf } from '../../../../src/lab/evaluate/strs/movements-file.ts';
import {
	bidsEventsSidecar,
	bidsEventsTsv,
	bidsStem,
	csvFile,
	megcCsv,
} from '../../../../src/files/export/index.ts';
import { fullRecord, paperRecord, record } from './record.ts';

const rowsOf = (text: string): Record<string, string>[] => {
	const [head, ...rows] = text.trimEnd().split('\n');
	const names = head!.split('\t');
	return rows.map((row) => {
		const cells = row.split('\t');
		expect(cells).toHaveLength(names.length);
		return Object.fromEntries(names.map((name, at) => [name, cells[at]!]));
	});
};

describe('BIDS events', () => {
	it('begin with onset and duration in seconds, in order of time, n/a where there is nothing', () => {
		const text = bidsEventsTsv(fullRecord);
		expect(text.split('\t').slice(0, 3)).toEqual(['onset', 'duration', 'trial_type']);
		const rows = rowsOf(text);
		const onsets = rows.map((row) => Number(row['onset']));
		expect(onsets).toEqual(onsets.toSorted((a, b) => a - b));
		expect(onsets.every(Number.isFinite)).toBe(true);
		expect(rows[0]).toMatchObject({ onset: '1', duration: '0.4', apex: '1.166667', id: 'e1' });
		expect(text).not.toMatch(/\t\t|\t\n/);
		expect(text).not.toMatch(/NaN|null|undefined/);
	});

	it('have movements, what was turned down, markers, and what only people found', () => {
		const kinds = rowsOf(bidsEventsTsv(fullRecord)).map((row) => row['trial_type']);
		expect(kinds.toSorted()).toEqual([
			'human_movement',
			'marker',
			'marker',
			'micro_expression',
			'micro_expression',
			'rejected_candidate',
			'rejected_candidate',
			'rejected_candidate',
		]);
	});

	it('keep what people said in columns of its own', () => {
		const [first] = rowsOf(bidsEventsTsv(fullRecord));
		expect(first).toMatchObject({
			reading: 'positive',
			action_units: 'AU12',
			human_decision: 'accepted',
			human_onset: '1.033333',
			human_coder: 'Anna',
			human_action_units: 'AU12 left+AU6',
		});
		const own = rowsOf(bidsEventsTsv(fullRecord)).find((row) => row['id'] === 'h4');
		expect(own).toMatchObject({ reading: 'n/a', score: 'n/a', human_reading: 'negative' });
	});

	it('have every column explained in the sidecar, with units and levels', () => {
		const sidecar = JSON.parse(bidsEventsSidecar()) as Record<string, Record<string, unknown>>;
		const columns = bidsEventsTsv(fullRecord).split('\n')[0]!.split('\t');
		expect(Object.keys(sidecar)).toEqual(columns);
		expect(sidecar['onset']!['Units']).toBe('s');
		const levels = Object.keys(sidecar['trial_type']!['Levels'] as object);
		for (const row of rowsOf(bidsEventsTsv(fullRecord)))
			expect(levels).toContain(row['trial_type']);
	});

	it('have notes about clocks under a name of their own, and none of jumps below a second', () => {
		const noted = (jumpMs: number, origin = 'clock') => ({
			...record.markers[0]!,
			id: `m${jumpMs}${origin}`,
			origin,
			text: `clock break: the wall clock jumped by ${jumpMs} ms`,
		});
		const estimate = {
			...record.markers[0]!,
			id: 'm0',
			origin: 'clock',
			text: 'clock of websocket',
		};
		const markers = [
			noted(999),
			noted(-60),
			noted(1000),
			noted(-3000),
			noted(60, 'keyboard'),
			estimate,
		];
		const rows = rowsOf(bidsEventsTsv({ ...record, events: [], rejected: [], markers }));
		expect(rows.map((row) => [row['trial_type'], row['id']])).toEqual([
			['clock', 'm1000clock'],
			['clock', 'm-3000clock'],
			['marker', 'm60keyboard'],
			['clock', 'm0'],
		]);
	});

	it('have no length where a person set the offset before the onset', () => {
		const [first] = fullRecord.labels.filter(({ about }) => about === null);
		const { onset, apex, offset } = first!.keyFrames!;
		const keyFrames = { onset: offset, apex, offset: onset };
		const turned = { ...fullRecord, labels: [{ ...first!, keyFrames }] };
		const own = rowsOf(bidsEventsTsv(turned)).find((row) => row['id'] === 'h4');
		expect(own).toMatchObject({ onset: '8.666667', duration: 'n/a' });
	});

	it('are named by participant and session, with letters and digits only', () => {
		expect(bidsStem(fullRecord)).toBe('sub-P07_ses-2_task-fleeting');
		expect(bidsStem(record)).toBe('sub-unknown_task-fleeting');
	});
});

describe('MEGC-style table', () => {
	it('is read by our own spot-then-recognise evaluation', () => {
		expect(movementsOf('megc.csv', megcCsv([fullRecord, paperRecord]))).toEqual([
			{
				subject: 'P-07',
				video: 'fleeting-2026-11-23T10-00-00',
				onset: 30,
				offset: 42,
				emotion: 'positive',
			},
			{
				subject: 'P-07',
				video: 'fleeting-2026-11-23T10-00-00',
				onset: 100,
				offset: 112,
				emotion: 'unread',
			},
			{ subject: 'unknown', video: 'a "b" & c', onset: 30, offset: 42, emotion: 'positive' },
			{ subject: 'unknown', video: 'a "b" & c', onset: 100, offset: 112, emotion: 'unread' },
		]);
	});

	it('is read the same with the mark for Excel', () => {
		const text = megcCsv([fullRecord]);
		expect(movementsOf('megc.csv', csvFile(text))).toEqual(movementsOf('megc.csv', text));
	});

	it('has the apex, and what people said in columns of its own', () => {
		const [head, first, second] = megcCsv([fullRecord]).split('\r\n');
		expect(head).toBe(
			'subject,video,onset,apex,offset,emotion,human_decision,human_onset,human_apex,human_offset,human_emotion',
		);
		expect(first).toBe(
			'P-07,fleeting-2026-11-23T10-00-00,30,35,42,positive,accepted,31,36,41,positive',
		);
		expect(second).toBe('P-07,fleeting-2026-11-23T10-00-00,100,105,112,unread,,,,,');
	});
});

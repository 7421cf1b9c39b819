/** Tables with one fact a row, and what may be named in every format. */
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { SessionRecord } from '../../../../src/core/record/index.ts';
import {
	actionUnitsCsv,
	bidsEventsTsv,
	eventsCsv,
	regionsCsv,
	rejectedCsv,
} from '../../../../src/files/export/index.ts';
import { bidsNames } from '../../../../src/files/export/bids-names.ts';
import { event, fullRecord, paperRecord, record, verdict } from './record.ts';

const rowsOf = (text: string, delimiter = ','): Record<string, string>[] =>
	Papa.parse<Record<string, string>>(text, { header: true, delimiter, skipEmptyLines: true }).data;

/** AU 12 is at its bar, AU 4 just below in the digits that are written, AU 1 has none. */
const onBars: SessionRecord = {
	...fullRecord,
	engine: {
		...fullRecord.engine,
		network: {
			...fullRecord.engine.network,
			nameable: [
				{ au: 12, from: 0.6 },
				{ au: 4, from: 0.5 },
			],
		},
	},
	events: [
		event('e1', 30, {
			...verdict,
			actionUnits: [
				{ au: 1, p: 0.99, side: 'both' },
				{ au: 12, p: 0.59996, side: 'left' },
				{ au: 4, p: 0.49994, side: 'both' },
			],
		}),
		event('e2', 100, null),
	],
};

describe('records of several people in one film', () => {
	const person = (choice: string): SessionRecord => ({
		...onBars,
		faces: { ...onBars.faces!, choice, cuts: [], others: [] },
	});
	const two = [person('person 1'), person('person 2')];

	it('are told apart in every table: file, person and id are one movement', () => {
		for (const table of [eventsCsv(two), rejectedCsv(two), regionsCsv(two), actionUnitsCsv(two)]) {
			const people = rowsOf(table).map((row) => row['person']);
			expect(new Set(people)).toEqual(new Set(['1', '2']));
		}
	});

	it('are participants of their own in BIDS', () => {
		const names = bidsNames([...two, { ...person('person 1'), study: null }]);
		expect(names.map(({ subject }) => subject)).toEqual([
			expect.stringContaining('person1'),
			expect.stringContaining('person2'),
			'person1',
		]);
		expect(names.map(({ run }) => run)).toEqual([null, null, null]);
	});
});

describe('table of action units', () => {
	it('has a row for each, and says which may be named and from where on', () => {
		expect(rowsOf(actionUnitsCsv([onBars]))).toMatchObject([
			{ id: 'e1', au: '1', p: '0.99', side: 'both', may_be_named: '0', named_from: '' },
			{ id: 'e1', au: '12', p: '0.6', side: 'left', may_be_named: '1', named_from: '0.6' },
			{ id: 'e1', au: '4', p: '0.4999', side: 'both', may_be_named: '0', named_from: '0.5' },
		]);
	});

	it('has none of weights that name classes, and none where no network says what may be named', () => {
		expect(rowsOf(actionUnitsCsv([paperRecord]))).toEqual([]);
		const said = rowsOf(actionUnitsCsv([record])).map((row) => row['may_be_named']);
		expect(said).toEqual(['0', '0']);
	});

	it('says what the table of movements and BIDS say', () => {
		expect(rowsOf(eventsCsv([onBars]))[0]).toMatchObject({
			action_units: 'AU1:0.99:both AU12:0.6:left AU4:0.4999:both',
			named_units: 'AU12:0.6:left',
		});
		const [first] = rowsOf(bidsEventsTsv(onBars), '\t');
		expect(first).toMatchObject({ action_units: 'AU12', class: 'positive' });
	});
});

it('a class that is uncertain is not in BIDS', () => {
	const unsure = event('e1', 30, { ...verdict, reading: 'uncertain' });
	const [first] = rowsOf(bidsEventsTsv({ ...record, events: [unsure] }), '\t');
	expect(first).toMatchObject({ reading: 'uncertain', class: 'n/a', action_units: 'n/a' });
});

it('the table of regions has a row for each, strongest first, and its ids join', () => {
	const rows = rowsOf(regionsCsv([fullRecord, paperRecord]));
	expect(rows[0]).toEqual({
		file: 'Camera',
		person: '1',
		id: 'e1',
		kind: 'event',
		rank: '1',
		region: 'lipCornerLeft',
		dx: '0.4',
		dy: '-1.2',
		amplitude_px200: '1.2649',
		z: '9.1',
	});
	expect(rows[1]).toMatchObject({ id: 'e1', rank: '2', region: 'cheekLeft', dx: '0' });
	const keyOf = (row: Record<string, string>): string => `${row['file']!}/${row['id']!}`;
	for (const [kind, table] of [
		['event', eventsCsv([fullRecord, paperRecord])],
		['rejected', rejectedCsv([fullRecord, paperRecord])],
	] as const) {
		const own = new Set(rows.filter((row) => row['kind'] === kind).map(keyOf));
		expect([...own]).toEqual(rowsOf(table).map(keyOf));
	}
});

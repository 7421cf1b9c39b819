import { describe, expect, it } from 'vitest';
import {
	SESSION_FIELDS,
	SESSION_FORMAT,
	dictionaryCsv,
	sessionJson,
} from '../../../../src/files/export/index.ts';
import { fullRecord, paperRecord, record, slowRecord } from './record.ts';

interface Parsed {
	[name: string]: unknown;
	events: { onset: { frame: number; ms: number }; verdict: unknown; riseMs: number }[];
	rejected: { reason: string; measured: number | null }[];
}

const parsed = (of = record): Parsed => JSON.parse(sessionJson(of)) as Parsed;

/** Every path in a document, list items as `[]`; only values, not the objects around them. */
function leaves(value: unknown, path: string, found: Set<string>): Set<string> {
	if (Array.isArray(value)) {
		if (value.length === 0) found.add(path);
		for (const item of value) leaves(item, `${path}[]`, found);
	} else if (value !== null && typeof value === 'object') {
		for (const [name, inner] of Object.entries(value)) {
			leaves(inner, path === '' ? name : `${path}.${name}`, found);
		}
	} else {
		found.add(path);
	}
	return found;
}

describe('session JSON', () => {
	it('names its format and holds every part the contract lists', () => {
		const document = parsed();
		expect(document['format']).toBe('fleeting-session/1');
		expect(SESSION_FORMAT).toBe('fleeting-session/1');
		for (const part of ['source', 'engine', 'quality', 'events', 'rejected', 'markers']) {
			expect(document).toHaveProperty(part);
		}
	});

	it('writes times in ms with frame indices beside them', () => {
		expect(parsed().events[0]!.onset).toEqual({ frame: 30, ms: 1000, uncertaintyMs: 33.333 });
		expect(parsed().events[0]!.riseMs).toBe(166.667);
	});

	it('says which network ran, whose it was, and how many readings were wanted', () => {
		expect(parsed()['engine']).toMatchObject({
			network: { name: 'motion-1', source: 'file' },
			settings: { falseAlarmsPerMinute: 0.25, readingCoverage: 0.5 },
		});
		expect(parsed().events[0]!.verdict).toMatchObject({ objectiveClass: 'I' });
	});

	it('keeps an event without a verdict and a rejection with its reason and figures', () => {
		expect(parsed().events[1]!.verdict).toBeNull();
		expect(parsed().rejected[0]).toMatchObject({ reason: 'too-large', measured: 7.25, limit: 6 });
		expect(parsed().rejected[1]!.measured).toBeNull(); // infinite: JSON has no word for it
		expect(parsed().rejected[2]).toMatchObject({ reason: 'blink', measured: null, limit: null });
	});

	it('names the classes of weights that a person brought, rise and fall, and where they come from', () => {
		const { engine, events } = parsed(paperRecord);
		expect(engine).toMatchObject({
			network: {
				paper: {
					dataset: 'CASME II',
					named: true,
					classes: [{ name: 'happiness', meaning: 'positive' }, {}, { meaning: null }],
					source: { file: 'fold 3.safetensors', sha256: 'ef' },
					licence: 'research licence',
				},
			},
		});
		expect(events[0]!.verdict).toMatchObject({
			kind: 'classes',
			named: true,
			predicted: 'happiness',
			fallPredicted: 'dis,gust',
		});
		const [first] = (events[0]!.verdict as { classes: unknown[] }).classes;
		expect(first).toEqual({
			name: 'happiness',
			meaning: 'positive',
			p: 0.7123,
			pFall: 0.2,
			logitRise: 1.5,
			logitFall: -0.25,
		});
		expect(events[0]!.verdict).not.toHaveProperty('actionUnits');
		expect(parsed()['engine']).toMatchObject({ network: { paper: null } });
	});

	it('says that and why the session is incomplete', () => {
		expect(parsed()['source']).toMatchObject({ complete: false, fault: { code: 'file/broken' } });
		const whole = JSON.parse(sessionJson({ ...record, fault: null })) as Parsed;
		expect(whole['source']).toMatchObject({ complete: true, fault: null });
	});

	it('gives the same bytes for the same record', () => {
		expect(sessionJson(structuredClone(record))).toBe(sessionJson(record));
	});
});

describe('data dictionary', () => {
	it.each([record, paperRecord, fullRecord, slowRecord])(
		'explains every field of the session JSON',
		(of) => {
			const { dictionary, ...document } = parsed(of);
			const fields = leaves(document, '', new Set<string>());
			const listed = (path: string): boolean => path in SESSION_FIELDS || path.endsWith('[]');
			expect([...fields].filter((path) => !listed(path))).toEqual([]);
			expect(dictionary).toEqual(SESSION_FIELDS);
		},
	);

	it('explains no field that is never written', () => {
		const fields = new Set<string>();
		for (const of of [record, paperRecord, fullRecord, slowRecord]) {
			leaves({ ...parsed(of), dictionary: '' }, '', fields);
		}
		const containers = [
			'faces',
			'events',
			'rejected',
			'markers',
			'dictionary',
			'source.fault',
			'source.remarks',
			'labels',
			'labels[].keyFrames',
			'study',
			'study.consent',
			'film',
			'engine.network.nameable',
			'engine.network.naming',
			'events[].verdict',
		];
		const written = new Set([...fields, ...containers]);
		expect(Object.keys(SESSION_FIELDS).filter((path) => !written.has(path))).toEqual([]);
	});

	it('is a table too, with a meaning in every row', () => {
		const rows = dictionaryCsv().trimEnd().split('\r\n');
		expect(rows[0]).toBe('document,field,unit,meaning');
		expect(rows.length).toBeGreaterThan(Object.keys(SESSION_FIELDS).length);
		for (const row of rows) expect(row).not.toMatch(/,$/);
	});
});

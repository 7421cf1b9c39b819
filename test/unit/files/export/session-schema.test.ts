/** What a session JSON may not say: each refused with the place and what belongs there. */
import { describe, expect, it, test } from 'vitest';
import * as v from 'valibot';
import { ImportError, readSessionJson, sessionJson } from '../../../../src/files/export/index.ts';
import { sessionDocumentSchema } from '../../../../src/files/export/session-schema.ts';
import { fullRecord, paperRecord, record } from './record.ts';

type Json = Record<string, unknown>;

/** The document of `of` with `value` in one field; undefined: without it. */
function changed(path: string, value: unknown, of = fullRecord): string {
	const document = JSON.parse(sessionJson(of)) as Json;
	const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
	const last = keys.pop()!;
	const place = keys.reduce((held, key) => held[key] as Json, document);
	if (value === undefined) delete place[last];
	else place[last] = value;
	return JSON.stringify(document);
}

const read = (json: string) => () => readSessionJson(json);

describe('nonsense', () => {
	test.each([
		['events[0].score', 77, 'a number from 0 to 1'],
		['events[0].score', -0.5, 'a number from 0 to 1'],
		['events[0].onset.frame', -3, 'a whole number from 0 on'],
		['events[0].onset.frame', 30.5, 'a whole number from 0 on'],
		['events[0].onset.ms', -1000, 'a number from 0 on'],
		['events[0].onset.uncertaintyMs', -3, 'a number from 0 on'],
		['events[0].apex.ms', 5, 'from the onset on (1000)'],
		['events[0].apex.frame', 29, 'from the onset on (30)'],
		['rejected[1].offset.frame', 204, 'from the apex on (205)'],
		['rejected[2].durationMs', -1, 'a number from 0 on'],
		['events[0].verdict.probabilities.surprise', 1.5, 'a number from 0 to 1'],
		['events[0].verdict.actionUnits[1].p', -1, 'a number from 0 to 1'],
		['events[0].verdict.branchCorrelation', -2, 'a number from -1 to 1'],
		['events[0].onset.ms', null, 'a number from 0 on'],
		['events[0].decidedAtMs', null, 'a number'],
		['events[0].peakPx200', -1, 'a number from 0 on'],
		['events[0].fps', -30, 'a number from 0 on'],
		['events[0].durationMs', 900, 'offset minus onset (400)'],
		['rejected[1].riseMs', 0, 'apex minus onset (166.666)'],
		['rejected[1].fallMs', 99, 'offset minus apex (233.334)'],
		['labels[0].keyFrames.offset.frame', 35, 'from the apex on (36)'],
		['labels[3].keyFrames.apex.ms', 8000, 'from the onset on (8333.333)'],
		['labels[3].keyFrames.apex.ms', null, 'a number'],
		['labels[3].keyFrames.apex.frame', 254.5, 'a whole number from 0 on'],
		['markers[0].ms', null, 'a number'],
		['markers[0].frame', -1, 'a whole number from 0 on'],
		['source.widthPx', -640, 'a number from 0 on'],
		['engine.settings.readingCoverage', 7, 'a number from 0 to 1'],
		['quality.lastFps', -1, 'a number from 0 on'],
		['quality.durationMs', -50, 'a number from 0 on'],
		['quality.faceLost', -1, 'a whole number from 0 on'],
	])('%s = %d is refused', (path, value, wanted) => {
		const json = changed(path, value);
		expect(read(json)).toThrow(ImportError);
		expect(read(json)).toThrow(`The field ${path} is ${value}, but it should be ${wanted}.`);
		expect(read(json)).toThrow('Export the session again');
	});

	test.each([
		['events[1].id', 'e1', 'an id that nothing else has'],
		['rejected[0].id', 'e2', 'an id that nothing else has'],
		['markers[1].id', 'm1', 'an id that nothing else has'],
		['labels[3].id', 'h2', 'an id that nothing else has'],
		['source.startedAt', 'yesterday', 'a date and time in ISO 8601'],
		['source.kind', 'dream', 'one of camera, actor, file'],
		['labels[0].changedAt', 'lately', 'a date and time in ISO 8601'],
		['labels[0].decision', 'maybe', 'one of accepted, rejected, unsure'],
		['events[0].verdict.kind', 'oracle', 'a verdict of kind units or classes'],
		['events[0].peakPx200', '1.3', 'a number'],
		['markers', 'none', 'a list'],
		['engine.network', 'motion-1', 'an object'],
	])('%s = "%s" is refused', (path, value, wanted) => {
		expect(read(changed(path, value))).toThrow(
			`The field ${path} is "${value}", but it should be ${wanted}.`,
		);
	});

	test.each([
		['camera', 3_600_000],
		['file', 90_000_000],
	])('a movement after the end of a %s is refused', (kind, ms) => {
		const document = JSON.parse(sessionJson(fullRecord)) as Json & {
			source: Json;
			events: Json[];
		};
		document.source['kind'] = kind;
		const moment = { frame: 100, ms, uncertaintyMs: 1 };
		const lengths = { riseMs: 0, fallMs: 0, durationMs: 0 };
		Object.assign(document.events[1]!, lengths, { onset: moment, apex: moment, offset: moment });
		expect(read(JSON.stringify(document))).toThrow(
			`The field events[1].offset.ms is ${ms}, but it should be within the session, which lasts 10000 ms.`,
		);
	});

	it('shares that are not parts of one are refused', () => {
		expect(read(changed('events[0].verdict.probabilities.surprise', 0.9))).toThrow(
			'The field events[0].verdict.probabilities is an object, but it should be three shares that sum to 1.',
		);
	});

	it('numbers that no computer holds are refused', () => {
		const huge = sessionJson(record).replace('"frame": 30,', '"frame": 1e999,');
		expect(read(huge)).toThrow('The field events[0].onset.frame is "Infinity"');
		const text = sessionJson(record).replace(/"peakPx200": [\d.]+/, '"peakPx200": -1e999');
		expect(read(text)).toThrow('The field events[0].peakPx200 is "-Infinity"');
	});

	it('predictions outside the classes are refused', () => {
		const json = changed('events[0].verdict.fallPredicted', 'joy', paperRecord);
		expect(read(json)).toThrow(
			'The field events[0].verdict.fallPredicted is "joy", but it should be the name of one of its classes.',
		);
	});

	it('a field that is missing is named', () => {
		expect(read(changed('rejected[1].apex.ms', undefined))).toThrow(
			'The field rejected[1].apex.ms is missing.',
		);
	});

	it('a text that goes on and on is cut', () => {
		expect(read(changed('quality.frames', 'x'.repeat(9999)))).toThrow(/is "x{40}\.\.\.", but/);
	});

	it('does not reach the objects of the program', () => {
		const json = sessionJson(record).replace('{', '{"__proto__": {"polluted": 1},');
		expect(readSessionJson(json)).toEqual(readSessionJson(sessionJson(record)));
		expect({}).not.toHaveProperty('polluted');
	});
});

describe('what others or earlier versions wrote', () => {
	test.each([
		['labels', { labels: [] }],
		['study', { study: null }],
		['film', { film: null }],
		['engine.network.nameable', { engine: { network: { nameable: [] } } }],
		['engine.network.naming', { engine: { network: { naming: [] } } }],
		['engine.network.paper', { engine: { network: { paper: null } } }],
		['engine.settings.readingCoverage', { engine: { settings: { readingCoverage: 1 } } }],
		['markers[1].origin', { markers: [{}, { origin: '' }] }],
		['markers[1].wallMs', { markers: [{}, { wallMs: null }] }],
		['rejected[2].limit', { rejected: [{}, {}, { limit: null }] }],
		['events[0].verdict.kind', { events: [{ verdict: { kind: 'units' } }, {}] }],
		['dictionary', {}],
	])('without %s is read', (path, expected) => {
		expect(readSessionJson(changed(path, undefined))).toMatchObject(expected);
	});

	it('names that are new pass, and fields that are unknown are left out', () => {
		expect(readSessionJson(changed('rejected[0].reason', 'yawn')).rejected[0]!.reason).toBe('yawn');
		const more = readSessionJson(changed('events[0].mood', 'fine'));
		expect(more).toEqual(readSessionJson(sessionJson(fullRecord)));
	});

	it('a film that begins after its sound, and movements near both ends, are read', () => {
		const document = JSON.parse(sessionJson(record)) as Json & { events: Json[] };
		const at = (frame: number, ms: number): Json => ({ frame, ms, uncertaintyMs: 33.333 });
		const ends = { onset: at(0, 1666.667), apex: at(5, 1833.333), offset: at(300, 11666.667) };
		Object.assign(document.events[0]!, ends, { riseMs: 167, fallMs: 9833, durationMs: 10000 });
		expect(readSessionJson(JSON.stringify(document)).events[0]).toMatchObject(ends);
	});

	it('what was not measured is null', () => {
		const { events } = readSessionJson(changed('events[0].score', null));
		expect(events[0]!.score).toBeNaN();
	});
});

test.each([record, paperRecord, fullRecord])('what is written fits the schema as it is', (of) => {
	const document: unknown = JSON.parse(sessionJson(of));
	expect(v.parse(sessionDocumentSchema, document)).toEqual(document);
});

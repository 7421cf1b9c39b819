/** What we write as BIDS, before the validator that labs use. */
import { describe, expect, it, test } from 'vitest';
import type { SessionRecord } from '../../../../src/core/record/index.ts';
import type { WrittenFile } from '../../../../src/files/export/index.ts';
import { bidsDataset, zipEntries } from '../../../../src/files/export/index.ts';
import { millis } from '../../../../src/core/kernel/index.ts';
import { bidsReport } from '../../../support/bids-validator.ts';
import { fullRecord, paperRecord, record } from './record.ts';

const named = (participant: string, session = '', from = fullRecord): SessionRecord => ({
	...from,
	study: { ...fullRecord.study!, participant, session },
});

const actor: SessionRecord = {
	...fullRecord,
	source: { ...fullRecord.source, kind: 'actor', name: 'Actor' },
};

/** What people and cameras may be called, and notes may say. */
const HOSTILE = [
	'=1+1',
	'+1',
	'-1',
	'@x',
	'\t=1+1',
	' =1+1',
	'\ufeff=1',
	'＝1+1',
	'"=1\t2',
	'a\r\nb',
];

const hostile: SessionRecord = {
	...fullRecord,
	source: { ...fullRecord.source, name: '=cmd|x' },
	study: { ...fullRecord.study!, participant: '=../..', session: '<b>"2"</b>' },
	markers: HOSTILE.map((text, at) => ({
		id: `m${at}`,
		frame: at,
		ms: millis(at),
		text,
		origin: text,
		wallMs: null,
	})),
	labels: fullRecord.labels.map((label, at) => ({
		...label,
		note: HOSTILE[at]!,
		coder: HOSTILE[at + 1]!,
		reading: HOSTILE[at + 2]!,
		actionUnits: [HOSTILE[at + 3]!],
	})),
};

/** Only the lab knows who the authors are, and whether some people were recorded less often. */
const LEFT_TO_THE_LAB = ['NO_AUTHORS', 'INCONSISTENT_SUBJECTS', 'MISSING_SESSION'];

describe('a BIDS data set passes bids-validator as it comes', () => {
	test.each<[string, SessionRecord[], { subjects: string[]; sessions: string[] }]>([
		['a camera session of a study', [fullRecord], { subjects: ['P07'], sessions: ['2'] }],
		['a film of nobody in particular', [record], { subjects: ['unknown'], sessions: [] }],
		['weights of a person', [paperRecord], { subjects: ['unknown'], sessions: [] }],
		['the actor', [actor], { subjects: ['P07'], sessions: ['2'] }],
		[
			'nothing found at all',
			[{ ...record, events: [], rejected: [], markers: [] }],
			{ subjects: ['unknown'], sessions: [] },
		],
		[
			'several people, sessions and runs, some of nobody',
			[
				named('01', '1'),
				named('01', '1'),
				named('01', '2'),
				named('02', '1'),
				named('', '1'),
				named('007', ''),
			],
			{ subjects: ['007', '01', '02', 'unknown'], sessions: ['1', '2', 'unknown'] },
		],
		[
			'names in other letters, and such as would meet',
			['李雷', '王芳', 'Zoë', 'P-07', 'P07', 'p07', 'P 07', '-', 'x'.repeat(200)].map((name) =>
				named(name),
			),
			{
				subjects: [
					'0b41feg',
					'0eolgdb',
					'1nf652w',
					'P070ia18q7',
					'P07133ehke',
					'P071jocjcw',
					'Zoe',
					'p070beq1ce',
					`${'x'.repeat(40)}1dwwl45`,
				],
				sessions: [],
			},
		],
		['texts of every hostile kind', [hostile], { subjects: ['0yu1nd5'], sessions: ['b2b'] }],
	])('%s', async (_what, records, expected) => {
		const written = bidsDataset(records);
		const { errors, warnings, subjects, sessions, files } = await bidsReport(written);
		expect(errors).toEqual([]);
		expect(warnings.filter((key) => !LEFT_TO_THE_LAB.includes(key))).toEqual([]);
		expect({ subjects, sessions }).toEqual(expected);
		expect(files).toBe(written.length);
	});

	it('and the validator would say so if it did not', async () => {
		const whole = bidsDataset([fullRecord]);
		const without = (name: string) => whole.filter((file) => file.name !== name);
		expect((await bidsReport(without('dataset_description.json'))).errors[0]).toMatch(
			/^DATASET_DESCRIPTION_JSON_MISSING/,
		);
		const odd = whole.map((file) => ({ ...file, name: file.name.replace('task-', 'job-') }));
		expect((await bidsReport(odd)).errors.join()).toMatch(/SCANS_FILENAME_NOT_MATCH_DATASET/);
		const late = whole.map(({ name, text }) => ({ name, text: text.replace('onset\t', 'at\t') }));
		expect((await bidsReport(late)).errors.join()).toMatch(/onset/);
	});
});

it('the zip of a session holds that data set in bids/', async () => {
	const names: string[] = [];
	const inside: Pick<WrittenFile, 'name' | 'text'>[] = [];
	for await (const { name, content } of zipEntries([whole(fullRecord), whole(record)])) {
		names.push(name);
		if (!name.startsWith('bids/')) continue;
		inside.push({ name: name.slice('bids/'.length), text: content as string });
	}
	expect(inside).toEqual(
		bidsDataset([fullRecord, record]).map(({ name, text }) => ({ name, text })),
	);
	const { errors, subjects } = await bidsReport(inside);
	expect({ errors, subjects }).toEqual({ errors: [], subjects: ['P07', 'unknown'] });
});

const whole = (measured: SessionRecord) => ({
	record: measured,
	signals: null,
	pictured: [],
	picturesOf: () => Promise.resolve(null),
	stripped: [],
	stripOf: () => Promise.resolve(null),
	film: () => Promise.resolve(null),
});

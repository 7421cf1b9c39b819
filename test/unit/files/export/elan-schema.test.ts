/** Files for ELAN by a real validator (libxml2), and read back by this product's own reader. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { readAnnotations } from '../../../../src/study/dataset/index.ts';
import { elanEaf } from '../../../../src/files/export/index.ts';
import type { SessionRecord } from '../../../../src/core/record/index.ts';
import { fullRecord, paperRecord, record } from './record.ts';

const OWN_SCHEMA = new URL('../../../support/elan/eaf-3.0.xsd', import.meta.url);
/** The institute's own schema file, where somebody has it: a path. */
const THEIRS = process.env['EAF_SCHEMA'];

const odd: SessionRecord = {
	...fullRecord,
	source: { ...record.source, name: 'a%b\ud800 "c" 表.mov' },
	markers: [{ ...record.markers[0]!, ms: -5 as never, text: 'a\u0001b <c> & ]]>' }],
	labels: fullRecord.labels.map((label, at) => ({
		...label,
		coder: ['', '2', 'Anna & "Bo"', '2'][at]!,
	})),
};
const empty: SessionRecord = { ...record, events: [], rejected: [], markers: [], labels: [] };

const SESSIONS: readonly (readonly [string, SessionRecord])[] = [
	['a film', record],
	['weights of a person', paperRecord],
	['a camera, labels, a study', fullRecord],
	['names and texts of any kind', odd],
	['nothing found', empty],
];

async function errorsBy(schema: string, text: string): Promise<string[]> {
	const { errors } = await validateXML({
		xml: [{ fileName: 'session.eaf', contents: text }],
		schema: [schema],
	});
	return errors.map(({ rawMessage }) => rawMessage);
}

describe.each([
	['as its description has it', OWN_SCHEMA] as const,
	...(THEIRS === undefined ? [] : [['the institute’s own', THEIRS] as const]),
])('ELAN file by the schema, %s', (_which, path) => {
	test.each(SESSIONS)('%s: valid', async (_what, of) => {
		expect(await errorsBy(await readFile(path, 'utf8'), elanEaf(of))).toEqual([]);
	});

	it('tells a file that is not: the check is one', async () => {
		const schema = await readFile(path, 'utf8');
		const text = elanEaf(record);
		for (const broken of [
			text.replace('TIME_SLOT_REF1="ts1"', 'TIME_SLOT_REF1="ts999"'),
			text.replace('LINGUISTIC_TYPE_REF="movement"', 'LINGUISTIC_TYPE_REF="none"'),
			text.replace('PARENT_REF="machine"', 'PARENT_REF="nothing"'),
			text.replace('ANNOTATION_REF="a1"', 'ANNOTATION_REF="a999"'),
			text.replace(/\t<CONSTRAINT [^>]*"Included_In"[^>]*>\n/, ''),
			text.replace('TIER_ID="human"', 'TIER_ID="machine"'),
			text.replace('TIME_VALUE="', 'TIME_VALUE="-'),
			text.replace(/\t<LINGUISTIC_TYPE [^>]*>\n/, ''),
		]) {
			expect(broken).not.toBe(text);
			expect(await errorsBy(schema, broken)).not.toEqual([]);
		}
	});
});

describe('ELAN file by our own reader', () => {
	it('gives the machine’s movements and each coder’s, and not what was turned down', () => {
		const bytes = new TextEncoder().encode(elanEaf(fullRecord));
		const { clips, remarks } = readAnnotations({ name: 'session.eaf', bytes }, { fps: 30 });
		const seen = clips.map(({ coder, onset, apex, offset, emotion, units }) => ({
			coder,
			onset,
			apex,
			offset,
			emotion,
			units: units.map(({ unit }) => unit),
		}));
		expect(remarks).toEqual([]);
		expect(seen).toHaveLength(5);
		expect(seen).toEqual(
			expect.arrayContaining([
				{ coder: 'machine', onset: 30, apex: 35, offset: 42, emotion: 'positive', units: [12] },
				{ coder: 'machine', onset: 100, apex: 105, offset: 112, emotion: null, units: [] },
				{ coder: 'human', onset: 30, apex: 35, offset: 42, emotion: null, units: [] },
				{ coder: 'Anna', onset: 31, apex: 36, offset: 41, emotion: 'positive', units: [12, 6] },
				{ coder: 'Anna', onset: 250, apex: 254, offset: 260, emotion: 'negative', units: [4] },
			]),
		);
	});
});

import { link, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	auditedMovement,
	isReselected,
	mostDoubtful,
	summarise,
} from '../../../../../src/study/audit/index.ts';
import { readArguments } from '../../../../../src/lab/commands/audit/arguments.ts';
import { findClips } from '../../../../../src/lab/commands/audit/clips.ts';
import { planOutputs } from '../../../../../src/lab/commands/audit/outputs.ts';
import { histogramSvg, intervalsSvg } from '../../../../../src/lab/commands/audit/plots.ts';
import { reportHtml } from '../../../../../src/lab/commands/audit/report.ts';
import type { PlacedRow } from '../../../../../src/lab/commands/audit/rows.ts';
import { auditedName } from '../../../../../src/files/export/index.ts';
import { tableText } from '../../../../../src/lab/commands/audit/table.ts';
import { annotationText, readAnnotations } from '../../../../../src/study/dataset/index.ts';
import { audited } from '../../../study/audit/movements.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const TABLE = `clip,subject,onset,apex,offset,coder,age
a.mp4,1,10,15,20,<Jane>,20
b.mp4,2,10,15,20,<Jane>,30
c.mp4,3,10,,20,Jim,30
`;

/** The second row is the doubtful one. */
const ROWS: PlacedRow[] = readAnnotations(
	{ name: 'x.csv', bytes: bytes(TABLE) },
	{ fps: 100 },
).clips.map((record, at) => ({
	id: `m${at + 1}`,
	record,
	clip: null,
	why: null,
	marks: null,
	placing: new Map([[10, []]]),
	reselection: audited({
		id: `m${at + 1}`,
		doubt: at === 1 ? 0.9 : 0.1,
		shift: { onset: -at },
		moved: 0.6,
		coded: { apex: record.apex },
	}).reselection,
}));
const movements = ROWS.filter(isReselected).map(auditedMovement);
const sorted = mostDoubtful(ROWS);
const summary = summarise(movements, { column: 'age' });
const ABOUT = {
	annotations: 'x.csv',
	dataset: 'own',
	version: '0',
	reachMs: null,
	toleranceMs: 50,
	problems: ['x.csv, row 9: <odd>'],
};

let scratch: string;
beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-audit-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('the table', () => {
	const text = tableText(sorted, summary);

	it('has the most doubtful first, coded and reselected frames, and what was not coded', () => {
		const [, first] = text.split('\n');
		expect(first).toMatch(/^b\.mp4 +own:2 +<Jane> +10 -> 9 \[8 to 10\] .* 0\.90 +3\.0$/);
		expect(text).toContain('- -> 12 [11 to 13]');
	});

	it('has shifts over all, by coder and by group', () => {
		expect(text).toMatch(/^all +onset +3 +3 +-10 /m);
		expect(text).toMatch(/^coder <Jane> +onset +2 +2 +-5 /m);
		expect(text).toMatch(/^age 30 +apex +1 +1 +0 /m);
	});

	it('has coders once, also where they are the groups', () => {
		const coders = tableText(sorted, summarise(movements, { column: 'coder' }));
		expect(coders.match(/^coder <Jane> +onset/gm)).toHaveLength(1);
	});
});

describe('the report', () => {
	const html = reportHtml(sorted, summary, ABOUT, (_, frame) =>
		frame === 10 ? 'QUJD' : undefined,
	);

	it('needs nothing but itself, and reads on a phone, light or dark', () => {
		expect(html).not.toMatch(/<script|<link|https?:/);
		expect(html).toContain('width=device-width');
		expect(html).toContain('prefers-color-scheme: dark');
	});

	it('writes what people wrote as text', () => {
		expect(html).not.toContain('<Jane>');
		expect(html).toContain('&lt;Jane&gt;');
		expect(html).toContain('&lt;odd&gt;');
	});

	it('shows coded above reselected, and says where there is no picture', () => {
		const [first] = html.split('<section class="movement">').slice(1);
		const captions = [...first!.matchAll(/<figcaption>([^<]*)</g)].map(([, text]) => text);
		expect(captions).toEqual([
			'onset coded: 10',
			'apex coded: 15',
			'offset coded: 20',
			'onset reselected: 9',
			'apex reselected: 15',
			'offset reselected: 20',
		]);
		expect(first!.match(/data:image\/jpeg;base64,QUJD/g)).toHaveLength(1);
		expect(first!.match(/no face/g)).toHaveLength(5);
	});

	it('has a bar a bin and a dot a group', () => {
		expect(histogramSvg(summary, 'onset').match(/<rect /g)).toHaveLength(
			summary.bins.middlesMs.length,
		);
		const plot = intervalsSvg(summary.coders, 'onset');
		expect(plot.match(/<circle /g)).toHaveLength(2);
		expect(plot.match(/class="range"/g)).toHaveLength(1); // Jim coded one person only
	});
});

describe('outputs', () => {
	it('are named after the annotations', () => {
		const named = (name: string, text: string): string =>
			auditedName(name, annotationText(bytes(text)));
		expect(named('my.csv', 'a,b')).toBe('my.audited.csv');
		expect(named('my.tsv', 'a\tb')).toBe('my.audited.tsv');
		expect(named('my.xlsx', 'PK\u0003')).toBe('my.audited.csv');
		expect(named('my.eaf', '<?xml version="1.0"?>')).toBe('my.audited.eaf');
	});

	it('are refused where they would lie over what was given, by any of its names', async () => {
		const film = join(scratch, 'film.mp4');
		const coding = join(scratch, 'coding.csv');
		await writeFile(film, 'film');
		await writeFile(coding, TABLE);
		const file = { path: coding, bytes: bytes(TABLE) };
		const plan = (out: string) => planOutputs(join(scratch, out), file, [film]);
		await expect(plan('fresh')).resolves.toMatchObject({
			annotations: join(scratch, 'fresh', 'coding.audited.csv'),
		});
		await plan('hard').then(() => link(film, join(scratch, 'hard', 'report.html')));
		await expect(plan('hard')).rejects.toThrow(/report\.html would overwrite .*film\.mp4/);
		await plan('soft').then(() => symlink(coding, join(scratch, 'soft', 'audit.csv')));
		await expect(plan('soft')).rejects.toThrow(/audit\.csv would overwrite .*coding\.csv/);
	});
});

it('clips are films, and folders of numbered pictures; what leads to nothing is said', async () => {
	const { mkdir } = await import('node:fs/promises');
	const root = join(scratch, 'clips');
	await mkdir(join(root, 's1', 'take'), { recursive: true });
	for (const name of ['img10.jpg', 'img9.jpg', 'notes.txt']) {
		await writeFile(join(root, 's1', 'take', name), '');
	}
	await writeFile(join(root, 's1', 'film.mp4'), '');
	const { clips, pictures, problems } = await findClips([root, join(scratch, 'none')]);
	expect(clips.map(({ name, kind, numbers }) => [name, kind, numbers])).toEqual([
		['s1/film.mp4', 'film', null],
		['clips/s1/take', 'pictures', [9, 10]],
	]);
	expect(pictures).toEqual(['s1/take/img10.jpg', 's1/take/img9.jpg']);
	expect(problems).toEqual([expect.stringMatching(/none: there is no such file or folder/)]);
});

it('arguments are checked', () => {
	const read = (...args: string[]) => readArguments(['a.mp4', '--annotations', 'x.csv', ...args]);
	expect(read('--reach', '100')).toMatchObject({ reachMs: 100, toleranceMs: 50, out: null });
	expect(() => read('--tolerance', '-1')).toThrow(/--tolerance is -1|needs|ambiguous/);
	expect(() => read('--dataset', 'casme9')).toThrow(/none of casme/);
	expect(() => readArguments(['--annotations', 'x.csv'])).toThrow(/at least one video/);
	expect(() => readArguments(['a.mp4'])).toThrow(/Name the annotations/);
});

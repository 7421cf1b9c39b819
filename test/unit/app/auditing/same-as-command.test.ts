/** The app and `npm run audit` say the same, to the byte, of the same annotations and motion. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Audit } from '../../../../src/app/auditing/audit.svelte.ts';
import type { AuditLine, MeasuredClip } from '../../../../src/app/auditing/line.ts';
import { annotationsOf, documentOf, rowsOf } from '../../../../src/app/auditing/saving.ts';
import type { ClipMotion } from '../../../../src/core/record/index.ts';
import { Fault } from '../../../../src/core/record/index.ts';
import { auditCsv, auditedName, csvFile } from '../../../../src/files/export/index.ts';
import { match, readRecords } from '../../../../src/lab/commands/audit/annotations.ts';
import { readArguments } from '../../../../src/lab/commands/audit/arguments.ts';
import { AuditRun } from '../../../../src/lab/commands/audit/audit-run.ts';
import { findClips } from '../../../../src/lab/commands/audit/clips.ts';
import type { Documents } from '../../../../src/lab/commands/audit/outputs.ts';
import { documentsOf } from '../../../../src/lab/commands/audit/outputs.ts';
import { tellOf } from '../../../../src/lab/commands/audit/told.ts';
import { Progress } from '../../../../src/lab/terminal/index.ts';
import { inDocumentOrder } from '../../../../src/study/audit/index.ts';
import { annotationText } from '../../../../src/study/dataset/index.ts';
import { USUAL, drawClip, trueFrames } from '../../study/audit/drawn-clip.ts';

const VERSION = '1.2.3';
const FIRST = 101;
const { onset, apex, offset } = trueFrames(USUAL);
const numbered = (frame: number): number => frame + FIRST;
/** The coded apex has no picture; another one in the movement is broken. */
const MISSING = numbered(apex + 1);
const BROKEN = numbered(onset + 3);

/** The same motion in numbers of the pictures, without the frames that could not be had. */
function picturesMotion(): ClipMotion {
	const { frames, times, faces, signals, placing } = drawClip(USUAL);
	const kept = [...frames.keys()].filter((at) => ![MISSING, BROKEN].includes(numbered(at)));
	const width = signals.length / frames.length;
	return {
		frames: Int32Array.from(kept, (at) => numbered(frames[at]!)),
		times: Float64Array.from(kept, (at) => times[at]!),
		faces: Uint8Array.from(kept, (at) => faces[at]!),
		signals: Float32Array.from(
			kept.flatMap((at) => [...signals.subarray(width * at, width * (at + 1))]),
		),
		placing: Float32Array.from(kept.flatMap((at) => [...placing.subarray(4 * at, 4 * at + 4)])),
	};
}

const FILM: MeasuredClip = { motion: drawClip({ ...USUAL, seed: 2 }), skipped: [], fault: null };
const PICTURES: MeasuredClip = {
	motion: picturesMotion(),
	skipped: [{ name: `img${BROKEN}.jpg`, frame: BROKEN, why: 'cut off.' }],
	fault: null,
};
const LAME = { code: 'file/broken', detail: 'cut off' } as const;

const measured = (name: string): MeasuredClip => {
	if (name === 'lame.mp4') throw new Fault(LAME.code, LAME.detail);
	return name.endsWith('.mp4') ? FILM : PICTURES;
};

const line: AuditLine = {
	taken: () => null,
	measure: (source) =>
		Promise.resolve().then(() => {
			if (source.kind === 'file') return measured(source.file.name);
			return source.kind === 'pictures' ? measured(source.files[0]!.name) : null;
		}),
	show: () => Promise.resolve(null),
	stop: () => {},
};

const CLIPS = [
	...drawClip(USUAL)
		.frames.map(numbered)
		.filter((number) => number !== MISSING),
].map((number) => `take/img${number}.jpg`);
const FILMS = ['talk.mp4', 'lame.mp4'];

let scratch: string;
beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-audit-'));
	await mkdir(join(scratch, 'take'));
	for (const name of [...CLIPS, ...FILMS]) await writeFile(join(scratch, name), 'x');
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function byApp(name: string, bytes: Uint8Array<ArrayBuffer>, clips: readonly string[]) {
	const audit = new Audit(line);
	const found = clips.map((path) => ({
		path,
		file: new File(['x'], path.slice(path.lastIndexOf('/') + 1)),
	}));
	await audit.take([...found, { path: name, file: new File([bytes], name) }]);
	expect(audit.annotations.files[0]!.fault).toBeNull();
	await audit.run();
	expect(audit.status).toBe('done');
	const [file] = audit.annotations.files;
	return {
		name: auditedName(file!.name, file!.text),
		json: documentOf(audit, VERSION),
		csv: csvFile(auditCsv(inDocumentOrder(rowsOf(audit)))),
		annotations: annotationsOf(audit, file!),
	};
}

/** Nobody is asked on the command line; in the app nobody has decided yet. */
const UNDECIDED = { onset: null, apex: null, offset: null, note: '' };

async function byCommand(
	name: string,
	bytes: Uint8Array,
	clips: readonly string[],
): Promise<Documents> {
	const inputs = [...new Set(clips.map((clip) => clip.split('/')[0]!))];
	const path = join(scratch, name);
	const wanted = readArguments([
		...inputs.map((input) => join(scratch, input)),
		'--annotations',
		path,
	]);
	const found = await findClips(wanted.inputs);
	const reading = readRecords({ path, bytes }, wanted, {}, found);
	const matching = match(reading.clips, found.clips);
	const silent = new Progress({ terminal: false, width: 80, write: () => {}, nowMs: () => 0 });
	const run = new AuditRun(silent, { toleranceMs: wanted.toleranceMs });
	const without = tellOf(reading, found, matching, run, () => {});
	await run.run(
		{
			measure: ([first]) =>
				dirname(first!) === scratch && first!.endsWith('lame.mp4')
					? Promise.resolve(LAME)
					: Promise.resolve({
							...measured(first!.slice(first!.lastIndexOf('/') + 1)),
							usable: true,
						}),
			show: () => Promise.reject(new Error('no pictures are shown here')),
			close: () => Promise.resolve(),
		},
		matching.matched,
		() => [],
	);
	const rows = run.rows.map((row) =>
		row.clip?.name === 'lame.mp4' ? row : { ...row, decision: UNDECIDED },
	);
	return documentsOf([...rows, ...without], { bytes }, null, {
		annotations: name,
		dataset: reading.title,
		version: VERSION,
		reachMs: null,
		toleranceMs: wanted.toleranceMs,
		problems: run.said,
	});
}

async function compare(name: string, text: string, clips: readonly string[]) {
	const bytes = new TextEncoder().encode(text);
	const app = await byApp(name, bytes, clips);
	const command = await byCommand(name, bytes, clips);
	expect(app.json).toBe(command.json);
	expect(app.csv).toBe(command.csv);
	expect(app.annotations).toBe(command.annotations);
	expect(app.name).toBe(auditedName(name, annotationText(bytes)));
	return app;
}

const row = (...cells: readonly (string | number)[]): string => cells.join(';');

test('a table about pictures: missing and broken ones, rows left out for every reason', async () => {
	const table = [
		'clip;subject;coder;onset;apex;offset;onset_ms;apex_ms;offset_ms;fps',
		row('take', 1, 'Ann', numbered(onset), MISSING, numbered(offset), '', '', '', 30),
		row('take', 1, '', numbered(onset + 4), '', numbered(offset + 4), '', '', '', 30),
		row('take', 1, 'Ben', '', '', '', 1970, '', 2350, 30),
		row('take', 1, 'Ben', numbered(9), numbered(5000), '', '', '', '', 30),
		row('nowhere', 3, 'Ann', 1, 2, 3, '', '', '', 30),
		row('take', 1, 'Ann', 'x', 2, 3, '', '', '', 30),
		'',
	].join('\r\n');
	const { name, json, annotations } = await compare('codes.tsv', `\uFEFF${table}`, CLIPS);
	expect(name).toBe('codes.audited.tsv');
	expect(annotations.startsWith('\uFEFFclip;')).toBe(true);
	const { movements, problems } = JSON.parse(json) as {
		readonly problems: readonly string[];
		readonly movements: readonly {
			readonly id: string;
			readonly coded: { readonly onset: number };
			readonly ms: { readonly apex: { readonly codedMs: number | null } } | null;
			readonly why: string | null;
		}[];
	};
	// A frame without a picture lies between its neighbors.
	const first = movements.find(({ id }) => id === 'm1')!;
	expect(first.ms!.apex.codedMs).toBeCloseTo((1000 * (MISSING - FIRST)) / 30, 6);
	// What was coded in ms is a frame of the clip that was measured.
	expect(movements.find(({ id }) => id === 'm3')!.coded.onset).toBe(numbered(59));
	expect(movements.filter(({ why }) => why !== null)).toHaveLength(2);
	expect(problems.join('\n')).toMatch(/row 2: take lacks frame/);
	expect(problems.join('\n')).toContain(`img${BROKEN}.jpg cannot be decoded (cut off)`);
	expect(problems.join('\n')).toMatch(/row 6: No clip called nowhere was chosen\./);
	expect(problems.join('\n')).toMatch(/row 7: skipped: the onset 'x' is no frame number\./);
});

test('a table about videos needs no frame rate; a video that breaks is said in its rows', async () => {
	const table = [
		'clip,subject,onset,apex,offset',
		`talk.mp4,1,${onset + 3},${apex},${offset}`,
		'lame.mp4,2,10,12,14',
		'',
	].join('\n');
	const { json, csv } = await compare('codes.csv', table, FILMS);
	expect(json).toContain('nothing in its clip could be measured.');
	expect(csv.split('\r\n')).toHaveLength(4);
});

/** Two coders' tiers on a clock that is `originMs` behind that of talk.mp4. */
function twoTiers(media: string, originMs = 0): string {
	const slots = [1970, 2350, 1950, 2380].map(
		(ms, at) => `<TIME_SLOT TIME_SLOT_ID="ts${at + 1}" TIME_VALUE="${ms - originMs}"/>`,
	);
	const tier = (name: string, annotator: string, at: number): string =>
		`<TIER LINGUISTIC_TYPE_REF="lt" TIER_ID="${name}" ANNOTATOR="${annotator}"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a${at}" TIME_SLOT_REF1="ts${at}" TIME_SLOT_REF2="ts${at + 1}"><ANNOTATION_VALUE>AU12</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>`;
	return `<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2026-01-01T00:00:00Z" FORMAT="3.0" VERSION="3.0">
	<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">${media}</HEADER>
	<TIME_ORDER>${slots.join('')}</TIME_ORDER>
	${tier('smiles', '', 1)}${tier('others', 'Ann', 3)}
	<LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="lt" TIME_ALIGNABLE="true"/>
</ANNOTATION_DOCUMENT>
`;
}

const TALK = '<MEDIA_DESCRIPTOR MEDIA_URL="./talk.mp4" MIME_TYPE="video/mp4"/>';

test('an ELAN file: marks are called after the coder, or the tier', async () => {
	const eaf = twoTiers(TALK);
	const { name, annotations } = await compare('talk.eaf', eaf, ['talk.mp4']);
	expect(name).toBe('talk.audited.eaf');
	expect(annotations).toContain('smiles; coded 1970 ms');
	expect(annotations).toContain('Ann; coded 1950 ms');
});

test('an ELAN file of two videos: the same is found, and written on the coder’s own clock', async () => {
	const media = `<MEDIA_DESCRIPTOR MEDIA_URL="./room.mp4" MIME_TYPE="video/mp4"/>${TALK.replace('/>', ' TIME_ORIGIN="400"/>')}`;
	const plain = await compare('talk.eaf', twoTiers(TALK), ['talk.mp4']);
	const { annotations } = await compare('talk.eaf', twoTiers(media, 400), ['talk.mp4']);
	expect(annotations).toContain('smiles; coded 1570 ms');
	expect(annotations).toContain('Ann; coded 1550 ms');
	const timesIn = (text: string): number[] =>
		[...text.matchAll(/TIME_VALUE="(\d+)"/g)].map(([, ms]) => Number(ms));
	expect(timesIn(annotations)).toEqual(timesIn(plain.annotations).map((ms) => ms - 400));
});

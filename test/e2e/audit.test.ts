/** `npm run audit` as a child process: a film and a folder of pictures of the actor, coded with known errors. */
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScriptOptions } from '../../src/study/actor/index.ts';
import { ActorScript } from '../../src/study/actor/index.ts';
import type { Reselection } from '../../src/study/audit/index.ts';
import { ensureBuilt } from '../../src/lab/build/build.ts';
import { writeActorPictures } from '../support/actor-pictures.ts';
import { ROOT } from '../support/built-app.ts';
import type { Ended } from '../support/command-line.ts';
import { runCommand } from '../support/command-line.ts';
import { openFilmStudio } from '../support/films.ts';

const FPS = 30;
const SCRIPT: ScriptOptions = {
	seed: 5,
	durationMs: 6000,
	microExpressions: { perMinute: 10, peakPx200: [2.5, 3] },
	blinksPerMinute: 0,
	sway: 0.3,
};
const FRAMES = (SCRIPT.durationMs * FPS) / 1000;
const TRUTH = new ActorScript(SCRIPT).truth(FPS).events;
/** How far the coder was off, frames. */
const ERROR = 4;
const FIRST_PICTURE = 101;
const BROKEN = 'img00108.bmp';

interface Movement {
	readonly clip: string;
	readonly why: string | null;
	readonly reselection: Reselection | null;
}

let scratch: string;
const at = (...names: string[]): string => join(scratch, ...names);
const audit = (...args: string[]): Promise<Ended> => runCommand('src/lab/commands/audit.ts', args);

beforeAll(async () => {
	await ensureBuilt(ROOT);
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-audit-'));
	const studio = await openFilmStudio();
	try {
		await studio.film(at('good.mp4'), { script: SCRIPT, frames: FRAMES, fps: FPS });
	} finally {
		await studio.close();
	}
	await writeActorPictures({
		folder: at('pictures', 's1', 'take'),
		script: SCRIPT,
		fps: FPS,
		width: 320,
		height: 240,
		numbers: Array.from({ length: FRAMES }, (_, i) => FIRST_PICTURE + i).filter((n) => n !== 104),
		nameOf: (number) => `img${`${number}`.padStart(5, '0')}.bmp`,
	});
	await writeFile(at('pictures', 's1', 'take', BROKEN), 'BM and nothing else');
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

test('a film: key frames go back to where they are; everything is written, nothing is overwritten', async () => {
	const [{ onset, apex, offset }] = TRUTH as [(typeof TRUTH)[number]];
	const coded = [onset + ERROR, apex, offset + ERROR];
	const rows = [
		'clip,subject,onset,apex,offset,coder,light',
		`good.mp4,1,${coded.join()},Jane,dim`,
		'nowhere.mp4,2,1,5,9,Jane,bright',
		`good.mp4,1,${FRAMES + 50},${FRAMES + 53},${FRAMES + 56},Jane,dim`,
	];
	const text = `${rows.join('\r\n')}\r\n`;
	await writeFile(at('coding.csv'), text);
	const { status, out, said } = await audit(
		at('good.mp4'),
		'--annotations',
		at('coding.csv'),
		'--group',
		'light',
		'--out',
		at('out'),
	);
	expect(status, said.join('\n')).toBe(1);
	expect(said.join('\n')).toMatch(/coding\.csv, row 3: No clip called nowhere\.mp4 was chosen\./);
	expect(said.join('\n')).toMatch(/coding\.csv, row 4: good\.mp4: Frame 230 is not in the clip/);
	expect(await readFile(at('coding.csv'), 'utf8')).toBe(text);
	expect((await readdir(at('out'))).sort()).toEqual([
		'audit.csv',
		'audit.json',
		'coding.audited.csv',
		'report.html',
	]);

	const document = JSON.parse(await readFile(at('out', 'audit.json'), 'utf8')) as {
		movements: Movement[];
	};
	const [audited] = document.movements;
	const { onset: start, apex: middle, offset: end } = audited!.reselection!;
	console.log(
		`truth ${[onset, apex, offset].join()}, coded ${coded.join()}; ${out.split('\n')[1]}`,
	);
	expect(Math.abs(start.frame - onset)).toBeLessThan(ERROR);
	expect(Math.abs(middle.frame - apex)).toBeLessThan(ERROR);
	expect(Math.abs(end.frame - offset)).toBeLessThan(ERROR);
	expect(document.movements.map(({ why }) => why === null)).toEqual([true, false, false]);

	expect(out).toContain(`${coded[0]} -> ${start.frame} [${start.low} to ${start.high}]`);
	const table = (await readFile(at('out', 'coding.audited.csv'), 'utf8')).split('\r\n');
	for (const [i, row] of rows.entries()) expect(table[i]!.startsWith(`${row},`)).toBe(true);
	expect(table[1]).toContain(`,${start.frame},${start.low},${start.high},`);

	const report = await readFile(at('out', 'report.html'), 'utf8');
	const shown = [...report.matchAll(/src="data:image\/jpeg;base64,([^"]+)"/g)];
	expect(shown).toHaveLength(6);
	for (const [, jpeg] of shown) expect(Buffer.from(jpeg!, 'base64').length).toBeGreaterThan(1000);
	expect(report).not.toMatch(/<script|https?:\/\/|<link/);
	expect(report).toContain('light dim');
});

test('an ELAN file, in ms: the film’s own frames count, and it is written beside it', async () => {
	const [{ onsetMs, offsetMs }] = TRUTH as [(typeof TRUTH)[number]];
	const [from, to] = [Math.round(onsetMs) + 130, Math.round(offsetMs) + 130];
	const eaf = `<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2026-01-01T00:00:00Z" FORMAT="3.0" VERSION="3.0">
	<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR MEDIA_URL="./good.mp4" MIME_TYPE="video/mp4"/></HEADER>
	<TIME_ORDER><TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="${from}"/><TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="${to}"/></TIME_ORDER>
	<TIER LINGUISTIC_TYPE_REF="lt" TIER_ID="coding"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2"><ANNOTATION_VALUE>x</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
	<LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="lt" TIME_ALIGNABLE="true"/>
</ANNOTATION_DOCUMENT>
`;
	await writeFile(at('coding.eaf'), eaf);
	const { status, out, said } = await audit(
		at('good.mp4'),
		'--annotations',
		at('coding.eaf'),
		'--json',
		'--out',
		at('elan'),
		'--pictures',
		'0',
	);
	expect(status, said.join('\n')).toBe(0);
	const { movements } = JSON.parse(out) as { movements: Movement[] };
	expect(movements[0]!.reselection!.onset.coded).toBe(Math.round((from * FPS) / 1000));
	const audited = await readFile(at('elan', 'coding.audited.eaf'), 'utf8');
	expect(audited).toContain(/<TIER .*<\/TIER>/.exec(eaf)![0]);
	expect(audited).toContain('TIER_ID="audited onset"');
});

test('numbered pictures: a missing and a broken one are named with file and row, and it goes on', async () => {
	const [{ onset, apex, offset }] = TRUTH as [(typeof TRUTH)[number]];
	const numbers = [onset, apex, offset].map((frame) => frame + FIRST_PICTURE);
	await writeFile(
		at('pictures.csv'),
		[
			'clip,subject,onset,apex,offset',
			`take,s1,${numbers.join()}`,
			`take,s1,${FIRST_PICTURE + 1},${FIRST_PICTURE + 5},${FIRST_PICTURE + 9}`,
		].join('\n'),
	);
	const { status, out, said } = await audit(
		at('pictures'),
		'--annotations',
		at('pictures.csv'),
		'--fps',
		`${FPS}`,
		'--json',
	);
	expect(status, said.join('\n')).toBe(1);
	const { movements } = JSON.parse(out) as { movements: Movement[] };
	const found = movements.find(({ reselection }) => reselection?.onset.coded === numbers[0]);
	expect(Math.abs(found!.reselection!.apex.frame - numbers[1]!)).toBeLessThanOrEqual(2);
	expect(said.join('\n')).toMatch(/pictures\.csv, row 3: .*lacks frame 104 of 102 to 110/);
	expect(said.join('\n')).toMatch(
		new RegExp(`pictures\\.csv, row 3: .*${BROKEN} cannot be decoded`),
	);
});

test('what was given is not written over; a wrong path, column or option is one sentence', async () => {
	await mkdir(at('own'));
	const header = 'clip,subject,onset,apex,offset\n';
	await writeFile(at('own', 'audit.csv'), `${header}good.mp4,1,1,2,3\n`);
	const over = await audit(
		at('good.mp4'),
		'--annotations',
		at('own', 'audit.csv'),
		'--out',
		at('own'),
	);
	expect(over.status).toBe(1);
	expect(over.said.at(-1)).toMatch(/audit\.csv would overwrite .*audit\.csv, which is an input/);
	expect(await readdir(at('own'))).toEqual(['audit.csv']);

	const missing = await audit(at('good.mp4'), '--annotations', at('none.csv'));
	expect([missing.status, missing.said.length]).toEqual([1, 1]);
	expect(missing.said[0]).toMatch(/none\.csv cannot be read: check the path\./);

	const column = await audit(
		at('good.mp4'),
		'--annotations',
		at('own', 'audit.csv'),
		'--group',
		'age',
	);
	expect(column.status).toBe(2);
	expect(column.said.at(-1)).toMatch(
		/--group is age, which is not a column .* clip, subject, onset/,
	);

	expect((await audit(at('good.mp4'))).said).toEqual([
		'Name the annotations: --annotations FILE. (--help lists the options.)',
	]);
});

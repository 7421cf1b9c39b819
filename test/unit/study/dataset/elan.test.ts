/** What ELAN files mean: several media, slots without times, tiers that depend on others, broken files. */
import { describe, expect, test } from 'vitest';
import type { ReadOptions } from '../../../../src/study/dataset/index.ts';
import {
	AnnotationError,
	readAnnotations,
	readingNoteText,
	remarkText,
} from '../../../../src/study/dataset/index.ts';
import { matchClips } from '../../../../src/study/audit/index.ts';
import { auditedEaf, elanEaf } from '../../../../src/files/export/index.ts';
import { textFile } from '../../../support/annotation-files.ts';
import { mutated } from '../../../support/mutated.ts';
import { fullRecord } from '../../files/export/record.ts';

const TYPES = `<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="lt" TIME_ALIGNABLE="true"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="time" TIME_ALIGNABLE="true" CONSTRAINTS="Time_Subdivision"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="in" TIME_ALIGNABLE="true" CONSTRAINTS="Included_In"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="parts" TIME_ALIGNABLE="false" CONSTRAINTS="Symbolic_Subdivision"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="one" TIME_ALIGNABLE="false" CONSTRAINTS="Symbolic_Association"/>`;

interface Parts {
	readonly media?: string;
	/** ms in order; null: without a time. Their ids are ts1, ts2, ... */
	readonly slots: readonly (number | string | null)[];
	readonly tiers: string;
	readonly header?: string;
	readonly prolog?: string;
	readonly more?: string;
}

const FILM = '<MEDIA_DESCRIPTOR MEDIA_URL="file:///C:/d/s01.mp4" MIME_TYPE="video/mp4"/>';

const eaf = ({ media = FILM, slots, tiers, header = '', prolog = '', more = '' }: Parts): string =>
	`<?xml version="1.0" encoding="UTF-8"?>${prolog}
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2026-01-01T00:00:00Z" FORMAT="3.0" VERSION="3.0">
<HEADER MEDIA_FILE="" ${header === '' ? 'TIME_UNITS="milliseconds"' : header}>${media}</HEADER>
<TIME_ORDER>${slots
		.map((ms, at) => {
			const value = ms === null ? '' : ` TIME_VALUE="${ms}"`;
			return `<TIME_SLOT TIME_SLOT_ID="ts${at + 1}"${value}/>`;
		})
		.join('\n')}</TIME_ORDER>
${tiers}
${TYPES}${more}
</ANNOTATION_DOCUMENT>`;

const tier = (name: string, inside: string, attributes = '', type = 'lt'): string =>
	`<TIER LINGUISTIC_TYPE_REF="${type}" TIER_ID="${name}" ${attributes}>${inside}</TIER>\n`;
const at = (id: string, from: number, to: number, text: string): string =>
	`<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="${id}" TIME_SLOT_REF1="ts${from}" TIME_SLOT_REF2="ts${to}"><ANNOTATION_VALUE>${text}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>\n`;
const on = (id: string, above: string, text: string, previous = ''): string =>
	`<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="${id}" ANNOTATION_REF="${above}"${previous === '' ? '' : ` PREVIOUS_ANNOTATION="${previous}"`}><ANNOTATION_VALUE>${text}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>\n`;

function read(text: string, options: ReadOptions = {}) {
	const { clips, remarks, notes, groups } = readAnnotations(textFile('a.eaf', text), {
		fps: 30,
		...options,
	});
	return {
		clips,
		remarks: remarks.map(
			({ place, outcome, why }) => `${place.sheet} ${place.row} ${outcome}: ${remarkText(why)}`,
		),
		notes: notes.map(readingNoteText),
		groups,
	};
}

const times = (text: string, options?: ReadOptions) =>
	read(text, options).clips.map(({ codedMs }) => [codedMs!.onset, codedMs!.apex, codedMs!.offset]);

describe('several media', () => {
	const media = `<MEDIA_DESCRIPTOR MEDIA_URL="file:///C:/d/room.mp4" MIME_TYPE="video/mp4" RELATIVE_MEDIA_URL="./room.mp4"/>
<MEDIA_DESCRIPTOR MEDIA_URL="file:///C:/d/face%201.mp4" MIME_TYPE="video/mp4" RELATIVE_MEDIA_URL="./face%201.mp4" TIME_ORIGIN="400"/>
<MEDIA_DESCRIPTOR MEDIA_URL="file:///C:/d/talk.wav" MIME_TYPE="audio/x-wav" TIME_ORIGIN="50"/>`;
	const text = eaf({
		media,
		slots: [767, 1033],
		tiers: tier('face', at('a1', 1, 2, 'AU1+2; apex 900 ms'), 'ANNOTATOR="A"'),
	});

	test('each has its own time origin, and the film is chosen by its name', () => {
		expect(times(text, { films: ['clips/face 1.mp4'] })).toEqual([[1167, 1300, 1433]]);
		expect(times(text, { films: ['FACE 1.MP4'] })).toEqual([[1167, 1300, 1433]]);
		// The same film in another form.
		expect(times(text, { films: ['face 1.webm'] })).toEqual([[1167, 1300, 1433]]);
		expect(times(text, { films: ['room.mp4'] })).toEqual([[767, 900, 1033]]);
		const [clip] = read(text, { films: ['face 1.mp4'] }).clips;
		expect(clip).toMatchObject({
			clip: 'face 1.mp4',
			film: 'face 1.mp4',
			originMs: 400,
			onset: 35,
		});
	});

	test('where none of them or several are there it is the first video, and that is said', () => {
		expect(times(text)).toEqual([[767, 900, 1033]]);
		expect(read(text).notes.join()).toMatch(/taken to be of room\.mp4, not of face 1\.mp4/);
		expect(read(text, { films: ['face 1.mp4'] }).notes).toEqual([]);
		expect(read(text, { films: ['face 1.mp4', 'room.mp4'] }).notes.join()).toMatch(
			/room\.mp4, not/,
		);
	});

	test('a copy with an audit has audited times on the coder’s own timeline', () => {
		const mark = (ms: number) => ({ ms, lowMs: ms, highMs: ms, codedMs: ms, moved: 0 });
		const found = { onset: mark(1167), apex: mark(1300), offset: mark(1500) };
		const marks = { ...found, name: 'A', doubt: 0, frameMs: 33, originMs: 400 };
		const audited = auditedEaf(text, [marks]);
		expect(audited).toContain('coded 767 ms');
		for (const ms of [767, 900, 1100]) expect(audited).toContain(`TIME_VALUE="${ms}"`);
		expect(times(audited, { films: ['face 1.mp4'] })).toEqual(
			expect.arrayContaining([
				[1167, 1300, 1433],
				[1167, 1300, 1500],
			]),
		);
	});

	test('names are the same in composed and decomposed letters', () => {
		const name = 'Müller_ä1.mp4';
		for (const [inFile, onDisk] of [
			['NFD', 'NFC'],
			['NFC', 'NFD'],
		] as const) {
			const film = `<MEDIA_DESCRIPTOR MEDIA_URL="./${name.normalize(inFile)}" MIME_TYPE="video/mp4" TIME_ORIGIN="5"/>`;
			const tiers = tier('face', at('a1', 1, 2, 'surprise'));
			const there = name.normalize(onDisk);
			const { clips } = read(eaf({ media: film, slots: [100, 500], tiers }), { films: [there] });
			expect(clips[0]!.codedMs!.onset).toBe(105);
			const chosen = { id: there, name: there, kind: 'film' } as const;
			const other = { id: 'x', name: 'x.mp4', kind: 'film' } as const;
			expect(matchClips(clips, [chosen, other], () => null).matched[0]!.clip).toBe(chosen);
		}
	});

	test('a movement before the film’s own beginning is skipped, by row', () => {
		const later = FILM.replace('/>', ' TIME_ORIGIN="-500"/>');
		const tiers = tier('face', at('a1', 1, 2, 'AU4') + at('a2', 3, 4, 'AU1'));
		const said = read(eaf({ media: later, slots: [100, 400, 700, 900], tiers }));
		expect(said.clips.map(({ codedMs }) => codedMs!.onset)).toEqual([200]);
		expect(said.remarks).toEqual([
			'face 1 skipped: it begins at -400 ms of s01.mp4, before that film does',
		]);
	});

	test('the first versions name their one medium in the header', () => {
		const header = 'MEDIA_FILE="D:\\films\\old.mpg" TIME_UNITS="milliseconds"';
		const text = eaf({ media: '', slots: [1, 200], tiers: tier('face', at('a1', 1, 2, '')) });
		const old = text.replace('MEDIA_FILE="" TIME_UNITS="milliseconds"', header);
		expect(read(old).clips[0]).toMatchObject({ clip: 'old.mpg', film: 'old.mpg' });
	});
});

describe('times', () => {
	test('slots without a time lie evenly between their neighbours', () => {
		const two = tier('face', at('a1', 1, 2, 'rise') + at('a2', 2, 3, 'fall'));
		expect(times(eaf({ slots: [1167, null, 1500], tiers: two }))).toEqual([
			[1167, null, 1333.5],
			[1333.5, null, 1500],
		]);
		const four = tier(
			'face',
			at('a1', 1, 2, '') + at('a2', 2, 3, '') + at('a3', 3, 4, '') + at('a4', 4, 5, ''),
		);
		expect(times(eaf({ slots: [1000, null, null, null, 2000], tiers: four }))).toEqual([
			[1000, null, 1250],
			[1250, null, 1500],
			[1500, null, 1750],
			[1750, null, 2000],
		]);
	});

	test('those of another tier in between do not count', () => {
		const tiers =
			tier('speech', at('b1', 2, 4, 'and so on and on and on')) +
			tier('face', at('a1', 1, 3, 'rise') + at('a2', 3, 5, 'fall'));
		expect(times(eaf({ slots: [1000, 1100, null, 1900, 2000], tiers }))).toEqual([
			[1000, null, 1500],
			[1500, null, 2000],
		]);
	});

	test('one without neighbours stays without, and is said', () => {
		const said = read(eaf({ slots: [null, 500], tiers: tier('face', at('a1', 1, 2, 'AU4')) }));
		expect(said.clips).toEqual([]);
		expect(said.remarks).toEqual(['face 1 skipped: the annotation is tied to no time']);
	});

	test('an offset before its onset is refused by row, with tier and annotation', () => {
		const tiers = tier('face', at('a1', 2, 1, 'AU4') + at('a2', 1, 2, 'AU1'));
		const said = read(eaf({ slots: [1000, 1400], tiers }));
		expect(said.clips).toHaveLength(1);
		expect(said.remarks).toEqual([
			'face 1 skipped: a1 ends at 1000 ms, before it begins at 1400 ms',
		]);
	});

	test('counted in frames they are turned into ms, and said; in anything else refused', () => {
		const of = (units: string) =>
			eaf({
				header: `TIME_UNITS="${units}"`,
				slots: [30, 60],
				tiers: tier('face', at('a1', 1, 2, 'AU4')),
			});
		expect(times(of('PAL-frames'))).toEqual([[1200, null, 2400]]);
		expect(times(of('PAL-50'))).toEqual([[600, null, 1200]]);
		expect(times(of('NTSC-frames'))).toEqual([[1001, null, 2002]]);
		expect(read(of('PAL-frames')).notes.join()).toMatch(/counts times in PAL-frames/);
		for (const none of ['fortnights', 'constructor']) {
			expect(() => read(of(none))).toThrow(`time '${none}'`);
		}
	});

	test.each(['-4', '1.5', '1e3', 'NaN', '99999999999999', ' '])(
		'a time of "%s" is refused or none, never taken',
		(value) => {
			const text = eaf({ slots: [value, 500], tiers: tier('face', at('a1', 1, 2, 'AU4')) });
			let clips: readonly unknown[] = [];
			try {
				clips = read(text).clips;
			} catch (error) {
				expect(error).toBeInstanceOf(AnnotationError);
			}
			expect(clips).toEqual([]);
		},
	);
});

describe('tiers that depend on others', () => {
	test('say more about the movement above; a certainty of 3 is no AU 3, speech no movement', () => {
		const tiers =
			tier('speech', at('a1', 3, 4, 'hello there you')) +
			tier('face', at('a2', 1, 2, 'AU1+2')) +
			tier('emotion', on('a3', 'a2', 'surprise'), 'PARENT_REF="face"') +
			tier('coder certainty', on('a4', 'a2', '3'), 'PARENT_REF="face"');
		const { clips, remarks, notes } = read(eaf({ slots: [1167, 1500, 0, 2000], tiers }));
		expect(remarks).toEqual([]);
		expect(clips).toHaveLength(1);
		expect(clips[0]).toMatchObject({
			coder: 'face',
			emotion: 'surprise',
			class3: 'surprise',
			codedMs: { onset: 1167, offset: 1500 },
			columns: { 'coder certainty': '3', emotion: 'surprise' },
		});
		expect(clips[0]!.units.map(({ unit }) => unit)).toEqual([1, 2]);
		expect(notes.join()).toMatch(/left out as no movements of a face: speech\. .*--tier/);
	});

	test('at any depth, by reference or by time', () => {
		const tiers =
			tier('micro', at('a1', 1, 6, '') + at('a2', 7, 8, '')) +
			tier(
				'units',
				on('u1', 'a1', '4') + on('u2', 'a1', 'L10', 'u1'),
				'PARENT_REF="micro"',
				'parts',
			).replace('TIER_ID="units"', 'TIER_ID="AU"') +
			tier('AU intensity', on('i1', 'u2', 'C'), 'PARENT_REF="AU"', 'one') +
			tier('apex', at('p1', 3, 4, 'x'), 'PARENT_REF="micro"', 'in') +
			tier('feeling', at('e1', 2, 5, 'Anger'), 'PARENT_REF="micro"', 'in');
		const { clips, remarks } = read(
			eaf({ slots: [1000, 1010, 1200, 1240, 1380, 1400, 3000, 3300], tiers }),
		);
		expect(remarks).toEqual([]);
		expect(clips).toMatchObject([
			{ codedMs: { onset: 1000, apex: 1200, offset: 1400 }, emotion: 'anger' },
			{ codedMs: { onset: 3000, apex: null, offset: 3300 }, emotion: null, units: [] },
		]);
		expect(clips[0]!.units.map(({ unit, side }) => [unit, side])).toEqual([
			[4, null],
			[10, 'left'],
		]);
		expect(clips[0]!.columns).toMatchObject({ AU: '4; L10', 'AU intensity': 'C' });
	});

	test('movements within trials count, and not the trials; what belongs to nothing is said', () => {
		const tiers =
			tier('trial', at('t1', 1, 6, 'trial 1')) +
			tier(
				'micro-expression',
				at('m1', 2, 3, '') + at('m2', 4, 5, ''),
				'PARENT_REF="trial"',
				'in',
			) +
			tier(
				'emotion',
				on('e1', 'm2', 'fear') + on('e2', 'gone', 'joy'),
				'PARENT_REF="micro-expression"',
				'one',
			);
		const said = read(eaf({ slots: [0, 1000, 1300, 2000, 2200, 60_000], tiers }));
		expect(said.clips.map(({ codedMs, emotion }) => [codedMs!.onset, emotion])).toEqual([
			[1000, null],
			[2000, 'fear'],
		]);
		expect(said.remarks).toEqual([
			'emotion 2 skipped: e2 belongs to no annotation of the tier micro-expression',
		]);
		expect(said.notes.join()).toMatch(/left out .*: trial\./);
	});

	test('key frames of their own, within what holds them', () => {
		const tiers =
			tier('micro', at('a1', 1, 8, 'disgust')) +
			tier('onset', at('o1', 2, 3, ''), 'PARENT_REF="micro"', 'in') +
			tier('apex', at('p1', 4, 5, ''), 'PARENT_REF="micro"', 'in') +
			tier('offset', at('f1', 6, 7, ''), 'PARENT_REF="micro"', 'in');
		expect(times(eaf({ slots: [0, 100, 140, 300, 340, 500, 540, 900], tiers }))).toEqual([
			[100, 300, 500],
		]);
	});
});

describe('which tiers have movements', () => {
	const slots = [100, 400, 1000, 1300];
	const one = (name: string, text: string, n: number, attributes = ''): string =>
		tier(name, at(`a${n}`, 1, 2, text), attributes);

	test.each(['gaze', 'comments', 'Sprache', 'gloss_P1', 'trial'])('%s has none', (name) => {
		const text = eaf({ slots, tiers: one(name, 'x', 1) + one('face', 'smile', 2) });
		expect(read(text).clips.map(({ coder }) => coder)).toEqual(['face']);
		expect(read(text).notes.join()).toContain(name);
	});

	test('a name that says nothing counts where no other tier does, and otherwise by its texts', () => {
		expect(times(eaf({ slots, tiers: one('Kim', 'x', 1) }))).toHaveLength(1);
		const both = eaf({ slots, tiers: one('Kim', 'x', 1) + one('face', 'smile', 2) });
		expect(read(both).clips).toHaveLength(1);
		expect(read(both).notes.join()).toContain('Kim');
		const coded = eaf({ slots, tiers: one('Kim', '4+L10', 1) + one('Lee', 'R12B', 2) });
		expect(read(coded).clips.map(({ coder }) => coder)).toEqual(['Kim', 'Lee']);
		const spoken = 'so then I went to the market';
		expect(read(eaf({ slots, tiers: one('Kim', spoken, 1) })).clips).toEqual([]);
	});

	test('a person may name them, whatever they are called', () => {
		const text = eaf({
			slots,
			tiers: one('gaze', 'x', 1) + one('face', 'AU4', 2) + one('Kim', '', 3),
		});
		const coders = (...tiers: string[]) => read(text, { tiers }).clips.map(({ coder }) => coder);
		expect(coders('gaze')).toEqual(['gaze']);
		expect(coders('Kim', 'gaze')).toEqual(['gaze', 'Kim']);
		expect(() => read(text, { tiers: ['Gace'] })).toThrow(/no tier Gace .*gaze, face, Kim/);
		expect(read(text, { tiers: ['Kim', 'Gace'] }).notes.join()).toMatch(/has no tier Gace/);
		expect(read(text, { tiers: ['Kim'] }).groups).toMatchObject([
			{ name: 'gaze', taken: false },
			{ name: 'face', taken: false },
			{ name: 'Kim', taken: true, count: 1 },
		]);
	});

	test('a tier for each unit: what was coded at one time is one movement', () => {
		const tiers = one('AU1', 'B', 1) + one('AU2L', '', 2) + tier('AU12', at('a3', 3, 4, '3'));
		const { clips } = read(eaf({ slots, tiers }));
		expect(clips.map(({ units, coder }) => [coder, units])).toMatchObject([
			[
				null,
				[
					{ unit: 1, intensity: 'B' },
					{ unit: 2, side: 'left' },
				],
			],
			[null, [{ unit: 12, intensity: null }]],
		]);
	});

	test('a bare number is a unit only where the tier has units', () => {
		const units = (tiers: string) => read(eaf({ slots, tiers })).clips[0]!.units.length;
		expect(units(one('face', '12', 1))).toBe(0);
		expect(units(one('face AU', '12', 1))).toBe(1);
		expect(units(tier('face', at('a1', 1, 2, '12') + at('a2', 3, 4, '1+2')))).toBe(1);
		expect(units(tier('face', at('a1', 1, 2, '12') + at('a2', 3, 4, 'trial 3')))).toBe(0);
		// The id of a rejected candidate, as this product writes it.
		expect(units(one('human', 'r1; apex 200 ms', 1))).toBe(0);
	});

	test('words of the file’s own vocabularies are taken, others are not fetched', () => {
		const tiers = tier('face', at('a1', 1, 2, '') + at('a2', 3, 4, 'fear')).replace(
			'ANNOTATION_ID="a1"',
			'ANNOTATION_ID="a1" CVE_REF="c1"',
		);
		const more = `<CONTROLLED_VOCABULARY CV_ID="emotions"><CV_ENTRY_ML CVE_ID="c1"><CVE_VALUE LANG_REF="und">surprise</CVE_VALUE></CV_ENTRY_ML></CONTROLLED_VOCABULARY>
<CONTROLLED_VOCABULARY CV_ID="there" EXT_REF="er1"/><EXTERNAL_REF EXT_REF_ID="er1" TYPE="ecv" VALUE="http://example.org/x.ecv"/>`;
		expect(read(eaf({ slots, tiers, more })).clips.map(({ emotion }) => emotion)).toEqual([
			'surprise',
			'fear',
		]);
	});
});

describe('hostile and broken files', () => {
	const tiers = tier('face', at('a1', 1, 2, '&e;'));
	const refusal = (text: string): string => {
		try {
			read(text);
		} catch (error) {
			expect(error).toBeInstanceOf(AnnotationError);
			return (error as Error).message;
		}
		throw new Error('it was taken');
	};

	test.each([
		['a bomb', '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY e "&a;&a;&a;&a;">]>'],
		['an external entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'],
		['a parameter entity', '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://localhost/"> %p;]>'],
		['a second type', '<!DOCTYPE x SYSTEM "a"><!DOCTYPE y [<!ENTITY e "x">]>'],
		['one that does not end', '<!DOCTYPE x ['],
	])('%s is refused in words of ours', (_what, prolog) => {
		expect(refusal(eaf({ slots: [1, 2], tiers, prolog }))).toMatch(
			/^a\.eaf brings entities of its own/,
		);
	});

	test('a bare document type, as the first versions had it, is none of them', () => {
		const old = eaf({
			slots: [100, 200],
			tiers: tier('face', at('a1', 1, 2, 'fear &amp; &#97;we')),
			prolog: '<!DOCTYPE ANNOTATION_DOCUMENT SYSTEM "EAF.dtd">',
		});
		expect(read(old).clips[0]!.columns['value']).toBe('fear & awe');
	});

	test('what is too deep, too large, or there twice', () => {
		const deep = '<x>'.repeat(50_000) + '</x>'.repeat(50_000);
		expect(refusal(eaf({ slots: [1], tiers: deep }))).toMatch(/more than 40 deep/);
		expect(refusal(eaf({ slots: [1], tiers: ' '.repeat(11_000_000) }))).toMatch(
			/million characters/,
		);
		const twice = tier('face', at('a1', 1, 2, 'AU1')) + tier('micro', at('a1', 1, 2, 'AU2'));
		expect(refusal(eaf({ slots: [1, 2], tiers: twice }))).toMatch(/has a1 twice/);
		expect(refusal('<a>'.repeat(9))).toMatch(/damaged in line 1|no ELAN file/);
	});

	test('tiers that depend on each other in a ring, and annotations that do', () => {
		const ring =
			tier('face', on('a1', 'a2', 'AU1'), 'PARENT_REF="micro"') +
			tier('micro', on('a2', 'a1', 'AU2'), 'PARENT_REF="face"');
		expect(read(eaf({ slots: [1, 2], tiers: ring })).clips).toEqual([]);
	});

	test('texts that go on and on take no time', () => {
		const long = [' ', '1', 'apex ', '1+', 'AU', ';'].map((each) => each.repeat(200_000));
		const inside = long
			.map((each, n) => at(`a${n}`, 2 * n + 1, 2 * n + 2, `apex${each}x`))
			.join('');
		const slots = long.flatMap((_, n) => [n * 1000, n * 1000 + 400]);
		expect(read(eaf({ slots, tiers: tier('face', inside) })).clips).toHaveLength(6);
	});

	test('10,000 movements with what depends on them take no time', () => {
		const n = 10_000;
		const ids = Array.from({ length: n }, (_, k) => k);
		const slots = ids.flatMap((k) => [1000 * k, 1000 * k + 300]);
		const inside = ids.map((k) => at(`a${k}`, 2 * k + 1, 2 * k + 2, 'AU4')).join('');
		const emotions = ids.map((k) => on(`e${k}`, `a${k}`, 'fear')).join('');
		const apices = ids.map((k) => at(`p${k}`, 2 * k + 1, 2 * k + 2, '')).join('');
		const text = eaf({
			slots,
			tiers:
				tier('face', inside) +
				tier('emotion', emotions, 'PARENT_REF="face"', 'one') +
				tier('apex', apices, 'PARENT_REF="face"', 'in'),
		});
		const { clips } = read(text);
		expect(clips).toHaveLength(n);
		expect(clips.every(({ emotion }) => emotion === 'fear')).toBe(true);
	});

	test('mutated files are read as they promise, or refused', () => {
		const encoder = new TextEncoder();
		const nested = eaf({
			slots: [1000, 1010, null, 1240, 1380, 1400, 3000, 3300],
			tiers:
				tier('speech', at('s1', 1, 8, 'hello there you')) +
				tier('micro', at('a1', 1, 6, 'AU1+2; apex 1200 ms') + at('a2', 7, 8, '12')) +
				tier(
					'AU',
					on('u1', 'a1', '4') + on('u2', 'a1', 'L10', 'u1'),
					'PARENT_REF="micro"',
					'parts',
				) +
				tier('apex', at('p1', 3, 4, 'x'), 'PARENT_REF="micro"', 'in'),
		});
		let readable = 0;
		for (const [seed, text] of [nested, elanEaf(fullRecord)].entries()) {
			for (const bytes of mutated(encoder.encode(text), 1100, seed + 1)) {
				try {
					const { clips, remarks } = readAnnotations({ name: 'm.eaf', bytes }, { fps: 30 });
					readable += 1;
					for (const { codedMs, place, units } of clips) {
						const { onset, apex, offset } = codedMs!;
						expect(onset).toBeGreaterThanOrEqual(0);
						expect(offset ?? apex ?? onset).toBeGreaterThanOrEqual(apex ?? onset);
						expect(apex ?? onset).toBeGreaterThanOrEqual(onset);
						expect(offset ?? 0).toBeLessThan(2 ** 33);
						expect(place.row).toBeGreaterThan(0);
						expect(units.every(({ unit }) => unit >= 1 && unit <= 99)).toBe(true);
					}
					for (const { why } of remarks) expect(remarkText(why)).not.toMatch(/undefined|NaN/);
				} catch (error) {
					if (!(error instanceof AnnotationError)) throw error;
					expect(error.message).not.toMatch(/undefined|NaN/);
				}
			}
		}
		expect(readable).toBeGreaterThan(20);
	});
});

import { expect, test } from 'vitest';
import type { AnnotatedClip } from '../../../../src/core/record/index.ts';
import type { AuditClip } from '../../../../src/app/auditing/clips.ts';
import { assumedText, leftOutText, matchClips } from '../../../../src/study/audit/index.ts';
import { film, folder, record } from '../../app/sessions/records.ts';

const match = (
	records: readonly AnnotatedClip[],
	clips: readonly AuditClip[],
	numbers: readonly number[] | null = null,
) => {
	const { matched, unmatched, assumed } = matchClips(records, clips, () => numbers);
	return {
		pairs: matched.map(({ clip }) => clip.id),
		whys: unmatched.map(({ why }) => leftOutText(why)),
		note: assumed && assumedText(assumed),
	};
};

test('a film is found by its name, with its ending or without, whatever its capitals', () => {
	const films = [film('a/Talk.MP4'), film('other.mp4')];
	expect(
		match(
			[record('talk'), record('talk.mp4'), record('x', { columns: { file: 'TALK.mp4' } })],
			films,
		),
	).toEqual({ pairs: ['a/Talk.MP4', 'a/Talk.MP4', 'a/Talk.MP4'], whys: [], note: null });
});

test('a folder is found by the path that the record names, read from its end', () => {
	const folders = [folder('data/sub01/EP01_02'), folder('data/sub02/EP01_02')];
	const { pairs } = match([record('EP01_02', { folder: 'Cropped/sub02/EP01_02' })], folders);
	expect(pairs).toEqual(['data/sub02/EP01_02/']);
});

test('clips that fit equally well are not guessed at; the sentence names them', () => {
	const { pairs, whys } = match([record('e')], [folder('a/e'), folder('b/e')]);
	expect(pairs).toEqual([]);
	expect(whys[0]).toBe('2 clips are called e (a/e/, b/e/): it could be any of them.');
});

test('the subject decides between folders of one name', () => {
	const { pairs } = match([record('e', { subject: 'own:b' })], [folder('a/e'), folder('b/e')]);
	expect(pairs).toEqual(['b/e/']);
});

test('a record without a clip says which one it wanted', () => {
	const { whys } = match([record('a'), record('b')], [film('b.mp4'), film('c.mp4')]);
	expect(whys).toEqual(['No clip called a was chosen.']);
});

test('one clip and one name mean each other, and that is said', () => {
	const { pairs, note } = match(
		[record('2021-03'), record('2021-03', { onset: 40 })],
		[film('x.mp4')],
	);
	expect(pairs).toEqual(['x.mp4', 'x.mp4']);
	expect(note).toContain('2021-03');
	expect(match([record('a'), record('b')], [film('x.mp4')]).pairs).toEqual([]);
});

test('frames that are not among the pictures are said so at once', () => {
	const clips = [folder('e')];
	expect(match([record('e')], clips, [21, 22, 30]).whys).toEqual([
		"Its frames 10 to 20 are not among the clip's pictures, 21 to 30.",
	]);
	expect(match([record('e')], clips, [1, 2, 15]).pairs).toHaveLength(1);
});

test('what was coded in ms counts from the first picture, whatever its number', () => {
	const inMs = record('e', { codedMs: { onset: 333, apex: null, offset: 667 } });
	expect(match([inMs], [folder('e')], [121, 122, 150]).pairs).toHaveLength(1);
	expect(match([inMs], [folder('e')], [121, 122, 125]).whys).toEqual([
		"Its frames 131 to 141 are not among the clip's pictures, 121 to 125.",
	]);
});

test('1,856 records find each its own among as many folders', () => {
	const clips = Array.from({ length: 1856 }, (_, at) => folder(`root/s${at % 60}/clip${at}`));
	const records = clips.map(({ name }) => record(name.slice(name.lastIndexOf('/') + 1)));
	expect(match(records, clips).pairs).toEqual(clips.map(({ id }) => id));
});

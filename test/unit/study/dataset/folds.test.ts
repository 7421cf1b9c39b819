import { expect, test } from 'vitest';
import type { AnnotatedClip, DatasetName } from '../../../../src/core/record/index.ts';
import {
	FoldError,
	leaveOneSubjectOut,
	protocolsFor,
} from '../../../../src/study/dataset/index.ts';

const clip = (key: string, name: string, further: Partial<AnnotatedClip> = {}): AnnotatedClip => ({
	dataset: key.split(':')[0] as DatasetName,
	subject: key,
	clip: name,
	kind: 'micro',
	fps: 200,
	onset: 1,
	apex: 2,
	offset: 3,
	units: [],
	emotion: null,
	class3: null,
	objective: null,
	coder: null,
	columns: {},
	folder: `${key}/${name}`,
	place: { file: 'table.xlsx', sheet: null, row: 7 },
	...further,
});

test('each person is left out once, with all their clips', () => {
	const clips = [clip('samm:006', 'a'), clip('samm:007', 'b'), clip('samm:006', 'c')];
	const { folds, warnings } = leaveOneSubjectOut(clips);
	expect(warnings).toEqual([]);
	expect(
		folds.map(({ subject, test: held, train }) => [
			subject,
			held.map((each) => each.clip).join(''),
			train.map((each) => each.clip).join(''),
		]),
	).toEqual([
		['samm:006', 'ac', 'b'],
		['samm:007', 'b', 'ac'],
	]);
});

test('people of the same number in two data sets are two', () => {
	expect(leaveOneSubjectOut([clip('samm:006', 'a'), clip('mmew:006', 'a')]).folds).toHaveLength(2);
});

test('SAMM and its long videos show the same people', () => {
	const { folds } = leaveOneSubjectOut([clip('samm:006', 'a'), clip('samm-lv:006', 'b')]);
	expect(folds.map(({ subject, test: held }) => [subject, held.length])).toEqual([['samm:006', 2]]);
});

test('one recording of two subjects is refused, by file and row', () => {
	const torn = [
		clip('own:A', 'x.mp4', { folder: null, film: 'x.mp4' }),
		clip('own:B', 'x.mp4', {
			folder: null,
			film: 'x.mp4',
			place: { file: 'b.csv', sheet: null, row: 3 },
		}),
	];
	expect(() => leaveOneSubjectOut(torn)).toThrow(FoldError);
	expect(() => leaveOneSubjectOut(torn)).toThrow(
		'x.mp4 is in two folds (own:A, table.xlsx row 7; own:B, b.csv row 3)',
	);
	const { folds } = leaveOneSubjectOut(torn, { onePerson: [['own:A', 'own:B']] });
	expect(folds.map(({ subject }) => subject)).toEqual(['own:A']);
});

test('data sets of one laboratory are warned of', () => {
	const { warnings } = leaveOneSubjectOut([
		clip('casme2:01', 'a'),
		clip('casme3:1', 'a'),
		clip('samm:006', 'a'),
	]);
	expect(warnings).toHaveLength(1);
	expect(warnings[0]).toContain('CASME II, CAS(ME)^3 come from one laboratory');
	expect(leaveOneSubjectOut([clip('casme3:1', 'a'), clip('samm:006', 'a')]).warnings).toEqual([]);
});

test('classes by protocol', () => {
	const classes = (dataset: DatasetName, emotion: string) =>
		Object.fromEntries(
			protocolsFor(dataset).map(({ name, classOf }) => [
				name,
				classOf(clip(`${dataset}:1`, 'a', { emotion, class3: null })),
			]),
		);
	expect(classes('casme2', 'repression')).toEqual({
		megc2019: null,
		'gamdss-c3': 'negative',
		'gamdss-c5': 'repression',
	});
	expect(classes('casme2', 'sadness')).toMatchObject({
		'gamdss-c3': 'negative',
		'gamdss-c5': null,
	});
	expect(classes('samm', 'other')).toMatchObject({ 'gamdss-c3': null, 'gamdss-c5': 'others' });
	expect(classes('casme3', 'sad')).toMatchObject({
		'gamdss-c4': 'negative',
		'gamdss-c7': 'sadness',
	});
	expect(Object.keys(classes('smic', 'negative'))).toEqual(['megc2019']);
});

/**
 * The data sets' own tables, column by column as they are published.
 *
 * Sources  the data sets' papers and read-me files; loaders of MEB (tvaranka/meb); rates of MMEW and
 *          4DME and some folder names are from memory or loaders: `fleeting-dataset.json` overrides
 */
import type { Layout, SubjectRule } from './layout.ts';
import { may, need } from './layout.ts';

const numbered = (pattern: RegExp, width: number, prefix = ''): SubjectRule => ({
	pattern,
	width,
	prefix,
	text: 'refused',
});
/** `1`, `01`, `s1`, `sub01`, `Subject 1`. */
const SUB = /^(?:s|sub|subject)?[ _.-]*0*(\d+)$/i;
const rate = (fps: number) => () => fps;

const CASME: Layout = {
	id: 'casme',
	dataset: 'casme',
	title: 'CASME',
	files: /^casme(?:[ _-].*)?\.(?:xlsx?|csv)$/i,
	sheet: null,
	columns: [
		need('subject', 'Subject'),
		need('clip', 'Filename'),
		need('onset', 'OnsetF'),
		need('apex', 'ApexF1'),
		need('offset', 'OffsetF'),
		need('units', 'AU'),
		need('emotion', 'Emotion'),
	],
	others: /^(?:apexf2|unnamed\d+)$/,
	signature: ['apexf1'],
	fps: rate(60),
	kind: 'micro',
	subject: numbered(SUB, 2),
	folders: ['casme/sub{subject}/{clip}', 'Cropped/sub{subject}/{clip}'],
};

const CASME2: Layout = {
	id: 'casme2',
	dataset: 'casme2',
	title: 'CASME II',
	files: /^casme ?(?:2|ii)[ _-].*\.(?:xlsx?|csv)$/i,
	sheet: null,
	columns: [
		need('subject', 'Subject'),
		need('clip', 'Filename'),
		need('onset', 'OnsetFrame'),
		need('apex', 'ApexFrame'),
		need('offset', 'OffsetFrame'),
		need('units', 'Action Units'),
		need('emotion', 'Estimated Emotion'),
		may('objective', 'Objective Class', 'Objective Classes'),
	],
	others: /^unnamed\d+$/,
	signature: [],
	fps: rate(200),
	kind: 'micro',
	subject: numbered(SUB, 2),
	folders: ['Cropped/sub{subject}/{clip}', 'CASME2-RAW/sub{subject}/{clip}'],
};

const SAMM: Layout = {
	id: 'samm',
	dataset: 'samm',
	title: 'SAMM',
	files: /^samm.*micro.*facs.*\.(?:xlsx?|csv)$/i,
	sheet: /^micro[ _]?only/i,
	columns: [
		need('subject', 'Subject'),
		need('clip', 'Filename'),
		need('onset', 'Onset Frame'),
		need('apex', 'Apex Frame'),
		need('offset', 'Offset Frame'),
		need('units', 'Action Units'),
		need('emotion', 'Estimated Emotion'),
		need('objective', 'Objective Classes', 'Objective Class'),
	],
	others: /^(?:inducementcode|duration|micro|notes)$/,
	signature: ['inducementcode', 'objectiveclasses'],
	fps: rate(200),
	kind: 'micro',
	subject: numbered(SUB, 3),
	folders: ['{subject}/{clip}'],
	subjectInClip: /^0*(\d+)_/,
};

const SAMM_LV: Layout = {
	id: 'samm-lv',
	dataset: 'samm-lv',
	title: 'SAMM Long Videos',
	files: /^samm.*long.*\.(?:xlsx?|csv)$/i,
	sheet: null,
	columns: [
		need('subject', 'Subject'),
		need('clip', 'Filename'),
		need('onset', 'Onset'),
		need('apex', 'Apex'),
		need('offset', 'Offset'),
		need('kind', 'Type'),
		need('units', 'Action Units'),
	],
	others: /^(?:inducementcode|duration|notes)$/,
	signature: ['inducementcode', 'type'],
	fps: rate(200),
	kind: 'by column',
	subject: numbered(SUB, 3),
	zeroOnset: 'missing',
	folders: ['SAMM_longvideos/{video}'],
	subjectInClip: /^0*(\d+)_/,
};

const SMIC: Layout = {
	id: 'smic',
	dataset: 'smic',
	title: 'SMIC',
	files: /^smic.*\.(?:xlsx?|csv)$/i,
	sheet: null,
	columns: [
		need('subject', 'Subject'),
		need('clip', 'Filename'),
		need('onset', 'OnsetF'),
		need('offset', 'OffsetF'),
		need('emotion', 'Emotion'),
	],
	others: /^(?:firstf|lastf|totalfl|totalmel|onsetf\d|offsetf\d|unnamed\d+)$/,
	signature: ['firstf'],
	fps: (file) => (/vis|nir/i.test(file) ? 25 : 100),
	kind: 'micro',
	subject: numbered(SUB, 1),
	words: (file) => ({ sensor: /(vis|nir)/i.exec(file)?.[1]?.toUpperCase() ?? 'HS' }),
	folders: [
		'{sensor}/s{subject}/micro/{class3}/{clip}',
		'{sensor}/s{subject:2}/micro/{class3}/{clip}',
		's{subject:2}/{clip}',
		's{subject}/{clip}',
	],
	subjectInClip: /^s0*(\d+)_/i,
};

const CASME_SQ: Layout = {
	id: 'casme-sq',
	dataset: 'casme-sq',
	title: 'CAS(ME)^2',
	files: /^cas\(me\)\^?2.*\.(?:xlsx?)$/i,
	sheet: /^cas(?:fe|me)code/i,
	columns: [],
	others: null,
	signature: [],
	fixed: [
		...([
			['subject', 'subject index'],
			['clip', 'video'],
		] as const),
		...([
			['onset', 'onset'],
			['apex', 'apex'],
			['offset', 'offset'],
		] as const),
		...([
			['units', 'AU'],
			['emotion', 'target emotion'],
			['kind', 'type'],
		] as const),
		[null, 'self-report'] as const,
	].map(([role, heading]) => ({ role, heading })),
	fps: rate(30),
	kind: 'by column',
	subject: numbered(/^s?0*(\d+)$/i, 2),
	folders: ['rawpic/s{subject}/{subject}_{code}*', 'cropped/{subject}/{clip}'],
};

/** `spNO.1`, `sp1`, `1`. */
const SP = /^(?:sp?[ _.-]*(?:no)?)?[ _.-]*0*(\d+)$/i;

const CASME3_A: Layout = {
	id: 'casme3-a',
	dataset: 'casme3',
	title: 'CAS(ME)^3 part A, micro',
	files: /^cas\(me\)\^?3.*part_?a.*(?:label|jpgindex).*\.(?:xlsx?|csv)$/i,
	sheet: /^label/i,
	columns: [
		need('subject', 'Subject'),
		need('clip', 'Filename'),
		need('onset', 'Onset'),
		need('apex', 'Apex'),
		need('offset', 'Offset'),
		need('units', 'AU'),
		need('objective', 'Objective class'),
		need('emotion', 'emotion'),
	],
	others: /^unnamed\d+$/,
	signature: [],
	fps: rate(30),
	kind: 'micro',
	subject: numbered(SP, 1),
	folders: ['part_A/spNO.{subject}/{clip}/color'],
};

const CASME3_A_ALL: Layout = {
	...CASME3_A,
	id: 'casme3-a-all',
	title: 'CAS(ME)^3 part A, macro and micro',
	files: /^cas\(me\)\^?3.*part_?a_v\d.*\.(?:xlsx?|csv)$/i,
	sheet: /^au ?\+ ?emotion/i,
	columns: [
		...CASME3_A.columns.filter(({ role }) => role !== 'emotion' && role !== 'objective'),
		need('kind', 'Expression type'),
		need('objective', 'Objective class'),
		may('emotion', 'emotion'),
	],
	signature: ['expressiontype'],
	kind: 'by column',
};

const CASME3_C: Layout = {
	id: 'casme3-c',
	dataset: 'casme3',
	title: 'CAS(ME)^3 part C',
	files: /^cas\(me\)\^?3.*part_?c.*\.(?:xlsx?|csv)$/i,
	sheet: null,
	columns: [
		need('subject', 'sub'),
		need('clip', 'count'),
		need('onset', 'onset'),
		may('apex', 'apex'),
		need('offset', 'offset'),
		need('units', 'au'),
		may('emotion', 'emotion'),
	],
	others: /^unnamed\d+$/,
	signature: ['sub', 'count'],
	// Part C numbers people of its own: its 1 is not spNO.1.
	fps: rate(30),
	kind: 'micro',
	subject: numbered(SP, 1, 'C'),
	folders: ['part_C/{sub}/{count}/color'],
};

const FOUR_D: Layout = {
	id: '4dme',
	dataset: '4dme',
	title: '4DME',
	files: /^4dme.*\.(?:xlsx?|csv)$/i,
	sheet: null,
	columns: [
		need('subject', 'sub_ID'),
		need('clip', 'fold_name'),
		need('onset', 'Onset'),
		need('apex', 'Apex'),
		need('offset', 'Offset'),
		need('units', 'AUs'),
		need('emotion', 'Emotion'),
	],
	others: /^(?:fold|au\d+|eyeblink|positive|negative|surprise|repression|others|total|onset)$/,
	signature: ['foldname'],
	fps: rate(60),
	fpsUnsure: true,
	kind: 'micro',
	subject: { ...numbered(/^(?:s|sub)?[ _.-]*0*(\d+)(?:_.*)?$/i, 2), text: 'kept' },
	folders: ['gray_micro/{sub_ID}/{fold_name}'],
};

const MMEW: Layout = {
	...CASME2,
	id: 'mmew',
	dataset: 'mmew',
	title: 'MMEW',
	files: /^mmew.*\.(?:xlsx?|csv)$/i,
	others: /^(?:remarks|unnamed\d+)$/,
	signature: ['remarks'],
	fps: rate(90),
	fpsUnsure: true,
	folders: ['Micro_Expression/{emotion}/{clip}'],
};

const DFME: Layout = {
	id: 'dfme',
	dataset: 'dfme',
	title: 'DFME',
	files: /^(?:dfme.*|training.*with_?au|test_?[ab](?:[ _.-].*)?)\.(?:xlsx?|csv)$/i,
	sheet: null,
	columns: [
		need('subject', 'Subject'),
		need('clip', 'Filename'),
		need('onset', 'OnsetFrame'),
		need('apex', 'ApexFrame'),
		need('offset', 'OffsetFrame'),
		may('emotion', 'Emotion'),
		may('emotionId', 'EmotionId'),
		need('fps', 'Fps'),
		may('units', 'AU'),
	],
	others: /^unnamed\d+$/,
	signature: ['emotionid'],
	fps: () => null,
	kind: 'micro',
	subject: numbered(SUB, 4),
	words: (file) => ({
		split: /test_?a/i.test(file) ? 'testA' : /test_?b/i.test(file) ? 'testB' : 'train',
	}),
	folders: ['DFME_{split}/{clip}'],
	subjectInClip: /^sub0*(\d+)_/i,
};

export const LAYOUTS: readonly Layout[] = [
	CASME,
	CASME2,
	SAMM,
	SAMM_LV,
	SMIC,
	CASME_SQ,
	CASME3_A,
	CASME3_A_ALL,
	CASME3_C,
	FOUR_D,
	MMEW,
	DFME,
];

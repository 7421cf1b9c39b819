import { describe, expect, test } from 'vitest';
import type { AnnotatedClip } from '../../../../src/core/record/index.ts';
import {
	AnnotationError,
	FolderListing,
	checkPicture,
	framesOfClip,
	numberedPictures,
	readAnnotations,
	remarkText,
	readFolderLayout,
} from '../../../../src/study/dataset/index.ts';
import { expand } from '../../../../src/study/dataset/folder-template.ts';
import { bitmapFile } from '../../../support/actor-pictures.ts';
import { casme2, casmeSq } from '../../../support/annotation-files.ts';
import { greyJpeg } from '../../../support/grey-jpeg.ts';
import { pngFile } from '../../../support/png-file.ts';

describe('frame numbers of pictures', () => {
	test.for([
		[
			['006_05562.jpg', '006_05561.jpg', '006_5563.JPG'],
			[5561, 5562, 5563],
		],
		[
			['reg_img9.jpg', 'reg_img10.jpg', 'Thumbs.db'],
			[9, 10],
		],
		[
			['1.jpg', '02.jpg', 'notes.txt'],
			[1, 2],
		],
		[['00109.png', '.DS_Store'], [109]],
		[
			['image308866.bmp', 'reg_EP01_5-7.jpg'],
			[7, 308866],
		],
	] as const)('%s', ([names, numbers]) => {
		expect([...numberedPictures(names).frames.keys()]).toEqual(numbers);
	});

	test('two files of one number: the first by name counts, unless a pattern says', () => {
		const names = ['reg_img1.jpg', 'img1.jpg'];
		expect(numberedPictures(names)).toEqual({
			frames: new Map([[1, 'img1.jpg']]),
			doubled: ['reg_img1.jpg'],
		});
		const { frames, doubled } = numberedPictures(names, 'reg_img{n}.jpg');
		expect([...frames.values(), ...doubled]).toEqual(['reg_img1.jpg']);
	});
});

const clip = (onset: number, apex: number | null, offset: number | null) =>
	({ onset, apex, offset, folder: 'a/b' }) as AnnotatedClip;
const pictures = (...numbers: number[]) => new Map(numbers.map((n) => [n, `${n}.jpg`]));

test('frames that a clip lacks are named, key frames above all', () => {
	expect(framesOfClip(clip(2, 3, 4), pictures(1, 2, 3, 4, 5))).toEqual({
		frames: pictures(2, 3, 4),
		missing: [],
		why: null,
	});
	const gap = framesOfClip(clip(1, 4, 9), pictures(1, 2, 5, 7, 8));
	expect(gap.missing).toEqual([3, 4, 6, 9]);
	expect(gap.why).toBe('a/b lacks frames 3 to 4, 6, 9 of 1 to 9, apex and offset among them');
	expect(framesOfClip(clip(1, null, null), pictures(2)).why).toBe(
		'a/b lacks frame 1 of 1 to 1, onset among them',
	);
	expect(framesOfClip(clip(1, 2, 3), pictures()).why).toContain(
		'a/b is missing or has no pictures',
	);
});

describe('folders', () => {
	test('templates', () => {
		const words = { subject: '1', clip: 'EP', Filename: 'f' };
		expect(expand('s{subject:2}/{clip}/{Filename}', words)).toBe('s01/EP/f');
		expect(expand('{subject}/{nothing}', words)).toBeNull();
		expect(expand('{clip}', { clip: '..' })).toBeNull();
	});

	test('the one that is there counts, wherever the root is', () => {
		const listing = (...folders: string[]) =>
			new FolderListing(folders.map((folder) => `${folder}/img1.jpg`));
		const first = (...folders: string[]) =>
			readAnnotations(casme2(), { listing: listing(...folders) }).clips[0]!.folder;
		expect(first('CASME2-RAW/sub01/EP02_01f')).toBe('CASME2-RAW/sub01/EP02_01f');
		expect(first('sub01/EP02_01f')).toBe('sub01/EP02_01f');
		expect(first('data/cropped/sub01/EP02_01f')).toBe('data/cropped/sub01/EP02_01f');
		expect(first('sub17/EP02_01f')).toBe('Cropped/sub01/EP02_01f');
	});

	test('a pattern finds the folder with the rest of its name', () => {
		const { clips } = readAnnotations(casmeSq(), {
			listing: new FolderListing(['rawpic/s15/15_0401girlcrashing/img557.jpg']),
		});
		expect(clips[0]!.folder).toBe('rawpic/s15/15_0401girlcrashing');
	});

	test('several that fit are remarked on', () => {
		const { remarks } = readAnnotations(casme2(), {
			listing: new FolderListing([
				'a/Cropped/sub01/EP02_01f/1.jpg',
				'b/Cropped/sub01/EP02_01f/1.jpg',
			]),
		});
		expect(remarkText(remarks[0]!.why)).toContain('several folders are Cropped/sub01/EP02_01f');
	});
});

describe('fleeting-dataset.json', () => {
	test('overrides the usual', () => {
		const layout = readFolderLayout('{"folder": "x/{Subject}-{clip}", "fps": 100}');
		const { clips } = readAnnotations(casme2(), { layout });
		expect(clips[0]).toMatchObject({ folder: 'x/01-EP02_01f', fps: 100 });
	});

	test.for([
		['{', 'it is no JSON'],
		['[]', 'it must be one object'],
		['{"fold": 1}', 'there is no field fold, only dataset,'],
		['{"dataset": "casme4"}', 'dataset must be one of casme,'],
		['{"fps": "200"}', 'fps must be a number above 0'],
		['{"picture": "img.jpg"}', 'picture must hold {n}'],
		['{"columns": "differ"}', 'columns must be a list'],
		['{"frames": 3}', 'frames must be a text'],
	] as const)('%s', ([text, why]) => {
		expect(() => readFolderLayout(text)).toThrow(AnnotationError);
		expect(() => readFolderLayout(text)).toThrow(`fleeting-dataset.json: ${why}`);
	});
});

describe('picture files', () => {
	const grey = new Uint8ClampedArray(64 * 64 * 4).fill(100);
	const jpeg = greyJpeg([8, 9], (column, row) => 20 * ((column + row) % 10));
	const png = pngFile(64, 72, grey.subarray(0, 64 * 72));
	const bitmap = bitmapFile(grey, 64, 64);

	test('that are whole have a size', () => {
		expect(checkPicture(jpeg)).toEqual({ width: 64, height: 72, fault: null });
		expect(checkPicture(png)).toEqual({ width: 64, height: 72, fault: null });
		expect(checkPicture(bitmap)).toEqual({ width: 64, height: 64, fault: null });
		expect(checkPicture(Uint8Array.of(...jpeg, 0, 0, 7))).toMatchObject({ fault: null });
	});

	test('that were cut off anywhere are found', () => {
		for (const whole of [jpeg, png, bitmap]) {
			for (let length = 2; length < whole.length - 1; length += 5) {
				expect(checkPicture(whole.subarray(0, length)).fault, `${length}`).not.toBeNull();
			}
		}
		expect(checkPicture(jpeg.subarray(0, 200)).fault).toContain('cut off');
	});

	test('that are damaged or something else are found', () => {
		const bent = png.slice();
		bent[60] = bent[60]! ^ 1;
		expect(checkPicture(bent).fault).toContain('damaged');
		expect(checkPicture(new Uint8Array(0)).fault).toBe('it has no content');
		expect(checkPicture(Uint8Array.of(1, 2, 3)).fault).toContain('no JPEG, PNG or BMP');
	});
});

import { describe, expect, test } from 'vitest';
import type { PictureFeed } from '../../../../src/line/camera/worker/index.ts';
import { PlaneReader, openFeed } from '../../../../src/line/camera/worker/index.ts';
import { Fault } from '../../../../src/core/record/index.ts';
import { greyJpeg } from '../../../support/grey-jpeg.ts';

/** Far enough apart to survive coding. */
const greyOf = (index: number): number => 30 + ((index * 23) % 200);

async function painted(
	index: number,
	{ type = 'image/png', width = 96, height = 80 } = {},
): Promise<File> {
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d', { alpha: false })!;
	const grey = greyOf(index);
	context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
	context.fillRect(0, 0, width, height);
	const blob = await canvas.convertToBlob({ type, quality: 0.95 });
	return new File([blob], `img${index + 1}.${type.slice(6)}`, { type });
}

const several = (count: number, type?: string): Promise<File[]> =>
	Promise.all(Array.from({ length: count }, (_, i) => painted(i, type ? { type } : {})));

const cut = (file: File, share: number): File =>
	new File([file.slice(0, Math.floor(share * file.size))], file.name);

interface Seen {
	readonly at: number[];
	readonly index: number[];
	readonly greys: number[];
	readonly fault: Fault | null;
	readonly feed: PictureFeed;
}

async function watch(files: File[], fps: number, numbers?: number[]): Promise<Seen> {
	const source = { kind: 'pictures', files, fps, ...(numbers && { numbers }) } as const;
	const feed = (await openFeed(source)) as PictureFeed;
	const reader = new PlaneReader();
	const seen = { at: [] as number[], index: [] as number[], greys: [] as number[] };
	let fault: Fault | null = null;
	try {
		for (;;) {
			const captured = await feed.next();
			if (captured === null) break;
			const { y, yStride, width, height } = await reader.read(captured.frame);
			expect([width, height]).toEqual([feed.width, feed.height]);
			captured.frame.close();
			seen.at.push(captured.at);
			seen.index.push(captured.index);
			seen.greys.push(y[(height >> 1) * yStride + (width >> 1)]!);
		}
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		fault = error;
	}
	feed.close();
	return { ...seen, fault, feed };
}

const expectGreys = (seen: Seen, first = 0): void => {
	for (const [k, grey] of seen.greys.entries()) {
		expect(Math.abs(grey - greyOf(seen.index[k]! - first)), `frame ${k}`).toBeLessThanOrEqual(3);
	}
};

describe('a folder of pictures', () => {
	for (const type of ['image/png', 'image/jpeg'] as const) {
		test(`${type}: every picture once, with its own time`, async () => {
			const seen = await watch(await several(8, type), 200);
			expect(seen.fault).toBeNull();
			expect(seen.at).toEqual([0, 5, 10, 15, 20, 25, 30, 35]);
			expect(seen.index).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
			expectGreys(seen);
			expect(seen.feed).toMatchObject({ kind: 'file', lossless: true, dropped: 0, totalMs: 40 });
			expect(seen.feed).toMatchObject({ width: 96, height: 80, clockBreaks: 0, doneMs: 35 });
		});
	}

	test('greyscale JPEGs of one component', async () => {
		const files = Array.from(
			{ length: 4 },
			(_, i) => new File([greyJpeg([12, 10], () => greyOf(i))], `006_0556${i}.jpg`),
		);
		const seen = await watch(files, 200);
		expect(seen.greys).toHaveLength(4);
		expectGreys(seen);
	});

	test('keep their own numbers; missing ones are a gap in time', async () => {
		const files = await several(8);
		const kept = [0, 1, 4, 5, 7];
		const first = 5562;
		const numbers = kept.map((index) => first + index);
		const seen = await watch(
			kept.map((index) => files[index]!),
			100,
			numbers,
		);
		expect(seen.index).toEqual(numbers);
		expect(seen.at).toEqual([0, 10, 40, 50, 70]);
		expect(seen.feed.dropped).toBe(3);
		expect(seen.feed.totalMs).toBe(80);
		expectGreys(seen, first);
	});

	test('a gap of more than two seconds is a clock break', async () => {
		const seen = await watch(await several(3), 10, [1, 2, 23]);
		expect(seen.feed.clockBreaks).toBe(1);
		expect(seen.at).toEqual([0, 100, 2200]);
	});

	test('broken ones are gaps, and have names', async () => {
		const files = await several(7, 'image/jpeg');
		files[0] = new File(['no picture'], 'img1.jpeg');
		files[3] = cut(files[3]!, 0.6);
		files[6] = new File([], 'img7.jpeg');
		const seen = await watch(files, 50);
		expect(seen.fault).toBeNull();
		expect(seen.index).toEqual([1, 2, 4, 5]);
		expect(seen.at).toEqual([20, 40, 80, 100]);
		expect(seen.feed.dropped).toBe(3);
		expect(seen.feed.skipped.map(({ name }) => name)).toEqual([
			'img1.jpeg',
			'img4.jpeg',
			'img7.jpeg',
		]);
		expectGreys(seen);
	});

	test('one that was cut off is not measured, PNG or JPEG', async () => {
		for (const type of ['image/png', 'image/jpeg']) {
			const files = await several(3, type);
			files[1] = cut(files[1]!, 0.5);
			expect((await watch(files, 25)).index, type).toEqual([0, 2]);
		}
	});

	test('a picture of another size ends it, by name', async () => {
		const files = await several(4);
		files[2] = await painted(2, { width: 80 });
		const { fault, index } = await watch(files, 25);
		expect(index).toEqual([0, 1]);
		expect(fault?.code).toBe('file/broken');
		expect(fault?.detail).toContain('img3.png is 80 x 80 pixels, those before 96 x 80');
	});

	test('can be left in the middle', async () => {
		const feed = await openFeed({ kind: 'pictures', files: await several(3), fps: 25 });
		(await feed.next())!.frame.close();
		feed.close();
		expect(await feed.next()).toBeNull();
	});
});

test('what cannot be opened says why', async () => {
	const faultOf = async (files: File[]): Promise<Fault> =>
		openFeed({ kind: 'pictures', files, fps: 25 }).then(
			() => Promise.reject(new Error('it was opened')),
			(error: unknown) => error as Fault,
		);
	expect((await faultOf([])).code).toBe('file/empty');
	expect((await faultOf([await painted(0, { width: 60 })])).code).toBe('file/too-small');
	const broken = await faultOf([new File(['a'], 'a.jpg'), new File(['b'], 'b.jpg')]);
	expect(broken.code).toBe('file/broken');
	expect(broken.detail).toContain('a.jpg');
});

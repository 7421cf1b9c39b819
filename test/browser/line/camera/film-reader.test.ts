import { expect, test } from 'vitest';
import { openFilm } from '../../../../src/line/camera/page/index.ts';
import type { Film } from '../../../../src/line/camera/page/index.ts';
import { film, greyOf } from './film.ts';

async function greyShown(of: Film, index: number): Promise<number> {
	const picture = await of.show(index);
	if (picture === null) throw new Error('no picture');
	const canvas = new OffscreenCanvas(picture.width, picture.height);
	const context = canvas.getContext('2d')!;
	context.drawImage(picture, 0, 0);
	// Below the band that shows which way is up.
	const { data } = context.getImageData(40, 40, 16, 16);
	return data.reduce((sum, value, at) => sum + (at % 4 === 0 ? value : 0), 0) / 256;
}

test('every frame is the one that was asked for, forwards, backwards and at random', async () => {
	const reader = await openFilm(await film({ frames: 40, fps: 25 }));
	expect(reader.times).toHaveLength(40);
	for (const index of [0, 1, 2, 39, 38, 11, 12, 13, 3, 27]) {
		// Grey levels of neighbours are 7 apart, limited range stretches them a little.
		const shown = await greyShown(reader, index);
		const nearest = Array.from({ length: 40 }, (_, at) => at).reduce((best, at) =>
			Math.abs((greyOf(at) - 16) * (255 / 219) - shown) <
			Math.abs((greyOf(best) - 16) * (255 / 219) - shown)
				? at
				: best,
		);
		expect(nearest % 30).toBe(index % 30);
	}
	reader.close();
	expect(await reader.show(3)).toBeNull();
});

test('a time finds the frame that is shown at it', async () => {
	const reader = await openFilm(await film({ frames: 30, fps: 30 }));
	expect(reader.indexAt(-5)).toBe(0);
	expect(reader.indexAt(reader.times[7]!)).toBe(7);
	expect(reader.indexAt(reader.times[7]! + 20)).toBe(7);
	expect(reader.indexAt(1e6)).toBe(29);
	reader.close();
});

test('only the newest wish is fulfilled', async () => {
	const reader = await openFilm(await film({ frames: 40, fps: 25 }));
	const first = reader.show(2);
	const second = reader.show(30);
	expect(await first).toBeNull();
	expect(await second).not.toBeNull();
	reader.close();
});

test('what is no film says so', async () => {
	await expect(openFilm(new File(['hello'], 'notes.mp4'))).rejects.toMatchObject({
		code: 'file/not-video',
	});
	await expect(openFilm(new File([], 'empty.mp4'))).rejects.toMatchObject({ code: 'file/empty' });
});

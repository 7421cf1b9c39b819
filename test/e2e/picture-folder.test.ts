/** A frame folder in Node: decoded and meshed by Chromium, kept in a cache. */
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FootageCache } from '../../src/lab/footage/node/cache.ts';
import { readPictureFolder } from '../../src/lab/footage/node/picture-folders.ts';
import { writeActorPictures } from '../support/actor-pictures.ts';
import { ROOT } from '../support/built-app.ts';

const FPS = 200;
const NUMBERS = [5562, 5563, 5564, 5565, 5568, 5569, 5570];
const BROKEN = 5564;
const nameOf = (number: number): string => `006_0${number}.bmp`;

let scratch: string;
let cache: FootageCache;
let pictures: ReadonlyMap<number, Uint8ClampedArray>;

beforeAll(async () => {
	scratch = await mkdtemp(join(tmpdir(), 'fleeting-test-'));
	pictures = await writeActorPictures({
		folder: join(scratch, 'clip'),
		script: {
			seed: 1,
			durationMs: 1000,
			blinksPerMinute: 0,
			sway: 0,
			microExpressions: { perMinute: 0, peakPx200: [1, 1] },
		},
		fps: FPS,
		numbers: NUMBERS,
		nameOf,
	});
	await writeFile(join(scratch, 'clip', nameOf(BROKEN)), 'BM and nothing else');
	cache = await FootageCache.open(ROOT, join(scratch, 'cache'));
});
afterAll(async () => {
	await cache?.close();
	await rm(scratch, { recursive: true, force: true });
});

/** What was decoded, and whether it had to be. */
async function read() {
	let started = 0;
	const to = { start: () => void started++, done: () => {} };
	const clip = {
		name: 'samm:006/006_1_2',
		folder: join(scratch, 'clip'),
		frames: new Map(NUMBERS.map((number) => [number, nameOf(number)])),
		fps: FPS,
	};
	return { ...(await readPictureFolder(cache, clip, { at: 1, of: 1, to })), decoded: started > 0 };
}

test('every picture has its time, mesh and luminance; gaps stay gaps', async () => {
	const { footage, skipped } = await read();
	try {
		const kept = NUMBERS.filter((number) => number !== BROKEN);
		expect([...footage.times]).toEqual(kept.map((number) => ((number - NUMBERS[0]!) * 1000) / FPS));
		expect(skipped.map(({ name }) => name)).toEqual([nameOf(BROKEN)]);
		expect([footage.width, footage.height, footage.truth.fps]).toEqual([320, 240, FPS]);
		expect([...footage.faces.slice(2)].every((faces) => faces === 1)).toBe(true);
		const luma = new Uint8Array(320 * 240);
		footage.readLuma(3, luma);
		const rgba = pictures.get(5568)!;
		for (let i = 0; i < luma.length; i += 97) {
			const [red, green, blue] = rgba.subarray(4 * i, 4 * i + 3);
			const expected = 0.299 * red! + 0.587 * green! + 0.114 * blue!;
			expect(Math.abs(luma[i]! - expected), `pixel ${i}`).toBeLessThanOrEqual(2);
		}
	} finally {
		footage.close();
	}
});

test('is decoded once, and again when a picture has changed', async () => {
	const again = await read();
	expect(again.decoded).toBe(false);
	expect(again.skipped.map(({ name }) => name)).toEqual([nameOf(BROKEN)]);
	again.footage.close();
	await utimes(join(scratch, 'clip', nameOf(5563)), 1, 1);
	const changed = await read();
	expect(changed.decoded).toBe(true);
	changed.footage.close();
});

test('what cannot be read says whose it is', async () => {
	const clip = { name: 'samm:006/006_1_3', folder: join(scratch, 'clip'), fps: FPS };
	const read = (frames: ReadonlyMap<number, string>) =>
		readPictureFolder(cache, { ...clip, frames });
	await expect(read(new Map([[1, 'gone.bmp']]))).rejects.toThrow(
		`samm:006/006_1_3: There is no picture ${join(scratch, 'clip', 'gone.bmp')}.`,
	);
	await expect(read(new Map([[1, nameOf(BROKEN)]]))).rejects.toThrow('no picture could be decoded');
});

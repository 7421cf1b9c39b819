import { describe, expect, test } from 'vitest';
import type { FrameFeed, Planes } from '../../../../src/line/camera/worker/index.ts';
import { PlaneReader, openFeed } from '../../../../src/line/camera/worker/index.ts';
import { Fault } from '../../../../src/core/record/index.ts';
import { openFilm } from '../../../../src/line/camera/page/index.ts';
import { withEdits } from '../../../support/movie-file.ts';
import { cutAt, damaged, edited, film, greyOf } from './film.ts';

interface Seen {
	readonly kind: FrameFeed['kind'];
	readonly at: number[];
	readonly greys: number[];
	readonly fault: Fault | null;
	readonly width: number;
	readonly height: number;
	readonly totalMs: number | null;
	readonly dropped: number;
	readonly clockBreaks: number;
	readonly remarks: FrameFeed['remarks'];
}

/** Median grey of the lower half, where a film of ours is plain. */
function greyIn({ y, yStride, width, height }: Planes): number {
	const values: number[] = [];
	for (let row = height >> 1; row < height - 4; row++) {
		for (let x = 4; x < width - 4; x++) values.push(y[row * yStride + x]!);
	}
	return values.sort((a, b) => a - b)[values.length >> 1]!;
}

/** Runs a file to its end, slowly or not, and closes every frame. */
async function watch(file: File, pauseMs = 0): Promise<Seen> {
	const feed = await openFeed({ kind: 'file', file });
	const reader = new PlaneReader();
	const at: number[] = [];
	const greys: number[] = [];
	let fault: Fault | null = null;
	try {
		for (;;) {
			const captured = await feed.next();
			if (captured === null) break;
			expect(captured.index).toBe(at.length);
			at.push(captured.at);
			greys.push(greyIn(await reader.read(captured.frame)));
			captured.frame.close();
			if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
		}
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		fault = error;
	}
	const { kind, width, height, totalMs, dropped, clockBreaks, remarks } = feed;
	feed.close();
	return { kind, at, greys, fault, width, height, totalMs, dropped, clockBreaks, remarks };
}

const faultOf = async (file: File): Promise<string> => {
	try {
		(await openFeed({ kind: 'file', file })).close();
	} catch (error) {
		if (error instanceof Fault) return error.code;
		throw error;
	}
	return 'none';
};

const expected = (count: number): number[] => Array.from({ length: count }, (_, i) => greyOf(i));

function expectPictures(greys: readonly number[], count: number): void {
	expect(greys).toHaveLength(count);
	for (const [i, grey] of expected(count).entries()) {
		expect(Math.abs(greys[i]! - grey), `frame ${i}`).toBeLessThanOrEqual(3);
	}
}

describe('a good film', () => {
	for (const container of ['mp4', 'webm', 'mkv'] as const) {
		test(`${container}: every frame once, in order, with its own time`, async () => {
			const seen = await watch(await film({ container, frames: 40, fps: 25 }));
			expect(seen.fault).toBeNull();
			expectPictures(seen.greys, 40);
			expect(seen.at).toEqual(Array.from({ length: 40 }, (_, i) => i * 40));
			expect(seen).toMatchObject({ kind: 'file', width: 96, height: 64, dropped: 0 });
		});
	}

	test('has times to the microsecond at 30000/1001 frames a second', async () => {
		const { at, totalMs } = await watch(await film({ fps: 30000 / 1001, frames: 10 }));
		for (const [i, ms] of at.entries()) expect(Math.abs(ms - (i * 1001) / 30)).toBeLessThan(0.1);
		expect(at.every((ms) => Number.isInteger(Math.round(ms * 1e6) / 1e3))).toBe(true);
		expect(totalMs).toBeCloseTo((10 * 1001) / 30, 0);
	});

	test('is the same however slowly it is taken', async () => {
		const file = await film({ frames: 30 });
		expect(await watch(file, 15)).toEqual(await watch(file));
	});

	test('filmed with a turned phone comes upright', async () => {
		for (const rotation of [0, 90, 180, 270] as const) {
			const feed = await openFeed({ kind: 'file', file: await film({ rotation, frames: 2 }) });
			const sideways = rotation === 90 || rotation === 270;
			expect([feed.width, feed.height]).toEqual(sideways ? [64, 96] : [96, 64]);
			const captured = await feed.next();
			const planes = await new PlaneReader().read(captured!.frame);
			expect([planes.width, planes.height]).toEqual([feed.width, feed.height]);
			// The dark band along the top goes round clockwise.
			const dark = (x: number, y: number): boolean =>
				planes.y[Math.floor(y * planes.height) * planes.yStride + Math.floor(x * planes.width)]! <
				12;
			const sides = [dark(0.5, 0.06), dark(0.94, 0.5), dark(0.5, 0.94), dark(0.06, 0.5)];
			expect(sides.indexOf(true)).toBe(rotation / 90);
			expect(sides.filter(Boolean)).toHaveLength(1);
			captured!.frame.close();
			feed.close();
		}
	});

	test('can be left in the middle', async () => {
		const feed = await openFeed({ kind: 'file', file: await film() });
		(await feed.next())!.frame.close();
		feed.close();
		feed.close();
		expect(await feed.next()).toBeNull();
	});
});

describe('a film with an edit list', () => {
	const shownOf = ({ greys }: Seen): number[] =>
		greys.map((grey) => {
			const all = expected(24).map((each) => Math.abs(each - grey));
			return all.indexOf(Math.min(...all));
		});

	test('shows its parts where they stand, also those that are filmed later first', async () => {
		const file = await edited(await film({ frames: 24, fps: 25 }), (bytes) =>
			withEdits(bytes as Uint8Array<ArrayBuffer>, [
				{ length: 480, at: 0.4 },
				{ length: 3000, at: null },
				{ length: 320, at: 0 },
			]),
		);
		const seen = await watch(file);
		expect(seen.fault).toBeNull();
		const wanted = [...Array.from({ length: 12 }, (_, n) => 10 + n), 0, 1, 2, 3, 4, 5, 6, 7];
		expect(shownOf(seen)).toEqual(wanted);
		expect(seen.at.map(Math.round)).toEqual(
			wanted.map((_, n) => (n < 12 ? 40 * n : 3480 + 40 * (n - 12))),
		);
		// Three seconds without a picture.
		expect(seen).toMatchObject({ clockBreaks: 1, dropped: 0 });
		expect(seen.remarks).toEqual([{ code: 'edit-list', count: 4 }]);
		const reader = await openFilm(file);
		expect([...reader.times]).toEqual(seen.at);
		reader.close();
	});

	test('ends where that ends', async () => {
		const file = await edited(await film({ frames: 24, fps: 25 }), (bytes) =>
			withEdits(bytes as Uint8Array<ArrayBuffer>, [{ length: 400, at: 0 }]),
		);
		const seen = await watch(file);
		expect(shownOf(seen)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
		expect(seen).toMatchObject({ fault: null, dropped: 0 });
		expect(seen.totalMs).toBeCloseTo(400, 3);
	});
});

describe('a bad file', () => {
	test('is named by what is wrong with it', async () => {
		expect(await faultOf(new File([], 'a.mp4'))).toBe('file/empty');
		expect(await faultOf(new File(['not a film, plain text'], 'a.mp4'))).toBe('file/not-video');
		expect(await faultOf(await film({ width: 2, height: 2, container: 'webm' }))).toBe(
			'file/too-small',
		);
		expect(await faultOf(await film({ width: 320, height: 62, container: 'webm' }))).toBe(
			'file/too-small',
		);
	});

	test('in a codec that nobody knows is undecodable', async () => {
		const unknown = await edited(await film({ container: 'webm' }), (bytes) => {
			const name = new TextEncoder().encode('V_VP8');
			const at = bytes.findIndex((_, i) => name.every((letter, k) => bytes[i + k] === letter));
			expect(at).toBeGreaterThan(0);
			bytes.set(new TextEncoder().encode('V_XQ9'), at);
			return bytes;
		});
		expect(await faultOf(unknown)).toBe('file/undecodable');
	});

	test('is called by what it holds: sound, or a film that browsers do not open', async () => {
		const wave = new DataView(new ArrayBuffer(44 + 8000));
		for (const [at, text] of [
			[0, 'RIFF'],
			[8, 'WAVEfmt '],
			[36, 'data'],
		] as const) {
			for (const [k, letter] of [...text].entries()) wave.setUint8(at + k, letter.charCodeAt(0));
		}
		// PCM, one channel, 8000 samples a second of one byte.
		for (const [at, value] of [
			[4, 36 + 8000],
			[16, 16],
			[20, 0x10001],
			[24, 8000],
			[28, 8000],
			[32, 0x80001],
			[40, 8000],
		] as const) {
			wave.setUint32(at, value, true);
		}
		expect(await faultOf(new File([wave], 'a.wav'))).toBe('file/sound-only');
		const avi = new File(['RIFF\x10\x20\x00\x00AVI LIST', new Uint8Array(900)], 'a.avi');
		expect(await faultOf(avi)).toBe('file/other-container');
	});

	test('that lost its index says so', async () => {
		expect(await faultOf(await cutAt(await film({ indexLast: true }), 0.5))).toBe('file/no-index');
		expect(await faultOf(await film({ indexLast: true }))).toBe('none');
	});

	for (const container of ['mp4', 'webm', 'mkv'] as const) {
		test(`cut off in the middle (${container}) gives what is there, then says so`, async () => {
			const seen = await watch(await cutAt(await film({ container, frames: 90 }), 0.5));
			expect(seen.fault?.code).toBe('file/broken');
			expect(seen.greys.length).toBeGreaterThan(20);
			expect(seen.greys.length).toBeLessThan(70);
			expectPictures(seen.greys, seen.greys.length);
		});
	}

	test('with a hole in it gives the frames before the hole, the same ones every time', async () => {
		const holed = await damaged(await film({ frames: 60, keyFrameEveryS: 10 }), 0.5, 0.1);
		const seen = await watch(holed);
		expect(seen.fault?.code).toBe('file/broken');
		expect(seen.greys.length).toBeGreaterThan(20);
		expect(seen.greys.length).toBeLessThan(60);
		// The frame with the hole in it may still decode, to something else.
		expectPictures(seen.greys.slice(0, 20), 20);
		expect((await watch(holed, 10)).greys).toEqual(seen.greys);
	});
});

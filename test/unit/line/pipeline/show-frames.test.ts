import { describe, expect, it } from 'vitest';
import { CROP_SIZE } from '../../../../src/line/align/index.ts';
import { Fault } from '../../../../src/core/record/index.ts';
import type { Report } from '../../../../src/line/pipeline/protocol.ts';
import { ShowFrames } from '../../../../src/line/pipeline/show-frames.ts';
import type { FakeFeed } from './frames.ts';
import { fakeFeed } from './frames.ts';

const SIDE = 128;
/** The crop lies on the frame pixel for pixel, moved to the right by so many. */
const moved = (x: number): number[] => [1, 0, x, 0];

async function shown(feed: FakeFeed, frames: readonly number[], placing: readonly number[]) {
	const reports: Report[] = [];
	const run = new ShowFrames(
		{ frames: Int32Array.from(frames), placing: Float32Array.from(placing) },
		{ send: (report) => reports.push(report), opening: new AbortController() },
	);
	await run.run(() => Promise.resolve(feed));
	const last = reports.at(-1);
	if (last?.kind !== 'frames-shown') throw new Error(`ended with ${last?.kind}`);
	return last;
}

describe('frames shown', () => {
	it('are aligned as they were measured, in grey where there is no colour', async () => {
		const feed = fakeFeed({ frames: 4, side: SIDE, luma: (index, x) => 40 * index + x });
		const { pictures, fault } = await shown(feed, [1, 2], [...moved(0), ...moved(10)]);
		expect(fault).toBeNull();
		expect(pictures.map(({ frame, size }) => [frame, size])).toEqual([
			[1, CROP_SIZE],
			[2, CROP_SIZE],
		]);
		const at = (picture: number, x: number): number[] => {
			const { rgba } = pictures[picture]!;
			return [...rgba.subarray(4 * (CROP_SIZE * 64 + x), 4 * (CROP_SIZE * 64 + x) + 4)];
		};
		expect(at(0, 50)).toEqual([90, 90, 90, 255]);
		expect(at(1, 50)).toEqual([140, 140, 140, 255]);
	});

	it('ends with the last one that is wanted, and closes each frame once', async () => {
		const feed = fakeFeed({ frames: 50, side: SIDE });
		await shown(feed, [3, 7], [...moved(0), ...moved(0)]);
		expect(feed.closed).toEqual(Array.from({ length: 8 }, () => 1));
		expect(feed.closings).toBeGreaterThan(0);
	});

	it('leaves out what the source lacks', async () => {
		const { pictures } = await shown(
			fakeFeed({ frames: 3, side: SIDE }),
			[1, 9],
			[...moved(0), ...moved(0)],
		);
		expect(pictures.map(({ frame }) => frame)).toEqual([1]);
	});

	it('says what broke, with the pictures before it', async () => {
		const error = new Fault('file/broken', 'cut');
		const feed = fakeFeed({ frames: 3, side: SIDE, error });
		const { pictures, fault } = await shown(feed, [1, 9], [...moved(0), ...moved(0)]);
		expect(pictures).toHaveLength(1);
		expect(fault?.code).toBe('file/broken');
	});

	it('refuses frames in disorder', () => {
		const options = { send: () => {}, opening: new AbortController() };
		const order = { frames: Int32Array.of(4, 4), placing: new Float32Array(8) };
		expect(() => new ShowFrames(order, options)).toThrow(/do not ascend/);
		const few = { frames: Int32Array.of(4), placing: new Float32Array(3) };
		expect(() => new ShowFrames(few, options)).toThrow(/1 frames/);
	});
});

import { VideoSample } from 'mediabunny';
import { expect, test } from 'vitest';
import { PlaneReader } from '../../../../src/line/camera/worker/index.ts';
import { upright } from '../../../../src/line/camera/worker/upright.ts';

const WIDTH = 8;
const HEIGHT = 6;
const BYTES = Uint8Array.from({ length: (WIDTH * HEIGHT * 3) / 2 }, (_, i) => 20 + i);
const DECODED = {
	primaries: 'smpte170m',
	transfer: 'smpte170m',
	matrix: 'smpte170m',
	fullRange: false,
} as const;

const decoded = (): VideoSample =>
	new VideoSample(BYTES, {
		format: 'I420',
		codedWidth: WIDTH,
		codedHeight: HEIGHT,
		timestamp: 0.04,
		colorSpace: DECODED,
	});

test('colours are labelled as the file says, and no pixel changes', async () => {
	const reader = new PlaneReader();
	const sample = decoded();
	const frame = await upright(sample, reader, { matrix: 'bt709', fullRange: true });
	sample.close();
	expect(frame.timestamp).toBe(40_000);
	const planes = await reader.read(frame);
	expect(planes).toMatchObject({ matrix: 'bt709', fullRange: true, width: WIDTH, height: HEIGHT });
	expect(planes.y).toEqual(BYTES.subarray(0, WIDTH * HEIGHT));
	frame.close();
});

test('what the file leaves open is as the decoder says', async () => {
	const reader = new PlaneReader();
	const sample = decoded();
	const frame = await upright(sample, reader, {});
	sample.close();
	expect(await reader.read(frame)).toMatchObject({ matrix: 'bt601', fullRange: false });
	frame.close();
});

import { describe, expect, test } from 'vitest';
import type { Planes } from '../../../../src/line/camera/worker/index.ts';
import { PlaneReader } from '../../../../src/line/camera/worker/index.ts';

/** Odd on purpose: chroma is rounded up. */
const WIDTH = 37;
const HEIGHT = 23;
const HALF_WIDTH = 19;
const HALF_HEIGHT = 12;

const lumaAt = (x: number, y: number): number => 16 + ((x * 5 + y * 3) % 200);
const uAt = (x: number, y: number): number => 60 + ((x * 3 + y) % 100);
const vAt = (x: number, y: number): number => 70 + ((x + y * 5) % 100);

type Layout = 'I420' | 'I422' | 'I444' | 'NV12';

function frameOf(format: Layout, extra: Partial<VideoFrameBufferInit> = {}): VideoFrame {
	const subX = format === 'I444' ? 1 : 2;
	const subY = format === 'I420' || format === 'NV12' ? 2 : 1;
	const [cw, ch] = [Math.ceil(WIDTH / subX), Math.ceil(HEIGHT / subY)];
	const bytes: number[] = [];
	for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) bytes.push(lumaAt(x, y));
	if (format === 'NV12') {
		for (let y = 0; y < ch; y++) for (let x = 0; x < cw; x++) bytes.push(uAt(x, y), vAt(x, y));
	} else {
		for (const at of [uAt, vAt]) {
			for (let y = 0; y < ch; y++) for (let x = 0; x < cw; x++) bytes.push(at(x, y));
		}
	}
	return new VideoFrame(Uint8Array.from(bytes), {
		format,
		codedWidth: WIDTH,
		codedHeight: HEIGHT,
		timestamp: 0,
		...extra,
	});
}

function expectPlanes(planes: Planes, left = 0, top = 0): void {
	const { width, height, y, yStride, u, v, chromaStride, chromaStep } = planes;
	for (let row = 0; row < height; row++) {
		for (let x = 0; x < width; x++) {
			expect(y[row * yStride + x]).toBe(lumaAt(x + left, row + top));
		}
	}
	for (let row = 0; row < planes.chromaHeight; row++) {
		for (let x = 0; x < planes.chromaWidth; x++) {
			const at = (row * chromaStride + x) * chromaStep;
			expect(u[at]).toBe(uAt(x + (left >> 1), row + (top >> 1)));
			expect(v[at]).toBe(vAt(x + (left >> 1), row + (top >> 1)));
		}
	}
}

describe('planes', () => {
	for (const format of ['I420', 'NV12'] as const) {
		test(`${format}: byte for byte, odd sizes included`, async () => {
			const frame = frameOf(format);
			const planes = await new PlaneReader().read(frame);
			expect(planes).toMatchObject({
				width: WIDTH,
				height: HEIGHT,
				chromaStep: format === 'NV12' ? 2 : 1,
			});
			expect(planes).toMatchObject({ chromaWidth: HALF_WIDTH, chromaHeight: HALF_HEIGHT });
			expectPlanes(planes);
			frame.close();
		});
	}

	test('only the visible part counts', async () => {
		const frame = frameOf('I420', { visibleRect: { x: 4, y: 6, width: 20, height: 10 } });
		const planes = await new PlaneReader().read(frame);
		expect(planes).toMatchObject({ width: 20, height: 10, chromaWidth: 10, chromaHeight: 5 });
		expectPlanes(planes, 4, 6);
		frame.close();
	});

	for (const [format, width, height] of [
		['I422', HALF_WIDTH, HEIGHT],
		['I444', WIDTH, HEIGHT],
	] as const) {
		test(`${format}: keeps its finer chroma`, async () => {
			const frame = frameOf(format);
			const planes = await new PlaneReader().read(frame);
			expect(planes).toMatchObject({ chromaWidth: width, chromaHeight: height, chromaStep: 1 });
			expectPlanes(planes);
			frame.close();
		});
	}

	for (const format of ['RGBA', 'RGBX', 'BGRA', 'BGRX'] as const) {
		test(`${format}: converted, BT.601 full range`, async () => {
			const [r, g, b] = [200, 90, 30];
			const pixel = format.startsWith('R') ? [r, g, b, 255] : [b, g, r, 255];
			const bytes = Uint8Array.from({ length: 8 * 6 * 4 }, (_, i) => pixel[i % 4]!);
			const frame = new VideoFrame(bytes, { format, codedWidth: 8, codedHeight: 6, timestamp: 0 });
			const planes = await new PlaneReader().read(frame);
			expect(planes).toMatchObject({ fullRange: true, matrix: 'bt601', width: 8, height: 6 });
			// 0.299 * 200 + 0.587 * 90 + 0.114 * 30; 128 - 0.168736 * 200 - ...; 128 + 0.5 * 200 - ...
			expect([planes.y[47], planes.u[11], planes.v[11]]).toEqual([116, 79, 188]);
			frame.close();
		});
	}

	test('a frame that the browser cannot copy is drawn, and not tried again', async () => {
		const reader = new PlaneReader();
		let copies = 0;
		for (let k = 0; k < 2; k++) {
			const bytes = Uint8Array.from({ length: 8 * 6 * 4 }, (_, i) => [200, 90, 30, 255][i % 4]!);
			const frame = new VideoFrame(bytes, {
				format: 'RGBX',
				codedWidth: 8,
				codedHeight: 6,
				timestamp: 0,
			});
			// As WebKitGTK says it.
			frame.copyTo = () => {
				copies += 1;
				return Promise.reject(new TypeError('Unable to copy data'));
			};
			const { y, u, v } = await reader.read(frame);
			expect([y[47], u[11], v[11]]).toEqual([116, 79, 188]);
			frame.close();
		}
		expect(copies).toBe(1);
	});

	test('colour labels are passed on; unlabelled video is limited range', async () => {
		const labelled = frameOf('I420', { colorSpace: { matrix: 'smpte170m', fullRange: true } });
		expect(await new PlaneReader().read(labelled)).toMatchObject({
			fullRange: true,
			matrix: 'bt601',
		});
		labelled.close();
		const hd = frameOf('I420', { colorSpace: { matrix: 'bt709', fullRange: false } });
		expect(await new PlaneReader().read(hd)).toMatchObject({ fullRange: false, matrix: 'bt709' });
		hd.close();
	});

	test('buffers are kept: a second frame of the same size takes no new memory', async () => {
		const reader = new PlaneReader();
		const frame = frameOf('I420');
		const first = await reader.read(frame);
		const second = await reader.read(frame);
		expect(second.y.buffer).toBe(first.y.buffer);
		expect(second.u.buffer).toBe(first.u.buffer);
		frame.close();
	});

	test('a frame from a canvas, whatever its format, has the brightness that was drawn', async () => {
		const canvas = new OffscreenCanvas(64, 48);
		const context = canvas.getContext('2d')!;
		context.fillStyle = 'rgb(100 100 100)';
		context.fillRect(0, 0, 64, 48);
		const frame = new VideoFrame(canvas, { timestamp: 0 });
		const { y, yStride } = await new PlaneReader().read(frame);
		expect(Math.abs(y[20 * yStride + 30]! - 100)).toBeLessThanOrEqual(1);
		frame.close();
	});
});

describe('a part of a picture', () => {
	const box = { x: 6, y: 4, width: 20, height: 12 };

	test.each<Layout>(['I420', 'I422', 'I444', 'NV12'])(
		'%s: lies where it lies in the whole one',
		async (format) => {
			const frame = frameOf(format);
			const whole = await new PlaneReader().read(frame);
			const part = await new PlaneReader().read(frame, box);
			frame.close();
			expect([part.width, part.height]).toEqual([WIDTH, HEIGHT]);
			const across = part.chromaWidth / part.width;
			const down = part.chromaHeight / part.height;
			for (let y = box.y; y < box.y + box.height; y++) {
				for (let x = box.x; x < box.x + box.width; x++) {
					expect(part.y[y * part.yStride + x]).toBe(whole.y[y * whole.yStride + x]);
					const [column, row] = [Math.floor(x * across), Math.floor(y * down)];
					const at = (planes: Planes): number =>
						(row * planes.chromaStride + column) * planes.chromaStep;
					expect(part.u[at(part)]).toBe(whole.u[at(whole)]);
					expect(part.v[at(part)]).toBe(whole.v[at(whole)]);
				}
			}
		},
	);

	test.each([
		['wider than the picture', { ...box, width: WIDTH }],
		['empty', { ...box, width: 0 }],
	])('%s is all of it', async (_, wrong) => {
		const frame = frameOf('I420');
		expectPlanes(await new PlaneReader().read(frame, wrong));
		frame.close();
	});
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cameraRate, ownCameraFile } from '../../../../src/lab/bench/peers/camera-file.ts';
import { npmReason } from '../../../../src/lab/bench/peers/human-package.ts';
import type { PeerRound } from '../../../../src/lab/bench/peers/summary.ts';
import { peerFigures, ratiosTo } from '../../../../src/lab/bench/peers/summary.ts';
import { proportionalBytes, usedBetween } from '../../../../src/lab/bench/processes.ts';
import { writeCameraFile } from '../../../../src/lab/browser/index.ts';

/** A second in which frames took as many ms as listed. */
const round = (taken: readonly number[], changes: Partial<PeerRound> = {}): PeerRound => ({
	wallMs: 1000,
	frames: taken.map((ms, k) => ({ takenMs: 100 * k, doneMs: 100 * k + ms, face: true })),
	shown: 20,
	used: { renderer: 300, gpu: 150, other: 50 },
	elsewhere: 0.25,
	memory: 400e6,
	shipped: { bytes: 2e6, gzipBytes: 1e6 },
	...changes,
});

describe('figures of a contender', () => {
	test('rates are the median of the rounds, times are of all frames', () => {
		const figures = peerFigures(
			[round([10, 10]), round([10, 10, 10, 10]), round([40, 40, 40, 40, 40])],
			30,
		);
		expect(figures).toMatchObject({ fps: 4, fpsOfRounds: [2, 4, 5], medianMs: 10, p95Ms: 40 });
		expect(figures.processorMs).toBe(125); // 500 ms for 4 frames
	});

	test('what the camera showed and nobody measured was dropped', () => {
		const figures = peerFigures([round([5, 5, 5]), round([5, 5], { wallMs: 2000 })], 30);
		expect(figures).toMatchObject({ offered: 90, dropped: 85 });
		expect(peerFigures([round([5, 5])], 1).dropped).toBe(0);
	});

	test('a figure that a system does not give in every round is none', () => {
		const figures = peerFigures([round([5]), round([5], { memory: null, shown: null })], 30);
		expect(figures).toMatchObject({ memoryMb: null, shownFps: null });
	});

	test('frames without a face are told apart', () => {
		const frames = [true, true, true, false].map((face) => ({ takenMs: 0, doneMs: 1, face }));
		expect(peerFigures([round([], { frames })], 30).faces).toBe(0.75);
	});

	test('are compared with the bare loop, but for what one of both lacks', () => {
		const bare = peerFigures([round([10, 10, 10, 10], { memory: null })], 30);
		const other = peerFigures([round([30, 30], { shipped: { bytes: 3e6, gzipBytes: 1e6 } })], 30);
		expect(ratiosTo(other, bare)).toEqual({
			fps: 0.5,
			medianMs: 3,
			p95Ms: 3,
			processorMs: 2,
			memoryMb: null,
			shippedMb: 1.5,
			gzipMb: 1,
		});
	});
});

describe('processes', () => {
	test('those that began in between count whole, those that ended do not', () => {
		const before = [
			{ id: 1, type: 'browser', cpuTime: 1 },
			{ id: 2, type: 'renderer', cpuTime: 2 },
			{ id: 3, type: 'renderer', cpuTime: 9 },
		];
		const after = [
			{ id: 1, type: 'browser', cpuTime: 1.5 },
			{ id: 2, type: 'renderer', cpuTime: 4 },
			{ id: 4, type: 'GPU', cpuTime: 0.25 },
			{ id: 5, type: 'network.mojom.NetworkService', cpuTime: 0.25 },
		];
		expect(usedBetween(before, after)).toEqual({ renderer: 2000, gpu: 250, other: 750 });
	});

	test('memory is read from the line of proportional shares', () => {
		const rollup =
			'5577-7ffd ---p 00000000 00:00 0 [rollup]\nRss:  9000 kB\nPss:   120 kB\nPss_Dirty:  80 kB\n';
		expect(proportionalBytes(rollup)).toBe(122_880);
		expect(proportionalBytes('')).toBeNull();
	});
});

describe('a camera file', () => {
	test('is written with the rate that is read off it', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'fleeting-camera-file-'));
		onTestFinished(() => rm(folder, { recursive: true, force: true }));
		const path = join(folder, 'camera.y4m');
		await writeCameraFile({
			path,
			width: 4,
			height: 2,
			fps: 60,
			frames: 3,
			paint: (k, rgba) => rgba.fill(k === 1 ? 255 : 0),
		});
		const written = await readFile(path);
		const header = 'YUV4MPEG2 W4 H2 F60:1 Ip A1:1 C420\n'.length;
		const frame = 'FRAME\n'.length + 4 * 2 * 1.5;
		expect(written).toHaveLength(header + 3 * frame);
		// Luminance of black and white in limited range.
		expect([0, 1, 2].map((k) => written[header + k * frame + 'FRAME\n'.length])).toEqual([
			16, 235, 16,
		]);
		expect(await ownCameraFile(path)).toEqual({ path, fps: 60, what: path });
	});

	test('has a rate only if Chromium shows it', () => {
		const y4m = (text: string): Uint8Array => new TextEncoder().encode(text);
		expect(cameraRate('.y4m', y4m('YUV4MPEG2 W640 H480 F30000:1001 C420\nFRAME\n'))).toBeCloseTo(
			29.97,
			2,
		);
		expect(cameraRate('.y4m', y4m('YUV4MPEG2 F25:1\n'))).toBe(25);
		expect(cameraRate('.y4m', y4m('YUV4MPEG2 W640 H480 F25:0\n'))).toBeNull();
		expect(cameraRate('.mp4', y4m('YUV4MPEG2 W640 H480 F25:1\n'))).toBeNull();
		expect(cameraRate('.mjpeg', new Uint8Array([0xff, 0xd8]))).toBe(30);
		expect(cameraRate('.mjpeg', y4m('RIFF'))).toBeNull();
	});

	test('that is none, or is not there, is refused with what to do', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'fleeting-camera-file-'));
		onTestFinished(() => rm(folder, { recursive: true, force: true }));
		const film = join(folder, 'film.mp4');
		await writeFile(film, 'ftyp');
		await expect(ownCameraFile(film)).rejects.toThrow(/no \.y4m or \.mjpeg file: ffmpeg/);
		await expect(ownCameraFile(join(folder, 'none.y4m'))).rejects.toThrow(/check the path/);
	});
});

test('npm’s reason is its first sentence, not its code', () => {
	const stderr =
		'npm error code ENOTFOUND\nnpm error syscall getaddrinfo\nnpm error errno ENOTFOUND\nnpm error network request failed, reason: no such host\n';
	expect(npmReason({ stderr, message: 'Command failed' })).toBe(
		'network request failed, reason: no such host',
	);
	expect(npmReason(new Error('spawn npm ENOENT'))).toBe('spawn npm ENOENT');
});

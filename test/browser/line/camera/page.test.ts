import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CameraSession } from '../../../../src/line/camera/page/index.ts';
import { listCameras, openCamera, watchCameras } from '../../../../src/line/camera/page/index.ts';
import type { CapturedFrame } from '../../../../src/line/camera/worker/index.ts';
import { openFeed } from '../../../../src/line/camera/worker/index.ts';
import type { Fault } from '../../../../src/core/record/index.ts';

let camera: CameraSession | null = null;

/** The browser's own synthetic camera (see vitest.config.ts), unless a test stands in its way. */
async function opened(deviceId: string | null = null) {
	const faults: Fault[] = [];
	camera = await openCamera({ deviceId, onFault: (fault) => faults.push(fault) });
	return { camera, faults, track: camera.stream.getVideoTracks()[0]! };
}

afterEach(() => {
	camera?.close();
	camera = null;
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

async function take(session: CameraSession, count: number): Promise<CapturedFrame[]> {
	const feed = await openFeed(session.source);
	const captured: CapturedFrame[] = [];
	while (captured.length < count) {
		const next = await feed.next();
		if (next === null) break;
		captured.push(next);
		next.frame.close();
	}
	feed.close();
	return captured;
}

function expectRising(captured: readonly CapturedFrame[], count: number): void {
	expect(captured).toHaveLength(count);
	expect(captured[0]!.at).toBe(0);
	for (let i = 1; i < count; i++) {
		expect(captured[i]!.at).toBeGreaterThan(captured[i - 1]!.at);
		expect(captured[i]!.index).toBeGreaterThan(captured[i - 1]!.index);
	}
}

describe('an open camera', () => {
	test('gives frames through a track processor', async () => {
		const { camera, faults } = await opened();
		expect(camera.source.kind).toBe('stream');
		expect(camera.source).toBe(camera.source);
		expectRising(await take(camera, 12), 12);
		expect(camera.label).not.toBe('');
		expect(camera.promised.width).toBeGreaterThanOrEqual(320);
		expect(faults).toEqual([]);
	});

	test('gives frames through a video element where there is no track processor', async () => {
		vi.stubGlobal('MediaStreamTrackProcessor', undefined);
		const { camera, faults } = await opened();
		expect(camera.source).toMatchObject({ kind: 'port', lossless: false });
		expectRising(await take(camera, 12), 12);
		expect(faults).toEqual([]);
	});

	test('says so where there is neither', async () => {
		vi.stubGlobal('MediaStreamTrackProcessor', undefined);
		vi.stubGlobal('VideoFrame', undefined);
		const { camera } = await opened();
		expect(() => camera.source).toThrow(expect.objectContaining({ code: 'camera/unsupported' }));
	});

	test('has a preview of its own where that may show fewer pictures, and lets it go', async () => {
		camera = await openCamera({ previewFps: 15, onFault: () => {} });
		const [track] = camera.stream.getVideoTracks();
		const [shown] = camera.preview.getVideoTracks();
		expect(shown).not.toBe(track);
		await expect.poll(() => shown!.getConstraints()).toEqual({ frameRate: { max: 15 } });
		expect(track!.getConstraints()).not.toEqual(shown!.getConstraints());
		expectRising(await take(camera, 12), 12);
		camera.close();
		expect([track!.readyState, shown!.readyState]).toEqual(['ended', 'ended']);
		camera = (await opened()).camera;
		expect(camera.preview).toBe(camera.stream);
	});

	test('lets the tracks go on close and when the page goes', async () => {
		const first = await opened();
		first.camera.close();
		expect(first.track.readyState).toBe('ended');
		const second = await opened();
		window.dispatchEvent(new PageTransitionEvent('pagehide'));
		expect(second.track.readyState).toBe('ended');
		expect([...first.faults, ...second.faults]).toEqual([]);
	});

	test('reports once that it was unplugged, and is closed then', async () => {
		const { faults, track } = await opened();
		track.dispatchEvent(new Event('ended'));
		track.dispatchEvent(new Event('ended'));
		expect(faults.map(({ code }) => code)).toEqual(['camera/ended']);
		expect(track.readyState).toBe('ended');
	});

	test('reports that no new picture comes', async () => {
		// A real track whose pictures stop: a canvas that is no longer drawn on.
		const canvas = document.createElement('canvas');
		const context = canvas.getContext('2d')!;
		const stream = canvas.captureStream();
		vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(stream);
		const { faults } = await opened();
		for (let i = 0; i < 20; i++) {
			context.fillStyle = `rgb(${i * 10} 0 0)`;
			context.fillRect(0, 0, 300, 150);
			await new Promise(requestAnimationFrame);
		}
		expect(faults).toEqual([]);
		await expect.poll(() => faults).toHaveLength(1);
		expect(faults[0]!.code).toBe('camera/frozen');
	});
});

describe('opening', () => {
	const cases = [
		['NotAllowedError', 'camera/denied'],
		['SecurityError', 'camera/denied'],
		['NotFoundError', 'camera/absent'],
		['OverconstrainedError', 'camera/absent'],
		['NotReadableError', 'camera/busy'],
		['AbortError', 'camera/busy'],
	] as const;
	for (const [name, code] of cases) {
		test(`refused with ${name} is ${code}`, async () => {
			const error = new DOMException('no', name);
			vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(error);
			await expect(opened('some-camera')).rejects.toMatchObject({ code });
		});
	}

	test('without media devices, or on an insecure page, is named', async () => {
		vi.spyOn(navigator, 'mediaDevices', 'get').mockReturnValue(undefined as never);
		await expect(opened()).rejects.toMatchObject({ code: 'camera/unsupported' });
		expect(await listCameras()).toEqual([]);
		vi.stubGlobal('isSecureContext', false);
		await expect(opened()).rejects.toMatchObject({ code: 'camera/insecure' });
	});

	test('a camera that is gone opens another one', async () => {
		const { camera } = await opened('a-camera-that-was-unplugged');
		expect(camera.deviceId).not.toBe('a-camera-that-was-unplugged');
		expectRising(await take(camera, 2), 2);
	});

	test('does not try again after a refusal', async () => {
		const ask = vi
			.spyOn(navigator.mediaDevices, 'getUserMedia')
			.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
		await expect(opened('some-camera')).rejects.toMatchObject({ code: 'camera/denied' });
		expect(ask).toHaveBeenCalledTimes(1);
	});
});

describe('the list of cameras', () => {
	test('has names once one was allowed, and the opened one is in it', async () => {
		const { camera } = await opened();
		const cameras = await listCameras();
		expect(cameras.length).toBeGreaterThan(0);
		expect(cameras.map(({ deviceId }) => deviceId)).toContain(camera.deviceId);
		for (const { label } of cameras) expect(label).not.toBe('');
	});

	test('is watched until one stops watching', () => {
		const heard = vi.fn();
		const stop = watchCameras(heard);
		navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
		stop();
		navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
		expect(heard).toHaveBeenCalledTimes(1);
	});
});

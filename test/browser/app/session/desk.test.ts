import { expect, onTestFinished, test, vi } from 'vitest';
import { Fault } from '../../../../src/core/record/index.ts';
import type { Sources } from '../../../../src/app/desk/index.ts';
import { FileQueue } from '../../../../src/app/desk/index.ts';
import { bench, openSource, settled } from './orders.ts';
import { engine, quality } from './reports.ts';

const stopped = { kind: 'stopped', quality: quality(30), fault: null } as const;
const started = { kind: 'started', width: 640, height: 480 } as const;

test('a source waits for the engine, then starts', async () => {
	const at = bench();
	void at.desk.startActor();
	await settled();
	expect(at.orders).toEqual(['prepare']);
	expect(at.desk.live?.status).toBe('starting');
	at.report({ kind: 'ready', engine });
	await settled();
	expect(at.orders).toEqual(['prepare', 'start']);
});

test('stopping before the engine is ready starts nothing later', async () => {
	const at = bench();
	void at.desk.startActor();
	await settled();
	await at.desk.stop();
	at.report({ kind: 'ready', engine });
	await settled();
	expect(at.orders).toEqual(['prepare']);
	expect(at.desk.live?.status).toBe('ended');
	expect(at.closedSources).toBe(1);
});

test('stop waits for what is pending, then lets the camera go', async () => {
	const at = bench();
	at.report({ kind: 'ready', engine });
	await at.desk.startCamera();
	at.report(started);
	const stop = at.desk.stop();
	void at.desk.stop(); // impatient: still one order
	await settled();
	expect(at.orders).toEqual(['prepare', 'start', 'stop']);
	expect(at.closedSources).toBe(0);
	at.report(stopped);
	await stop;
	expect(at.closedSources).toBe(1);
	expect(at.desk.busy).toBe(false);
});

test('a refused camera is a session that failed, and can be tried again', async () => {
	const refusals = [
		new Fault('camera/denied', 'NotAllowedError'),
		new Fault('camera/busy', 'NotReadableError'),
	];
	const { desk } = bench({ openCamera: () => Promise.reject(refusals.shift()!) });
	await desk.startCamera();
	expect(desk.live?.fault?.code).toBe('camera/denied');
	expect(desk.busy).toBe(false);
	await desk.startCamera();
	expect(desk.live?.fault?.code).toBe('camera/busy');
});

test('a camera whose frames cannot be handed over fails in words', async () => {
	const closed: string[] = [];
	const mute = {
		...openSource('front camera', () => closed.push('camera')),
		get spec(): never {
			throw new Fault('camera/unsupported', 'no way to read frames');
		},
	};
	const at = bench({ openCamera: () => Promise.resolve(mute) });
	at.report({ kind: 'ready', engine });
	await at.desk.startCamera();
	expect(at.desk.live?.fault?.code).toBe('camera/unsupported');
	expect(at.desk.busy).toBe(false);
	expect(closed).toEqual(['camera']);
});

/** A camera that can be broken and mended. */
function fragile() {
	const log: string[] = [];
	const breakOff: (fault: Fault) => void = () => {};
	const state = { breakOff, deviceId: 'front', broken: false };
	const openCamera: Sources['openCamera'] = (deviceId, onFault) => {
		log.push(`ask ${deviceId}`);
		if (state.broken) return Promise.reject(new Fault('camera/absent', 'nothing there'));
		state.breakOff = onFault;
		const label = state.deviceId;
		const opened = openSource(label, () => void log.push(`close ${label}`));
		return Promise.resolve({ ...opened, deviceId: label });
	};
	return { log, state, openCamera };
}

async function running(camera: ReturnType<typeof fragile>, reopenAfterMs: readonly number[]) {
	const at = bench({ openCamera: camera.openCamera }, { reopenAfterMs });
	at.report({ kind: 'ready', engine });
	await at.desk.startCamera();
	at.report(started);
	return at;
}

test('a camera that freezes is opened again, and its session goes on', async () => {
	const camera = fragile();
	const at = await running(camera, [0, 0]);
	const session = at.desk.live!;
	camera.state.breakOff(new Fault('camera/frozen', 'no new picture for 2000 ms'));
	expect(session.interruption?.code).toBe('camera/frozen');
	await expect.poll(() => at.orders).toEqual(['prepare', 'start', 'hold', 'resume']);
	expect(camera.log).toEqual(['ask null', 'close front', 'ask front']);
	expect(at.desk.live).toBe(session);
	expect(session.interruption).toBeNull();
	expect(session.status).toBe('running');
	expect(at.desk.source?.label).toBe('front');
	// And once more, by the camera that was opened then.
	camera.state.breakOff(new Fault('camera/ended', 'unplugged'));
	await expect.poll(() => at.orders.slice(4)).toEqual(['hold', 'resume']);
});

test('a camera that does not come back ends its session with what was found', async () => {
	const camera = fragile();
	const at = await running(camera, [0, 0]);
	camera.state.broken = true;
	camera.state.breakOff(new Fault('camera/ended', 'unplugged'));
	await expect.poll(() => at.orders).toContain('stop');
	expect(camera.log.filter((entry) => entry.startsWith('ask'))).toHaveLength(3);
	at.report(stopped);
	expect(at.desk.live?.fault?.code).toBe('camera/ended');
	expect(at.desk.live?.quality?.frames).toBe(30);
	expect(at.desk.source).toBeNull();
});

test('another camera than the one that went away is not taken for it', async () => {
	const camera = fragile();
	const at = await running(camera, [0]);
	camera.state.deviceId = 'back';
	camera.state.breakOff(new Fault('camera/ended', 'unplugged'));
	await expect.poll(() => at.desk.live?.fault?.code).toBe('camera/ended');
	expect(camera.log).toEqual(['ask null', 'close front', 'ask front', 'close back']);
});

test('who stops while the camera is being opened again has stopped', async () => {
	const camera = fragile();
	const at = await running(camera, [20]);
	vi.useFakeTimers();
	onTestFinished(() => void vi.useRealTimers());
	camera.state.breakOff(new Fault('camera/frozen', 'silent'));
	const stopping = at.desk.stop();
	at.report(stopped);
	await stopping;
	await vi.advanceTimersByTimeAsync(60);
	expect(camera.log).toEqual(['ask null', 'close front']);
	expect(at.desk.live?.fault).toBeNull();
	expect(at.desk.live?.interruption).toBeNull();
	expect(at.desk.busy).toBe(false);
});

test('a crashed worker ends the session; a restart prepares a new one', async () => {
	const at = bench();
	at.report({ kind: 'ready', engine });
	await at.desk.startActor();
	at.report({ kind: 'faulted', fault: { code: 'worker/crashed', detail: 'out of memory' } });
	expect(at.desk.live?.fault?.code).toBe('worker/crashed');
	expect(at.desk.engine.status).toBe('faulted');
	at.desk.restart();
	expect(at.closedLines).toBe(1);
	expect(at.desk.engine.status).toBe('loading');
	at.report({ kind: 'ready', engine });
	await at.desk.startActor();
	expect(at.orders).toEqual(['prepare', 'start', 'prepare', 'start']);
});

test('a lost GPU shows as recovering until it is ready, and is counted once', () => {
	const at = bench();
	at.report({ kind: 'ready', engine });
	const network = { ...engine.network, state: 'recovering' } as const;
	at.report({ kind: 'engine-changed', engine: { ...engine, network } });
	expect(at.desk.engine.recovering).toBe(true);
	at.report({ kind: 'engine-changed', engine });
	expect(at.desk.engine.recovering).toBe(false);
	expect(at.desk.engine.recovered).toBe(1);
	at.report({ kind: 'engine-changed', engine }); // a settings change
	expect(at.desk.engine.recovered).toBe(1);
});

test('files run one after the other; a bad one does not stop the next', async () => {
	const at = bench();
	const queue = new FileQueue(at.desk);
	at.report({ kind: 'ready', engine });
	queue.add([new File(['x'], 'bad.mp4'), new File(['x'], 'good.mp4'), new File(['x'], 'no.mp4')]);
	await settled();
	expect(queue.files.map(({ status }) => status)).toEqual(['running', 'waiting', 'waiting']);
	at.report({ ...stopped, fault: { code: 'file/not-video', detail: 'text' } });
	await settled();
	at.report(started);
	at.report({ kind: 'file-progress', doneMs: 500, totalMs: 2000 });
	expect(queue.running?.done).toBe(0.25);
	queue.cancel(queue.files[2]!.id);
	at.report(stopped);
	await settled();
	expect(queue.files.map(({ status }) => status)).toEqual(['failed', 'done', 'cancelled']);
	expect(at.orders).toEqual(['prepare', 'start', 'start']);
});

test('starting the camera takes the line away from a running file', async () => {
	const at = bench();
	const queue = new FileQueue(at.desk);
	at.report({ kind: 'ready', engine });
	queue.add([new File(['x'], 'long.mp4')]);
	await settled();
	const start = at.desk.startCamera();
	await settled();
	expect(at.orders).toEqual(['prepare', 'start', 'stop']);
	at.report(stopped);
	await start;
	expect(queue.files[0]?.status).toBe('cancelled');
	expect(at.orders).toEqual(['prepare', 'start', 'stop', 'start']);
});

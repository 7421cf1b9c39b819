import { expect, test } from 'vitest';
import { Fault } from '../../../src/kernel/index.ts';
import { FileQueue } from '../../../src/session/index.ts';
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

test('an unplugged camera ends its session with what was found', async () => {
	let unplug: (fault: Fault) => void = () => {};
	const at = bench({
		openCamera: (_id, onFault) => {
			unplug = onFault;
			return Promise.resolve(openSource('front camera'));
		},
	});
	at.report({ kind: 'ready', engine });
	await at.desk.startCamera();
	at.report(started);
	unplug(new Fault('camera/ended', 'unplugged'));
	await settled();
	expect(at.orders).toContain('stop');
	at.report(stopped);
	expect(at.desk.live?.fault?.code).toBe('camera/ended');
	expect(at.desk.live?.quality?.frames).toBe(30);
	expect(at.desk.source).toBeNull();
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

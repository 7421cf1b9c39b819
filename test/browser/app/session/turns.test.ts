/** Orders that cross: the latest one wins, and the queue of videos never stalls. */
import { expect, test } from 'vitest';
import { Fault } from '../../../../src/core/record/index.ts';
import type { Report } from '../../../../src/line/pipeline/index.ts';
import type { Sources } from '../../../../src/app/desk/index.ts';
import { FileQueue, Session } from '../../../../src/app/desk/index.ts';
import type { Bench } from './orders.ts';
import { bench, openSource, prompts, settled } from './orders.ts';
import { engine, quality } from './reports.ts';

const stopped = { kind: 'stopped', quality: quality(30), fault: null } as const;
const started = { kind: 'started', width: 640, height: 480 } as const;
const videos = (...names: string[]): File[] =>
	names.map((name) => new File(['x'], name, { type: 'video/mp4' }));
const states = (queue: FileQueue): string[] => queue.files.map(({ status }) => status);
/** Names of the sources the line was started with. */
const starts = ({ commands }: Bench): string[] =>
	commands.flatMap((command) =>
		command.kind !== 'start'
			? []
			: [command.source.kind === 'file' ? command.source.file.name : command.source.kind],
	);

async function tell(at: Bench, ...reports: Report[]): Promise<void> {
	for (const report of reports) at.report(report);
	await settled();
}

function withPrompts() {
	const asked = prompts();
	const at = bench({ openCamera: asked.openCamera });
	at.report({ kind: 'ready', engine });
	return { asked, at, queue: new FileQueue(at.desk) };
}

test('videos wait while the camera is asked for and runs, and go on when it ends', async () => {
	const { asked, at, queue } = withPrompts();
	queue.add(videos('a', 'b', 'c'));
	await settled();
	void at.desk.startCamera();
	await tell(at, started, stopped);
	expect(states(queue)).toEqual(['cancelled', 'waiting', 'waiting']);
	asked.answer().allow();
	await settled();
	expect(starts(at)).toEqual(['a', 'port']);
	expect(at.desk.current).toBe(at.desk.live);
	await tell(at, started);
	expect(states(queue)).toEqual(['cancelled', 'waiting', 'waiting']);
	void at.desk.stop();
	await tell(at, stopped);
	expect(states(queue)).toEqual(['cancelled', 'running', 'waiting']);
	await tell(at, started, stopped);
	await tell(at, started, stopped);
	expect(states(queue)).toEqual(['cancelled', 'done', 'done']);
	expect(starts(at)).toEqual(['a', 'port', 'b', 'c']);
});

test('videos go on when the camera is refused', async () => {
	const { asked, at, queue } = withPrompts();
	queue.add(videos('a', 'b'));
	await settled();
	void at.desk.startCamera();
	await tell(at, stopped);
	asked.answer().deny(new Fault('camera/denied', 'NotAllowedError'));
	await settled();
	expect(at.desk.live?.fault?.code).toBe('camera/denied');
	expect(states(queue)).toEqual(['cancelled', 'running']);
});

test('a video dropped while the camera is asked for takes the line; the camera is let go', async () => {
	const { asked, at, queue } = withPrompts();
	void at.desk.startCamera();
	await settled();
	queue.add(videos('a'));
	await settled();
	expect(at.desk.opening).toBeNull();
	expect(starts(at)).toEqual(['a']);
	asked.answer().allow();
	await settled();
	expect(asked.log).toEqual(['ask any', 'close any']);
	expect(at.desk.live).toBeNull();
	await tell(at, started, stopped);
	expect(states(queue)).toEqual(['done']);
});

test('a video dropped while the camera runs stops it and runs', async () => {
	const { asked, at, queue } = withPrompts();
	void at.desk.startCamera();
	await settled();
	asked.answer().allow();
	await settled();
	await tell(at, started);
	queue.add(videos('a'));
	await settled();
	expect(states(queue)).toEqual(['waiting']);
	await tell(at, stopped);
	expect(states(queue)).toEqual(['running']);
	expect(asked.log).toEqual(['ask any', 'close any']);
});

test('a stop while the camera is asked for is kept', async () => {
	const { asked, at } = withPrompts();
	void at.desk.startCamera();
	await settled();
	await at.desk.stop();
	expect(at.desk.busy).toBe(false);
	asked.answer().allow();
	await settled();
	expect(starts(at)).toEqual([]);
	expect(asked.log).toEqual(['ask any', 'close any']);
	expect(at.desk.live).toBeNull();
});

test('a refusal of a camera nobody wants any more is not shown', async () => {
	const { asked, at } = withPrompts();
	void at.desk.startCamera();
	await settled();
	await at.desk.stop();
	asked.answer().deny(new Fault('camera/denied', 'NotAllowedError'));
	await settled();
	expect(at.desk.live).toBeNull();
});

test('a camera chosen while another is asked for is the one that runs', async () => {
	const { asked, at } = withPrompts();
	void at.desk.startCamera('front');
	await settled();
	at.desk.chooseCamera('back');
	await settled();
	asked.answer().allow();
	await settled();
	// One camera at a time: the first is let go before the second is opened.
	expect(asked.log).toEqual(['ask front', 'close front', 'ask back']);
	asked.answer().allow();
	await settled();
	expect(at.desk.live?.label).toBe('back');
	expect(at.desk.cameraId).toBe('back');
	expect(starts(at)).toEqual(['port']);
});

test('the actor does not wait for the answer about the camera', async () => {
	const { asked, at } = withPrompts();
	void at.desk.startCamera();
	await settled();
	await at.desk.startActor();
	expect(at.desk.live?.kind).toBe('actor');
	asked.answer().allow();
	await settled();
	expect(at.desk.live?.kind).toBe('actor');
	expect(asked.log).toEqual(['ask any', 'close any']);
	expect(starts(at)).toEqual(['port']);
});

test('cancelling a video that is being stopped for the camera leaves the camera alone', async () => {
	const { asked, at, queue } = withPrompts();
	queue.add(videos('a'));
	await settled();
	void at.desk.startCamera();
	await settled();
	queue.cancel(queue.files[0]!.id);
	await tell(at, stopped);
	asked.answer().allow();
	await settled();
	expect(starts(at)).toEqual(['a', 'port']);
});

test('a video cancelled while the live session still stops does not run', async () => {
	let unplug: (fault: Fault) => void = () => {};
	const openCamera: Sources['openCamera'] = (_id, onFault) => {
		unplug = onFault;
		return Promise.resolve(openSource('front camera'));
	};
	const at = bench({ openCamera }, { reopenAfterMs: [] });
	const queue = new FileQueue(at.desk);
	at.report({ kind: 'ready', engine });
	await at.desk.startCamera();
	await tell(at, started);
	unplug(new Fault('camera/ended', 'unplugged')); // what it saw is still being measured
	await settled();
	queue.add(videos('a', 'b'));
	await settled();
	expect(states(queue)).toEqual(['running', 'waiting']);
	queue.cancel(queue.files[0]!.id);
	await tell(at, stopped);
	expect(states(queue)).toEqual(['cancelled', 'running']);
	expect(starts(at)).toEqual(['port', 'b']);
});

test('a file whose turn is taken before it began waits again', async () => {
	const at = bench();
	at.report({ kind: 'ready', engine });
	await at.desk.startActor();
	const session = new Session({ kind: 'file', label: 'a' });
	const run = at.desk.runFile(session, new File(['x'], 'a'));
	void at.desk.startActor();
	at.report(stopped);
	await run;
	await settled();
	expect(session.status).toBe('starting');
	expect(starts(at)).toEqual(['port', 'port']);
});

test('a crash fails one video; the next gets a fresh worker', async () => {
	const at = bench();
	const queue = new FileQueue(at.desk);
	at.report({ kind: 'ready', engine });
	queue.add(videos('a', 'b', 'c'));
	await settled();
	await tell(at, started, { kind: 'faulted', fault: { code: 'worker/crashed', detail: 'memory' } });
	expect(at.closedLines).toBe(1);
	expect(states(queue)).toEqual(['failed', 'running', 'waiting']);
	await tell(at, { kind: 'ready', engine });
	const fault = { code: 'landmarks/failed', detail: 'graph' } as const;
	await tell(at, started, { ...stopped, fault });
	expect(at.closedLines).toBe(2);
	await tell(at, { kind: 'ready', engine });
	await tell(at, started, stopped);
	expect(states(queue)).toEqual(['failed', 'failed', 'done']);
	expect(at.orders.join(' ')).toBe('prepare start prepare start prepare start');
});

test('a worker that cannot be prepared is tried once a video, and no more', async () => {
	const at = bench();
	const queue = new FileQueue(at.desk);
	const faulted = { kind: 'faulted', fault: { code: 'landmarks/model', detail: '404' } } as const;
	at.report(faulted);
	queue.add(videos('a', 'b'));
	await settled();
	await tell(at, faulted);
	await tell(at, faulted);
	expect(states(queue)).toEqual(['failed', 'failed']);
	expect(at.orders).toEqual(['prepare', 'prepare', 'prepare']);
});

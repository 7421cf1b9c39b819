/**
 * The pipeline worker: orders in, reports out. One session at a time.
 */
import { openFeed } from '../camera/worker/index.ts';
import { Fault, asFault } from '../../core/record/index.ts';
import { assertNever } from '../../core/kernel/index.ts';
import { pictureCompressor } from './compress-picture.ts';
import { LineEngine } from './engine.ts';
import { FaceLine } from './face-line.ts';
import type { Watching } from './frame-intake.ts';
import { MeasureRun } from './measure-run.ts';
import type { Command, PrepareCommand, Report } from './protocol.ts';
import { SessionRun } from './session-run.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { ShowFrames } from './show-frames.ts';

/** So long after the tracker, a session that waited for it has begun; the network then comes later. */
const GRACE_MS = 250;

/** The newest order's, also when it came while models were still loading. */
let settings = DEFAULT_SETTINGS;
let engine: LineEngine | null = null;
/** A session, or an order that measures or shows frames. */
let watching: Watching | null = null;
/** The session's. */
let line: FaceLine | null = null;
let session: SessionRun | null = null;
/** Orders are carried out one after the other; `stop` reaches a running session at once. */
let queue: Promise<void> = Promise.resolve();

const send = (report: Report, transfer: Transferable[] = []): void => {
	self.postMessage(report, { transfer });
};

function fail(error: unknown): void {
	const { code, detail } = asFault(error, 'worker/crashed');
	send({ kind: 'faulted', fault: { code, detail } });
}

async function prepare(command: PrepareCommand): Promise<void> {
	if (engine === null) {
		engine = await LineEngine.load(command, {
			progress: (step, loaded, total) => send({ kind: 'progress', step, loaded, total }),
			changed: (info) => send({ kind: 'engine-changed', engine: info }),
			complete: (info) => send({ kind: 'ready', engine: info }),
		});
		engine.settings = settings;
		// A person's network may want to see faces from the first frame on.
		if (command.bundle !== null) await engine.loadNetwork();
		else laterNetwork(engine);
	} else {
		engine.settings = settings;
		await engine.replaceNetwork(command);
	}
}

/** The network is loaded when nothing is being waited for, or after the first frame: see `start`. */
function laterNetwork(loaded: LineEngine): void {
	send({ kind: 'tracker-ready', engine: loaded.info });
	setTimeout(() => {
		if (session === null) void loaded.loadNetwork();
	}, GRACE_MS);
}

async function readNetwork(order: Extract<Command, { kind: 'read-network' }>): Promise<void> {
	const { id } = order;
	try {
		const { readFile } = await import('./network-reading.ts');
		const { network, bundle } = await readFile(order, (done) =>
			send({ kind: 'network-reading', id, done }),
		);
		send({ kind: 'network-read', id, network, bundle });
	} catch (error) {
		const { code, detail } = asFault(error, 'model/mismatch');
		send({ kind: 'network-refused', id, fault: { code, detail } });
	}
}

async function start(command: Extract<Command, { kind: 'start' }>): Promise<void> {
	if (engine === null) throw new Fault('worker/crashed', 'start before prepare');
	// A line of its own: nothing of the last session reaches into this one.
	line = new FaceLine();
	line.configure(settings);
	if (engine.looksAtFaces) line.keepFaces();
	const { source, pictures, timed = false, baseline = null, face, mirrored } = command;
	if (baseline !== null) line.adopt(baseline);
	const opening = new AbortController();
	const compress = pictureCompressor();
	const run = new SessionRun(engine, line, {
		pictures,
		timed,
		...(face === undefined ? {} : { face }),
		...(mirrored === undefined ? {} : { mirrored }),
		compress,
		send,
		opening,
	});
	session = run;
	try {
		await watch(run, () => run.run(() => openFeed(source, opening.signal)));
	} finally {
		line = null;
		session = null;
		// There may have been no frame.
		void engine.loadNetwork();
	}
}

async function measure({ source }: Extract<Command, { kind: 'measure' }>): Promise<void> {
	if (engine === null) throw new Fault('worker/crashed', 'measure before prepare');
	const opening = new AbortController();
	const run = new MeasureRun(engine.tracker, { send, opening });
	await watch(run, () => run.run(() => openFeed(source, opening.signal)));
}

async function showFrames(order: Extract<Command, { kind: 'show-frames' }>): Promise<void> {
	const opening = new AbortController();
	const run = new ShowFrames(order, { send, opening });
	await watch(run, () => run.run(() => openFeed(order.source, opening.signal)));
}

/** `stop` reaches `run` while `work` goes on. */
async function watch(run: Watching, work: () => Promise<void>): Promise<void> {
	watching = run;
	try {
		await work();
	} finally {
		watching = null;
	}
}

self.onmessage = ({ data: command }: MessageEvent<Command>) => {
	switch (command.kind) {
		case 'prepare':
			settings = command.settings;
			queue = queue.then(() => prepare(command)).catch(fail);
			return;
		case 'start':
			watching?.stop();
			queue = queue.then(() => start(command)).catch(fail);
			return;
		case 'measure':
			watching?.stop();
			queue = queue.then(() => measure(command)).catch(fail);
			return;
		case 'show-frames':
			watching?.stop();
			queue = queue.then(() => showFrames(command)).catch(fail);
			return;
		case 'calibrate':
			session?.calibrate();
			return;
		case 'stop-calibrating':
			session?.stopCalibrating();
			return;
		case 'hold':
			session?.hold();
			return;
		case 'resume':
			session?.resume(command.source);
			return;
		case 'stop':
			watching?.stop();
			return;
		case 'configure':
			settings = command.settings;
			line?.configure(settings);
			if (engine !== null) {
				engine.settings = settings;
				send({ kind: 'engine-changed', engine: engine.info });
			}
			return;
		case 'read-network':
			// Not in the queue: a running session need not end for it.
			void readNetwork(command);
			return;
		case 'lose-gpu':
			engine?.classifier?.loseDevice();
			return;
		default:
			assertNever(command);
	}
};

// The page shows what left it, and cannot see what its worker asks for.
if (PerformanceObserver.supportedEntryTypes?.includes('resource')) {
	new PerformanceObserver((list) => {
		send({ kind: 'requests-made', addresses: list.getEntries().map(({ name }) => name) });
	}).observe({ type: 'resource', buffered: true });
}

// Every order's own failures are reported above. What is left are a library's forgotten promises (a
// decoder that reads ahead in a broken file): no reason to give up the worker.
self.addEventListener('unhandledrejection', (event) => {
	event.preventDefault();
	console.warn('nobody waited for:', event.reason);
});

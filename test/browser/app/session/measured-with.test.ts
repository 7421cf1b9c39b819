/** What a session was measured with: its own settings and engine, in exports too. */
import { expect, test } from 'vitest';
import type { EngineInfo } from '../../../../src/core/record/index.ts';
import type { Session } from '../../../../src/app/desk/index.ts';
import { FileQueue } from '../../../../src/app/desk/index.ts';
import { canSave, recordOf } from '../../../../src/app/sessions/index.ts';
import { bench, settled } from './orders.ts';
import { engine, quality } from './reports.ts';

const stopped = { kind: 'stopped', quality: quality(30), fault: null } as const;
const started = { kind: 'started', width: 640, height: 480 } as const;
const accepting = (falseAlarmsPerMinute: number): EngineInfo => ({
	...engine,
	settings: { ...engine.settings, falseAlarmsPerMinute },
});
const recorded = (session: Session | null) => (canSave(session) ? recordOf(session) : null);

test('exports state the engine of the session, changes while it ran included, none after', async () => {
	const at = bench();
	at.report({ kind: 'ready', engine });
	await at.desk.startActor();
	at.report(started);
	expect(recorded(at.desk.live)?.engine).toEqual(engine);
	at.report({ kind: 'engine-changed', engine: accepting(3) });
	at.report(stopped);
	at.report({ kind: 'engine-changed', engine: { ...accepting(5), backend: 'wasm' } });
	expect(at.desk.engine.info?.backend).toBe('wasm');
	expect(recorded(at.desk.live)?.engine).toEqual(accepting(3));
});

test('a session that began before the engine was ready knows it too', async () => {
	const at = bench();
	void at.desk.startActor();
	await settled();
	at.report({ kind: 'ready', engine });
	await settled();
	expect(at.desk.live?.engine).toEqual(engine);
});

test('a live session begins with the tracker and learns of the network; a video waits for both', async () => {
	const at = bench();
	const network = { ...engine.network, name: 'none', state: 'loading' as const };
	const trackerReady = { kind: 'tracker-ready', engine: { ...engine, network } } as const;
	const queue = new FileQueue(at.desk);
	queue.add([new File(['x'], 'a.mp4')]);
	await settled();
	at.report(trackerReady);
	await settled();
	expect(at.orders).toEqual(['prepare']);
	expect(at.desk.engine.status).toBe('loading');
	void at.desk.startActor();
	await settled();
	expect(at.orders).toEqual(['prepare', 'start']);
	at.report(started);
	expect(at.desk.live?.engine?.network.state).toBe('loading');
	at.report({ kind: 'ready', engine });
	expect(at.desk.live?.status).toBe('running');
	expect(recorded(at.desk.live)?.engine).toEqual(engine);
});

test('a setting changed while a video runs waits for the next start', async () => {
	const at = bench();
	const queue = new FileQueue(at.desk);
	at.report({ kind: 'ready', engine });
	queue.add(['a.mp4', 'b.mp4', 'c.mp4'].map((name) => new File(['x'], name)));
	await settled();
	at.report(started);
	at.desk.acceptFalseAlarms(4);
	expect(at.orders).toEqual(['prepare', 'start']);
	at.report(stopped);
	await settled();
	expect(at.orders).toEqual(['prepare', 'start', 'configure', 'start']);
	const settings = { falseAlarmsPerMinute: 4, readingCoverage: 0.75 };
	expect(at.commands[2]).toEqual({ kind: 'configure', settings });
	at.report({ kind: 'engine-changed', engine: accepting(4) });
	at.report(started);
	at.report(stopped);
	await settled();
	// Told once: the third video starts without another word.
	expect(at.orders.slice(4)).toEqual(['start']);
	const used = queue.files.slice(0, 2).map(({ session }) => recorded(session)?.engine.settings);
	expect(used).toEqual([{ ...settings, falseAlarmsPerMinute: 1 }, settings]);
});

test('a live session takes a changed setting at once', async () => {
	const at = bench();
	at.report({ kind: 'ready', engine });
	await at.desk.startActor();
	at.desk.acceptFalseAlarms(4);
	expect(at.orders).toEqual(['prepare', 'start', 'configure']);
});

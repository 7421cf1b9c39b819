/** Other weights from a file: read first, used when the person says so, never under a measurement. */
import { expect, test } from 'vitest';
import type { Report } from '../../../../src/line/pipeline/index.ts';
import type { Bench } from './orders.ts';
import { bench, settled } from './orders.ts';
import { engine, quality } from './reports.ts';

const summary = {
	name: 'mine',
	version: '3',
	sha256: 'ef56',
	card: { licence: 'CC0' },
	paper: null,
};
const held = new Blob(['held']);
const stopped = { kind: 'stopped', quality: quality(30), fault: null } as const;
const fromFile = {
	...engine,
	network: { ...engine.network, name: 'mine 3', source: 'file' },
} as const;

const read = (id: number): Report => ({ kind: 'network-read', id, network: summary, bundle: held });

async function ready(): Promise<Bench> {
	const at = bench();
	at.report({ kind: 'ready', engine });
	await settled();
	return at;
}

test('a file is read without changing anything', async () => {
	const at = await ready();
	const reading = at.desk.readNetwork(new File(['{}'], 'mine.json'));
	expect(at.orders).toEqual(['prepare', 'read-network']);
	at.report(read(1));
	expect(await reading).toEqual({ ...summary, fileName: 'mine.json', bundle: held });
	expect(at.desk.network).toBeNull();
	expect(at.desk.engine.status).toBe('ready');
});

test('a wrong file is a fault that says why; answers find their own question', async () => {
	const at = await ready();
	const first = at.desk.readNetwork(new File(['x'], 'a.json'));
	const second = at.desk.readNetwork(new File(['{}'], 'b.json'));
	at.report(read(2));
	const fault = { code: 'model/mismatch', detail: 'it is not JSON' } as const;
	at.report({ kind: 'network-refused', id: 1, fault });
	await expect(first).rejects.toMatchObject(fault);
	expect((await second).fileName).toBe('b.json');
});

test('a worker that dies, or is replaced, leaves no question open', async () => {
	const at = await ready();
	const lost = at.desk.readNetwork(new File(['{}'], 'a.json'));
	at.report({ kind: 'faulted', fault: { code: 'worker/crashed', detail: 'out of memory' } });
	await expect(lost).rejects.toMatchObject({ code: 'worker/crashed', detail: 'out of memory' });
	const late = at.desk.readNetwork(new File(['{}'], 'a.json'));
	at.desk.restart();
	await expect(late).rejects.toMatchObject({ code: 'worker/crashed' });
});

test('the line is prepared anew with it, in the same worker, and a session waits for that', async () => {
	const at = await ready();
	const reading = at.desk.readNetwork(new File(['{}'], 'mine.json'));
	at.report(read(1));
	const network = await reading;
	expect(at.desk.useNetwork(network)).toBe(true);
	expect(at.commands.at(-1)).toMatchObject({ kind: 'prepare', bundle: held });
	expect(at.closedLines).toBe(0);
	expect(at.desk.engine.status).toBe('loading');
	expect(at.desk.useNetwork(null)).toBe(false); // one after the other
	void at.desk.startActor();
	await settled();
	expect(at.orders.at(-1)).toBe('prepare');
	at.report({ kind: 'ready', engine: fromFile });
	await settled();
	expect(at.orders.at(-1)).toBe('start');
	expect(at.desk.live?.engine?.network.source).toBe('file');
});

test('nothing changes under a measurement', async () => {
	const at = await ready();
	const reading = at.desk.readNetwork(new File(['{}'], 'mine.json'));
	at.report(read(1));
	const network = await reading;
	await at.desk.startActor();
	expect(at.desk.idle).toBe(false);
	expect(at.desk.useNetwork(network)).toBe(false);
	expect(at.desk.network).toBeNull();
	void at.desk.stop();
	at.report(stopped);
	await settled();
	expect(at.orders).toEqual(['prepare', 'read-network', 'start', 'stop']);
	expect(at.desk.useNetwork(network)).toBe(true);
	// The session that ended says what it was measured with.
	expect(at.desk.live?.engine?.network.source).toBe('shipped');
});

test('a restart keeps the chosen network; going back sends the shipped one', async () => {
	const at = await ready();
	const reading = at.desk.readNetwork(new File(['{}'], 'mine.json'));
	at.report(read(1));
	at.desk.useNetwork(await reading);
	at.report({ kind: 'ready', engine: fromFile });
	at.report({ kind: 'faulted', fault: { code: 'worker/crashed', detail: '' } });
	at.desk.restart();
	expect(at.commands.at(-1)).toMatchObject({ kind: 'prepare', bundle: held });
	at.report({ kind: 'ready', engine: fromFile });
	expect(at.desk.useNetwork(null)).toBe(true);
	expect(at.commands.at(-1)).toMatchObject({ kind: 'prepare', bundle: null });
	expect(at.desk.network).toBeNull();
});

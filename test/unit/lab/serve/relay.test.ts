import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Relay } from '../../../../src/lab/serve/relay.ts';
import { openRelay } from '../../../../src/lab/serve/relay.ts';
import type { ClockOffset } from '../../../../src/app/experiment/clock-offset.ts';
import type { Socket } from '../../../../src/app/experiment/socket-channel.ts';
import { openSocket } from '../../../../src/app/experiment/socket-channel.ts';

let relay: Relay;
const lines: string[] = [];
const opened: { close(): void }[] = [];
afterEach(async () => {
	for (const each of opened.splice(0)) each.close();
	lines.length = 0;
	await relay.close();
});

const open = async (origins: readonly string[] = []): Promise<void> => {
	relay = await openRelay({
		port: 0,
		tcpPort: 0,
		origins,
		onLine: (line) => void lines.push(line),
		now: () => 5000,
	});
};

/** A client and what it hears. */
async function client(origin?: string): Promise<{ socket: WebSocket; heard: string[] }> {
	const socket = new WebSocket(
		`ws://127.0.0.1:${relay.port}`,
		origin === undefined ? {} : { origin },
	);
	const heard: string[] = [];
	socket.on('message', (data: Buffer) => void heard.push(data.toString()));
	opened.push({ close: () => socket.terminate() });
	await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
	return { socket, heard };
}

async function listener(): Promise<{ write(line: string): void; heard: string[] }> {
	const socket = connect(relay.tcpPort!, '127.0.0.1');
	const heard: string[] = [];
	createInterface({ input: socket }).on('line', (line) => void heard.push(line));
	opened.push({ close: () => socket.destroy() });
	await new Promise((resolve) => socket.once('connect', resolve));
	return { write: (line) => void socket.write(`${line}\n`), heard };
}

test('what the app says reaches every other client as one line', async () => {
	await open();
	const [app, other, program] = [await client(), await client(), await listener()];
	app.socket.send('{\n"type": "event"}');
	await expect.poll(() => program.heard).toEqual(['{ "type": "event"}']);
	await expect.poll(() => other.heard).toEqual(['{ "type": "event"}']);
	expect(app.heard).toEqual([]);
	expect(lines).toEqual(['{ "type": "event"}']);
});

test('a line of a program reaches the app', async () => {
	await open();
	const [app, program] = [await client(), await listener()];
	program.write('{"fleeting":1,"type":"marker","text":"cue"}');
	await expect.poll(() => app.heard).toEqual(['{"fleeting":1,"type":"marker","text":"cue"}']);
});

test('a page that sends HTTP to the port of programs reaches nobody', async () => {
	await open();
	const [app, page, program] = [await client(), await listener(), await listener()];
	page.write('POST / HTTP/1.1\r\nHost: localhost\r\n\r\n{"fleeting":1,"type":"start"}');
	program.write('{"fleeting":1,"type":"stop"}');
	await expect.poll(() => app.heard).toEqual(['{"fleeting":1,"type":"stop"}']);
	expect(lines).toEqual(['{"fleeting":1,"type":"stop"}']);
});

test('where one of its ports is taken, the other is let go of', async () => {
	await open();
	const second = { port: 0, tcpPort: relay.tcpPort, origins: [], onLine: () => {} };
	await expect(openRelay(second)).rejects.toThrow(/is taken by another program/);
});

test('pings are answered with the relay’s clock and go no further', async () => {
	await open();
	const [app, program] = [await client(), await listener()];
	app.socket.send('{"fleeting":1,"type":"ping","id":3,"t0":1000}');
	await expect
		.poll(() => app.heard.map((line) => JSON.parse(line) as unknown))
		.toEqual([{ fleeting: 1, type: 'pong', id: 3, t0: 1000, t1: 5000, t2: 5000 }]);
	expect(program.heard).toEqual([]);
	expect(lines).toEqual([]);
});

test('pages of other sites are refused, pages of this machine and named ones are not', async () => {
	await open(['https://lab.example']);
	await expect(client('https://evil.example')).rejects.toThrow(/401/);
	await client('http://localhost:4173');
	await client('https://lab.example');
});

test('the app’s own channel finds out how far the relay’s clock is off', async () => {
	relay = await openRelay({
		port: 0,
		tcpPort: null,
		origins: [],
		onLine: () => {},
		now: () => Date.now() + 700,
	});
	const clocks: ClockOffset[] = [];
	const channel = openSocket(
		`ws://127.0.0.1:${relay.port}`,
		{
			receive: () => {},
			changed: () => {},
			clock: (clock) => void clocks.push(clock),
			stamped: (body) => ({ fleeting: 1, time: { session: null, pageMs: 0, wallMs: 0 }, ...body }),
			now: () => Date.now(),
		},
		(url) => new WebSocket(url) as unknown as Socket,
	);
	opened.push(channel);
	await expect.poll(() => clocks.length).toBe(1);
	const [{ offsetMs, rttMs }] = clocks as [ClockOffset];
	expect(Math.abs(offsetMs - 700)).toBeLessThanOrEqual(rttMs / 2 + 1);
});

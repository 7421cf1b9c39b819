import { afterEach, expect, test } from 'vitest';
import type { ChannelHost, ChannelStatus } from '../../../../src/app/experiment/channel.ts';
import type { OutMessage } from '../../../../src/app/experiment/messages.ts';
import type { Port } from '../../../../src/app/experiment/serial-channel.ts';
import { openSerial } from '../../../../src/app/experiment/serial-channel.ts';

/** A port whose other end the test holds. */
class FakePort implements Port {
	opened: number | null = null;
	readonly written: number[] = [];
	readonly #toPage = new TransformStream<Uint8Array, Uint8Array>();
	readonly #pen = this.#toPage.writable.getWriter();
	readonly readable = this.#toPage.readable;
	readonly writable = new WritableStream<Uint8Array>({
		write: (bytes) => void this.written.push(...bytes),
	});

	open({ baudRate }: { baudRate: number }): Promise<void> {
		if (this.opened !== null) return Promise.reject(new Error('The port is already open.'));
		this.opened = baudRate;
		return Promise.resolve();
	}
	async close(): Promise<void> {
		await new Promise(setImmediate);
		this.opened = null;
	}
	send = (...bytes: number[]): Promise<void> => this.#pen.write(Uint8Array.from(bytes));
	unplug = (): Promise<void> => this.#pen.abort(new Error('unplugged'));
}

const NO_STREAMS = { readable: null, writable: null };

const opened: { close(): void }[] = [];
afterEach(() => {
	for (const each of opened.splice(0)) each.close();
});

function open(port: Port | null) {
	const status: Partial<ChannelStatus> = {};
	const received: unknown[] = [];
	const host: ChannelHost = {
		receive: (value) => void received.push(value),
		changed: (change) => void Object.assign(status, change),
		clock: () => {},
		stamped: (body) => ({ fleeting: 1, time: { session: null, pageMs: 0, wallMs: 0 }, ...body }),
		now: () => 5,
	};
	const channel = openSerial(9600, { event: 3, start: 100 }, host, () => Promise.resolve(port));
	opened.push(channel);
	return { status, received, channel };
}

test('bytes in are markers, what happens goes out as its byte', async () => {
	const port = new FakePort();
	const { status, received, channel } = open(port);
	await expect.poll(() => status.state).toBe('open');
	expect(port.opened).toBe(9600);
	void port.send(17, 255);
	await expect
		.poll(() => received)
		.toEqual([
			{ fleeting: 1, type: 'marker', code: 17 },
			{ fleeting: 1, type: 'marker', code: 255 },
		]);
	for (const type of ['session-start', 'quality', 'event']) {
		channel.send({ type } as unknown as OutMessage);
	}
	await expect.poll(() => port.written).toEqual([100, 3]);
	channel.close();
	await expect.poll(() => port.opened).toBeNull();
});

test('opened anew at once, as after a change of a byte, it waits for the port to be free', async () => {
	const port = new FakePort();
	const first = open(port);
	await expect.poll(() => first.status.state).toBe('open');
	first.channel.close();
	const hasty = open(port);
	hasty.channel.close();
	const last = open({ open: (how) => port.open(how), close: () => port.close(), ...NO_STREAMS });
	await expect.poll(() => last.status.state).toBe('open');
	expect(last.status.detail).toBe('9600 baud');
	expect(hasty.status.state).not.toBe('failed');
});

test('without a port that was allowed it waits; unplugged, it says so', async () => {
	const { status } = open(null);
	await expect.poll(() => status.state).toBe('waiting');
	const port = new FakePort();
	const other = open(port);
	await expect.poll(() => other.status.state).toBe('open');
	void port.unplug().catch(() => {});
	await expect.poll(() => other.status).toMatchObject({ state: 'failed', detail: 'unplugged' });
});

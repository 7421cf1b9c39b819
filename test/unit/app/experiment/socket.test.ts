import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChannelHost, ChannelStatus } from '../../../../src/app/experiment/channel.ts';
import type { ClockOffset } from '../../../../src/app/experiment/clock-offset.ts';
import type { OutMessage } from '../../../../src/app/experiment/messages.ts';
import type { Socket, SocketChannel } from '../../../../src/app/experiment/socket-channel.ts';
import { BUFFERED, openSocket } from '../../../../src/app/experiment/socket-channel.ts';

/** Their clock runs this much ahead of ours. */
const AHEAD_MS = 700;

class FakeSocket {
	readyState = 0;
	onopen: (() => void) | null = null;
	onclose: (() => void) | null = null;
	onmessage: ((event: { data: unknown }) => void) | null = null;
	readonly sent: { type: string; id?: number; t0?: number; text?: string }[] = [];

	open(): void {
		this.readyState = 1;
		this.onopen?.();
	}
	send(text: string): void {
		const message = JSON.parse(text) as (typeof this.sent)[number];
		this.sent.push(message);
		if (message.type !== 'ping') return;
		const now = Date.now() + AHEAD_MS;
		this.hear({ type: 'pong', id: message.id, t0: message.t0, t1: now, t2: now });
	}
	hear(message: object): void {
		this.onmessage?.({ data: JSON.stringify({ fleeting: 1, ...message }) });
	}
	close(): void {
		this.readyState = 3;
		this.onclose?.();
	}
}

let sockets: FakeSocket[];
let status: Partial<ChannelStatus>;
let clocks: ClockOffset[];
let received: { value: unknown; pageMs: number }[];
let channel: SocketChannel;

beforeEach(() => {
	vi.useFakeTimers();
	[sockets, status, clocks, received] = [[], {}, [], []];
	const host: ChannelHost = {
		receive: (value, pageMs) => void received.push({ value, pageMs }),
		changed: (change) => void Object.assign(status, change),
		clock: (clock) => void clocks.push(clock),
		stamped: (body) => ({ fleeting: 1, time: { session: null, pageMs: 0, wallMs: 0 }, ...body }),
		now: () => Date.now(),
	};
	channel = openSocket('ws://localhost:8900', host, () => {
		const socket = new FakeSocket();
		sockets.push(socket);
		return socket as unknown as Socket;
	});
});
afterEach(() => {
	channel.close();
	vi.useRealTimers();
});

const marker = (text: string) => ({ fleeting: 1, type: 'marker', text }) as unknown as OutMessage;

test('connects again later and later; what was said meanwhile waits, within bounds', () => {
	for (let n = 0; n < BUFFERED + 5; n++) channel.send(marker(String(n)));
	expect(status).toMatchObject({ state: 'waiting', dropped: 5 });
	for (const waitMs of [500, 1000, 2000]) {
		sockets.at(-1)!.close();
		const before = sockets.length;
		vi.advanceTimersByTime(waitMs - 1);
		expect(sockets).toHaveLength(before);
		vi.advanceTimersByTime(1);
		expect(sockets).toHaveLength(before + 1);
	}
	sockets.at(-1)!.open();
	const texts = sockets.at(-1)!.sent.flatMap(({ text }) => text ?? []);
	expect(texts).toHaveLength(BUFFERED);
	expect(texts[0]).toBe('5');
	expect(status.state).toBe('open');
});

test('eight pings estimate their clock, every minute anew; a marker is moved into ours', () => {
	sockets[0]!.open();
	vi.advanceTimersByTime(1000);
	expect(sockets[0]!.sent.filter(({ type }) => type === 'ping')).toHaveLength(8);
	expect(clocks).toEqual([{ offsetMs: AHEAD_MS, rttMs: 0 }]);
	vi.advanceTimersByTime(61_000);
	expect(clocks).toHaveLength(2);
	channel.estimate();
	vi.advanceTimersByTime(1000);
	expect(clocks).toHaveLength(3);

	const happened = Date.now() - 30;
	sockets[0]!.hear({ type: 'marker', text: 'cue', sentMs: happened + AHEAD_MS });
	expect(received.at(-1)).toMatchObject({ pageMs: happened });
});

test('pongs to others’ pings are not taken, nor one twice', () => {
	sockets[0]!.open();
	const [ping] = sockets[0]!.sent.filter(({ type }) => type === 'ping');
	const wrong = { type: 'pong', t1: 5e9, t2: 5e9 };
	// The same number, of another window's ping; and the same answer twice.
	sockets[0]!.hear({ ...wrong, id: ping!.id, t0: ping!.t0! - 1 });
	sockets[0]!.hear({ ...wrong, id: ping!.id, t0: ping!.t0 });
	sockets[0]!.hear({ ...wrong, id: 99, t0: ping!.t0 });
	vi.advanceTimersByTime(1000);
	expect(clocks).toEqual([{ offsetMs: AHEAD_MS, rttMs: 0 }]);
});

test('what waits can be forgotten; a message that is none is handed on to be refused', () => {
	channel.send(marker('secret'));
	channel.forget();
	sockets[0]!.open();
	expect(sockets[0]!.sent.map(({ text }) => text)).not.toContain('secret');
	sockets[0]!.onmessage?.({ data: 'no json' });
	expect(received.at(-1)!.value).toBeNull();
});

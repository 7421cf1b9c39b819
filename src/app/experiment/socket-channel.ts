/**
 * A WebSocket to a program of the person's own, most often the relay (`npm run relay`).
 *
 * Connects again by itself, after 0.5 s, then twice as long, up to 30 s. What is said meanwhile waits
 * in a buffer of 1000 messages; what does not fit is dropped, the oldest first, and counted.
 * Eight pings once it is open and every minute estimate the other side's clock.
 */
import type { Channel, ChannelHost } from './channel.ts';
import type { ClockOffset, Exchange } from './clock-offset.ts';
import { offsetOf } from './clock-offset.ts';
import type { OutMessage } from './messages.ts';
import { readMessage } from './messages.ts';

/** Of `WebSocket.readyState`. */
const OPEN = 1;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
export const BUFFERED = 1000;
const PINGS = 8;
const PING_EVERY_MS = 60;
const ESTIMATE_EVERY_MS = 60_000;

/** What of `WebSocket` is used. */
export type Socket = Pick<
	WebSocket,
	'send' | 'close' | 'onopen' | 'onclose' | 'onmessage' | 'readyState'
>;

export interface SocketChannel extends Channel {
	/** Estimates the other side's clock now: ours was set, or the machine slept. */
	estimate(): void;
}

export function openSocket(
	url: string,
	host: ChannelHost,
	connect: (url: string) => Socket = (address) => new WebSocket(address),
): SocketChannel {
	return new OpenSocket(url, host, connect);
}

class OpenSocket implements SocketChannel {
	readonly #url: string;
	readonly #host: ChannelHost;
	readonly #connect: (url: string) => Socket;
	#socket: Socket | null = null;
	#waiting: string[] = [];
	#dropped = 0;
	#waitMs = FIRST_WAIT_MS;
	#closed = false;
	#again: ReturnType<typeof setTimeout> | undefined;
	#pinging: ReturnType<typeof setTimeout> | undefined;
	#exchanges: Exchange[] = [];
	#pings = 0;
	/** When pings left that are not answered yet, by their id. */
	#asked = new Map<number, number>();
	#clock: ClockOffset | null = null;

	constructor(url: string, host: ChannelHost, connect: (url: string) => Socket) {
		this.#url = url;
		this.#host = host;
		this.#connect = connect;
		this.#open();
	}

	send(message: OutMessage): void {
		const text = JSON.stringify(message);
		if (this.#isOpen) {
			this.#socket!.send(text);
			return;
		}
		this.#waiting.push(text);
		if (this.#waiting.length <= BUFFERED) return;
		this.#waiting.shift();
		this.#host.changed({ dropped: ++this.#dropped });
	}

	estimate(): void {
		clearTimeout(this.#pinging);
		this.#exchanges = [];
		this.#asked.clear();
		this.#ping(PINGS);
	}

	forget(): void {
		this.#waiting = [];
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#again);
		clearTimeout(this.#pinging);
		this.#socket?.close();
	}

	get #isOpen(): boolean {
		return this.#socket?.readyState === OPEN;
	}

	#open(): void {
		this.#host.changed({ state: 'waiting', detail: this.#url });
		let socket: Socket;
		try {
			socket = this.#connect(this.#url);
		} catch (error) {
			// The address is none, or the page's policy forbids it: trying again would not help.
			const why = error instanceof Error ? error.message : String(error);
			this.#host.changed({ state: 'failed', detail: why });
			return;
		}
		this.#socket = socket;
		socket.onopen = () => {
			this.#waitMs = FIRST_WAIT_MS;
			this.#host.changed({ state: 'open', detail: this.#url });
			const waiting = this.#waiting;
			this.#waiting = [];
			for (const text of waiting) socket.send(text);
			this.estimate();
		};
		socket.onmessage = ({ data }: MessageEvent<unknown>) => this.#take(data);
		socket.onclose = () => {
			if (this.#closed || this.#socket !== socket) return;
			clearTimeout(this.#pinging);
			this.#host.changed({ state: 'waiting', detail: this.#url });
			this.#again = setTimeout(() => this.#open(), this.#waitMs);
			this.#waitMs = Math.min(LONGEST_WAIT_MS, this.#waitMs * 2);
		};
	}

	#take(data: unknown): void {
		const now = this.#host.now();
		let value: unknown;
		try {
			value = JSON.parse(String(data));
		} catch {
			value = null; // said to the sender as what it is: no message
		}
		const message = readMessage(value);
		if (typeof message !== 'string' && message.type === 'pong') {
			const { id, t0 } = message;
			// Others on the same socket are answered too, by numbers that are the same.
			if (this.#asked.get(id) !== t0) return;
			this.#asked.delete(id);
			this.#exchanges.push({ ...message, t3: now });
			return;
		}
		// Their clock in ours, where it is known; never later than now.
		const sent = typeof message !== 'string' && message.type === 'marker' ? message.sentMs : null;
		const at =
			sent === null || this.#clock === null ? now : Math.min(now, sent - this.#clock.offsetMs);
		this.#host.receive(value, at, (reply) => this.send(reply));
	}

	#ping(left: number): void {
		if (!this.#isOpen) return;
		if (left === 0) {
			const clock = offsetOf(this.#exchanges);
			if (clock !== null) {
				this.#clock = clock;
				this.#host.clock(clock);
			}
			this.#pinging = setTimeout(() => this.estimate(), ESTIMATE_EVERY_MS);
			return;
		}
		const t0 = this.#host.now();
		const id = ++this.#pings;
		this.#asked.set(id, t0);
		const ping = this.#host.stamped({ type: 'ping', id, t0 });
		this.#socket!.send(JSON.stringify(ping));
		this.#pinging = setTimeout(() => this.#ping(left - 1), PING_EVERY_MS);
	}
}

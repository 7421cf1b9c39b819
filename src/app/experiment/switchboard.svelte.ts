/**
 * The channels that are switched on, and how each of them is doing.
 *
 * In    settings: which channels, with what; messages to tell
 * Out   what comes by a channel, to whoever opened the switchboard
 * Owns  the channels, until `close()`
 */
import type { Closable } from '../../core/kernel/index.ts';
import { assertNever } from '../../core/kernel/index.ts';
import { openBroadcast } from './broadcast-channel.ts';
import type { Channel, ChannelHost, ChannelName, ChannelStatus } from './channel.ts';
import { CHANNELS, OFF } from './channel.ts';
import type { ClockOffset } from './clock-offset.ts';
import { openKeyboard } from './keyboard-channel.ts';
import type { OutMessage } from './messages.ts';
import { openSerial } from './serial-channel.ts';
import { openSocket } from './socket-channel.ts';
import type { ChannelSettings } from './study-schema.ts';
import { NO_CHANNELS } from './study-schema.ts';
import { openWindowChannel } from './window-channel.ts';

/** What the switchboard tells whoever opened it. */
export interface SwitchboardHost {
	readonly stamped: ChannelHost['stamped'];
	readonly now: ChannelHost['now'];
	/** Something came; `reply` answers as `ChannelHost.receive` says. */
	receive(
		name: ChannelName,
		value: unknown,
		pageMs: number,
		reply: (message: OutMessage) => void,
	): void;
	/** The other side's clock was estimated anew. */
	clock(name: ChannelName, offset: ClockOffset): void;
	/** What a channel is told first. */
	hello(): OutMessage;
}

export class Switchboard implements Closable {
	#settings: ChannelSettings = NO_CHANNELS;
	#status = $state.raw<Readonly<Record<ChannelName, ChannelStatus>>>(
		Object.fromEntries(CHANNELS.map((name) => [name, OFF])) as Record<ChannelName, ChannelStatus>,
	);
	readonly #channels = new Map<ChannelName, Channel>();
	readonly #host: SwitchboardHost;

	constructor(host: SwitchboardHost) {
		this.#host = host;
	}

	get status(): Readonly<Record<ChannelName, ChannelStatus>> {
		return this.#status;
	}
	/** Something that was found goes to other programs. */
	get sends(): boolean {
		return CHANNELS.some((name) => name !== 'keyboard' && this.#status[name].state !== 'off');
	}

	/** A key that sets a marker is no order to a screen. */
	takesKey(key: string): boolean {
		return Object.hasOwn(this.#settings.keyboard?.keys ?? {}, key);
	}

	/** Opens and closes channels until they are as `settings` says; one that stays the same stays open. */
	use(settings: ChannelSettings): void {
		const before = this.#settings;
		this.#settings = settings;
		for (const name of CHANNELS) {
			if (JSON.stringify(before[name]) === JSON.stringify(settings[name])) continue;
			this.#channels.get(name)?.close();
			this.#channels.delete(name);
			// What went out did go out: it stays counted.
			const { sent } = this.#status[name];
			this.#change(name, { ...OFF, sent });
			this.#open(name);
		}
	}

	/** Opens a channel anew, after a person did something about it (chose a port). */
	reopen(name: ChannelName): void {
		this.#channels.get(name)?.close();
		this.#channels.delete(name);
		this.#open(name);
	}

	/** To everybody; `message` is not made where nobody listens. */
	tell(message: () => OutMessage): void {
		if (this.#channels.size === 0) return;
		const made = message();
		for (const [name, channel] of this.#channels) this.#send(name, channel, made);
	}

	/** Estimates the other sides' clocks now: ours was set, or the machine slept. */
	estimate(): void {
		for (const channel of this.#channels.values()) channel.estimate?.();
	}

	/** Nothing that was not sent yet stays in a channel's buffer. */
	forget(): void {
		for (const channel of this.#channels.values()) channel.forget();
	}

	close(): void {
		for (const channel of this.#channels.values()) channel.close();
		this.#channels.clear();
	}

	#open(name: ChannelName): void {
		const channel = this.#channelOf(name, this.#hostOf(name));
		if (channel === null) return;
		this.#channels.set(name, channel);
		this.#send(name, channel, this.#host.hello());
	}

	#channelOf(name: ChannelName, host: ChannelHost): Channel | null {
		const { keyboard, postMessage, broadcast, webSocket, serial } = this.#settings;
		switch (name) {
			case 'keyboard':
				return keyboard && openKeyboard(keyboard.keys, host);
			case 'postMessage':
				return postMessage && openWindowChannel(postMessage.origins, host);
			case 'broadcast':
				return broadcast && openBroadcast(broadcast.name, host);
			case 'webSocket':
				return webSocket && openSocket(webSocket.url, host);
			case 'serial':
				return serial && openSerial(serial.baudRate, serial.codes, host);
			default:
				return assertNever(name);
		}
	}

	#hostOf(name: ChannelName): ChannelHost {
		const { stamped, now } = this.#host;
		return {
			receive: (value, pageMs, reply) => {
				this.#change(name, { received: this.#status[name].received + 1 });
				this.#host.receive(name, value, pageMs, reply);
			},
			changed: (status) => this.#change(name, status),
			clock: (clock) => {
				this.#change(name, { clock });
				this.#host.clock(name, clock);
			},
			stamped,
			now,
		};
	}

	#send(name: ChannelName, channel: Channel, message: OutMessage): void {
		if (name === 'keyboard') return; // keys only come in
		channel.send(message);
		this.#change(name, { sent: this.#status[name].sent + 1 });
	}

	#change(name: ChannelName, status: Partial<ChannelStatus>): void {
		this.#status = { ...this.#status, [name]: { ...this.#status[name], ...status } };
	}
}

/** A way in and out for messages. Each owns what it opened until `close()`. */
import type { Closable } from '../../core/kernel/index.ts';
import type { ClockOffset } from './clock-offset.ts';
import type { OutMessage } from './messages.ts';

export const CHANNELS = ['keyboard', 'postMessage', 'broadcast', 'webSocket', 'serial'] as const;
export type ChannelName = (typeof CHANNELS)[number];

type ChannelState = 'off' | 'waiting' | 'open' | 'failed';

export interface ChannelStatus {
	readonly state: ChannelState;
	/** Why it waits or failed, for people who set it up; empty: nothing to say. */
	readonly detail: string;
	readonly sent: number;
	readonly received: number;
	/** Messages that waited too long in a full buffer and were let go. */
	readonly dropped: number;
	readonly clock: ClockOffset | null;
}

export const OFF: ChannelStatus = {
	state: 'off',
	detail: '',
	sent: 0,
	received: 0,
	dropped: 0,
	clock: null,
};

/** What a channel tells whoever opened it. */
export interface ChannelHost {
	/**
	 * Something came. `pageMs`: when it happened, as well as the channel knows; `reply` answers the
	 * sender alone where the channel can, else everybody.
	 */
	receive(value: unknown, pageMs: number, reply: (message: OutMessage) => void): void;
	changed(status: Partial<ChannelStatus>): void;
	/** The other side's clock was estimated anew. */
	clock(offset: ClockOffset): void;
	/** Puts the clocks on a message of the channel's own. */
	stamped<Body extends object>(body: Body): Body & Pick<OutMessage, 'fleeting' | 'time'>;
	/** Page clock, ms since 1970. */
	now(): number;
}

export interface Channel extends Closable {
	send(message: OutMessage): void;
	/** Nothing that was not sent yet is kept. */
	forget(): void;
	/** Estimates the other side's clock now, where the channel does: ours was set, or the machine slept. */
	estimate?(): void;
}

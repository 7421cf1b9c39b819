/**
 * `postMessage` with the page that embeds or opened the app, and with windows that write to it; only
 * origins on the list are heard and spoken to.
 */
import type { Channel, ChannelHost } from './channel.ts';
import type { OutMessage } from './messages.ts';
import { isOurs } from './messages.ts';

export function openWindowChannel(origins: readonly string[], host: ChannelHost): Channel {
	/** Who has written from an origin on the list. */
	const known = new Map<MessageEventSource, string>();
	const write = (to: MessageEventSource, origin: string, message: OutMessage): void =>
		to.postMessage(message, { targetOrigin: origin });

	const onmessage = (event: MessageEvent<unknown>): void => {
		const { source, origin, data } = event;
		if (source === null || source === window || !origins.includes(origin) || !isOurs(data)) return;
		known.set(source, origin);
		host.receive(data, sentAt(data, host.now()), (message) => write(source, origin, message));
	};
	addEventListener('message', onmessage);
	host.changed({ state: 'open', detail: origins.join(' ') });
	return {
		send(message) {
			// Its origin cannot be known before it has written: the browser delivers only where it fits.
			for (const near of [parent, opener as Window | null]) {
				if (near === null || near === window || known.has(near)) continue;
				for (const origin of origins) write(near, origin, message);
			}
			for (const [source, origin] of known) write(source, origin, message);
		},
		forget: () => {},
		close: () => removeEventListener('message', onmessage),
	};
}

/** Pages of one machine share their clock: a sender's time just before now is taken for the moment. */
const SAME_CLOCK_MS = 1000;

export function sentAt(data: unknown, now: number): number {
	const sent = isOurs(data) ? data['sentMs'] : null;
	return typeof sent === 'number' && sent <= now && now - sent < SAME_CLOCK_MS ? sent : now;
}

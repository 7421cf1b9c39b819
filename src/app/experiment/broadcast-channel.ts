/** Other pages of the same origin, by a `BroadcastChannel` of this name. */
import type { Channel, ChannelHost } from './channel.ts';
import { isOurs } from './messages.ts';
import { sentAt } from './window-channel.ts';

export function openBroadcast(name: string, host: ChannelHost): Channel {
	const channel = new BroadcastChannel(name);
	channel.onmessage = ({ data }: MessageEvent<unknown>) => {
		if (!isOurs(data)) return;
		host.receive(data, sentAt(data, host.now()), (message) => channel.postMessage(message));
	};
	host.changed({ state: 'open', detail: name });
	return {
		send: (message) => channel.postMessage(message),
		forget: () => {},
		close: () => channel.close(),
	};
}

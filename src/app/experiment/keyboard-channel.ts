/** Keys as markers. Keys typed into a field or a dialog (a kiosk's PIN) are not for us, nor are shortcuts. */
import type { Channel, ChannelHost } from './channel.ts';

/** `keys`: text of the marker by key, as `KeyboardEvent.key` names it. */
export function openKeyboard(keys: Readonly<Record<string, string>>, host: ChannelHost): Channel {
	const onkeydown = (event: KeyboardEvent): void => {
		if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
		const { target } = event;
		if (target instanceof Element && target.closest('input, textarea, select, dialog') !== null)
			return;
		const text = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
		if (text === undefined) return;
		// Taken when the key went down, not when this ran.
		const pageMs = performance.timeOrigin + event.timeStamp;
		host.receive({ fleeting: 1, type: 'marker', text }, pageMs, () => {});
	};
	addEventListener('keydown', onkeydown, { capture: true });
	host.changed({ state: 'open', detail: Object.keys(keys).join(' ') });
	return {
		send: () => {}, // keys only come in
		forget: () => {},
		close: () => removeEventListener('keydown', onkeydown, { capture: true }),
	};
}

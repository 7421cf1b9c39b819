/**
 * Bytes over a serial port: trigger boxes, response pads, amplifiers. A byte that comes in is a marker
 * with that code; what happens in the app goes out as the byte chosen for it.
 *
 * Events are decided up to half a second after they end, so their bytes say "found", not "now":
 * when onset and apex were is in the messages of the other channels and in the exports.
 */
import type { Channel, ChannelHost } from './channel.ts';
import type { OutMessage } from './messages.ts';

/** What can have a byte. */
export const SERIAL_CODES = [
	'start',
	'stop',
	'onset',
	'apex',
	'event',
	'rejected',
	'marker',
] as const;
type SerialCode = (typeof SERIAL_CODES)[number];
export type SerialCodes = Readonly<Partial<Record<SerialCode, number>>>;

/** What of `SerialPort` is used; not in lib.dom. */
export interface Port {
	readonly readable: ReadableStream<Uint8Array> | null;
	readonly writable: WritableStream<Uint8Array> | null;
	open(options: { readonly baudRate: number }): Promise<void>;
	close(): Promise<void>;
}
interface Serial extends EventTarget {
	getPorts(): Promise<readonly Port[]>;
	requestPort(): Promise<Port>;
}

/** Neither has every browser it, nor every program a navigator. */
const serialOf = (): Serial | null =>
	(globalThis as { navigator?: { serial?: Serial } }).navigator?.serial ?? null;

export const canSerial = (): boolean => serialOf() !== null;

/** Lets the person choose a port; resolves false where they chose none. Needs their click. */
export async function choosePort(): Promise<boolean> {
	try {
		await serialOf()?.requestPort();
		return true;
	} catch {
		return false; // closed the picker
	}
}

/** A browser opens no port twice: the channel before must have let go of it. */
let released: Promise<unknown> = Promise.resolve();

/** Opens the first port that the person has allowed, once one is. */
export function openSerial(
	baudRate: number,
	codes: SerialCodes,
	host: ChannelHost,
	allowedPort: () => Promise<Port | null> = async () => (await serialOf()?.getPorts())?.[0] ?? null,
): Channel {
	const before = released;
	let closed = false;
	let port: Port | null = null;
	let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
	let writer: WritableStreamDefaultWriter<Uint8Array> | null = null;

	async function run(): Promise<void> {
		if (port !== null) return; // another one was plugged in
		host.changed({ state: 'waiting', detail: '' });
		const found = await allowedPort();
		await before;
		if (closed || port !== null || found === null) return;
		port = found;
		await found.open({ baudRate });
		if (closed) return;
		writer = found.writable?.getWriter() ?? null;
		reader = found.readable?.getReader() ?? null;
		host.changed({ state: 'open', detail: `${baudRate} baud` });
		while (!closed && reader !== null) {
			const { value, done } = await reader.read();
			const now = host.now();
			for (const code of value ?? []) {
				host.receive({ fleeting: 1, type: 'marker', code }, now, () => {});
			}
			if (done) break;
		}
	}
	async function letGo(): Promise<void> {
		const [held, from, to] = [port, reader, writer];
		port = reader = writer = null;
		await from?.cancel().catch(() => {});
		from?.releaseLock();
		to?.releaseLock();
		await held?.close().catch(() => {});
	}
	let running: Promise<void> = Promise.resolve();
	const begin = (): void => {
		running = run().catch(async (error: unknown) => {
			await letGo();
			if (closed) return;
			const why = error instanceof Error ? error.message : String(error);
			host.changed({ state: 'failed', detail: why });
		});
	};
	begin();
	// Unplugged, it fails; plugged in again, it goes on.
	serialOf()?.addEventListener('connect', begin);

	return {
		send(message) {
			const bytes = bytesOf(message, codes);
			// A port that has gone is told by its reader.
			if (bytes.length > 0) void writer?.write(Uint8Array.from(bytes)).catch(() => {});
		},
		forget: () => {},
		close() {
			closed = true;
			serialOf()?.removeEventListener('connect', begin);
			released = (async () => {
				// Reading ends; a port that is still being opened is open by then.
				await reader?.cancel().catch(() => {});
				await running;
				await letGo();
			})();
		},
	};
}

/** In the order they are sent. */
export function bytesOf(message: OutMessage, codes: SerialCodes): readonly number[] {
	return codesFor(message).flatMap((what) => codes[what] ?? []);
}

function codesFor(message: OutMessage): readonly SerialCode[] {
	switch (message.type) {
		case 'session-start':
			return ['start'];
		case 'session-stop':
			return ['stop'];
		case 'event':
			return ['onset', 'apex', 'event'];
		case 'rejected':
			return ['rejected'];
		case 'marker':
			// What came in by the wire is not sent back on it.
			return message.origin === 'serial' ? [] : ['marker'];
		default:
			return [];
	}
}

/**
 * Between the app and programs that speak no WebSocket: Lab Streaming Layer by a bridge, recorders,
 * scripts. JSON lines on every side; `docs/studies-and-triggers.md` describes the messages.
 *
 * In    WebSocket clients (the app, experiments), TCP clients that write lines
 * Out   what one WebSocket client says, to all others, to every TCP client and to `onLine`; what a TCP
 *       client says, to every WebSocket client; pings are answered here, with the relay's clock
 * Rule  on this machine only; WebSockets only of pages of this machine, or of origins named; TCP takes
 *       JSON objects only, since any page can make a browser send HTTP there
 * Fails CommandError in one sentence where a port is taken
 */
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { CommandError } from '../terminal/index.ts';

export interface RelayOptions {
	/** 0 takes any free one. */
	readonly port: number;
	/** For TCP clients; null: none. */
	readonly tcpPort: number | null;
	/** Further origins whose pages may connect. */
	readonly origins: readonly string[];
	/** Every message but pings, as one line without its end. */
	readonly onLine: (line: string) => void;
	/** Clock of the relay, ms since 1970. */
	readonly now?: () => number;
}

export interface Relay {
	readonly port: number;
	readonly tcpPort: number | null;
	close(): Promise<void>;
}

const HOST = '127.0.0.1';
/** A slow reader that has this much waiting is cut off: the others must not wait for it. */
const MOST_WAITING_BYTES = 8 * 1024 ** 2;
const LONGEST_MESSAGE_BYTES = 256 * 1024;
const OWN_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

export async function openRelay(options: RelayOptions): Promise<Relay> {
	const { origins, onLine } = options;
	const now = options.now ?? (() => performance.timeOrigin + performance.now());
	const listeners = new Set<Socket>();
	const sockets = new WebSocketServer({
		host: HOST,
		port: options.port,
		maxPayload: LONGEST_MESSAGE_BYTES,
		verifyClient: ({ origin }: { origin: string | undefined }) => mayConnect(origin, origins),
	});
	await opened(sockets, options.port);

	function tell(line: string, from: WebSocket | null): void {
		for (const client of sockets.clients) {
			if (client === from || client.readyState !== client.OPEN) continue;
			if (client.bufferedAmount > MOST_WAITING_BYTES) client.terminate();
			else client.send(line);
		}
	}

	sockets.on('connection', (socket) => {
		socket.on('error', () => socket.terminate());
		socket.on('message', (data) => {
			const came = now();
			const line = oneLine(data);
			const ping = pingIn(line);
			if (ping !== null) {
				socket.send(JSON.stringify({ ...ping, type: 'pong', t1: came, t2: now() }));
				return;
			}
			onLine(line);
			tell(line, socket);
			for (const listener of listeners) {
				if (listener.writableLength > MOST_WAITING_BYTES) listener.destroy();
				else listener.write(`${line}\n`);
			}
		});
	});

	const tcp = options.tcpPort === null ? null : createServer();
	tcp?.on('connection', (socket) => {
		listeners.add(socket);
		socket.on('error', () => socket.destroy());
		socket.on('close', () => listeners.delete(socket));
		createInterface({ input: socket }).on('line', (line) => {
			// What follows the head of a page's HTTP request is in the buffer already.
			if (socket.destroyed || line.trim() === '') return;
			if (!line.trimStart().startsWith('{')) {
				socket.destroy();
				return;
			}
			onLine(line);
			tell(line, null);
		});
	});
	if (tcp !== null) {
		tcp.listen(options.tcpPort!, HOST);
		try {
			await opened(tcp, options.tcpPort!);
		} catch (error) {
			await closed(sockets); // half a relay would keep the process alive and pass nothing on
			throw error;
		}
	}
	return {
		port: portOf(sockets),
		tcpPort: tcp && portOf(tcp),
		close: async () => {
			for (const client of sockets.clients) client.terminate();
			for (const listener of listeners) listener.destroy();
			await Promise.all([closed(sockets), tcp === null ? null : closed(tcp)]);
		},
	};
}

/** Programs send no origin; pages cannot hide theirs. */
function mayConnect(origin: string | undefined, named: readonly string[]): boolean {
	if (origin === undefined || named.includes(origin)) return true;
	return URL.canParse(origin) && OWN_HOSTS.includes(new URL(origin).hostname);
}

const oneLine = (data: RawData): string => {
	const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
	return bytes.toString('utf8').replaceAll(/[\r\n]+/g, ' ');
};

function pingIn(line: string): { fleeting: 1; id: unknown; t0: unknown } | null {
	if (!line.includes('"ping"')) return null;
	try {
		const { type, id, t0 } = JSON.parse(line) as Record<string, unknown>;
		return type === 'ping' ? { fleeting: 1, id, t0 } : null;
	} catch {
		return null; // no JSON: passed on as it is
	}
}

function opened(server: Server | WebSocketServer, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('listening', resolve);
		server.once('error', (error: NodeJS.ErrnoException) => {
			const why = error.code === 'EADDRINUSE' ? 'is taken by another program' : error.message;
			reject(new CommandError(`Port ${port} of the relay: ${why}.`, { cause: error }));
		});
	});
}

const closed = (server: Server | WebSocketServer): Promise<void> =>
	new Promise((resolve) => server.close(() => resolve()));

const portOf = (server: Server | WebSocketServer): number =>
	(server.address() as { port: number }).port;

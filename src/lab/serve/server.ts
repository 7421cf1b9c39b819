/**
 * Serves the built app, on this machine only, with the headers it is made for.
 *
 * In    a folder (dist), a port, and further folders under address prefixes
 * Out   the address, and close()
 * Fails CommandError in one sentence where the port is taken or the folder is missing
 */
import { existsSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import sirv from 'sirv';
import { CommandError } from '../terminal/index.ts';
import type { ServerOpenings } from './security-headers.ts';
import { securityHeaders } from './security-headers.ts';

/** As it comes: nothing opened. */
export const SECURITY_HEADERS = securityHeaders();

/** What the platform's list of types lacks. */
const TYPES: Readonly<Record<string, string>> = {
	'.bin': 'application/octet-stream',
	'.task': 'application/octet-stream',
	'.wasm': 'application/wasm',
	'.webmanifest': 'application/manifest+json',
};

/** File names that carry a hash of their content never change. */
const HASHED = /-[\w-]{8}\.(?:js|css|wasm|svg|png|woff2)$/;

export interface ServeOptions {
	/** The built app. */
	readonly root: string;
	/** 0 takes any free one. */
	readonly port: number;
	/** Who may embed the app, and what it may connect to. */
	readonly openings?: ServerOpenings | undefined;
	/** Further folders by address prefix, for example `{ '/clips/': '/home/me/clips' }`. */
	readonly extra?: Readonly<Record<string, string>> | undefined;
	/** What tools take from their own page: what is posted to an address, by address. */
	readonly receive?: Readonly<Record<string, (body: IncomingMessage) => Promise<void>>> | undefined;
}

export interface Served {
	/** With a slash at its end. */
	readonly url: string;
	close(): Promise<void>;
}

type Handler = ReturnType<typeof sirv>;

export async function serveApp(options: ServeOptions): Promise<Served> {
	const app = folderHandler(options.root, false);
	const extra = Object.entries(options.extra ?? {}).map(([prefix, folder]) => {
		if (!/^\/.+\/$/.test(prefix)) throw new TypeError(`prefix ${prefix} must be like /clips/`);
		return { prefix, handler: folderHandler(folder, true) };
	});
	const headers = Object.entries(securityHeaders(options.openings));
	const server = createServer((request, response) => {
		for (const [name, value] of headers) response.setHeader(name, value);
		const receive = request.method === 'POST' ? options.receive?.[request.url ?? ''] : undefined;
		if (receive !== undefined) {
			receive(request).then(
				() => response.writeHead(204).end(),
				(error: unknown) => refuse(response, 500, String(error)),
			);
			return;
		}
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			response.setHeader('Allow', 'GET, HEAD');
			return refuse(response, 405, 'method not allowed');
		}
		const mount = extra.find(({ prefix }) => request.url?.startsWith(prefix));
		if (mount !== undefined) request.url = request.url!.slice(mount.prefix.length - 1);
		(mount?.handler ?? app)(request, response, () => refuse(response, 404, 'not found'));
	});
	await listen(server, options.port);
	const address = server.address();
	const port = address !== null && typeof address === 'object' ? address.port : options.port;
	return {
		url: `http://localhost:${port}/`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

const FRAME_CHECK = 'frame-check.js';

/** `changing`: files are looked up when asked for, not once at the start. */
function folderHandler(folder: string, changing: boolean): Handler {
	if (!existsSync(folder)) throw new CommandError(`There is no folder ${folder} to serve.`);
	return sirv(folder, {
		dev: changing,
		etag: true,
		dotfiles: false,
		setHeaders: (response, path) => {
			// In a sandboxed frame the app is a stranger to its own server, and this one says so.
			if (path.endsWith(FRAME_CHECK))
				response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
			const type = TYPES[extname(path)];
			if (type !== undefined) response.setHeader('Content-Type', type);
			const lasting = !changing && HASHED.test(path);
			const caching = lasting ? 'public, max-age=31536000, immutable' : 'no-cache';
			response.setHeader('Cache-Control', caching);
		},
	});
}

function refuse(response: ServerResponse<IncomingMessage>, status: number, why: string): void {
	response.statusCode = status;
	response.setHeader('Content-Type', 'text/plain; charset=utf-8');
	response.end(`${why}\n`);
}

/** On the loopback address only: nobody else on the network can open the app. */
function listen(server: Server, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const sentence =
				error.code === 'EADDRINUSE'
					? `Port ${port} is taken by another program: stop that one, or choose a port with PORT=${port + 1} npm start.`
					: error.code === 'EACCES'
						? `Port ${port} may not be opened by this user: choose another with PORT=4173 npm start.`
						: `The server could not start on port ${port}: ${error.message}.`;
			reject(new CommandError(sentence, { cause: error }));
		});
		server.listen(port, '127.0.0.1', resolve);
	});
}

/**
 * `npm start`: builds where needed and serves the app until it is stopped. PORT chooses the port;
 * `-- --embed ORIGIN...` lets pages embed it, `-- --connect ws://...` lets it open WebSockets.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../build/index.ts';
import { CommandError } from '../terminal/index.ts';
import { readOpenings } from '../serve/index.ts';
import { serveApp } from '../serve/index.ts';

const DEFAULT_PORT = 4173;

function chosenPort(text: string | undefined): number {
	if (text === undefined || text === '') return DEFAULT_PORT;
	const port = Number(text);
	if (Number.isInteger(port) && port >= 0 && port < 65536) return port;
	throw new CommandError(`PORT is ${text}, which is not a port number (0 to 65535).`);
}

try {
	const root = fileURLToPath(new URL('../../..', import.meta.url));
	const port = chosenPort(process.env['PORT']);
	const openings = readOpenings(process.argv.slice(2));
	await ensureBuilt(root);
	const served = await serveApp({ root: join(root, 'dist'), port, openings });
	console.log(`Fleeting runs at ${served.url} (Ctrl+C stops it).`);
	if (openings.embed?.includes('self')) console.log(`Examples: ${served.url}examples/`);
	const stop = (): void => {
		void served.close().then(() => process.exit(0));
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
} catch (error) {
	console.error(error instanceof CommandError ? error.message : error);
	process.exitCode = 1;
}

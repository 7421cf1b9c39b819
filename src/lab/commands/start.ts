/**
 * `npm start`: builds where needed and serves the app until it is stopped. PORT chooses the port;
 * `-- --embed ORIGIN...` lets pages embed it, `-- --connect ws://...` lets it open WebSockets.
 */
import { join } from 'node:path';
import { ensureBuilt } from '../build/index.ts';
import { readOpenings, serveApp } from '../serve/index.ts';
import { CommandError, ROOT, onStop, runCommand } from '../terminal/index.ts';

const DEFAULT_PORT = 4173;

function chosenPort(text: string | undefined): number {
	if (text === undefined || text === '') return DEFAULT_PORT;
	const port = Number(text);
	if (Number.isInteger(port) && port >= 0 && port < 65536) return port;
	throw new CommandError(`PORT is ${text}, which is not a port number (0 to 65535).`);
}

await runCommand(async (args) => {
	const port = chosenPort(process.env['PORT']);
	const openings = readOpenings(args);
	await ensureBuilt(ROOT);
	const served = await serveApp({ root: join(ROOT, 'dist'), port, openings });
	console.log(`Fleeting runs at ${served.url} (Ctrl+C stops it).`);
	if (openings.embed?.includes('self')) console.log(`Examples: ${served.url}examples/`);
	onStop(() => served.close());
	return 0;
});

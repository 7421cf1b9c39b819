/** `npm run relay`: passes the app's messages on as JSON lines, and other programs' markers to the app. */
import { openRelay } from '../serve/index.ts';
import { UsageError, onStop, parseOptions, refuseWords, runCommand } from '../terminal/index.ts';

const USAGE = `npm run relay -- [--port 8900] [--tcp 8901] [--origin ORIGIN]... [--quiet]

Opens ws://localhost:PORT for the app (Settings, Experiment, WebSocket) and TCP port --tcp for programs
that read and write JSON lines. Every message is printed, unless --quiet. The app must be allowed to
connect: npm start -- --connect ws://localhost:8900`;

function portIn(text: string, name: string): number {
	const port = Number(text);
	if (Number.isInteger(port) && port >= 0 && port < 65536) return port;
	throw new UsageError(`--${name} is ${text}, which is not a port number (0 to 65535).`);
}

await runCommand(async (args) => {
	const { values, positionals } = parseOptions(args, {
		port: { type: 'string', default: '8900' },
		tcp: { type: 'string', default: '8901' },
		origin: { type: 'string', multiple: true, default: [] },
		quiet: { type: 'boolean', default: false },
		help: { type: 'boolean', short: 'h', default: false },
	});
	refuseWords(positionals);
	if (values.help) {
		console.log(USAGE);
		return 0;
	}
	const relay = await openRelay({
		port: portIn(values.port, 'port'),
		tcpPort: portIn(values.tcp, 'tcp'),
		origins: values.origin,
		onLine: (line) => {
			if (!values.quiet) console.log(line);
		},
	});
	console.error(`WebSocket ws://localhost:${relay.port}, TCP 127.0.0.1:${relay.tcpPort}`);
	onStop(() => relay.close());
	return 0;
});

/**
 * The headers that the app is made for. Closed as it comes: no other page embeds it, no other address
 * is asked. Both can be opened for named origins (`npm start -- --embed ... --connect ...`).
 */
import { CommandError } from '../terminal/index.ts';

export interface ServerOpenings {
	/** Origins whose pages may embed the app; `self`: pages of this server, such as the examples. */
	readonly embed?: readonly string[];
	/** WebSocket addresses that the app may open. */
	readonly connect?: readonly string[];
}

/**
 * No inline script or style, no eval, no other origin. `wasm-unsafe-eval` allows compiling
 * WebAssembly only. Tried with MediaPipe (both delegates) and tfjs on WebGPU.
 */
function contentSecurityPolicy({ embed = [], connect = [] }: ServerOpenings): string {
	const quoted = embed.map((origin) => (origin === 'self' ? `'self'` : origin));
	return [
		`default-src 'none'`,
		`script-src 'self' 'wasm-unsafe-eval'`,
		`style-src 'self'`,
		`img-src 'self' blob: data:`,
		`media-src 'self' blob: mediastream:`,
		`worker-src 'self'`,
		`connect-src ${["'self'", ...connect].join(' ')}`,
		`manifest-src 'self'`,
		`base-uri 'none'`,
		`form-action 'none'`,
		`frame-ancestors ${quoted.length === 0 ? `'none'` : quoted.join(' ')}`,
		// The examples hold the app in a frame.
		...(embed.includes('self') ? [`frame-src 'self'`] : []),
	].join('; ');
}

export const securityHeaders = (
	openings: ServerOpenings = {},
): Readonly<Record<string, string>> => ({
	'Content-Security-Policy': contentSecurityPolicy(openings),
	// Isolated from other origins: finer clocks (5 instead of 100 microseconds).
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Embedder-Policy': 'require-corp',
	'Cross-Origin-Resource-Policy': (openings.embed ?? []).some((origin) => origin !== 'self')
		? 'cross-origin'
		: 'same-origin',
	// Whoever embeds the app hands the camera on with allow="camera".
	'Permissions-Policy':
		'camera=(self), microphone=(), geolocation=(), screen-wake-lock=(self), serial=(self)',
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
});

/** `--embed ORIGIN... --connect ADDRESS...` */
export function readOpenings(args: readonly string[]): ServerOpenings {
	const openings = { embed: [] as string[], connect: [] as string[] };
	let list: string[] | null = null;
	for (const arg of args) {
		if (arg === '--embed') list = openings.embed;
		else if (arg === '--connect') list = openings.connect;
		else if (list === null || arg.startsWith('--')) {
			throw new CommandError(
				`${arg} is not an option: npm start -- [--embed ORIGIN...] [--connect ws://HOST:PORT...]`,
			);
		} else {
			const fits = list === openings.embed ? isOrigin(arg) : isSocket(arg);
			if (!fits) throw new CommandError(`${arg} ${WANTED[list === openings.embed ? 0 : 1]}`);
			list.push(arg);
		}
	}
	return openings;
}

const WANTED = [
	'is not an origin: --embed takes "self" or scheme, host and port, such as https://lab.example.',
	'is not a WebSocket address: --connect takes ws://HOST:PORT, the port may be *.',
] as const;

const isOrigin = (text: string): boolean =>
	text === 'self' || (URL.canParse(text) && new URL(text).origin === text);

/** A source of the policy: no path, and nothing that could end the directive. */
const isSocket = (text: string): boolean => /^wss?:\/\/[\w.-]+(?::(?:\d{1,5}|\*))?$/.test(text);

import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Plugin } from 'vite';

/** A file of the app that does not lie in `static/`. */
export interface ServedFile {
	/** Address below the app's base, without a slash in front. */
	readonly address: string;
	/** Called once a build, or in development once a request. */
	read(): Promise<Uint8Array>;
}

export const fileAt = (address: string, path: string): ServedFile => ({
	address,
	read: () => readFile(path),
});

const TYPES: Readonly<Record<string, string>> = {
	'.css': 'text/css',
	'.js': 'text/javascript',
	'.json': 'application/json',
	'.wasm': 'application/wasm',
};

/**
 * Serves the files in development and writes them into `dist`.
 *
 * They bypass Vite's transforms on purpose: MediaPipe `import()`s its loader script by address,
 * and Vite would rewrite that address (platform facts, "Vite dev trap").
 */
export function servedFiles(name: string, files: readonly ServedFile[]): Plugin {
	let base = '/';
	return {
		name: `fleeting:${name}`,
		configResolved(config) {
			base = config.base;
		},
		configureServer(server) {
			server.middlewares.use((request, response, next) => {
				const path = new URL(request.url ?? '/', 'http://localhost').pathname;
				const file = files.find(({ address }) => path === base + address);
				if (file === undefined) return next();
				file.read().then((bytes) => {
					const type = TYPES[extname(file.address)] ?? 'application/octet-stream';
					response.setHeader('Content-Type', type);
					response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
					response.end(bytes);
				}, next);
			});
		},
		async buildStart() {
			if (this.environment.mode !== 'build') return;
			for (const file of files) {
				this.emitFile({ type: 'asset', fileName: file.address, source: await file.read() });
			}
		},
	};
}

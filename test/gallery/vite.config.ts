/** The gallery: a page for whoever works on the looks, never part of the built app. */
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vite';
import app from '../../vite.config.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const top = fileURLToPath(new URL('../..', import.meta.url));

export default mergeConfig(
	app,
	defineConfig({
		root: here,
		publicDir: `${top}static`,
		cacheDir: `${top}node_modules/.vite/gallery`,
		// Found only once a story needs them, they would make Vite load the page again.
		optimizeDeps: {
			include: [
				'@e965/xlsx',
				'papaparse',
				'fast-xml-parser',
				'fflate',
				'intl-messageformat',
				'canonicalize',
				'valibot',
				'@formatjs/icu-messageformat-parser',
				'ml-matrix',
				'mediabunny',
				'svelte',
				...['core', 'backend-webgpu', 'backend-webgl', 'backend-wasm'].map(
					(part) => `@tensorflow/tfjs-${part}`,
				),
			],
		},
		server: { port: 5174, fs: { allow: [top] } },
	}),
);

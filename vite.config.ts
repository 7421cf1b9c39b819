import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import {
	actorFiles,
	appManifest,
	engineFiles,
	exampleFiles,
	workerEntries,
} from './src/lab/build/vite-plugins/index.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };

/** `analyze.html` is the entry that the command line drives. */
const pages = ['index.html', 'analyze.html'].filter((page) => existsSync(root + page));

export default defineConfig({
	root,
	publicDir: 'static',
	// Relative: the built app also runs below a path.
	base: './',
	define: { __FLEETING_VERSION__: JSON.stringify(version) },
	plugins: [
		svelte({ configFile: false }),
		engineFiles(root),
		exampleFiles(root),
		actorFiles(),
		VitePWA({
			// Never reload by itself: a person may be recording.
			registerType: 'prompt',
			injectRegister: false,
			manifest: appManifest,
			includeManifestIcons: false,
			workbox: {
				globPatterns: ['**/*.{js,css,html,wasm,task,tflite,bin,json,png,svg}'],
				globIgnores: ['analyze.html', 'assets/analyze-*', 'shared-files.js', 'examples/**'],
				maximumFileSizeToCacheInBytes: 16 * 1024 ** 2,
				navigateFallback: 'index.html',
				// `embed=1` and `online=1`: from the server, with the headers that it has today.
				navigateFallbackDenylist: [/\/analyze\.html/, /\/examples\//, /[?&](?:embed|online)=1/],
				cleanupOutdatedCaches: true,
				// Takes videos that other apps share with this one; see src/app/offline/shared-files.ts.
				importScripts: ['shared-files.js'],
			},
		}),
	],
	worker: { format: 'es', plugins: () => [workerEntries()] },
	// Lucide: some forty files of its two thousand, served one by one.
	optimizeDeps: { exclude: ['@mediapipe/tasks-vision', '@lucide/svelte'] },
	build: {
		target: 'es2023',
		// The content security policy knows no data: fonts or scripts.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		chunkSizeWarningLimit: 1500,
		rolldownOptions: {
			input: pages.map((page) => root + page),
			checks: { pluginTimings: false },
		},
	},
	server: { port: 5173, strictPort: false },
});

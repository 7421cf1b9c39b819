import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import type { BrowserCommand } from 'vitest/node';
import { CHROMIUM_ARGS, findChromium } from './src/lab/browser/index.ts';
import { prepareFaceModel } from './src/lab/build/face-model/index.ts';
import { faceModelFiles, servedFiles } from './src/lab/build/vite-plugins/index.ts';
import { sharedFolder } from './test/support/shared-folder.ts';
import app from './vite.config.ts';

/** Whatever follows from something at once: a click, a state that is waited for. */
const SOON_MS = 60_000;

/** Installing is `npm test`'s business; without a browser only the unit tests run. */
const executablePath = await findChromium({ install: false }).catch(() => undefined);

/** For tests in the browser: what Node says of the same events. */
const verdictsInNode: BrowserCommand<[events: number]> = async (_context, events) => {
	const program = fileURLToPath(new URL('test/support/verdicts-in-node.ts', import.meta.url));
	const { stdout } = await promisify(execFile)(process.execPath, [
		'--import',
		'tsx',
		program,
		String(events),
	]);
	return JSON.parse(stdout) as unknown;
};

/** Both kinds of face model, whichever one the app itself got. */
const bothFaceModels = servedFiles(
	'both-face-models',
	(['official', 'assembled'] as const).flatMap((only) =>
		faceModelFiles(`test-models/${only}`, () => prepareFaceModel({ only })),
	),
);

export default mergeConfig(
	app,
	defineConfig({
		test: {
			// Two cores, shared with a software GPU.
			maxWorkers: 2,
			// Limits are for what hangs: a machine four times as slow must pass, and tests wait for what
			// is to happen, so a generous one costs nothing.
			testTimeout: 300_000,
			hookTimeout: 300_000,
			expect: { poll: { timeout: SOON_MS } },
			projects: [
				{
					extends: true,
					test: { name: 'unit', environment: 'node', include: ['test/unit/**/*.test.ts'] },
				},
				{
					extends: true,
					plugins: [bothFaceModels],
					optimizeDeps: {
						// Found only while tests run, they would make Vite reload the page under a test.
						include: [
							'mediabunny',
							...['core', 'backend-webgpu', 'backend-webgl', 'backend-wasm'].map(
								(part) => `@tensorflow/tfjs-${part}`,
							),
							'@e965/xlsx',
							'papaparse',
							'fast-xml-parser',
							'svelte',
							'vitest-browser-svelte',
							'axe-core',
							'fflate',
							'@litertjs/core/wasm/litert_wasm_compat_internal.js',
							'intl-messageformat',
							'canonicalize',
							'valibot',
						],
					},
					server: {
						fs: { allow: ['.', ...(existsSync(sharedFolder) ? [sharedFolder] : [])] },
					},
					define: {
						// Vite's address of the folder, or empty where there is none.
						__SHARED_FOLDER__: JSON.stringify(
							existsSync(sharedFolder) ? join('/@fs', sharedFolder) : '',
						),
					},
					test: {
						name: 'browser',
						include: ['test/browser/**/*.test.ts'],
						fileParallelism: false,
						browser: {
							commands: { verdictsInNode },
							enabled: true,
							headless: true,
							screenshotFailures: false,
							provider: playwright({
								actionTimeout: SOON_MS,
								launchOptions: {
									...(executablePath === undefined ? {} : { executablePath }),
									// The browser's own synthetic camera, allowed without asking.
									args: [
										...CHROMIUM_ARGS,
										'--use-fake-ui-for-media-stream',
										'--use-fake-device-for-media-stream',
									],
								},
							}),
							instances: [{ browser: 'chromium' }],
						},
					},
				},
				{
					extends: true,
					test: {
						name: 'e2e',
						environment: 'node',
						include: ['test/e2e/**/*.test.ts'],
						testTimeout: 600_000,
						hookTimeout: 600_000,
						fileParallelism: false,
						maxWorkers: 1,
					},
				},
				{
					extends: true,
					test: {
						name: 'engines',
						environment: 'node',
						include: ['test/engines/**/*.test.ts'],
						testTimeout: 600_000,
						// Installing an engine may take minutes.
						hookTimeout: 900_000,
					},
				},
			],
		},
	}),
);

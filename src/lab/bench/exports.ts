/**
 * `exports`: how long it takes to export a session of ten minutes in every format, to bring it in
 * again, and whether anything was lost on the way.
 *
 * In    18,000 frames and 60 events with pictures and strips, recorded by the app's own library into the
 *       private file system of a headless Chromium with a profile on disk
 * Out   ms and bytes a format; what differs after the round trip: nothing
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, type as systemType } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../browser/index.ts';
import { serveApp } from '../serve/index.ts';
import type { ExportsMeasured, ExportsPage } from './exports-contract.ts';

export interface ExportsBench extends ExportsMeasured {
	readonly machine: {
		readonly cores: number;
		readonly processor: string;
		readonly system: string;
		readonly chromium: string;
	};
}

type WithExports = typeof globalThis & { fleetingExports: ExportsPage };

export async function benchExports(
	root: string,
	say: (line: string) => void,
): Promise<ExportsBench> {
	const folder = await mkdtemp(join(tmpdir(), 'fleeting-exports-'));
	try {
		await bundlePage(root, join(folder, 'page'));
		const served = await serveApp({ root: join(folder, 'page'), port: 0 });
		const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
			executablePath: await findChromium(),
			headless: true,
			args: [...CHROMIUM_ARGS],
		});
		try {
			const page = await context.newPage();
			await page.goto(served.url);
			await page.waitForFunction(() => 'fleetingExports' in globalThis);
			const measured = await page.evaluate(() =>
				(globalThis as WithExports).fleetingExports.measure(),
			);
			for (const { format, ms, bytes } of measured.formats) {
				say(
					`${format.padEnd(12)}${ms.toFixed(0).padStart(7)} ms${(bytes / 1e6).toFixed(2).padStart(9)} MB`,
				);
			}
			say(
				`all together ${measured.allMs.toFixed(0)} ms; brought in again in ${measured.importMs.toFixed(0)} ms`,
			);
			say(
				measured.differences.length === 0
					? 'nothing was lost: formats, signals and pictures are the same'
					: `different: ${measured.differences.join(', ')}`,
			);
			return {
				machine: {
					cores: cpus().length,
					processor: cpus()[0]?.model ?? 'unknown',
					system: `${systemType()} ${process.arch}`,
					chromium: context.browser()?.version() ?? '',
				},
				...measured,
			};
		} finally {
			await context.close();
			await served.close();
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function bundlePage(root: string, folder: string): Promise<void> {
	const { build } = await import('vite');
	await build({
		configFile: false,
		root,
		base: './',
		publicDir: false,
		logLevel: 'error',
		worker: { format: 'es' },
		build: {
			outDir: folder,
			emptyOutDir: true,
			target: 'es2023',
			rolldownOptions: {
				input: join(root, 'src/lab/bench/exports-page.ts'),
				output: { entryFileNames: 'exports.js' },
			},
		},
	});
	await writeFile(
		join(folder, 'index.html'),
		'<!doctype html><title>Exports</title><script type="module" src="exports.js"></script>',
	);
}

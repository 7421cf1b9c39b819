/**
 * A headless Chromium with the paper network on its page.
 *
 * Out   the page's own calls (contract.ts), awaited from here, and close()
 * Fails CommandError where there is no Chromium; what the page throws otherwise
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openToolPage } from '../../browser/index.ts';
import type { PaperPage } from './contract.ts';

export interface OpenPaperPage extends PaperPage {
	/** The browser's version. */
	readonly chromium: string;
	close(): Promise<void>;
}

type WithPaper = typeof globalThis & { fleetingPaper: PaperPage };

export async function openPaperPage(): Promise<OpenPaperPage> {
	const { page, chromium, close } = await openToolPage({
		entry: fileURLToPath(new URL('page.ts', import.meta.url)),
		ready: 'fleetingPaper',
		title: 'Paper network',
		extra: { '/tfjs-wasm/': tfjsWasmFolder() },
	});
	return {
		chromium,
		load: (backend, classes, hardware) =>
			page.evaluate(
				([name, count, only]) => (globalThis as WithPaper).fleetingPaper.load(name, count, only),
				[backend, classes, hardware] as const,
			),
		forward: () => page.evaluate(() => (globalThis as WithPaper).fleetingPaper.forward()),
		timeEvent: () => page.evaluate(() => (globalThis as WithPaper).fleetingPaper.timeEvent()),
		timeProducts: () => page.evaluate(() => (globalThis as WithPaper).fleetingPaper.timeProducts()),
		close,
	};
}

function tfjsWasmFolder(): string {
	const require = createRequire(import.meta.url);
	return join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');
}

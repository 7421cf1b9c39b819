/** Chromium, as everywhere in the tests: the reference for the others. */
import { join } from 'node:path';
import { launchChromium } from '../../src/lab/browser/index.ts';
import type { EnginePage, OpenOptions } from './engine.ts';
import { asScript } from './engine.ts';

export async function openChromium({ downloads }: OpenOptions): Promise<EnginePage> {
	const browser = await launchChromium({
		args: ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
	});
	const page = await browser.newPage();
	page.on('download', (download) => {
		void download.saveAs(join(downloads, download.suggestedFilename()));
	});
	return {
		goto: async (url) => {
			await page.goto(url);
		},
		run: async (work, given) =>
			JSON.parse(await page.evaluate<string>(asScript(work, given))) as never,
		choose: (selector, path) => page.locator(selector).setInputFiles(path),
		close: () => browser.close(),
	};
}

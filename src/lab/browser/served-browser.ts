import type { Browser } from 'playwright-core';
import type { ServeOptions } from '../serve/index.ts';
import { serveApp } from '../serve/index.ts';
import type { LaunchOptions } from './chromium.ts';
import { launchChromium } from './chromium.ts';

/** A browser and the server that it finds pages on; closed together. */
export interface ServedBrowser {
	/** With a slash at its end. */
	readonly url: string;
	readonly browser: Browser;
	readonly close: () => Promise<void>;
}

/** Serves a folder on a free port and starts a browser; neither is left over where one fails. */
export async function openServedBrowser(
	serve: Omit<ServeOptions, 'port'>,
	launch: LaunchOptions = {},
): Promise<ServedBrowser> {
	const served = await serveApp({ ...serve, port: 0 });
	try {
		const browser = await launchChromium(launch);
		return {
			url: served.url,
			browser,
			close: async () => {
				// A browser that has crashed may not close; the port is free all the same.
				await browser.close().finally(() => served.close());
			},
		};
	} catch (error) {
		await served.close();
		throw error;
	}
}

import type { Browser, CDPSession } from 'playwright-core';

/** Processor time of a browser's processes: pages, workers, graphics, and the browser itself. */
export class ProcessorMeter {
	readonly #session: Promise<CDPSession | null>;
	/** Seconds since its start, by process. */
	readonly #read = new Map<number, number>();

	constructor(browser: Browser) {
		this.#session = browser.newBrowserCDPSession().catch(() => null);
	}

	/**
	 * What was used since the last reading, ms; at first, since the browser's start. A process that ended
	 * in between is left out; 0 where the browser does not answer.
	 */
	async usedMs(): Promise<number> {
		const session = await this.#session;
		const said = await session?.send('SystemInfo.getProcessInfo').catch(() => null);
		let used = 0;
		for (const { id, cpuTime } of said?.processInfo ?? []) {
			used += Math.max(0, cpuTime - (this.#read.get(id) ?? 0));
			this.#read.set(id, cpuTime);
		}
		return 1000 * used;
	}
}

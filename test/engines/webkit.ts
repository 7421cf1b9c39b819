/**
 * WebKitGTK in its MiniBrowser, driven through WebDriver by WebKitWebDriver, on a display of its own.
 * With software graphics it has WebGL 2 on the page and none in workers.
 *
 * https://www.w3.org/TR/webdriver2
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { EnginePage, OpenOptions } from './engine.ts';
import { asScript } from './engine.ts';
import type { RunningProgram } from './program.ts';
import { startProgram } from './program.ts';

/** WebDriver's name for an element in JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** Tests have limits of their own. */
const SCRIPT_MS = 900_000;

export interface WebKitPrograms {
	readonly driver: string;
	readonly browser: string;
	readonly display: string;
}

export async function openWebKit(
	programs: WebKitPrograms,
	options: OpenOptions,
): Promise<EnginePage> {
	const running: RunningProgram[] = [];
	const end = async (): Promise<void> => {
		for (let last = running.pop(); last !== undefined; last = running.pop()) await last.end();
	};
	try {
		const display = await startProgram(
			programs.display,
			// It says the number that it took on the stream that is named.
			['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'],
			{},
			/^(\d+)$/m,
		);
		running.push(display);
		const port = await freePort();
		const env = { DISPLAY: `:${display.said[1]!}`, ...(await homeAt(options)) };
		running.push(await startProgram(programs.driver, [`--port=${port}`], env, null));
		const driver = new Driver(`http://127.0.0.1:${port}`);
		await driver.listening();
		return pageOf(driver, await driver.begin(programs.browser), end);
	} catch (error) {
		await end();
		throw error;
	}
}

function pageOf(driver: Driver, session: string, end: () => Promise<void>): EnginePage {
	return {
		goto: async (url) => {
			await driver.send('POST', `${session}/url`, { url });
		},
		run: async (work, given) => {
			const script = `const done = arguments[0];
				${asScript(work, given)}.then((json) => done({ json }), (error) => done({ error: String(error) }));`;
			const { json, error } = await driver.send<{ json?: string; error?: string }>(
				'POST',
				`${session}/execute/async`,
				{ script, args: [] },
			);
			if (json === undefined) throw new Error(error);
			return JSON.parse(json) as never;
		},
		choose: async (selector, path) => {
			const found = await driver.send<Record<string, string>>('POST', `${session}/element`, {
				using: 'css selector',
				value: selector,
			});
			await driver.send('POST', `${session}/element/${found[ELEMENT]!}/value`, { text: path });
		},
		close: async () => {
			await driver.send('DELETE', session).catch(() => {}); // it may have crashed
			await end();
		},
	};
}

class Driver {
	readonly #address: string;

	constructor(address: string) {
		this.#address = address;
	}

	async send<Result>(method: string, path: string, body?: object): Promise<Result> {
		const response = await fetch(this.#address + path, {
			method,
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const { value } = (await response.json()) as { value: Result };
		if (response.ok) return value;
		const { error, message } = value as { error: string; message: string };
		throw new Error(`WebKit says ${error}: ${message}`);
	}

	/** It says nothing once it listens. */
	async listening(): Promise<void> {
		for (let tries = 0; ; tries++) {
			try {
				await this.send('GET', '/status');
				return;
			} catch (error) {
				if (tries === 200) throw error;
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		}
	}

	/** Path of a new session. */
	async begin(browser: string): Promise<string> {
		const args = ['--automation', '--enable-mock-capture-devices=true'];
		const { sessionId } = await this.send<{ sessionId: string }>('POST', '/session', {
			capabilities: {
				alwaysMatch: {
					'webkitgtk:browserOptions': { binary: browser, args },
					timeouts: { script: SCRIPT_MS },
				},
			},
		});
		return `/session/${sessionId}`;
	}
}

/** A home of its own, so that nothing of ours is read or left over, and downloads are where we look. */
async function homeAt({ profile, downloads }: OpenOptions): Promise<NodeJS.ProcessEnv> {
	const settings = join(profile, '.config');
	await mkdir(settings);
	await writeFile(join(settings, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
	return { HOME: profile, XDG_CONFIG_HOME: settings, LANG: 'C.UTF-8' };
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

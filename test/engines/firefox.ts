/**
 * Firefox, driven through WebDriver BiDi: the protocol that it speaks by itself. Headless it has neither
 * WebGPU nor WebGL.
 *
 * https://w3c.github.io/webdriver-bidi
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import WebSocket from 'ws';
import type { EnginePage, OpenOptions } from './engine.ts';
import { asScript } from './engine.ts';
import { startProgram } from './program.ts';

/** A browser that asks nobody anything: neither the person nor the network. */
const PREFERENCES = {
	'app.normandy.enabled': false,
	'app.update.disabledForTesting': true,
	'browser.download.folderList': 2,
	'browser.safebrowsing.update.enabled': false,
	'browser.shell.checkDefaultBrowser': false,
	'browser.startup.homepage': 'about:blank',
	'datareporting.policy.dataSubmissionEnabled': false,
	'extensions.update.enabled': false,
	'media.navigator.permission.disabled': true,
	'media.navigator.streams.fake': true,
	'network.captive-portal-service.enabled': false,
	'network.connectivity-service.enabled': false,
	'services.settings.server': 'data:,',
	'toolkit.telemetry.enabled': false,
};

export async function openFirefox(
	path: string,
	{ profile, downloads }: OpenOptions,
): Promise<EnginePage> {
	const preferences = { ...PREFERENCES, 'browser.download.dir': downloads };
	const lines = Object.entries(preferences).map(
		([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
	);
	await writeFile(join(profile, 'user.js'), lines.join('\n'));
	const program = await startProgram(
		path,
		['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'],
		{ HOME: profile },
		/WebDriver BiDi listening on (ws:\S+)/,
	);
	try {
		const bidi = await Bidi.connect(`${program.said[1]!}/session`);
		await bidi.send('session.new', { capabilities: {} });
		const tree = await bidi.send<{ contexts: { context: string }[] }>(
			'browsingContext.getTree',
			{},
		);
		const context = tree.contexts[0]!.context;
		const call = async <Result>(expression: string): Promise<Result> => {
			const target = { context };
			const order = { expression, target, awaitPromise: true };
			const done = await bidi.send<Evaluated>('script.evaluate', order);
			if (done.type === 'exception') throw new Error(done.exceptionDetails.text);
			return done.result as Result;
		};
		return {
			goto: async (url) => {
				await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
			},
			run: async (work, given) => {
				const { value } = await call<{ value: string }>(asScript(work, given));
				return JSON.parse(value) as never;
			},
			choose: async (selector, file) => {
				const element = await call<{ sharedId: string }>(
					`document.querySelector(${JSON.stringify(selector)})`,
				);
				await bidi.send('input.setFiles', { context, element, files: [file] });
			},
			close: () => program.end(),
		};
	} catch (error) {
		await program.end();
		throw error;
	}
}

type Evaluated =
	| { readonly type: 'success'; readonly result: unknown }
	| { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

interface Waiting {
	readonly resolve: (result: unknown) => void;
	readonly reject: (why: Error) => void;
}

/** Orders and their answers, by number. */
class Bidi {
	readonly #socket: WebSocket;
	readonly #waiting = new Map<number, Waiting>();
	#sent = 0;

	private constructor(socket: WebSocket) {
		this.#socket = socket;
		socket.on('message', (data: Buffer) => this.#hear(data.toString()));
		socket.on('close', () => {
			for (const { reject } of this.#waiting.values()) reject(new Error('Firefox went away.'));
			this.#waiting.clear();
		});
	}

	static connect(url: string): Promise<Bidi> {
		return new Promise((resolve, reject) => {
			const socket = new WebSocket(url);
			socket.once('open', () => resolve(new Bidi(socket)));
			socket.once('error', reject);
		});
	}

	send<Result>(method: string, params: object): Promise<Result> {
		const id = ++this.#sent;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
			this.#socket.send(JSON.stringify({ id, method, params }));
		});
	}

	#hear(text: string): void {
		const answer = JSON.parse(text) as {
			readonly id?: number | null;
			readonly type: 'success' | 'error' | 'event';
			readonly result?: unknown;
			readonly error?: string;
			readonly message?: string;
		};
		const waiting = this.#waiting.get(answer.id ?? 0);
		if (waiting === undefined) return; // an event
		this.#waiting.delete(answer.id!);
		if (answer.type === 'success') waiting.resolve(answer.result);
		else waiting.reject(new Error(`Firefox says ${answer.error}: ${answer.message}`));
	}
}

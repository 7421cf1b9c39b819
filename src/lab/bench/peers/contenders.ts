/**
 * Who is measured: the app, and what does a part of it, each in a Chromium of its own that has the same
 * camera, the same flags, and the same window.
 *
 * Out   a contender that measures frames, warm
 * Owns  its browser and server, until `close()`
 * Fails CommandError where it does not get that far, with what its page said
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { FrameReport } from '../../../line/pipeline/index.ts';
import { fakeCameraArgs, openServedBrowser, openToolPage } from '../../browser/index.ts';
import { CommandError } from '../../terminal/index.ts';
import type { PeerGlobals } from './contract.ts';
import { humanPackage } from './human-package.ts';

export const CONTENDERS = ['bare', 'bare-worker', 'human', 'fleeting'] as const;
export type Contender = (typeof CONTENDERS)[number];

/** Frames until a contender is warm: what is compiled and learned at first has been by then. */
const WARM_FRAMES = 60;
const WARM_MS = 180_000;
const VIEW = { viewport: { width: 1280, height: 800 } };

export interface OpenContender {
	readonly browser: Browser;
	readonly page: Page;
	/** Addresses that the page and its workers have asked for. */
	readonly asked: ReadonlySet<string>;
	/** The browser's version. */
	readonly chromium: string;
	readonly close: () => Promise<void>;
}

export interface Surroundings {
	readonly root: string;
	readonly dist: string;
	/** Path of the camera's file. */
	readonly camera: string;
	readonly say: (line: string) => void;
}

export async function openContender(
	name: Contender,
	surroundings: Surroundings,
): Promise<OpenContender> {
	const opened = await (name === 'fleeting' ? openApp(surroundings) : openPeer(name, surroundings));
	try {
		await untilWarm(name, opened.page);
		return opened;
	} catch (error) {
		await opened.close();
		throw error;
	}
}

/** Files that a contender needs besides the built app, by address. */
async function filesOf(
	name: Contender,
	{ root, say }: Surroundings,
): Promise<Readonly<Record<string, string>>> {
	const packages = join(root, 'node_modules');
	if (name === 'human') {
		return {
			'/human/': await humanPackage(say),
			// The package has none; these are of the TensorFlow.js that it contains.
			'/human-wasm/': join(packages, '@tensorflow/tfjs-backend-wasm/dist'),
		};
	}
	// The app has those for workers only.
	return name === 'bare' ? { '/bare-wasm/': join(packages, '@mediapipe/tasks-vision/wasm') } : {};
}

async function openPeer(
	name: Exclude<Contender, 'fleeting'>,
	surroundings: Surroundings,
): Promise<OpenContender> {
	const asked = new Set<string>();
	const { page, chromium, close } = await openToolPage({
		entry: fileURLToPath(new URL(`${name}-page.ts`, import.meta.url)),
		ready: 'peerFrames',
		title: name,
		app: surroundings.dist,
		extra: await filesOf(name, surroundings),
		launch: { args: fakeCameraArgs(surroundings.camera) },
		// The app's policy would forbid `human` its threads.
		context: { ...VIEW, bypassCSP: true },
		onPage: (opened) => listen(opened, asked),
	});
	return { browser: page.context().browser()!, page, asked, chromium, close };
}

async function openApp({ root, dist, camera }: Surroundings): Promise<OpenContender> {
	const asked = new Set<string>();
	const { url, browser, close } = await openServedBrowser(
		{ root: dist },
		{ args: fakeCameraArgs(camera) },
	);
	try {
		// Without the copy for offline use, which would be made meanwhile and counted as shipped.
		const page = await browser.newPage({ ...VIEW, serviceWorkers: 'block' });
		listen(page, asked);
		await page.addInitScript(listenToLine);
		await page.goto(url);
		const button = await cameraButton(root);
		await page.getByRole('button', { name: button }).click({ timeout: WARM_MS });
		return { browser, page, asked, chromium: browser.version(), close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** As the notice says it in English; the room of words is of Svelte, which Node does not run. */
async function cameraButton(root: string): Promise<string> {
	const texts = await readFile(join(root, 'src/core/words/en/live.json'), 'utf8');
	return (JSON.parse(texts) as { 'live.notice.camera': string })['live.notice.camera'];
}

function listen(page: Page, asked: Set<string>): void {
	page.on('request', (request) => {
		if (request.url().startsWith('http')) asked.add(request.url());
	});
}

/** Runs in the app's page before the app: hears what the line's worker reports, as the app does. */
function listenToLine(): void {
	const peer = globalThis as PeerGlobals;
	peer.peerFrames = [];
	peer.Worker = class extends Worker {
		constructor(address: string | URL, options?: WorkerOptions) {
			super(address, options);
			this.addEventListener('message', ({ data }: MessageEvent<{ kind?: string }>) => {
				const doneMs = performance.now();
				if (data.kind !== 'frame-measured') return;
				const { takenMs, face } = data as FrameReport;
				peer.peerFrames.push({
					takenMs: takenMs! - performance.timeOrigin, // the line always says it
					doneMs,
					face: face.state !== 'none',
				});
			});
		}
	};
}

async function untilWarm(name: Contender, page: Page): Promise<void> {
	const warm = page.waitForFunction(
		(frames) => {
			const { peerFrames, peerFault } = globalThis as PeerGlobals;
			return peerFault !== undefined || peerFrames.length >= frames;
		},
		WARM_FRAMES,
		{ polling: 100, timeout: WARM_MS },
	);
	await warm.catch((cause: unknown) => {
		throw new CommandError(
			`${name} measured no ${WARM_FRAMES} frames within ${WARM_MS / 60_000} minutes.`,
			{ cause },
		);
	});
	const fault = await page.evaluate(() => (globalThis as PeerGlobals).peerFault);
	if (fault !== undefined) throw new CommandError(`${name} stopped: ${fault}`);
}

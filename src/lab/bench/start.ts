/**
 * `start`: how long it takes from an address to the first measured frame, stage by stage, with the
 * first button pressed the moment it can be.
 *
 * In    the built app, served on the loopback; a Chromium with a profile of its own, software graphics,
 *       and the drawn actor as its camera
 * Out   medians over some runs, for the actor and for a camera, from nothing and from what the first
 *       visit kept; bytes of script, as a server that compresses would send them
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';
import { median } from '../../core/statistics/index.ts';
import { ActorFace, demoScript } from '../../study/actor/index.ts';
import { fakeCameraArgs, launchWithProfile, writeCameraFile } from '../browser/index.ts';
import { ensureBuilt } from '../build/index.ts';
import { serveApp } from '../serve/index.ts';
import { CommandError, NOTHING, aligned } from '../terminal/index.ts';
import type { Machine } from './machine.ts';
import { machineWith } from './machine.ts';
import type { Moment, StartGlobals, StartMoments } from './start/contract.ts';
import { MOMENTS, MOMENT_WORDS } from './start/contract.ts';
import { watchStart } from './start/watch-page.ts';

const RUNS = 3;
const FIRST_FRAME_MS = 120_000;
/** A visit later than the first: the copy for offline use is complete by then. */
const STORED_MS = 180_000;
const CAMERA = { width: 640, height: 480, fps: 30, frames: 15 };

const SOURCES = ['actor', 'camera'] as const;
type SourceName = (typeof SOURCES)[number];

interface Visit {
	readonly moments: StartMoments;
	readonly script: ScriptBytes;
}

/** Of the scripts, gzip: the page's own until it could be used; all, workers' too, until a frame. */
interface ScriptBytes {
	readonly page: number;
	readonly untilFrame: number;
}

interface StartFigures {
	/** Medians, ms since navigation began. */
	readonly fromNothing: StartMoments;
	readonly fromCache: StartMoments;
	readonly script: ScriptBytes;
}

export interface StartBench {
	readonly machine: Machine;
	readonly runs: number;
	readonly sources: Readonly<Record<SourceName, StartFigures>>;
}

export async function benchStart(root: string, say: (line: string) => void): Promise<StartBench> {
	await ensureBuilt(root);
	const dist = join(root, 'dist');
	const scratch = await mkdtemp(join(tmpdir(), 'fleeting-start-'));
	const served = await serveApp({ root: dist, port: 0 });
	const { url } = served;
	let chromium = '';
	try {
		const camera = join(scratch, 'camera.y4m');
		await drawCamera(camera);
		const visits: Record<SourceName, { first: Visit[]; later: Visit[] }> = {
			actor: { first: [], later: [] },
			camera: { first: [], later: [] },
		};
		for (let run = 0; run < RUNS; run++) {
			for (const source of SOURCES) {
				const profile = join(scratch, `${source}-${run}`);
				const browser = await launchWithProfile(profile, { args: fakeCameraArgs(camera) });
				try {
					chromium = browser.browser()?.version() ?? '';
					const button = await buttonOf(root, source);
					visits[source].first.push(await visit(browser, { url, dist, button, stay: true }));
					visits[source].later.push(await visit(browser, { url, dist, button, stay: false }));
				} finally {
					await browser.close();
				}
			}
			say(`run ${run + 1} of ${RUNS}`);
		}
		const figuresOf = (source: SourceName): StartFigures => ({
			fromNothing: medians(visits[source].first),
			fromCache: medians(visits[source].later),
			script: visits[source].first[0]!.script,
		});
		const sources = { actor: figuresOf('actor'), camera: figuresOf('camera') };
		for (const line of table(sources)) say(line);
		return { machine: machineWith(chromium), runs: RUNS, sources };
	} finally {
		await served.close();
		await rm(scratch, { recursive: true, force: true });
	}
}

async function drawCamera(path: string): Promise<void> {
	const face = new ActorFace({ width: CAMERA.width, height: CAMERA.height, seed: 0 });
	const script = demoScript();
	await writeCameraFile({
		...CAMERA,
		path,
		paint: (k, rgba) => face.render(script.poseAt((1000 * k) / CAMERA.fps), k, rgba),
	});
}

/** As the notice says it in English; the room of words is of Svelte, which Node does not run. */
async function buttonOf(root: string, source: SourceName): Promise<string> {
	const texts = await readFile(join(root, 'src/core/words/en/live.json'), 'utf8');
	return (JSON.parse(texts) as Record<string, string>)[`live.notice.${source}`]!;
}

interface VisitOptions {
	readonly url: string;
	readonly dist: string;
	readonly button: string;
	/** Until the app has stored itself for offline use. */
	readonly stay: boolean;
}

async function visit(context: BrowserContext, options: VisitOptions): Promise<Visit> {
	const { url, dist, button, stay } = options;
	const page = await context.newPage();
	try {
		const asked = new Set<string>();
		page.on('request', (request) => {
			if (/\.js$/.test(request.url())) asked.add(request.url());
		});
		await page.addInitScript(watchStart, button);
		await page.goto(url);
		const came = page.waitForFunction(
			() => (globalThis as StartGlobals).startMoments.firstFrame !== undefined,
			null,
			{ polling: 50, timeout: FIRST_FRAME_MS },
		);
		await came.catch((cause: unknown) => {
			throw new CommandError('No frame was measured.', { cause });
		});
		const untilFrame = await gzipBytes(dist, [...asked]);
		// What is loaded after the first frame belongs to the start too.
		await page.waitForFunction(
			() => (globalThis as StartGlobals).startMoments.ready !== undefined,
			null,
			{ polling: 50, timeout: FIRST_FRAME_MS },
		);
		const { moments, own } = await page.evaluate(() => {
			const { startMoments } = globalThis as StartGlobals;
			return {
				moments: startMoments,
				own: performance
					.getEntriesByType('resource')
					.filter(({ startTime }) => startTime < (startMoments.interactive ?? 0))
					.map(({ name }) => name)
					.filter((name) => name.endsWith('.js') && !name.includes('worker')),
			};
		});
		if (stay) await stored(context);
		return { moments, script: { page: await gzipBytes(dist, own), untilFrame } };
	} finally {
		await page.close();
	}
}

/** Waits until the service worker has everything. */
async function stored(context: BrowserContext): Promise<void> {
	const [running] = context.serviceWorkers();
	const worker = running ?? (await context.waitForEvent('serviceworker', { timeout: STORED_MS }));
	await worker.evaluate(async () => {
		const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
		while (registration.active?.state !== 'activated') {
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
	});
}

async function gzipBytes(dist: string, addresses: readonly string[]): Promise<number> {
	const sizes = addresses.map(async (address) => {
		const file = await readFile(join(dist, decodeURIComponent(new URL(address).pathname)));
		return gzipSync(file).length;
	});
	return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
}

function medians(visits: readonly Visit[]): StartMoments {
	const of = (moment: Moment): number[] =>
		visits.map(({ moments }) => moments[moment]).filter((ms) => ms !== undefined);
	return Object.fromEntries(
		MOMENTS.filter((moment) => of(moment).length > 0).map((moment) => [
			moment,
			Math.round(median(of(moment))),
		]),
	);
}

function table(sources: StartBench['sources']): string[] {
	const { actor, camera } = sources;
	const columns = [actor.fromNothing, actor.fromCache, camera.fromNothing, camera.fromCache];
	const kB = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
	return aligned([
		['ms since navigation', 'actor, first visit', 'later', 'camera, first visit', 'later'],
		...MOMENTS.map((moment) => [
			MOMENT_WORDS[moment],
			...columns.map((moments) => String(moments[moment] ?? NOTHING)),
		]),
		['script of the page, gzip', kB(actor.script.page), '', kB(camera.script.page), ''],
		['script until a frame', kB(actor.script.untilFrame), '', kB(camera.script.untilFrame), ''],
	]).split('\n');
}

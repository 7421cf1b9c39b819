/**
 * `page`: what the page around the line costs while Live measures a camera, beside a page that shows
 * the same camera and runs MediaPipe in a worker (`bare-worker`).
 *
 * In    as for `peers`
 * Out   processor time by process, of all cores and per frame; how busy the page's main thread is and
 *       its long tasks; how often the preview and the window are drawn; ratios to the bare page
 */
import { cpus } from 'node:os';
import type { CDPSession } from 'playwright-core';
import { CommandError, NOTHING, aligned } from '../terminal/index.ts';
import type { BenchOptions } from './options.ts';
import type { PageFigures, PageRatios } from './page/summary.ts';
import { pageFigures, pageRatios } from './page/summary.ts';
import type { TraceEvent } from './page/trace.ts';
import { TRACE_CATEGORIES, traceFigures } from './page/trace.ts';
import type { Circumstances } from './peers/circumstances.ts';
import { circumstances, withCamera } from './peers/circumstances.ts';
import type { Contender, OpenContender } from './peers/contenders.ts';
import { openContender } from './peers/contenders.ts';
import { watch } from './peers/watch.ts';

type PageName = Extract<Contender, 'bare-worker' | 'fleeting'>;

export interface PageBench extends Circumstances {
	readonly pages: Readonly<Record<PageName, PageFigures>>;
	readonly toBareWorker: PageRatios;
}

export const benchPage = (
	root: string,
	say: (line: string) => void,
	options: BenchOptions,
): Promise<PageBench> =>
	withCamera(root, say, options, async (surroundings, camera) => {
		let chromium = '';
		const measure = async (name: PageName): Promise<PageFigures> => {
			const opened = await openContender(name, surroundings);
			chromium = opened.chromium;
			try {
				return await measurePage(name, opened, options.seconds);
			} finally {
				await opened.close();
			}
		};
		const bare = await measure('bare-worker');
		const page = await measure('fleeting');
		const toBareWorker = pageRatios(page, bare);
		for (const line of pageTable(page, bare, toBareWorker)) say(line);
		return {
			...(await circumstances(surroundings, camera, chromium, options.seconds)),
			pages: { 'bare-worker': bare, fleeting: page },
			toBareWorker,
		};
	});

async function measurePage(
	name: PageName,
	opened: OpenContender,
	seconds: number,
): Promise<PageFigures> {
	const { page, browser } = opened;
	const ofBrowser = await browser.newBrowserCDPSession();
	const ofPage = await page.context().newCDPSession(page);
	await ofPage.send('Performance.enable');
	const before = await mainThreadOf(ofPage);
	const watched = await watch(opened, ofBrowser, seconds);
	const after = await mainThreadOf(ofPage);
	await ofPage.send('Performance.disable');
	await browser.startTracing(page, { categories: TRACE_CATEGORIES });
	const again = await watch(opened, ofBrowser, seconds / 2);
	const trace = JSON.parse((await browser.stopTracing()).toString()) as {
		readonly traceEvents: readonly TraceEvent[];
	};
	const traced = traceFigures(trace.traceEvents);
	if (watched.frames.length === 0 || again.frames.length === 0) {
		throw new CommandError(`${name} measured no frame: take longer, with --seconds.`);
	}
	if (traced === null) {
		throw new CommandError('Chromium traced no task of the page: another version may name them.');
	}
	const mainThread = { tasks: after.tasks - before.tasks, of: after.now - before.now };
	return pageFigures(watched, mainThread, traced, cpus().length);
}

/** Seconds. */
async function mainThreadOf(session: CDPSession): Promise<{ tasks: number; now: number }> {
	const { metrics } = await session.send('Performance.getMetrics');
	const value = (wanted: string): number =>
		metrics.find(({ name }) => name === wanted)?.value ?? NaN;
	return { tasks: value('TaskDuration'), now: value('Timestamp') };
}

function pageTable(page: PageFigures, bare: PageFigures, ratios: PageRatios): string[] {
	const percent = (share: number): string => `${(100 * share).toFixed(1)}`;
	const row = (
		what: string,
		of: (figures: PageFigures) => number | string | null,
		ratio: number | null = null,
	): string[] => [what, ...[of(bare), of(page), ratio].map((value) => String(value ?? NOTHING))];
	return aligned([
		['', 'bare-worker', 'fleeting', 'ratio'],
		row('frames measured per second', ({ fps }) => fps, ratios.fps),
		row('pictures of the preview per second', ({ shownFps }) => shownFps),
		row('drawings of the window per second', ({ drawnFps }) => drawnFps),
		...(['renderer', 'gpu', 'other', 'all'] as const).flatMap((name) => [
			row(`${name}: % of ${cpus().length} cores`, ({ ofAllCores }) => percent(ofAllCores[name])),
			row(
				`${name}: processor ms per frame`,
				({ msPerFrame }) => msPerFrame[name],
				ratios.msPerFrame[name],
			),
		]),
		row(
			'main thread busy, %',
			({ mainThreadBusy }) => percent(mainThreadBusy),
			ratios.mainThreadBusy,
		),
		row('longest task, ms', ({ longestTaskMs }) => longestTaskMs),
		row('tasks over 10 ms per second', ({ longTasks }) => longTasks),
		row('everything else on the machine, %', ({ elsewhere }) => percent(elsewhere)),
	]).split('\n');
}

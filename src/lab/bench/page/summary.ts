/** What a page costs, as the few figures a person compares. Pure. */
import { rounded } from '../paper-network/times.ts';
import type { Watched } from '../peers/watch.ts';
import type { ProcessorUse } from '../processes.ts';
import { totalUse } from '../processes.ts';
import type { TraceFigures } from './trace.ts';

interface ByProcess {
	/** The page and its workers. */
	readonly renderer: number;
	readonly gpu: number;
	/** Camera, network, and the browser itself. */
	readonly other: number;
	readonly all: number;
}

export interface PageFigures {
	/** Frames measured, pictures of the preview, and drawings of the window, per second. */
	readonly fps: number;
	readonly shownFps: number | null;
	readonly drawnFps: number;
	/** Share of all cores' time, 0..1. */
	readonly ofAllCores: ByProcess;
	/** Processor time per measured frame, ms. */
	readonly msPerFrame: ByProcess;
	/** Share of the time in which the page's main thread had a task, 0..1. */
	readonly mainThreadBusy: number;
	readonly longestTaskMs: number;
	/** Tasks of over 10 ms per second. */
	readonly longTasks: number;
	/** What else the machine did, of all cores' time, 0..1. */
	readonly elsewhere: number;
}

/**
 * @param watched - with at least one frame
 * @param mainThread - seconds that its tasks took, of how many
 * @param traced - of another window: what is traced runs slower
 */
export function pageFigures(
	watched: Watched,
	mainThread: { readonly tasks: number; readonly of: number },
	traced: TraceFigures,
	cores: number,
): PageFigures {
	const { frames, shown, wallMs, used, usedWithinMs } = watched;
	const perSecond = (count: number, ms: number): number => rounded((1000 * count) / ms, 1);
	return {
		fps: perSecond(frames.length, wallMs),
		shownFps: shown === null ? null : perSecond(shown, wallMs),
		drawnFps: perSecond(traced.windowDrawn, traced.spanMs),
		ofAllCores: byProcess(used, usedWithinMs * cores, 3),
		msPerFrame: byProcess(used, frames.length, 1),
		mainThreadBusy: rounded(mainThread.tasks / mainThread.of, 3),
		longestTaskMs: rounded(traced.longestMs, 1),
		longTasks: perSecond(traced.over10Ms, traced.spanMs),
		elsewhere: rounded(watched.elsewhere, 2),
	};
}

function byProcess(used: ProcessorUse, divisor: number, digits: number): ByProcess {
	const { renderer, gpu, other } = used;
	return {
		renderer: rounded(renderer / divisor, digits),
		gpu: rounded(gpu / divisor, digits),
		other: rounded(other / divisor, digits),
		all: rounded(totalUse(used) / divisor, digits),
	};
}

export interface PageRatios {
	readonly fps: number | null;
	readonly msPerFrame: Readonly<Record<keyof ByProcess, number | null>>;
	readonly mainThreadBusy: number | null;
}

export function pageRatios(page: PageFigures, bare: PageFigures): PageRatios {
	const ratio = (over: number, under: number): number | null =>
		under === 0 ? null : rounded(over / under, 2);
	const ofFrame = (name: keyof ByProcess): number | null =>
		ratio(page.msPerFrame[name], bare.msPerFrame[name]);
	return {
		fps: ratio(page.fps, bare.fps),
		msPerFrame: {
			renderer: ofFrame('renderer'),
			gpu: ofFrame('gpu'),
			other: ofFrame('other'),
			all: ofFrame('all'),
		},
		mainThreadBusy: ratio(page.mainThreadBusy, bare.mainThreadBusy),
	};
}

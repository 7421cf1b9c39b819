import { describe, expect, test } from 'vitest';
import { pageFigures, pageRatios } from '../../../../src/lab/bench/page/summary.ts';
import type { TraceEvent } from '../../../../src/lab/bench/page/trace.ts';
import { traceFigures } from '../../../../src/lab/bench/page/trace.ts';

const named = (pid: number, tid: number, name: string): TraceEvent => ({
	name: 'thread_name',
	ph: 'M',
	pid,
	tid,
	args: { name },
});
const task = (pid: number, tid: number, atMs: number, ms: number): TraceEvent => ({
	name: 'ThreadControllerImpl::RunTask',
	ph: 'X',
	pid,
	tid,
	ts: 1000 * atMs,
	dur: 1000 * ms,
});
const drawn = (atMs: number): TraceEvent => ({
	name: 'Display::DrawAndSwap',
	ph: 'X',
	pid: 9,
	tid: 1,
	ts: 1000 * atMs,
	dur: 500,
});

describe('a trace', () => {
	test('is read for the page that did most, on its main thread only', () => {
		const figures = traceFigures([
			named(1, 1, 'CrRendererMain'),
			named(2, 1, 'CrRendererMain'),
			named(2, 7, 'DedicatedWorker thread'),
			task(1, 1, 100, 1),
			task(2, 1, 110, 10),
			task(2, 1, 150, 12.5),
			task(2, 1, 200, 4),
			task(2, 7, 120, 980),
			drawn(130),
			drawn(160),
		]);
		expect(figures).toEqual({
			spanMs: 1000,
			tasks: 3,
			tasksMs: 26.5,
			longestMs: 12.5,
			over10Ms: 1,
			windowDrawn: 2,
		});
	});

	test('without a task of a page says nothing', () => {
		expect(traceFigures([named(2, 7, 'DedicatedWorker thread'), task(2, 7, 0, 5)])).toBeNull();
		expect(traceFigures([named(1, 1, 'CrRendererMain')])).toBeNull();
	});
});

describe('figures of a page', () => {
	const figures = (frames: number, gpu: number, tasks: number) =>
		pageFigures(
			{
				wallMs: 2000,
				frames: Array.from({ length: frames }, () => ({ takenMs: 0, doneMs: 1, face: true })),
				shown: 50,
				used: { renderer: 1000, gpu, other: 100 },
				usedWithinMs: 2500,
				elsewhere: 0.25,
				memory: null,
			},
			{ tasks, of: 2 },
			{ spanMs: 500, tasks: 90, tasksMs: 100, longestMs: 12.34, over10Ms: 3, windowDrawn: 15 },
			4,
		);

	test('are shares of all cores, and processor time per frame', () => {
		expect(figures(40, 400, 0.5)).toEqual({
			fps: 20,
			shownFps: 25,
			drawnFps: 30,
			ofAllCores: { renderer: 0.1, gpu: 0.04, other: 0.01, all: 0.15 },
			msPerFrame: { renderer: 25, gpu: 10, other: 2.5, all: 37.5 },
			mainThreadBusy: 0.25,
			longestTaskMs: 12.3,
			longTasks: 6,
			elsewhere: 0.25,
		});
	});

	test('are compared per frame; nothing is compared with none', () => {
		expect(pageRatios(figures(20, 400, 0.5), figures(40, 0, 0))).toEqual({
			fps: 0.5,
			msPerFrame: { renderer: 2, gpu: null, other: 2, all: 2.73 },
			mainThreadBusy: null,
		});
	});
});

/**
 * Runs in the app's page before the app: notes when what came, and presses the first button that starts
 * `source` as soon as it can be. Nothing in it may name a thing outside of it.
 */
import type { Report } from '../../../line/pipeline/index.ts';
import type { Moment, StartGlobals } from './contract.ts';

export function watchStart(button: string): void {
	const page = globalThis as StartGlobals;
	page.startMoments = {};
	page.Worker = class extends Worker {
		constructor(address: string | URL, options?: WorkerOptions) {
			super(address, options);
			if (options?.name !== 'fleeting-line') return;
			page.startMoments.worker ??= performance.now();
			this.addEventListener('message', ({ data }: MessageEvent<Report>) => {
				const now = performance.now();
				page.startMoments.workerAlive ??= now;
				if (data.kind === 'progress' && data.total > 0 && data.loaded >= data.total) {
					const of: Partial<Record<string, Moment>> = {
						'face-model': 'faceModel',
						landmarks: 'tracker',
						network: 'network',
					};
					const moment = of[data.step];
					if (moment !== undefined) page.startMoments[moment] ??= now;
				} else if (data.kind === 'ready') page.startMoments.ready ??= now;
				else if (data.kind === 'started') page.startMoments.sourceOpen ??= now;
				else if (data.kind === 'frame-measured') page.startMoments.firstFrame ??= now;
			});
		}
	};
	new PerformanceObserver((list) => {
		page.startMoments.painted ??= list.getEntries()[0]?.startTime ?? 0;
	}).observe({ type: 'paint', buffered: true });
	const watcher = new MutationObserver(() => {
		const found = [...document.querySelectorAll('button')].find(
			({ disabled, textContent }) => !disabled && textContent?.trim() === button,
		);
		if (found === undefined) return;
		watcher.disconnect();
		page.startMoments.interactive = performance.now();
		const [script] = performance
			.getEntriesByType('resource')
			.filter(({ name }) => /\/index-[^/]*\.js$/.test(name)) as PerformanceResourceTiming[];
		if (script !== undefined) page.startMoments.script = script.responseEnd;
		found.click();
	});
	watcher.observe(document, { childList: true, subtree: true, attributes: true });
}

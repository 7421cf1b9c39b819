/** What a trace of the browser says about the page's main thread and about drawing. Pure. */

export const TRACE_CATEGORIES = ['toplevel', 'viz'];

/** An event in the format of Chromium's traces; times in microseconds. */
export interface TraceEvent {
	readonly name: string;
	/** `X`: it has a duration; `M`: it says something about a process or thread. */
	readonly ph: string;
	readonly pid: number;
	readonly tid: number;
	readonly ts?: number;
	readonly dur?: number;
	readonly args?: { readonly name?: string };
}

export interface TraceFigures {
	/** From the first task to the end of the last, of all threads. */
	readonly spanMs: number;
	/** Tasks of the main thread: how many, their time, the longest, how many took over 10 ms. */
	readonly tasks: number;
	readonly tasksMs: number;
	readonly longestMs: number;
	readonly over10Ms: number;
	/** How often the window was drawn, by whatever was new in it. */
	readonly windowDrawn: number;
}

const TASK = 'ThreadControllerImpl::RunTask';
const MAIN_THREAD = 'CrRendererMain';
const WINDOW_DRAWN = 'Display::DrawAndSwap';
const LONG_MS = 10;

/** The main thread is that of the page that did most; null where the trace has none. */
export function traceFigures(events: readonly TraceEvent[]): TraceFigures | null {
	const mainThreads = events.filter(
		({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args?.name === MAIN_THREAD,
	);
	const tasks = events.filter(({ ph, name }) => ph === 'X' && name === TASK);
	const taskMs = ({ dur = 0 }: TraceEvent): number => dur / 1000;
	const total = (times: readonly number[]): number => times.reduce((sum, ms) => sum + ms, 0);
	const busiest = mainThreads
		.map(({ pid, tid }) => tasks.filter((task) => task.pid === pid && task.tid === tid).map(taskMs))
		.sort((a, b) => total(b) - total(a))[0];
	if (busiest === undefined || busiest.length === 0) return null;
	const { from, to } = tasks.reduce(
		({ from, to }, task) => {
			const beganMs = (task.ts ?? 0) / 1000;
			return { from: Math.min(from, beganMs), to: Math.max(to, beganMs + taskMs(task)) };
		},
		{ from: Infinity, to: -Infinity },
	);
	return {
		spanMs: to - from,
		tasks: busiest.length,
		tasksMs: total(busiest),
		longestMs: busiest.reduce((longest, ms) => Math.max(longest, ms), 0),
		over10Ms: busiest.filter((ms) => ms > LONG_MS).length,
		windowDrawn: events.filter(({ ph, name }) => ph === 'X' && name === WINDOW_DRAWN).length,
	};
}

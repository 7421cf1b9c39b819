/** What the browser's processes take of the machine. */
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { CDPSession } from 'playwright-core';

/** As the browser tells it. */
export interface BrowserProcess {
	readonly id: number;
	/** `browser`, `renderer`, `GPU`, `utility`... */
	readonly type: string;
	/** Of processor time since its start, seconds. */
	readonly cpuTime: number;
}

/** Processor time, ms. `renderer`: the page and its workers; `other`: camera, network, the browser. */
export interface ProcessorUse {
	readonly renderer: number;
	readonly gpu: number;
	readonly other: number;
}

/** @param session - of the whole browser */
export async function browserProcesses(session: CDPSession): Promise<readonly BrowserProcess[]> {
	return (await session.send('SystemInfo.getProcessInfo')).processInfo;
}

/** What was used from one reading to the next; a process that ended in between is left out. */
export function usedBetween(
	before: readonly BrowserProcess[],
	after: readonly BrowserProcess[],
): ProcessorUse {
	const use = { renderer: 0, gpu: 0, other: 0 };
	for (const { id, type, cpuTime } of after) {
		const kind = type === 'renderer' ? 'renderer' : type === 'GPU' ? 'gpu' : 'other';
		const earlier = before.find((process) => process.id === id)?.cpuTime ?? 0;
		use[kind] += 1000 * (cpuTime - earlier);
	}
	return use;
}

/** Processor time of the whole machine so far, ms. */
export const machineUse = (): number =>
	cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);

export const totalUse = ({ renderer, gpu, other }: ProcessorUse): number => renderer + gpu + other;

/**
 * Memory of all processes, bytes, what they share counted once; null where the system does not say
 * (it is Linux that does).
 */
export async function memoryOf(processes: readonly BrowserProcess[]): Promise<number | null> {
	const shares = await Promise.all(
		processes.map(({ id }) =>
			readFile(`/proc/${id}/smaps_rollup`, 'utf8').then(proportionalBytes, () => null),
		),
	);
	const known = shares.filter((share) => share !== null);
	return known.length < processes.length ? null : known.reduce((sum, share) => sum + share, 0);
}

/** The line `Pss:` of /proc/PID/smaps_rollup, in bytes. */
export function proportionalBytes(rollup: string): number | null {
	const found = /^Pss:\s+(\d+) kB$/m.exec(rollup);
	return found === null ? null : 1024 * Number(found[1]);
}

/** One contender, watched for a while. */
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import type { CDPSession } from 'playwright-core';
import { CommandError } from '../../terminal/index.ts';
import type { ProcessorUse } from '../processes.ts';
import { browserProcesses, machineUse, memoryOf, totalUse, usedBetween } from '../processes.ts';
import type { OpenContender } from './contenders.ts';
import type { PeerGlobals, PeerWindow } from './contract.ts';

export interface Watched extends PeerWindow {
	/** Processor time of the window, */
	readonly used: ProcessorUse;
	/** which is read a little before and after it: the time between, ms. */
	readonly usedWithinMs: number;
	/** What else the machine did meanwhile: of all cores' time, 0..1. */
	readonly elsewhere: number;
	/** At the end of it, bytes; null where the system does not say. */
	readonly memory: number | null;
}

/** @param session - of the whole browser */
export async function watch(
	{ page }: OpenContender,
	session: CDPSession,
	seconds: number,
): Promise<Watched> {
	const before = await browserProcesses(session);
	const [startedAt, machineBefore] = [performance.now(), machineUse()];
	const window = await page.evaluate(async (ms): Promise<PeerWindow> => {
		const { peerFrames } = globalThis as PeerGlobals;
		const video = document.querySelector('video');
		const from = peerFrames.length;
		const startedMs = performance.now();
		const shownBefore = video?.getVideoPlaybackQuality();
		await new Promise((resolve) => setTimeout(resolve, ms));
		const shownAfter = video?.getVideoPlaybackQuality();
		const wallMs = performance.now() - startedMs;
		const shown =
			shownBefore === undefined || shownAfter === undefined
				? null
				: shownAfter.totalVideoFrames -
					shownAfter.droppedVideoFrames -
					(shownBefore.totalVideoFrames - shownBefore.droppedVideoFrames);
		return { wallMs, frames: peerFrames.slice(from), shown };
	}, 1000 * seconds);
	const after = await browserProcesses(session);
	const used = usedBetween(before, after);
	const usedWithinMs = performance.now() - startedAt;
	const others = machineUse() - machineBefore - totalUse(used);
	return {
		...window,
		used,
		usedWithinMs,
		elsewhere: Math.max(0, others / (usedWithinMs * cpus().length)),
		memory: await memoryOf(after),
	};
}

export interface Shipped {
	readonly bytes: number;
	/** As a server that compresses would send them. */
	readonly gzipBytes: number;
}

/** The files that the page and its workers asked for, each once. */
export async function shippedBy({ asked }: OpenContender): Promise<Shipped> {
	let [bytes, gzipBytes] = [0, 0];
	for (const address of asked) {
		const response = await fetch(address);
		if (!response.ok) continue; // a browser asks for an icon that a bare page does not have
		const body = new Uint8Array(await response.arrayBuffer());
		bytes += body.length;
		gzipBytes += gzipSync(body).length;
	}
	if (bytes === 0) throw new CommandError('No request of the page was seen.');
	return { bytes, gzipBytes };
}

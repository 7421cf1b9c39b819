/**
 * A camera that froze or went away under a running session: the line waits, the same camera is opened
 * again, and the session goes on with it.
 */
import type { Fault } from '../../core/record/index.ts';
import { asFault } from '../../core/record/index.ts';
import type { Command } from '../../line/pipeline/index.ts';
import type { LiveSource } from './live-source.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { OpenSource } from './sources.ts';

export interface BrokenCamera {
	readonly session: Session;
	readonly source: LiveSource;
	/** Why it broke off. */
	readonly fault: Fault;
	readonly send: (command: Command) => void;
	/** Of the camera that was opened again, when it breaks off too. */
	readonly onFault: (fault: Fault) => void;
	/** Nobody has stopped or started anything meanwhile. */
	readonly wanted: () => boolean;
}

/** Null: it is back, or no longer wanted; else the fault that the session ends with. */
export async function bringBack(broken: BrokenCamera): Promise<Fault | null> {
	const { session, source, fault, send, onFault, wanted } = broken;
	const deviceId = source.open?.deviceId ?? null;
	session.interrupt(fault.code, fault.detail);
	send({ kind: 'hold' });
	source.letGo();
	let opened: OpenSource | null = null;
	const onNext = (next: Fault): void => {
		if (opened !== null && source.open === opened) onFault(next);
	};
	try {
		opened = await source.reopen(deviceId, onNext, wanted);
		if (opened === null) return wanted() ? fault : null;
		source.take(opened);
		send({ kind: 'resume', source: opened.spec });
		session.resume();
		return null;
	} catch (error) {
		if (!wanted()) return null;
		const failure = asFault(error, fault.code);
		// That nothing was found to open again says less than why it went away.
		return failure.code === 'camera/absent' ? fault : failure;
	}
}

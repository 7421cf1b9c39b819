/**
 * Orders about annotated clips: to measure one, to show some of its frames. One at a time, one answer
 * each; the desk gives them to the line.
 */
import { Fault } from '../../core/record/index.ts';
import type { Command, Report } from '../../line/pipeline/index.ts';

export type ClipCommand = Extract<Command, { kind: 'measure' | 'show-frames' }>;
export type ClipReport = Extract<Report, { kind: 'measured' | 'frames-shown' }>;

interface ClipOrder {
	readonly onDone: (share: number) => void;
	/** Null: it was stopped before it was answered. */
	readonly resolve: (report: ClipReport | null) => void;
	readonly reject: (fault: Fault) => void;
	stopped: boolean;
}

export class ClipOrders {
	#order = $state.raw<ClipOrder | null>(null);
	#ended: Promise<unknown> = Promise.resolve();

	/** The line is at work for one. */
	get busy(): boolean {
		return this.#order !== null;
	}
	/** Settles with the order that is under way. */
	get ended(): Promise<unknown> {
		return this.#ended;
	}

	/** @throws Error while another one is under way */
	give(
		command: ClipCommand,
		onDone: (share: number) => void,
		send: (command: Command) => void,
	): Promise<ClipReport | null> {
		if (this.#order !== null) throw new Error('one clip at a time');
		const answered = new Promise<ClipReport | null>((resolve, reject) => {
			this.#order = { onDone, resolve, reject, stopped: false };
		});
		this.#ended = answered.catch(() => {});
		send(command);
		return answered;
	}

	take(report: Report): void {
		const order = this.#order;
		if (order === null) return;
		if (report.kind === 'file-progress') {
			if (report.totalMs > 0) order.onDone(Math.min(1, report.doneMs / report.totalMs));
		} else if (report.kind === 'measured' || report.kind === 'frames-shown') {
			this.#order = null;
			order.resolve(order.stopped ? null : report);
		} else if (report.kind === 'faulted') {
			this.#order = null;
			order.reject(new Fault(report.fault.code, report.fault.detail));
		}
	}

	/** The answer comes all the same and is not used. */
	stop(send: (command: Command) => void): void {
		if (this.#order === null || this.#order.stopped) return;
		this.#order.stopped = true;
		send({ kind: 'stop' });
	}

	/** Nobody answers anymore. */
	giveUp(): void {
		const order = this.#order;
		this.#order = null;
		order?.resolve(null);
	}
}

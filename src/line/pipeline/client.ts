/**
 * The page's handle on the pipeline worker: typed commands in, typed reports out.
 *
 * Fails  a worker that dies or cannot be loaded is reported as `faulted` with `worker/crashed`.
 */
import type { Command, Report } from './protocol.ts';

export class LineClient {
	readonly #worker: Worker;
	#closed = false;

	constructor(onReport: (report: Report) => void) {
		this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
			type: 'module',
			name: 'fleeting-line',
		});
		this.#worker.onmessage = (message: MessageEvent<Report>) => {
			if (!this.#closed) onReport(message.data);
		};
		this.#worker.onerror = (error) => {
			error.preventDefault();
			if (!this.#closed) {
				const detail = error.message || 'the worker could not be loaded';
				onReport({ kind: 'faulted', fault: { code: 'worker/crashed', detail } });
			}
		};
	}

	send(command: Command): void {
		const transfer: Transferable[] = [];
		if ('source' in command) {
			if (command.source.kind === 'stream') transfer.push(command.source.readable);
			if (command.source.kind === 'port') transfer.push(command.source.port);
		}
		this.#worker.postMessage(command, transfer);
	}

	/** Ends the worker at once; what it held is freed with it. */
	close(): void {
		this.#closed = true;
		this.#worker.terminate();
	}
}

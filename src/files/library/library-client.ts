/**
 * The page's handle on the library's worker: what is recorded is told, questions are answered.
 *
 * Owns   the worker: `close()`
 * Fails  questions reject with a LibraryError; trouble of a recording is reported
 */
import type { Closable } from '../../core/kernel/index.ts';
import { LibraryError } from './library-error.ts';
import type {
	LibraryCommand,
	LibraryReport,
	Question,
	Questions,
	RecordingStep,
} from './protocol.ts';

export interface LibraryListeners {
	readonly onChanged: () => void;
	readonly onTrouble: (id: string, what: 'session' | 'film', trouble: LibraryError) => void;
}

interface Waiting {
	readonly resolve: (answer: unknown) => void;
	readonly reject: (error: LibraryError) => void;
}

/** Rows of signals come and go in two buffers; a third is made while both are away. */
const BUFFERS_KEPT = 2;

export class LibraryClient implements Closable {
	readonly #worker: Worker;
	readonly #waiting = new Map<number, Waiting>();
	readonly #spent: ArrayBuffer[] = [];
	#asked = 0;
	/** Why the worker is gone; null: it is there. */
	#gone: LibraryError | null = null;

	constructor({ onChanged, onTrouble }: LibraryListeners) {
		this.#worker = new Worker(new URL('./library-worker.ts', import.meta.url), {
			type: 'module',
			name: 'fleeting-library',
		});
		this.#worker.onmessage = ({ data }: MessageEvent<LibraryReport>) => {
			switch (data.kind) {
				case 'answer':
					this.#take(data.number)?.resolve(data.answer);
					return;
				case 'refusal':
					this.#take(data.number)?.reject(errorOf(data.trouble));
					return;
				case 'spent':
					if (this.#spent.length < BUFFERS_KEPT) this.#spent.push(data.buffer);
					return;
				case 'changed':
					return onChanged();
				case 'trouble':
					return onTrouble(data.id, data.what, errorOf(data.trouble));
			}
		};
		this.#worker.onerror = (error) => {
			error.preventDefault();
			this.#end(new LibraryError('failed', error.message || 'the worker could not be loaded'));
			onChanged(); // who reads the list anew hears it: nothing is recorded anymore
		};
	}

	record(id: string, what: RecordingStep): void {
		const transfer = what.kind === 'signals' ? [what.buffer] : [];
		this.#send({ kind: 'record', id, what }, transfer);
	}

	/** A buffer for signals: one that came back, or a new one of so many bytes. */
	buffer(bytes: number): ArrayBuffer {
		return this.#spent.pop() ?? new ArrayBuffer(bytes);
	}

	configure(keepDays: number | null): void {
		this.#send({ kind: 'configure', keepDays });
	}

	ask<Name extends Question>(
		question: Name,
		asked: Questions[Name]['asked'],
	): Promise<Questions[Name]['answer']> {
		if (this.#gone !== null) return Promise.reject(this.#gone);
		const number = ++this.#asked;
		return new Promise((resolve, reject) => {
			this.#waiting.set(number, { resolve: resolve as Waiting['resolve'], reject });
			this.#send({ kind: 'ask', number, question, ...asked } as LibraryCommand);
		});
	}

	/** Ends the worker as it is: what it was told last may be lost, as in a crash. */
	close(): void {
		this.#end(new LibraryError('failed', 'the library was closed'));
	}

	#send(command: LibraryCommand, transfer: Transferable[] = []): void {
		if (this.#gone === null) this.#worker.postMessage(command, transfer);
	}

	#take(number: number): Waiting | undefined {
		const waiting = this.#waiting.get(number);
		this.#waiting.delete(number);
		return waiting;
	}

	#end(why: LibraryError): void {
		this.#gone ??= why;
		this.#worker.terminate();
		for (const { reject } of this.#waiting.values()) reject(why);
		this.#waiting.clear();
	}
}

const errorOf = ({ code, detail }: { code: LibraryError['code']; detail: string }): LibraryError =>
	new LibraryError(code, detail);

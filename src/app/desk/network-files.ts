/**
 * Networks in files that a person chose: the line reads them, one answer for each question.
 *
 * Out    what the file says of its network; rejects with a `Fault` when it cannot be used, or when the
 *        line that was asked is gone
 */
import { Fault } from '../../core/record/index.ts';
import type { ClassNaming } from '../../core/record/index.ts';
import type { Command, Report } from '../../line/pipeline/index.ts';
import type { NetworkSummary } from '../../core/record/index.ts';

/** A network in a file that a person chose; it is kept until the page is closed, and nowhere else. */
export interface FileNetwork extends NetworkSummary {
	readonly fileName: string;
	readonly bundle: Blob;
}

type NetworkReport = Extract<
	Report,
	{ kind: 'network-reading' | 'network-read' | 'network-refused' }
>;

/** Share of a conversion that is done, 0..1. */
export type OnReading = (done: number) => void;

interface Reading {
	readonly fileName: string;
	readonly onReading: OnReading;
	readonly resolve: (network: FileNetwork) => void;
	readonly reject: (fault: Fault) => void;
}

export class NetworkFiles {
	/** Asked and not answered, by the order's number. */
	readonly #reading = new Map<number, Reading>();
	#asked = 0;

	read(
		file: File,
		send: (command: Command) => void,
		onReading: OnReading = () => {},
	): Promise<FileNetwork> {
		return this.#ask(file, file.name, null, send, onReading);
	}

	/** The same network, its classes under these names. */
	rename(
		{ bundle, fileName }: FileNetwork,
		naming: ClassNaming,
		send: (command: Command) => void,
	): Promise<FileNetwork> {
		return this.#ask(bundle, fileName, naming, send, () => {});
	}

	#ask(
		bundle: Blob,
		fileName: string,
		naming: ClassNaming | null,
		send: (command: Command) => void,
		onReading: OnReading,
	): Promise<FileNetwork> {
		const id = ++this.#asked;
		return new Promise((resolve, reject) => {
			this.#reading.set(id, { fileName, onReading, resolve, reject });
			send({ kind: 'read-network', id, bundle, naming });
		});
	}

	/** An answer of the line. */
	take(report: NetworkReport): void {
		const reading = this.#reading.get(report.id);
		if (report.kind === 'network-reading') {
			reading?.onReading(report.done);
			return;
		}
		this.#reading.delete(report.id);
		if (reading === undefined) return;
		if (report.kind === 'network-refused') {
			reading.reject(new Fault(report.fault.code, report.fault.detail));
		} else {
			const { network, bundle } = report;
			reading.resolve({ ...network, fileName: reading.fileName, bundle });
		}
	}

	/** Nobody answers anymore for what the line was reading. */
	giveUp(detail: string): void {
		for (const { reject } of this.#reading.values()) reject(new Fault('worker/crashed', detail));
		this.#reading.clear();
	}
}

/**
 * The page that the command line drives: the product's own line, one file after the other.
 *
 * In    `prepare()`, a file in the page's input, `analyze()`
 * Out   what the line reported for that file, as plain data
 */
import { Fault } from '../kernel/index.ts';
import type { Command, FaultReport, Report } from '../pipeline/index.ts';
import { DEFAULT_SETTINGS, LineClient } from '../pipeline/index.ts';
import type { AnalyzePage, FileResult, OnProgress, PrepareOptions } from './analyze/contract.ts';

declare const __FLEETING_VERSION__: string;

const PROGRESS_EVERY_MS = 200;

type EngineInfo = FileResult['engine'];

class Analysis implements AnalyzePage {
	#line: LineClient | null = null;
	#engine: EngineInfo | null = null;
	#onReport: (report: Report) => void = () => {};

	prepare({ backend, network }: PrepareOptions): Promise<FaultReport | null> {
		const address = (path: string): string => new URL(path, document.baseURI).href;
		const line = new LineClient((report) => {
			if (report.kind === 'ready' || report.kind === 'engine-changed') this.#engine = report.engine;
			this.#onReport(report);
		});
		this.#line = line;
		return new Promise((resolve) => {
			this.#onReport = (report) => {
				if (report.kind === 'ready') resolve(null);
				if (report.kind === 'faulted') resolve(report.fault);
			};
			line.send({
				kind: 'prepare',
				assets: {
					mediapipe: address('mediapipe'),
					faceModel: address('models/face'),
					network: address('models/live'),
					tfjsWasm: address('tfjs-wasm'),
				},
				bundle: bundleOf(network),
				version: __FLEETING_VERSION__,
				backend,
				settings: DEFAULT_SETTINGS,
			});
		});
	}

	analyze(): Promise<FileResult> {
		const line = this.#line;
		if (!line || !this.#engine) throw new Fault('worker/crashed', 'analyze() before prepare()');
		const file = pickedFile('#film');
		if (!file) throw new Fault('file/empty', 'no file was handed over');
		return new Promise((resolve) => {
			const collected = new Collected();
			this.#onReport = (report) => {
				const end = collected.apply(report);
				if (end) resolve({ ...end, engine: this.#engine! });
			};
			const start: Command = { kind: 'start', source: { kind: 'file', file }, pictures: false };
			line.send(start);
		});
	}
}

const pickedFile = (input: string): File | undefined =>
	document.querySelector<HTMLInputElement>(input)?.files?.[0];

function bundleOf(network: PrepareOptions['network']): Blob | null {
	if (network === 'picked') return pickedFile('#network') ?? null;
	return network && new Blob([network.text]);
}

/** The reports of one file on their way to a result. */
class Collected {
	readonly #events: FileResult['events'][number][] = [];
	readonly #rejected: FileResult['rejected'][number][] = [];
	readonly #unread: FileResult['unread'][number][] = [];
	#size = { widthPx: 0, heightPx: 0 };
	#quality: FileResult['quality'] = null;
	#progress = { frames: 0, doneMs: 0, totalMs: 0 };
	#told = 0;

	/** The result, with the report that ends the file; else null. */
	apply(report: Report): Omit<FileResult, 'engine'> | null {
		switch (report.kind) {
			case 'started':
				this.#size = { widthPx: report.width, heightPx: report.height };
				return null;
			case 'frame-measured':
				this.#quality = report.quality;
				this.#tell({ frames: report.quality.frames });
				return null;
			case 'file-progress':
				this.#tell({ doneMs: report.doneMs, totalMs: report.totalMs });
				return null;
			case 'event-found':
				this.#events.push(report.event);
				return null;
			case 'candidate-rejected':
				this.#rejected.push(report.rejected);
				return null;
			case 'classify-failed':
				this.#unread.push(report.fault);
				return null;
			case 'stopped':
				this.#quality = report.quality;
				// After any other fault the tracker or the worker may be lame: better a fresh page.
				return this.#end(report.fault, report.fault?.code.startsWith('file/') ?? true);
			case 'faulted':
				return this.#end(report.fault, false);
			default:
				return null;
		}
	}

	#end(fault: FaultReport | null, usable: boolean): Omit<FileResult, 'engine'> {
		return {
			...this.#size,
			quality: this.#quality,
			fault,
			events: this.#events,
			rejected: this.#rejected,
			unread: this.#unread,
			usable,
		};
	}

	#tell(news: Partial<{ frames: number; doneMs: number; totalMs: number }>): void {
		this.#progress = { ...this.#progress, ...news };
		const now = performance.now();
		if (now - this.#told < PROGRESS_EVERY_MS) return;
		this.#told = now;
		const { fleetingProgress } = globalThis as { fleetingProgress?: OnProgress };
		fleetingProgress?.(this.#progress);
	}
}

(globalThis as { fleetingAnalyze?: AnalyzePage }).fleetingAnalyze = new Analysis();

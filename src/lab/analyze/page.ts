/**
 * The page that the command line drives: the product's own line, one file after the other.
 *
 * In    `prepare()`, a file in the page's input, `analyze()`
 * Out   what the line reported for that file, as plain data
 */
import { Fault } from '../../core/record/index.ts';
import type { Command, Report } from '../../line/pipeline/index.ts';
import type { FaultReport } from '../../core/record/index.ts';
import { DEFAULT_SETTINGS, LineClient, assetsAt } from '../../line/pipeline/index.ts';
import type {
	AnalyzePage,
	FileResult,
	OnProgress,
	PrepareOptions,
	WatchOptions,
} from './contract.ts';
import type { VideoProgress } from '../terminal/index.ts';
import type { ClipSource, ClipMeasurement, ShowOrder, ShownFrames } from './clip-contract.ts';
import { asJpeg, sourceOf } from './page-clips.ts';

declare const __FLEETING_VERSION__: string;

const PROGRESS_EVERY_MS = 200;

type EngineInfo = FileResult['engine'];

class Analysis implements AnalyzePage {
	#line: LineClient | null = null;
	#engine: EngineInfo | null = null;
	#onReport: (report: Report) => void = () => {};

	prepare({ backend, tracker, network }: PrepareOptions): Promise<FaultReport | null> {
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
				assets: assetsAt(address),
				bundle: bundleOf(network),
				version: __FLEETING_VERSION__,
				backend,
				tracker,
				settings: DEFAULT_SETTINGS,
			});
		});
	}

	async analyze({ face, mirrored, captureFps }: WatchOptions): Promise<FileResult> {
		const collected = new Collected();
		const film = sourceOf({ kind: 'film' });
		const source =
			film.kind === 'file' ? { ...film, captureFps: captureFps ?? ('tag' as const) } : film;
		const end = await this.#ask(
			{ kind: 'start', source, pictures: false, face, mirrored },
			(report) => collected.apply(report),
		);
		return { ...end, engine: this.#engine! };
	}

	measure(clip: ClipSource): Promise<ClipMeasurement> {
		return this.#ask({ kind: 'measure', source: sourceOf(clip) }, (report) => {
			if (report.kind === 'faulted') {
				return {
					motion: NO_MOTION,
					skipped: [],
					fault: report.fault,
					usable: false,
				};
			}
			tellOf(report);
			if (report.kind !== 'measured') return null;
			const { motion, skipped, remarks = [], fault } = report;
			return { motion, skipped, remarks, fault, usable: isUsable(fault) };
		});
	}

	async show(clip: ClipSource, order: ShowOrder): Promise<ShownFrames> {
		const command = { kind: 'show-frames', source: sourceOf(clip), ...order } as const;
		const { pictures, ...end } = await this.#ask(command, (report) => {
			if (report.kind === 'faulted') return { pictures: [], fault: report.fault, usable: false };
			tellOf(report);
			if (report.kind !== 'frames-shown') return null;
			const { pictures: shown, fault } = report;
			return { pictures: shown, fault, usable: isUsable(fault) };
		});
		return { ...end, pictures: await Promise.all(pictures.map(asJpeg)) };
	}

	/** @param end - the answer, with the report that ends the order; else null */
	#ask<Answer>(command: Command, end: (report: Report) => Answer | null): Promise<Answer> {
		const line = this.#line;
		if (!line || !this.#engine)
			throw new Fault('worker/crashed', `${command.kind} before prepare()`);
		return new Promise((resolve) => {
			this.#onReport = (report) => {
				const answer = end(report);
				if (answer !== null) resolve(answer);
			};
			line.send(command);
		});
	}
}

const NO_MOTION: ClipMeasurement['motion'] = {
	frames: new Int32Array(0),
	times: new Float64Array(0),
	faces: new Uint8Array(0),
	signals: new Float32Array(0),
	placing: new Float32Array(0),
};

/** After any fault but a file's the tracker or the worker may be lame: better a fresh page. */
const isUsable = (fault: FaultReport | null): boolean => fault?.code.startsWith('file/') ?? true;

function tellOf(report: Report): void {
	if (report.kind === 'file-progress') tell({ ...report, frames: null });
}

let toldMs = 0;

/** At most some times a second. */
function tell({ frames, doneMs, totalMs }: VideoProgress): void {
	const now = performance.now();
	if (now - toldMs < PROGRESS_EVERY_MS) return;
	toldMs = now;
	const { fleetingProgress } = globalThis as { fleetingProgress?: OnProgress };
	fleetingProgress?.({ frames, doneMs, totalMs });
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
	#remarks: NonNullable<FileResult['remarks']> = [];
	#faces: FileResult['faces'] = null;
	#progress = { frames: 0, doneMs: 0, totalMs: 0 };

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
			case 'faces-seen':
				this.#faces = report.faces;
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
				this.#remarks = report.remarks ?? [];
				return this.#end(report.fault, isUsable(report.fault));
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
			remarks: this.#remarks,
			faces: this.#faces,
			events: this.#events,
			rejected: this.#rejected,
			unread: this.#unread,
			usable,
		};
	}

	#tell(news: Partial<{ frames: number; doneMs: number; totalMs: number }>): void {
		this.#progress = { ...this.#progress, ...news };
		tell(this.#progress);
	}
}

(globalThis as { fleetingAnalyze?: AnalyzePage }).fleetingAnalyze = new Analysis();

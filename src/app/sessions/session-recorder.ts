/**
 * Records sessions into the library as they happen.
 *
 * In    what the desk reports; how much is to be kept, asked when a session begins
 * Out   the library's recordings; which session is which of them
 * Cost  a frame is 120 bytes in a buffer that goes to the worker and comes back four times a second;
 *       nothing is made for each frame
 * Fails never: a recording that cannot go on ends, measuring does not
 */
import type { FilmRecord } from '../../core/record/index.ts';
import type { Keep, LibraryClient, LogEntry, RecordingStep } from '../../files/library/index.ts';
import { FilmRecorder, ROW_BYTES, SignalBatch, newSessionId } from '../../files/library/index.ts';
import type { FrameReport, Report } from '../../line/pipeline/index.ts';
import type { SessionWatcher } from '../desk/index.ts';
import type { Session } from '../desk/index.ts';
import { saidOf } from './session-record.ts';
import type { SourceView } from '../desk/index.ts';

/** What a crash may cost. */
const FLUSH_MS = 250;
/** A file is measured faster than it plays. */
const ROWS = 128;

type Told = Pick<LibraryClient, 'record' | 'buffer'>;

export interface RecorderOptions {
	readonly library: Told;
	readonly keep: () => Keep;
	/** What the person sees of the live source: it is filmed where that is asked for. */
	readonly view: () => SourceView | null;
}

export class SessionRecorder implements SessionWatcher {
	readonly #options: RecorderOptions;
	readonly #running = new Map<Session, RunningRecording>();
	readonly #ids = new WeakMap<Session, string>();

	constructor(options: RecorderOptions) {
		this.#options = options;
	}

	/** Null: it was not recorded, or the recording broke off. */
	idOf(session: Session): string | null {
		return this.#ids.get(session) ?? null;
	}

	began(session: Session): void {
		const keep = this.#options.keep();
		if (keep === 'nothing') return;
		const id = newSessionId(new Date());
		this.#ids.set(session, id);
		const view = session.kind === 'camera' && keep === 'film' ? this.#options.view() : null;
		const stream = view?.kind === 'stream' ? view.stream : null;
		this.#running.set(
			session,
			new RunningRecording(id, session, keep, stream, this.#options.library),
		);
	}

	reported(session: Session, report: Report): void {
		this.#running.get(session)?.take(report);
	}

	ended(session: Session): void {
		const running = this.#running.get(session);
		this.#running.delete(session);
		void running?.end();
	}

	/** Hands over what came until now. */
	readonly flush = (): void => {
		for (const running of this.#running.values()) running.flush();
	};

	/** Storage gave up on it: what was kept is on the shelf, the session goes on without. */
	giveUp(id: string): void {
		for (const [session, running] of this.#running) {
			if (running.id !== id) continue;
			running.close();
			this.#running.delete(session);
			this.#ids.delete(session);
		}
	}

	/** Nothing of what runs now is kept anymore; what begins later is. */
	forget(): void {
		for (const { id } of [...this.#running.values()]) this.giveUp(id);
	}
}

class RunningRecording {
	readonly id: string;
	readonly #session: Session;
	readonly #keep: Keep;
	readonly #library: Told;
	readonly #timer: ReturnType<typeof setInterval>;
	#batch: SignalBatch;
	#markers = 0;
	#study: Session['study'] = null;
	#film: FilmRecorder | null = null;
	/** Page clock at the session's zero: the earliest that any frame allows. */
	#zeroAt = Infinity;

	constructor(id: string, session: Session, keep: Keep, stream: MediaStream | null, library: Told) {
		this.id = id;
		this.#session = session;
		this.#keep = keep;
		this.#library = library;
		this.#batch = this.#emptyBatch();
		const startedAt = session.startedAt.toISOString();
		this.#tell({
			kind: 'begin',
			head: {
				kind: session.kind,
				source: session.label,
				mirrored: session.mirrored,
				keep,
				imported: false,
				since: new Date().toISOString(),
				startedAt: session.kind === 'file' ? null : startedAt,
			},
		});
		if (session.engine !== null) this.#append({ kind: 'engine', engine: session.engine });
		if (stream !== null) this.#film = FilmRecorder.start(stream, (chunk) => this.#filmed(chunk));
		this.#timer = setInterval(() => this.flush(), FLUSH_MS);
	}

	take(report: Report): void {
		switch (report.kind) {
			case 'frame-measured':
				this.#measured(report);
				return;
			case 'started':
				this.#append({ kind: 'size', widthPx: report.width, heightPx: report.height });
				return;
			case 'ready':
			case 'engine-changed':
				this.#append({ kind: 'engine', engine: report.engine });
				return;
			case 'faces-seen':
				this.#append({ kind: 'faces', faces: report.faces });
				return;
			case 'event-found':
				this.#append({ kind: 'event', event: report.event });
				if (report.pictures !== null && this.#keepsPictures) {
					const { event, pictures } = report;
					this.#tell({ kind: 'pictures', event: event.id, pictures });
				}
				return;
			case 'event-strip':
				if (!this.#keepsPictures) return;
				this.#tell({ kind: 'strip', event: report.event, strip: report.strip });
				return;
			case 'candidate-rejected':
				this.#append({ kind: 'rejected', rejected: report.rejected });
				return;
			default: // nothing that is kept
		}
	}

	flush(): void {
		const { markers, study, quality } = this.#session;
		const entries: LogEntry[] = [];
		for (; this.#markers < markers.length; this.#markers++) {
			entries.push({ kind: 'marker', marker: markers[this.#markers]! });
		}
		if (study !== null && study !== this.#study) entries.push({ kind: 'study', study });
		this.#study = study;
		if (this.#batch.rows > 0) {
			// What the list says of a session that was cut off.
			if (quality !== null) entries.push({ kind: 'quality', quality });
			const { buffer, rows } = this.#batch;
			this.#tell({ kind: 'signals', buffer, rows });
			this.#batch = this.#emptyBatch();
		}
		if (entries.length > 0) this.#append(...entries);
	}

	async end(): Promise<void> {
		clearInterval(this.#timer);
		this.flush();
		const { quality, fault, remarks } = this.#session;
		await this.#film?.stop();
		this.#tell({ kind: 'end', entry: { kind: 'end', quality, fault, ...saidOf(remarks) } });
	}

	/** Ends here without a word to the library. */
	close(): void {
		clearInterval(this.#timer);
		this.#film?.close();
		this.#film = null;
	}

	get #keepsPictures(): boolean {
		return this.#keep === 'pictures' || this.#keep === 'film';
	}

	#measured(report: FrameReport): void {
		if (this.#film !== null) {
			this.#zeroAt = Math.min(this.#zeroAt, takenAt(report) - report.at);
		}
		this.#batch.push(report);
		if (this.#batch.isFull) this.flush();
	}

	#filmed(chunk: Blob): void {
		const film = this.#film;
		if (film === null) return;
		// Before the first frame it is not known; the newest word counts.
		const known = Number.isFinite(this.#zeroAt);
		const startsAtMs = known ? Math.round(film.startedAt - this.#zeroAt) : NaN;
		const about: FilmRecord = { type: film.type, startsAtMs };
		this.#tell({ kind: 'film-chunk', chunk, film: about });
	}

	#emptyBatch(): SignalBatch {
		return new SignalBatch(this.#library.buffer(ROWS * ROW_BYTES));
	}

	#append(...entries: LogEntry[]): void {
		this.#tell({ kind: 'append', entries });
	}

	#tell(what: RecordingStep): void {
		this.#library.record(this.id, what);
	}
}

/**
 * Page clock when the line took the frame in hand, ms. When the report arrives is later by the line's
 * own latency, and would shift the film by it.
 */
const takenAt = ({ takenMs }: FrameReport): number =>
	takenMs === undefined ? performance.now() : takenMs - performance.timeOrigin;

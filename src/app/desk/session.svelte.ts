/**
 * One run of the line, as the screens see it. Reports go in through `apply`, and nothing else
 * changes it. Frames stay out of `$state`: drawings read `latest` and `trace` in their own time.
 */
import type { Marker, StudyRecord } from '../../core/record/index.ts';
import type { FaultCode } from '../../core/record/index.ts';
import { assertNever } from '../../core/kernel/index.ts';
import type {
	EngineInfo,
	EventPictures,
	EventStrip,
	FaceWish,
	FacesRecord,
	FaultReport,
	MicroEvent,
	Quality,
	RejectedCandidate,
	SourceRemark,
} from '../../core/record/index.ts';
import type { FrameReport, Report } from '../../line/pipeline/index.ts';
import { Trace } from './trace.ts';

export type SourceKind = 'camera' | 'actor' | 'file';

export interface FoundEvent {
	readonly event: MicroEvent;
	/** Null for events so far back that their pictures were let go. */
	readonly pictures: EventPictures | null;
	/** Why there is no verdict although a network runs; null where there is one, or no network. */
	readonly fault: FaultReport | null;
}

export type SessionStatus = 'starting' | 'running' | 'stopping' | 'ended';

/** Readouts change five times a second: more cannot be read. */
const READOUT_MS = 200;
/** Half a megabyte an event: the newest keep their pictures. */
const PICTURES_KEPT = 60;
/** Some 200 kB per event, outside of the page's memory: the newest keep their strips. */
const STRIPS_KEPT = 200;
/** Live: half a minute at 60 frames per second. */
const LIVE_FRAMES = 1800;
const FILE_FRAMES = 4096;

export interface SessionOptions {
	readonly kind: SourceKind;
	/** Camera label, "the actor", or the file's name. */
	readonly label: string;
	/** Which face is followed; the largest unless somebody chose. */
	readonly face?: FaceWish;
	/** The pictures are mirrored. */
	readonly mirrored?: boolean;
	/** Wall clock in ms, for the pace of readouts only. */
	readonly now?: () => number;
	/** When it began; goes into exports. */
	readonly startedAt?: Date;
}

export class Session {
	readonly kind: SourceKind;
	readonly label: string;
	readonly startedAt: Date;
	readonly face: FaceWish;
	readonly mirrored: boolean;
	readonly trace: Trace;

	#status = $state<SessionStatus>('starting');
	#events = $state.raw<readonly FoundEvent[]>([]);
	#rejected = $state.raw<readonly RejectedCandidate[]>([]);
	#markers = $state.raw<readonly Marker[]>([]);
	#readout = $state.raw<FrameReport | null>(null);
	#quality = $state.raw<Quality | null>(null);
	#size = $state.raw<{ readonly width: number; readonly height: number } | null>(null);
	#engine = $state.raw<EngineInfo | null>(null);
	#fault = $state.raw<FaultReport | null>(null);
	#remarks = $state.raw<readonly SourceRemark[]>([]);
	#faces = $state.raw<FacesRecord | null>(null);
	#interruption = $state.raw<FaultReport | null>(null);
	#progress = $state.raw<{ readonly doneMs: number; readonly totalMs: number } | null>(null);

	/** In order of detection; not reactive: whoever replays an event asks for its strip. */
	readonly #strips = new Map<string, EventStrip>();
	#latest: FrameReport | null = null;
	#classifyFault: FaultReport | null = null;
	#readoutAt = -Infinity;
	#cut = false;
	#study: StudyRecord | null = null;
	readonly #now: () => number;

	constructor(options: SessionOptions) {
		this.kind = options.kind;
		this.label = options.label;
		this.startedAt = options.startedAt ?? new Date();
		this.face = options.face ?? 'largest';
		this.mirrored = options.mirrored ?? false;
		this.#now = options.now ?? (() => performance.now());
		this.trace = options.kind === 'file' ? new Trace(FILE_FRAMES, true) : new Trace(LIVE_FRAMES);
	}

	get status(): SessionStatus {
		return this.#status;
	}
	get active(): boolean {
		return this.#status !== 'ended';
	}
	/** In order of detection. */
	get events(): readonly FoundEvent[] {
		return this.#events;
	}
	get rejected(): readonly RejectedCandidate[] {
		return this.#rejected;
	}
	/** In the order they came. */
	get markers(): readonly Marker[] {
		return this.#markers;
	}
	/** The newest frame report, at reading pace. */
	get readout(): FrameReport | null {
		return this.#readout;
	}
	get quality(): Quality | null {
		return this.#quality;
	}
	get size(): { readonly width: number; readonly height: number } | null {
		return this.#size;
	}
	/** What this session was measured with, as it last was; goes into exports. */
	get engine(): EngineInfo | null {
		return this.#engine;
	}
	/** Who was in the picture until now; null before the first face. */
	get faces(): FacesRecord | null {
		return this.#faces;
	}
	get fault(): FaultReport | null {
		return this.#fault;
	}
	/** What is to be known about the source's times; complete once it has ended. */
	get remarks(): readonly SourceRemark[] {
		return this.#remarks;
	}
	/** The camera broke off and is being opened again; null while it sends pictures. */
	get interruption(): FaultReport | null {
		return this.#status === 'running' ? this.#interruption : null;
	}
	get progress(): { readonly doneMs: number; readonly totalMs: number } | null {
		return this.#progress;
	}
	/** Stopped by order, before its source was at its end. */
	get cut(): boolean {
		return this.#cut;
	}
	/** The newest frame report, for drawings: not reactive. */
	get latest(): FrameReport | null {
		return this.#latest;
	}

	/** Null where none were made. */
	picturesOf(id: string): EventPictures | null {
		return this.#events.find(({ event }) => event.id === id)?.pictures ?? null;
	}

	/** Faces around an event; null where none came, or so far back that they were let go. */
	stripOf(event: string): EventStrip | null {
		return this.#strips.get(event) ?? null;
	}

	/** The only way in: one report, one step. */
	apply(report: Report): void {
		switch (report.kind) {
			case 'started':
				this.#size = { width: report.width, height: report.height };
				if (this.#status === 'starting') this.#status = 'running';
				return;
			case 'frame-measured':
				this.#measure(report);
				return;
			case 'faces-seen':
				this.#faces = report.faces;
				return;
			case 'file-progress':
				this.#progress = { doneMs: report.doneMs, totalMs: report.totalMs };
				return;
			case 'event-found':
				this.#events = letPicturesGo([
					...this.#events,
					{ event: report.event, pictures: report.pictures, fault: this.#classifyFault },
				]);
				this.#classifyFault = null;
				return;
			case 'classify-failed':
				this.#classifyFault = report.fault; // of the event that follows
				return;
			case 'candidate-rejected':
				this.#rejected = [...this.#rejected, report.rejected];
				return;
			case 'stopped':
				this.#quality = report.quality;
				this.#fault ??= report.fault;
				this.#remarks = report.remarks ?? [];
				this.#status = 'ended';
				return;
			case 'faulted':
				this.fail(report.fault.code, report.fault.detail);
				return;
			case 'ready':
			case 'engine-changed':
				this.#engine = report.engine;
				return;
			case 'progress':
			case 'tracker-ready':
			case 'network-reading':
			case 'network-read':
			case 'network-refused':
			case 'measured':
			case 'frames-shown':
				return;
			case 'event-strip':
				this.#keepStrip(report.event, report.strip);
				return;
			case 'requests-made':
			case 'calibrating':
			case 'calibrated':
			case 'calibration-refused':
				return;
			default:
				assertNever(report);
		}
	}

	/** Something that a person or their program noted. */
	mark(marker: Marker): void {
		this.#markers = [...this.#markers, marker];
	}

	/** The study it belongs to; null: none. Goes into exports. */
	get study(): StudyRecord | null {
		return this.#study;
	}
	belongTo(study: StudyRecord | null): void {
		this.#study = study;
	}

	/** The source broke off; it may come back. */
	interrupt(code: FaultCode, detail: string): void {
		if (this.#status === 'running') this.#interruption = { code, detail };
	}
	resume(): void {
		this.#interruption = null;
	}

	/** The order to stop has been given; `stopped` is still to come. */
	stopping(): void {
		if (this.#status === 'ended') return;
		this.#status = 'stopping';
		this.#cut = true;
	}

	/** Ended by the page's side: the camera could not be opened, was unplugged, the worker died. */
	fail(code: FaultCode, detail: string): void {
		this.#fault ??= { code, detail };
		this.#status = 'ended';
	}

	/** Ended by the person before the line said so. */
	end(): void {
		this.#cut = true;
		this.#status = 'ended';
	}

	#keepStrip(event: string, strip: EventStrip): void {
		this.#strips.set(event, strip);
		if (this.#strips.size <= STRIPS_KEPT) return;
		const [oldest] = this.#strips.keys();
		if (oldest !== undefined) this.#strips.delete(oldest);
	}

	#measure(report: FrameReport): void {
		this.#latest = report;
		this.trace.push(report);
		const now = this.#now();
		if (now - this.#readoutAt < READOUT_MS) return;
		this.#readoutAt = now;
		this.#readout = report;
		this.#quality = report.quality;
	}
}

function letPicturesGo(events: readonly FoundEvent[]): readonly FoundEvent[] {
	const leaving = events.length - PICTURES_KEPT - 1;
	const found = events[leaving];
	if (found === undefined || found.pictures === null) return events;
	return events.map((each, at) => (at === leaving ? { ...each, pictures: null } : each));
}

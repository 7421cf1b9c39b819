/**
 * One session: frames from a feed through the line, until the feed ends or somebody stops it.
 *
 * Closes  every frame it takes, and the feed, on every path
 * Fails   a broken source ends the session with its fault; what was found before stays reported
 */
import {
	type CapturedFrame,
	type FrameFeed,
	type Planes,
	PlaneReader,
} from '../camera/worker/index.ts';
import type { EventSight } from '../classify/index.ts';
import { Fault, type FaultCode, asFault, millis } from '../kernel/index.ts';
import type { Decision } from '../select/index.ts';
import type { Engine } from './engine.ts';
import type { FaceLine } from './face-line.ts';
import { type FramePlanes } from './face-line.ts';
import { OUTLINE_POINTS } from './outline.ts';
import type { FaultReport, Report, StageTimings } from './protocol.ts';
import type { EventPictures, KeyFrame, MicroEvent, Quality } from './records.ts';

/** A movement and the quiet around it need about half a second. */
const FEWEST_FRAMES = 8;

type MutableTimings = { -readonly [K in keyof StageTimings]: number[] };

export interface SessionOptions {
	readonly pictures: boolean;
	readonly timed: boolean;
	readonly send: (report: Report, transfer?: Transferable[]) => void;
	/** Gives up a source that has not opened yet. */
	readonly opening: AbortController;
}

export class SessionRun {
	readonly #engine: Engine;
	readonly #line: FaceLine;
	readonly #options: SessionOptions;
	readonly #reader = new PlaneReader();
	readonly #outline = new Float32Array(OUTLINE_POINTS.length * 2);
	readonly #noOutline = new Float32Array(0);
	readonly #timings: MutableTimings | null;
	#feed: FrameFeed | null = null;
	#frames = 0;
	#framesWithFace = 0;
	#lastAt = 0;
	#events = 0;
	#rejected = 0;
	#stopping = false;
	/** Verdicts in flight, in order. */
	#pending: Promise<void> = Promise.resolve();

	constructor(engine: Engine, line: FaceLine, options: SessionOptions) {
		this.#engine = engine;
		this.#line = line;
		this.#options = options;
		this.#timings = options.timed
			? { planes: [], landmarks: [], motion: [], spotter: [], network: [] }
			: null;
	}

	/** Ends the session after the frame in hand. */
	stop(): void {
		this.#stopping = true;
		this.#options.opening.abort();
		// Wakes a `next()` that waits for a frame which may never come.
		this.#feed?.close();
	}

	async run(open: () => Promise<FrameFeed>): Promise<void> {
		const broken = await this.#faultOf('landmarks/failed', () => this.#watch(open));
		// A source that was closed under way may break in whatever way it likes.
		const fault = this.#stopping ? null : broken;
		// What waited for frames after it is decided on those there are, also after a broken source.
		const late = await this.#faultOf('worker/crashed', () => this.#decideRest());
		const stopped = { kind: 'stopped', quality: this.#quality(), fault: fault ?? late } as const;
		this.#options.send(this.#timings === null ? stopped : { ...stopped, timings: this.#timings });
	}

	async #watch(open: () => Promise<FrameFeed>): Promise<void> {
		try {
			const feed = await open();
			this.#feed = feed;
			if (this.#stopping) feed.close();
			this.#options.send({ kind: 'started', width: feed.width, height: feed.height });
			this.#engine.tracker.beginSession();
			await this.#takeFrames(feed);
			this.#checkFile(feed);
		} finally {
			this.#feed?.close();
		}
	}

	async #decideRest(): Promise<void> {
		for (const decision of this.#line.finish()) this.#report(decision, this.#lastAt);
		await this.#pending;
	}

	async #faultOf(code: FaultCode, work: () => Promise<void>): Promise<FaultReport | null> {
		try {
			await work();
			return null;
		} catch (error) {
			const fault = asFault(error, code);
			return { code: fault.code, detail: fault.detail };
		}
	}

	async #takeFrames(feed: FrameFeed): Promise<void> {
		for (;;) {
			const captured = this.#stopping ? null : await feed.next();
			if (captured === null) return;
			await this.#takeFrame(captured, feed.kind);
			if (feed.kind === 'file' && feed.totalMs !== null && this.#frames % 8 === 0) {
				const { doneMs, totalMs } = feed;
				this.#options.send({ kind: 'file-progress', doneMs, totalMs });
			}
			// A source that waits for us gets every verdict before its next frame, so that two runs
			// are the same; a camera does not wait.
			if (feed.lossless) await this.#pending;
		}
	}

	async #takeFrame({ frame, at, index }: CapturedFrame, source: FrameFeed['kind']): Promise<void> {
		const started = performance.now();
		let planes: FramePlanes;
		let read: number;
		let mesh;
		try {
			planes = this.#planesOf(await this.#read(frame, source));
			read = performance.now();
			mesh = this.#engine.tracker.track(frame, at);
		} finally {
			frame.close();
		}
		const tracked = performance.now();
		this.#frames += 1;
		if (mesh !== null) this.#framesWithFace += 1;
		this.#lastAt = at;
		this.#line.measure(planes, mesh, at);
		const measured = performance.now();
		const decisions = this.#line.spot(at, index);
		const spotted = performance.now();
		if (this.#timings !== null) {
			this.#timings.planes.push(read - started);
			this.#timings.landmarks.push(tracked - read);
			this.#timings.motion.push(measured - tracked);
			this.#timings.spotter.push(spotted - measured);
		}
		this.#options.send({
			kind: 'frame-measured',
			frame: index,
			at,
			face: this.#line.face,
			outline: mesh === null ? this.#noOutline : this.#copyOutline(mesh.points),
			motion: this.#line.motion,
			masked: this.#line.masked,
			quality: this.#quality(),
		});
		for (const decision of decisions) this.#report(decision, at);
	}

	async #read(frame: VideoFrame, source: FrameFeed['kind']): Promise<Planes> {
		try {
			return await this.#reader.read(frame);
		} catch (error) {
			throw asFault(error, source === 'file' ? 'file/broken' : 'camera/unsupported');
		}
	}

	#copyOutline(points: Float32Array): Float32Array {
		for (let i = 0; i < OUTLINE_POINTS.length; i++) {
			const from = 3 * OUTLINE_POINTS[i]!;
			this.#outline[2 * i] = points[from]!;
			this.#outline[2 * i + 1] = points[from + 1]!;
		}
		return this.#outline;
	}

	#planesOf(planes: Planes): FramePlanes {
		const { width, height, y, yStride, u, v, fullRange, matrix } = planes;
		const chroma = {
			width: planes.chromaWidth,
			height: planes.chromaHeight,
			stride: planes.chromaStride * planes.chromaStep,
			step: planes.chromaStep,
			offset: 0,
		};
		const wanted = this.#options.pictures || this.#engine.looksAtFaces;
		return {
			luma: { data: y, width, height, stride: yStride, step: 1, offset: 0 },
			chromaU: wanted ? { ...chroma, data: u } : null,
			chromaV: wanted ? { ...chroma, data: v } : null,
			colour: { fullRange, matrix },
		};
	}

	#report(decision: Decision, at: number): void {
		const { onset, apex, offset, onsetSpread, offsetSpread } = decision.keyFrames;
		const period = 1000 / Math.max(decision.fps, 1);
		const keyFrame = (frame: number, spread: number): KeyFrame => ({
			frame: this.#line.indexOf(frame),
			ms: this.#line.timeOf(frame),
			uncertaintyMs: period * Math.max(1, spread),
		});
		const regions = this.#line.regionsOf(decision);
		const key = {
			onset: keyFrame(onset, onsetSpread),
			apex: keyFrame(apex, 1),
			offset: keyFrame(offset, offsetSpread),
		};
		const movement = {
			...key,
			riseMs: key.apex.ms - key.onset.ms,
			fallMs: key.offset.ms - key.apex.ms,
			durationMs: key.offset.ms - key.onset.ms,
			regions,
			peakPx200: regions[0]?.amplitudePx200 ?? 0,
			score: decision.score,
			decidedAtMs: millis(at),
			latencyMs: at - key.offset.ms,
			fps: decision.fps,
		};
		const { reason, measured, limit } = decision;
		if (reason !== null) {
			const id = `r${++this.#rejected}`;
			const rejected = { id, ...movement, reason, measured, limit };
			this.#options.send({ kind: 'candidate-rejected', rejected });
			return;
		}
		const described = this.#line.describe(decision.keyFrames, this.#options.pictures);
		const id = `e${++this.#events}`;
		// Events keep their order even when one verdict takes longer.
		this.#pending = this.#pending.then(() =>
			this.#classify(
				{ id, ...movement, verdict: null },
				described && { ...described.motion, faces: described.faces },
				described?.pictures ?? null,
			),
		);
	}

	async #classify(
		event: MicroEvent,
		sight: EventSight | null,
		pictures: EventPictures | null,
	): Promise<void> {
		let verdict: MicroEvent['verdict'] = null;
		const { classifier } = this.#engine;
		if (classifier !== null && sight !== null) {
			const started = performance.now();
			try {
				verdict = await classifier.classify(sight, this.#engine.settings.readingCoverage);
				this.#timings?.network.push(performance.now() - started);
			} catch (error) {
				// The event stands without a reading; the engine's state says that the network is gone.
				const { code, detail } = asFault(error, 'gpu/lost');
				this.#options.send({ kind: 'classify-failed', event: event.id, fault: { code, detail } });
			}
		}
		const transfer =
			pictures === null
				? []
				: [
						pictures.onset.buffer,
						pictures.apex.buffer,
						pictures.offset.buffer,
						pictures.difference.buffer,
					];
		this.#options.send({ kind: 'event-found', event: { ...event, verdict }, pictures }, transfer);
	}

	/** What makes a whole file unusable; a live source is never judged like that. */
	#checkFile(feed: FrameFeed): void {
		if (feed.kind === 'live' || this.#stopping) return;
		if (this.#frames < FEWEST_FRAMES) {
			throw new Fault('file/too-short', `the video has ${this.#frames} frames`);
		}
		if (this.#framesWithFace === 0) {
			throw new Fault('file/no-face', `no face in any of ${this.#frames} frames`);
		}
	}

	#quality(): Quality {
		return {
			frames: this.#frames,
			dropped: this.#feed?.dropped ?? 0,
			fps: this.#line.rate.fps,
			faceLost: this.#line.faceLost,
			clockBreaks: this.#feed?.clockBreaks ?? 0,
			durationMs: millis(this.#feed?.doneMs ?? 0),
		};
	}
}

/**
 * One session: frames from a feed through the line, until the feed ends or somebody stops it.
 *
 * Closes  every frame it takes, and the feed, on every path
 * Fails   a broken source ends the session with its fault; what was found before stays reported
 */
import type { CapturedFrame } from '../camera/worker/index.ts';
import { Calibrator } from '../calibration/index.ts';
import type { EventSight } from '../backend/index.ts';
import type { Millis } from '../../core/kernel/index.ts';
import { asFault } from '../../core/record/index.ts';
import { millis } from '../../core/kernel/index.ts';
import type { SpotterDecision } from '../select/index.ts';
import type { LineEngine } from './engine.ts';
import type { Compress } from './event-strips.ts';
import { EventStrips } from './event-strips.ts';
import type { FaceLine } from './face-line.ts';
import { MOST_FPS } from './face-line.ts';
import { FaceNotes, isAnew } from './face-notes.ts';
import type { OpenFeed, Send, Watching } from './frame-intake.ts';
import { FrameIntake, faultOf } from './frame-intake.ts';
import { Mirror } from './mirror.ts';
import { OUTLINE_POINTS } from './outline.ts';
import type { SourceSpec } from '../camera/worker/index.ts';
import type { StageTimings } from './protocol.ts';
import type {
	EventPictures,
	FaceChoice,
	KeyFrame,
	MicroEvent,
	SourceRemark,
} from '../../core/record/index.ts';

/** A movement and the quiet around it need about half a second. */
const FEWEST_FRAMES = 8;

/** The page gives a worker ten seconds to end a session. */
const NETWORK_GRACE_MS = 3000;

type MutableTimings = { -readonly [K in keyof StageTimings]: number[] };

export interface RunOptions {
	readonly pictures: boolean;
	readonly timed: boolean;
	/** Which face is followed; the largest unless somebody chose. */
	readonly face?: FaceChoice;
	/** The pictures are mirrored: sides are swapped, so that they are the person's own. */
	readonly mirrored?: boolean;
	readonly send: Send;
	/** Makes the strips' pictures small; left out: no strips are sent. */
	readonly compress?: Compress;
	/** Gives up a source that has not opened yet. */
	readonly opening: AbortController;
}

export class SessionRun implements Watching {
	readonly #engine: LineEngine;
	readonly #line: FaceLine;
	readonly #options: RunOptions;
	readonly #intake: FrameIntake;
	readonly #outline = new Float32Array(OUTLINE_POINTS.length * 2);
	readonly #noOutline = new Float32Array(0);
	readonly #timings: MutableTimings | null;
	readonly #strips: EventStrips | null;
	readonly #notes: FaceNotes;
	readonly #mirror: Mirror | null;
	#lastAt = 0;
	#calibrator: Calibrator | null = null;
	#events = 0;
	#rejected = 0;
	#losePatience = (): void => {};
	/** Of a session that was stopped: the network may be long in coming, events then stand without it. */
	readonly #patience = new Promise<void>((resolve) => (this.#losePatience = resolve));
	/** Verdicts in flight, in order. */
	#pending: Promise<void> = Promise.resolve();

	constructor(engine: LineEngine, line: FaceLine, options: RunOptions) {
		this.#engine = engine;
		this.#line = line;
		this.#options = options;
		const colour = options.pictures || engine.looksAtFaces;
		this.#intake = new FrameIntake({ ...options, colour, onlyReal: true });
		const { pictures, compress, send } = options;
		this.#strips = pictures && compress ? new EventStrips(line, compress, send) : null;
		this.#notes = new FaceNotes(options.face ?? 'largest');
		this.#mirror = options.mirrored === true ? new Mirror() : null;
		this.#timings = options.timed
			? { planes: [], landmarks: [], motion: [], spotter: [], network: [] }
			: null;
	}

	/** Ends the session after the frame in hand. */
	stop(): void {
		this.#intake.stop();
		setTimeout(this.#losePatience, NETWORK_GRACE_MS);
	}

	/** From the next frame on; a calibration under way starts anew. */
	calibrate(): void {
		this.#calibrator = new Calibrator();
	}
	stopCalibrating(): void {
		this.#calibrator = null;
	}

	/** The source breaks off; the next one follows with `resume`. */
	hold(): void {
		this.#intake.feed?.hold?.();
	}
	resume(source: SourceSpec): void {
		this.#intake.feed?.resume?.(source);
	}

	async run(open: OpenFeed): Promise<void> {
		const broken = await faultOf('landmarks/failed', () => this.#watch(open));
		// A source that was closed under way may break in whatever way it likes.
		const fault = this.#intake.stopping ? null : broken;
		// What waited for frames after it is decided on those there are, also after a broken source.
		const late = await faultOf('worker/crashed', () => this.#decideRest());
		const stopped = {
			kind: 'stopped',
			quality: this.#quality(),
			fault: fault ?? late,
			remarks: this.#remarks,
		} as const;
		this.#options.send(this.#timings === null ? stopped : { ...stopped, timings: this.#timings });
	}

	async #watch(open: OpenFeed): Promise<void> {
		await this.#intake.watch(
			open,
			({ width, height }) => {
				this.#options.send({ kind: 'started', width, height });
				this.#engine.tracker.beginSession(this.#options.face);
			},
			async (captured, { lossless }) => {
				await this.#takeFrame(captured);
				// A source that waits for us gets every verdict before its next frame, so that two runs
				// are the same; a camera does not wait.
				if (lossless) await this.#pending;
				if (lossless && this.#strips?.crowded) await this.#strips.sent;
				return true;
			},
		);
		this.#intake.checkFile(FEWEST_FRAMES);
	}

	async #decideRest(): Promise<void> {
		for (const decision of this.#line.finish()) this.#report(decision, this.#lastAt);
		await this.#pending;
		await this.#strips?.finish();
	}

	async #takeFrame(captured: CapturedFrame): Promise<void> {
		const { at, index } = captured;
		const started = performance.now();
		let read = started;
		const { tracker } = this.#engine;
		const taken = await this.#intake.read(
			captured,
			tracker.wanted,
			(frame, pixels, _at, readWhole) => {
				read = performance.now();
				return tracker.track(frame, pixels, at, readWhole);
			},
		);
		if (taken === null) {
			if (this.#intake.rateIsNew) this.#line.rate.restart();
			return;
		}
		const { planes, seen: mesh } = taken;
		const tracked = performance.now();
		if (mesh !== null) this.#intake.framesWithFace += 1;
		this.#lastAt = at;
		const { news } = tracker;
		if (isAnew(news)) {
			// Half a movement of the one before is none of the next.
			const reason = news.cut ? 'scene-cut' : 'face-lost';
			for (const decision of this.#line.beginAnew(reason)) this.#report(decision, at);
		}
		if (this.#notes.take(news, at, index)) {
			this.#options.send({ kind: 'faces-seen', faces: this.#notes.record() });
		}
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
			face: this.#mirror?.face(this.#line.face) ?? this.#line.face,
			outline: mesh === null ? this.#noOutline : this.#copyOutline(mesh.points),
			motion: this.#mirror?.motion(this.#line.motion) ?? this.#line.motion,
			masked: this.#mirror?.masked(this.#line.masked) ?? this.#line.masked,
			quality: this.#quality(),
			takenMs: performance.timeOrigin + started,
		});
		// Whoever started before it was there has seen a frame now.
		void this.#engine.loadNetwork();
		if (this.#calibrator !== null) this.#calibrateOn(this.#calibrator, at);
		for (const decision of decisions) this.#report(decision, at);
		this.#strips?.frameTaken();
	}

	#calibrateOn(calibrator: Calibrator, at: Millis): void {
		const step = calibrator.take(at, this.#line.neutralSample());
		switch (step.kind) {
			case 'waiting':
				this.#options.send({
					kind: 'calibrating',
					done: step.done,
					hindrance: step.hindrance,
				});
				return;
			case 'done':
				this.#calibrator = null;
				this.#line.adopt(step.baseline);
				this.#options.send({ kind: 'calibrated', baseline: step.baseline });
				return;
			case 'refused':
				this.#calibrator = null;
				this.#options.send({ kind: 'calibration-refused', why: step.why });
				return;
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

	#report(decision: SpotterDecision, at: number): void {
		const { onset, apex, offset, onsetSpread, offsetSpread } = decision.keyFrames;
		const period = 1000 / Math.max(decision.fps, 1);
		const keyFrame = (frame: number, spread: number): KeyFrame => ({
			frame: this.#line.indexOf(frame),
			ms: this.#line.timeOf(frame),
			uncertaintyMs: period * Math.max(1, spread),
		});
		const measuredRegions = this.#line.regionsOf(decision);
		const regions = this.#mirror?.regions(measuredRegions) ?? measuredRegions;
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
		this.#strips?.want(id, decision.keyFrames, this.#pending);
	}

	async #classify(
		event: MicroEvent,
		sight: EventSight | null,
		pictures: EventPictures | null,
	): Promise<void> {
		let verdict: MicroEvent['verdict'] = null;
		await Promise.race([this.#engine.loadNetwork(), this.#patience]);
		const { classifier } = this.#engine;
		if (classifier !== null && sight !== null) {
			const started = performance.now();
			try {
				verdict = await classifier.classify(sight, this.#engine.settings.readingCoverage);
				verdict = this.#mirror?.verdict(verdict) ?? verdict;
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

	get #remarks(): readonly SourceRemark[] {
		const { thinned } = this.#line;
		const { remarks } = this.#intake;
		return thinned === 0
			? remarks
			: [...remarks, { code: 'thinned', count: thinned, fps: MOST_FPS }];
	}

	#quality() {
		return this.#intake.quality(this.#line.rate.fps, this.#line.faceLost);
	}
}

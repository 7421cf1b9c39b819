/**
 * The stages between landmarks and network, wired: mesh and planes in, decisions out.
 *
 * Knows nothing of workers, MediaPipe or GPUs, so the same object runs live, on files, in the
 * benchmark and in tests.
 *
 * Owns   rings, references and noise floors of one session: a new session takes a new line
 * Cost   nothing is allocated per frame; a decision allocates what it hands out
 */
import { CROP_SIZE } from '../align/index.ts';
import type { EventMotion, KeyFaces } from '../backend/index.ts';
import type { NeutralBaseline, NeutralSample } from '../calibration/index.ts';
import type { Millis } from '../../core/kernel/index.ts';
import { millis } from '../../core/kernel/index.ts';
import { mean } from '../../core/statistics/index.ts';
import type { FaceMesh } from '../face/index.ts';
import { FaceReader } from '../face/index.ts';
import {
	EYES_CHANGED,
	MotionTrack,
	REGION_SHAPES,
	TRACKED_COUNT,
	TRACKED_REGIONS,
} from '../motion/index.ts';
import { REGIONS, REGION_COUNT } from '../../core/record/index.ts';
import type { SpotterDecision, KeyFrames, MovementScorer, SpotterFrame } from '../select/index.ts';
import { FARTHEST_TURN_DEG, Spotter, shippedScorer } from '../select/index.ts';
import type { StripFrame } from './face-pictures.ts';
import { FacePictures, LONGEST_GAP_MS } from './face-pictures.ts';
import type { FramePlanes } from './frame-planes.ts';
import { FrameRate } from './frame-rate.ts';
import { ShownMotion } from './shown-motion.ts';
import type { FaceState } from '../../core/record/index.ts';
import type { EventPictures, LineSettings, RegionMotion } from '../../core/record/index.ts';

/** Looking up or down beyond this hides chin or brows, degrees. */
const FARTHEST_PITCH_DEG = 28;
/** Frame pixels a px200 under which a one-pixel movement drowns. */
const SMALLEST_SCALE = 0.35;
/** After this long without a face the next one may be somebody else's. */
const FORGET_AFTER_MS = 500;
/** 125 frames a second are enough for anything, ms. */
const SHORTEST_PERIOD_MS = 7.9;
export const MOST_FPS = 125;
const NONE: readonly SpotterDecision[] = [];

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class FaceLine {
	readonly rate = new FrameRate();
	readonly #reader = new FaceReader();
	readonly #track = new MotionTrack();
	readonly #spotter: Spotter;
	readonly #onFrame: ((frame: SpotterFrame | null) => void) | null;
	readonly #pictures = new FacePictures();
	readonly #shown = new ShownMotion();
	readonly #spotterFrame: Mutable<SpotterFrame> = {
		at: millis(0),
		index: 0,
		signals: new Float32Array(2 * TRACKED_COUNT),
		blinking: false,
		speaking: false,
		headDegPerS: 0,
		turnedDeg: 0,
		yawDeg: 0,
		eyeChange: 0,
		residualPx: 0,
		scale: 1,
		light: 0,
		fps: 0,
	};
	/** What a gap or a lost face cut off, decided in this frame. */
	#cut: readonly SpotterDecision[] = NONE;
	#skipped = false;
	#lastAt = -Infinity;
	#lastFaceAt = -Infinity;

	readonly #sample: Mutable<NeutralSample> = {
		at: millis(0),
		faces: 0,
		yaw: NaN,
		pitch: NaN,
		roll: NaN,
		headDegPerS: 0,
		scale: NaN,
		light: NaN,
		opening: NaN,
		blinking: false,
		speaking: false,
		largestMotion: 0,
		scatter: new Float32Array(TRACKED_COUNT),
		scatterAt: -Infinity,
		fps: 0,
	};

	/** Of the last frame. */
	readonly motion = this.#shown.values;
	readonly masked = new Uint8Array(REGION_COUNT);
	readonly face: Mutable<FaceState> = {
		state: 'none',
		count: 0,
		yaw: NaN,
		pitch: NaN,
		roll: NaN,
		scale: NaN,
		light: NaN,
		blinking: false,
		speaking: false,
	};
	faceLost = 0;
	/** Frames that came sooner after another than is measured. */
	thinned = 0;

	/**
	 * @param scorer  of the spotter; the shipped one unless training brings its own
	 * @param onFrame sees what the spotter is given, reused for the next; null: the run broke
	 */
	constructor(
		scorer: MovementScorer = shippedScorer(),
		onFrame: ((frame: SpotterFrame | null) => void) | null = null,
	) {
		this.#spotter = new Spotter(
			TRACKED_REGIONS.map((name) => REGION_SHAPES[name]),
			scorer,
		);
		this.#onFrame = onFrame;
	}

	configure(settings: LineSettings): void {
		this.#spotter.setFalseAlarms(settings.falseAlarmsPerMinute);
	}

	/** Pictures of the whole face are kept for the network; call before the first frame. */
	keepFaces(): void {
		if (this.frameCount > 0) throw new Error('keepFaces() comes before the first frame');
		this.#pictures.keepFaces();
	}

	/**
	 * What a calibration found counts from the next frame on: noise and eyes begin there instead of at
	 * the same for all. Gates stay as they are: how far a face may turn is a matter of what the camera
	 * sees of it.
	 */
	adopt(baseline: NeutralBaseline): void {
		this.#reader.setNeutralOpening(baseline.opening.median);
		this.#spotter.beginFloor(baseline.noise.map(({ median }) => median));
	}

	/** The last frame as a calibration looks at it; reused. Null where there was no face in it. */
	neutralSample(): NeutralSample | null {
		const { face } = this;
		if (face.state === 'none') return null;
		const sample = this.#sample;
		const frame = this.#spotterFrame;
		sample.at = frame.at;
		sample.faces = face.count;
		sample.yaw = face.yaw;
		sample.pitch = face.pitch;
		sample.roll = face.roll;
		sample.headDegPerS = frame.headDegPerS;
		sample.scale = face.scale;
		sample.light = face.light;
		sample.blinking = face.blinking;
		sample.speaking = face.speaking;
		sample.largestMotion = 0;
		for (let region = 0; region < REGION_COUNT; region++) {
			if (this.masked[region] === 1) continue;
			sample.largestMotion = Math.max(sample.largestMotion, this.motion[region]!);
		}
		sample.scatter = this.#spotter.scatter;
		sample.scatterAt = this.#spotter.scatterAt;
		sample.fps = frame.fps;
		return sample;
	}

	/**
	 * What follows is another scene, or somebody else: as if the line were new, but for the numbers of
	 * its frames. Call before `measure` of the first such frame.
	 *
	 * @returns what was waiting for frames that now belong to somebody else
	 */
	beginAnew(reason: 'face-lost' | 'scene-cut'): readonly SpotterDecision[] {
		this.#onFrame?.(null);
		const decisions = this.#spotter.breakRun(reason);
		this.#reader.setNeutralOpening(NaN);
		this.#pictures.beginAnew();
		this.#forgetPerson();
		this.#spotter.beginAnew();
		return decisions;
	}

	/** The first stage's part of a frame: alignment, flow, track. Call before `spot`. */
	measure(planes: FramePlanes, mesh: FaceMesh | null, at: Millis): void {
		// Faster sources are thinned out: the rings hold so many frames, and no movement needs more.
		this.#skipped = at - this.#lastAt < SHORTEST_PERIOD_MS;
		if (this.#skipped) {
			this.thinned += 1;
			return;
		}
		this.rate.tick(at);
		this.#cut = at - this.#lastAt > LONGEST_GAP_MS ? this.#breakRun() : NONE;
		this.#lastAt = at;
		if (mesh === null) this.#loseFace();
		else this.#measureFace(planes, mesh, at);
	}

	/** The spotter's part of the frame that `measure` took in. */
	spot(at: Millis, index: number): readonly SpotterDecision[] {
		if (this.#skipped) return NONE;
		const { face } = this;
		if (face.state === 'none') return this.#cut;
		const frame = this.#spotterFrame;
		frame.at = at;
		frame.index = index;
		frame.blinking = face.blinking;
		frame.speaking = face.speaking;
		// Pitch counts for more: chin and brows go out of sight sooner than cheeks.
		frame.turnedDeg = Math.max(
			Math.abs(face.yaw),
			(Math.abs(face.pitch) * FARTHEST_TURN_DEG) / FARTHEST_PITCH_DEG,
		);
		frame.light = face.light;
		frame.fps = this.rate.fps;
		this.#onFrame?.(frame);
		const decision = this.#spotter.push(frame);
		const newest = this.#spotter.ring.count - 1;
		for (let region = 0; region < REGION_COUNT; region++) {
			this.masked[region] = this.#spotter.ring.mask(newest, region) === 0 ? 0 : 1;
		}
		if (decision === null) return this.#cut;
		return this.#cut.length === 0 ? [decision] : [...this.#cut, decision];
	}

	#breakRun(): readonly SpotterDecision[] {
		this.#onFrame?.(null);
		return this.#spotter.breakRun();
	}

	#loseFace(): void {
		const { face } = this;
		this.faceLost += 1;
		const lost = this.#breakRun();
		if (lost.length > 0) this.#cut = [...this.#cut, ...lost];
		this.#shown.clear();
		this.masked.fill(0);
		face.state = 'none';
		face.count = 0;
		face.yaw = face.pitch = face.roll = face.scale = face.light = NaN;
		face.blinking = face.speaking = false;
	}

	#measureFace(planes: FramePlanes, mesh: FaceMesh, at: Millis): void {
		if (at - this.#lastFaceAt > FORGET_AFTER_MS) this.#forgetPerson();
		this.#lastFaceAt = at;
		const { width, height } = planes.luma;
		const reading = this.#reader.read(mesh, at, width, height);
		const { points } = mesh;
		const tracked = this.#track.step(planes.luma, points, reading.scale, at, reading.blinking);
		this.#pictures.keep(planes, points, tracked.crop);
		const { face } = this;
		face.count = mesh.faces;
		face.yaw = reading.yaw;
		face.pitch = reading.pitch;
		face.roll = reading.roll;
		face.scale = reading.scale;
		face.blinking = reading.blinking || tracked.eyeChange > EYES_CHANGED;
		face.speaking = reading.speaking;
		face.light = mean(tracked.crop.luma);
		const turned =
			Math.abs(face.yaw) > FARTHEST_TURN_DEG || Math.abs(face.pitch) > FARTHEST_PITCH_DEG;
		face.state = turned ? 'turned' : face.scale < SMALLEST_SCALE ? 'small' : 'tracked';
		this.#shown.follow(tracked.signals, this.rate.elapsedMs);
		this.#spotterFrame.signals = tracked.signals;
		const frame = this.#spotterFrame;
		frame.headDegPerS = reading.headDegPerS;
		this.#sample.opening = reading.opening;
		frame.yawDeg = reading.yaw;
		frame.scale = reading.scale;
		frame.eyeChange = tracked.eyeChange;
		frame.residualPx = tracked.residualPx;
	}

	/** The source has ended: what was still waiting for frames after it. */
	finish(): SpotterDecision[] {
		return this.#spotter.finish();
	}

	/** Frames with a face so far; the newest of them has the number `frameCount - 1`. */
	get frameCount(): number {
		return this.#pictures.count;
	}

	/** Time and source index of a key frame. */
	timeOf(frame: number): Millis {
		return this.#spotter.ring.timeOf(frame);
	}
	indexOf(frame: number): number {
		return this.#spotter.ring.indexOf(frame);
	}

	/** How the regions that took part moved from onset to apex, strongest first. */
	regionsOf(decision: SpotterDecision): RegionMotion[] {
		const { ring } = this.#spotter;
		const { onset, apex } = decision.keyFrames;
		return decision.parts
			.map(({ region, z }) => {
				const dx = ring.signal(apex, 2 * region) - ring.signal(onset, 2 * region);
				const dy = ring.signal(apex, 2 * region + 1) - ring.signal(onset, 2 * region + 1);
				return { region: REGIONS[region]!, dx, dy, amplitudePx200: Math.hypot(dx, dy), z };
			})
			.sort((a, b) => b.amplitudePx200 - a.amplitudePx200);
	}

	/**
	 * What a network sees of a movement, and its pictures if they are wanted; null once its frames
	 * have left the ring.
	 */
	describe(
		keyFrames: Pick<KeyFrames, 'onset' | 'apex' | 'offset'>,
		wantPictures: boolean,
	): { motion: EventMotion; faces: KeyFaces | null; pictures: EventPictures | null } | null {
		return this.#pictures.describe(keyFrames, wantPictures);
	}

	/** Time of the newest frame; -Infinity before there is one. */
	get newestMs(): number {
		return this.#lastAt;
	}
	readonly cropSize = CROP_SIZE;

	/**
	 * The faces around frame `around`, from `fromMs` to `toMs`, as far as the ring holds them without
	 * a gap: beyond one it may be another face. Each is aligned as its motion was measured.
	 */
	framesBetween(around: number, fromMs: number, toMs: number): readonly StripFrame[] {
		return this.#pictures.framesBetween(around, fromMs, toMs, {
			timeOf: (frame) => this.timeOf(frame),
			indexOf: (frame) => this.indexOf(frame),
		});
	}

	#forgetPerson(): void {
		this.#reader.reset();
		this.#track.reset();
		this.#pictures.forgetPerson();
		this.#shown.forgetPerson();
		this.#spotter.forgetPerson();
	}
}

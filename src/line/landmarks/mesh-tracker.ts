/**
 * A tracker of our own around MediaPipe's models: the face mesh runs on the region that the last mesh
 * gives, raw and unsmoothed; the detector looks for a face only at the start, after a loss or a cut, and
 * twice a second for others (soon again where somebody was glimpsed).
 *
 * Pictures come from the planes that everything else is measured on, so nothing goes through WebGL and
 * nothing is read back: about a third of what FaceLandmarker takes for the same mesh (decision 0064).
 *
 * Cost  one run of the mesh a frame, and two of the detector a second; two and one where a face is
 *       found anew
 */
import type { Millis } from '../../core/kernel/index.ts';
import type { FaceChoice, TrackerInfo } from '../../core/record/index.ts';
import type { PictureBox, Planes } from '../camera/worker/index.ts';
import type { FaceMesh } from '../face/index.ts';
import { MESH_POINTS } from '../face/index.ts';
import { FaceCompany } from './face-company.ts';
import type { FaceDetector } from './face-detector.ts';
import type { FaceNews } from './face-news.ts';
import { othersOf, placeOf } from './face-news.ts';
import type { FaceRegion, FoundFace } from './face-region.ts';
import { boxAround, boxOfRegion, regionOfFound, regionOfMesh } from './face-region.ts';
import type { HeadPose } from './head-pose.ts';
import { RegionSampler } from './region-sampler.ts';
import { SceneWatch } from './scene-watch.ts';
import type { TfliteModel } from './tflite-runtime.ts';
import type { FaceTracker } from './tracker.ts';

/** Presence is a logit: a half is where MediaPipe draws the line too. */
const LEAST_PRESENCE = 0;
/** How often others are looked for, ms; and where somebody was glimpsed. */
const LOOK_ROUND_MS = 500;
const LOOK_AGAIN_MS = 100;
/** The side of what is read of the next frame is larger by this share than the region. */
const MARGIN = 0.25;
/** The mesh is laid on a face that was found so often, until its own region decides. */
const SETTLING_RUNS = 2;

export interface MeshTrackerParts {
	readonly mesh: TfliteModel;
	readonly detector: FaceDetector;
	readonly pose: HeadPose;
	readonly info: TrackerInfo;
}

export class MeshTracker implements FaceTracker {
	readonly info: TrackerInfo;
	readonly #parts: MeshTrackerParts;
	readonly #landmarks = new Float32Array(MESH_POINTS * 3);
	readonly #presence = new Float32Array(1);
	/** 256 pixels a side with the official model, 192 with the assembled one. */
	readonly #size: number;
	readonly #sampler: RegionSampler;
	readonly #outputs = [this.#landmarks, this.#presence];
	readonly #region: FaceRegion = { x: 0, y: 0, side: 0, turn: 0 };
	readonly #mesh = {
		points: new Float32Array(MESH_POINTS * 3),
		matrix: new Float32Array(16),
		faces: 1,
	};
	readonly #company = new FaceCompany();
	readonly #scene = new SceneWatch();
	readonly news: FaceNews = {
		cut: false,
		taken: null,
		lookedRound: false,
		revision: 0,
		others: () => othersOf(this.#company.companions, this.#width, this.#height),
	};
	#followed = false;
	#lookedRoundAt = -Infinity;
	#width = 0;
	#height = 0;
	#lastAt = -Infinity;

	constructor(parts: MeshTrackerParts) {
		this.#parts = parts;
		this.#size = parts.mesh.side;
		this.#sampler = new RegionSampler({ size: this.#size, low: 0, mostTaps: 2 });
		this.info = parts.info;
	}

	beginSession(choice: FaceChoice = 'largest'): void {
		this.#followed = false;
		this.#lookedRoundAt = -Infinity;
		this.#lastAt = -Infinity;
		this.#width = this.#height = 0;
		this.#region.side = 0;
		this.#company.begin(choice);
		this.#scene.reset();
	}

	get wanted(): PictureBox | null {
		const every = this.#company.unsettled ? LOOK_AGAIN_MS : LOOK_ROUND_MS;
		const looksRound = this.#lastAt - this.#lookedRoundAt >= every;
		if (!this.#followed || looksRound) return null;
		return boxAround(this.#region, MARGIN, this.#width, this.#height);
	}

	async track(
		_frame: VideoFrame,
		planes: Planes,
		at: Millis,
		readWhole: () => Promise<Planes> = () => Promise.resolve(planes),
	): Promise<FaceMesh | null> {
		const { news } = this;
		news.cut = news.lookedRound = false;
		news.taken = null;
		const partly = this.wanted !== null;
		const before = this.#followed;
		const resized = planes.width !== this.#width || planes.height !== this.#height;
		this.#lastAt = at;
		this.#width = planes.width;
		this.#height = planes.height;
		if (resized) this.#resize();
		if (before && resized) {
			// Places in a picture of another size mean nothing, and of this one only a part was read.
			this.#followed = false;
			return null;
		}
		const there = this.#likenessThere(planes);
		if (this.#followed) this.#followed = await this.#goOn(planes);
		const along = this.#followed ? this.#scene.likenessAlong(planes, this.#region) : there;
		const alike = Math.max(there, along);
		let pixels = planes;
		if (this.#scene.suspects(alike)) {
			if (partly) pixels = await readWhole();
			news.cut = this.#scene.isCut(pixels, alike, this.#followed);
		}
		if (news.cut) {
			this.#followed = false;
			this.#company.cut();
		}
		// Whoever is found where one was lost may be somebody else: a frame without a face lies between.
		// Of a cut the line is told.
		const takesUp = !this.#followed && (!before || news.cut);
		if (!partly || news.cut) await this.#lookRound(pixels, at, takesUp);
		if (this.#followed) this.#company.follow(boxOfRegion(this.#region), at);
		if (this.#region.side > 0) this.#scene.keep(pixels, this.#region);
		return this.#followed ? this.#mesh : null;
	}

	async #lookRound(planes: Planes, at: Millis, takesUp: boolean): Promise<void> {
		const found = await this.#parts.detector.find(planes);
		this.#lookedRoundAt = at;
		if (takesUp) await this.#takeUp(found, planes, at);
		this.#company.look(found, at, this.#followed ? boxOfRegion(this.#region) : null);
		this.#scene.keepWhole(planes);
		this.news.lookedRound = true;
		this.news.revision = this.#company.revision;
		this.#mesh.faces = Math.max(1, found.length);
	}

	/** The first face of those that may be followed that the mesh too takes for one. */
	async #takeUp(found: readonly FoundFace[], planes: Planes, at: Millis): Promise<void> {
		let left = Math.max(1, this.#company.countFromLeft);
		for (const face of this.#company.candidates(found, at)) {
			Object.assign(this.#region, regionOfFound(face));
			let seen = true;
			for (let run = 0; run < SETTLING_RUNS && seen; run++) seen = await this.#run(planes);
			if (!seen || --left > 0) continue;
			this.#followed = true;
			const box = boxOfRegion(this.#region);
			const taken = this.#company.takeUp(box, at);
			const place = placeOf(box, planes.width, planes.height);
			this.news.taken = taken && { ...taken, place };
			return;
		}
	}

	/** The face that was followed, at its next place; false: it is lost. */
	async #goOn(planes: Planes): Promise<boolean> {
		const from = boxOfRegion(this.#region);
		if (!(await this.#run(planes))) return false;
		return !this.#company.strayed(from, boxOfRegion(this.#region));
	}

	#likenessThere(planes: Planes): number {
		return this.#region.side > 0 ? this.#scene.likenessThere(planes, this.#region) : 1;
	}

	#resize(): void {
		this.#region.side = 0;
		this.#company.resize(this.#width, this.#height);
		this.#scene.reset();
	}

	/** Lays the mesh on the region; where there is a face, the region of the next frame follows. */
	async #run(planes: Planes): Promise<boolean> {
		const { mesh, pose } = this.#parts;
		const { width, height } = planes;
		this.#sampler.sample(planes, this.#region, mesh.input);
		await mesh.run(this.#outputs);
		if (!(this.#presence[0]! >= LEAST_PRESENCE)) return false;
		this.#project(width, height);
		pose.fit(this.#mesh.points, width, height, this.#mesh.matrix);
		regionOfMesh(this.#mesh, width, height, this.#region);
		return true;
	}

	/** From pixels of the region to 0..1 of the frame. */
	#project(width: number, height: number): void {
		const { x, y, side, turn } = this.#region;
		const size = this.#size;
		const step = side / size;
		const cos = Math.cos(turn) * step;
		const sin = Math.sin(turn) * step;
		const points = this.#mesh.points;
		const raw = this.#landmarks;
		for (let at = 0; at < points.length; at += 3) {
			const across = raw[at]! - size / 2;
			const down = raw[at + 1]! - size / 2;
			points[at] = (x + cos * across - sin * down) / width;
			points[at + 1] = (y + sin * across + cos * down) / height;
			points[at + 2] = (raw[at + 2]! * step) / width;
		}
	}

	close(): void {
		this.#parts.mesh.close();
		this.#parts.detector.close();
	}
}

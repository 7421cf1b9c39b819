/**
 * A tracker of our own around MediaPipe's models: the face mesh runs on the region that the last mesh
 * gives, raw and unsmoothed; the detector looks for a face only at the start, after a loss, and once a
 * second for others.
 *
 * Pictures come from the planes that everything else is measured on, so nothing goes through WebGL and
 * nothing is read back: about a third of what FaceLandmarker takes for the same mesh (decision 0064).
 *
 * Cost  one run of the mesh a frame, and one of the detector a second; two and one where a face is
 *       found anew
 */
import type { Millis } from '../../core/kernel/index.ts';
import type { TrackerInfo } from '../../core/record/index.ts';
import type { PictureBox, Planes } from '../camera/worker/index.ts';
import type { FaceMesh } from '../face/index.ts';
import { MESH_POINTS } from '../face/index.ts';
import type { FaceDetector } from './face-detector.ts';
import type { FaceRegion, FoundFace } from './face-region.ts';
import { boxAround, regionOfFound, regionOfMesh } from './face-region.ts';
import type { HeadPose } from './head-pose.ts';
import { RegionSampler } from './region-sampler.ts';
import type { TfliteModel } from './tflite-runtime.ts';
import type { FaceTracker } from './tracker.ts';

/** Presence is a logit: a half is where MediaPipe draws the line too. */
const LEAST_PRESENCE = 0;
/** How often others are looked for, ms. */
const LOOK_ROUND_MS = 1000;
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

	beginSession(): void {
		this.#followed = false;
		this.#lookedRoundAt = -Infinity;
		this.#lastAt = -Infinity;
		this.#width = this.#height = 0;
	}

	get wanted(): PictureBox | null {
		const looksRound = this.#lastAt - this.#lookedRoundAt >= LOOK_ROUND_MS;
		if (!this.#followed || looksRound) return null;
		return boxAround(this.#region, MARGIN, this.#width, this.#height);
	}

	async track(_frame: VideoFrame, planes: Planes, at: Millis): Promise<FaceMesh | null> {
		const whole = this.wanted === null;
		const before = this.#followed;
		const resized = planes.width !== this.#width || planes.height !== this.#height;
		this.#lastAt = at;
		this.#width = planes.width;
		this.#height = planes.height;
		if (before && resized) {
			// Places in a picture of another size mean nothing, and of this one only a part was read.
			this.#followed = false;
			return null;
		}
		if (this.#followed && !(await this.#run(planes))) this.#followed = false;
		if (!whole) return this.#followed ? this.#mesh : null;
		const found = await this.#parts.detector.find(planes);
		this.#lookedRoundAt = at;
		// Whoever is found where one was lost may be somebody else: a frame without a face lies between.
		if (!this.#followed && !before) await this.#takeUp(found, planes);
		if (!this.#followed) return null;
		this.#mesh.faces = Math.max(1, found.length);
		return this.#mesh;
	}

	/** The first face, largest first, that the mesh too takes for one. */
	async #takeUp(found: readonly FoundFace[], planes: Planes): Promise<void> {
		const bySize = found.toSorted((a, b) => b.width - a.width);
		for (const face of bySize) {
			Object.assign(this.#region, regionOfFound(face));
			let seen = true;
			for (let run = 0; run < SETTLING_RUNS && seen; run++) seen = await this.#run(planes);
			if (!seen) continue;
			this.#followed = true;
			return;
		}
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

/**
 * MediaPipe's FaceLandmarker as it comes: the fallback where our own tracker does not run, and the
 * reference that it is measured against.
 *
 * In    VideoFrames with strictly increasing times, not their planes
 * Out   a `FaceMesh`, valid until the next call, or null
 * Cost  tens of milliseconds on a slow machine: the largest part of a frame
 * Fails `landmarks/webgl` without WebGL2, `landmarks/model` for a missing or unreadable bundle,
 *       `landmarks/failed` when MediaPipe throws (the tracker is then unusable: build a new one)
 *
 * Decision: `numFaces: 2`. With one face MediaPipe smooths the landmarks over time (One-Euro) and
 * offers no switch; smoothed points lag behind the head, and the lag would look like motion of the
 * whole face. With two the points are raw, and a second person in view is noticed. The jitter that
 * smoothing would hide is removed on pixels in `align`.
 */
import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import type { Millis } from '../../core/kernel/index.ts';
import type { FaceChoice, TrackerInfo } from '../../core/record/index.ts';
import { Fault, asFault } from '../../core/record/index.ts';
import type { Planes } from '../camera/worker/index.ts';
import type { FaceMesh } from '../face/index.ts';
import { MESH_POINTS } from '../face/index.ts';
import type { FaceBox } from './face-region.ts';
import { MeshCompany } from './mesh-company.ts';
import type { FaceTracker } from './tracker.ts';

export interface LandmarkerOptions {
	/** Absolute address of the folder with `vision_wasm_module_internal.{js,wasm}`. */
	readonly wasmFolder: string;
	/** The `.task` bundle. */
	readonly model: Uint8Array;
}

export class LandmarkerTracker implements FaceTracker {
	readonly info: TrackerInfo = {
		name: 'landmarker',
		runtime: 'MediaPipe Tasks 0.10.35, wasm',
		meshSha256: null,
		detectorSha256: null,
	};
	/** It looks at the frame itself; the planes are for others. */
	readonly wanted = null;
	readonly #landmarker: FaceLandmarker;
	readonly #mesh = {
		points: new Float32Array(MESH_POINTS * 3),
		matrix: new Float32Array(16),
		faces: 0,
	};
	/** Session time of the last frame, and the graph's time when the session began. */
	#lastAt = -1;
	#sessionAt = 0;
	readonly #company = new MeshCompany();
	readonly news = this.#company.news;

	private constructor(landmarker: FaceLandmarker) {
		this.#landmarker = landmarker;
	}

	static async create(options: LandmarkerOptions): Promise<LandmarkerTracker> {
		// MediaPipe uploads every frame through WebGL, with the CPU delegate too.
		if (new OffscreenCanvas(1, 1).getContext('webgl2') === null) {
			throw new Fault('landmarks/webgl', 'this browser offers no WebGL2 in a worker');
		}
		try {
			const files = await FilesetResolver.forVisionTasks(options.wasmFolder, true);
			const landmarker = await FaceLandmarker.createFromOptions(files, {
				baseOptions: { modelAssetBuffer: options.model, delegate: 'CPU' },
				// Its own canvas: Chrome on iOS is otherwise taken for a browser without one.
				canvas: new OffscreenCanvas(1, 1),
				runningMode: 'VIDEO',
				numFaces: 2,
				outputFacialTransformationMatrixes: true,
			});
			return new LandmarkerTracker(landmarker);
		} catch (error) {
			throw asFault(error, 'landmarks/model');
		}
	}

	/**
	 * Starts a session: its times may begin anew, and no face of the last one is followed on.
	 * MediaPipe's clock cannot be turned back and it goes on tracking where it last saw a face, so a
	 * black frame in between makes it forget; results then do not depend on what ran before.
	 */
	beginSession(choice: FaceChoice = 'largest'): void {
		this.#sessionAt += this.#lastAt + 2;
		this.#lastAt = -1;
		this.#company.begin(choice);
		const side = 64;
		const black = new VideoFrame(new Uint8Array(side * side * 4), {
			format: 'RGBX',
			codedWidth: side,
			codedHeight: side,
			timestamp: 0,
		});
		try {
			this.#landmarker.detectForVideo(black, this.#sessionAt - 1);
		} catch (error) {
			throw asFault(error, 'landmarks/failed');
		} finally {
			black.close();
		}
	}

	track(frame: VideoFrame, planes: Planes, at: Millis): Promise<FaceMesh | null> {
		// It blocks; a failure is the promise's, as with any tracker.
		return new Promise((resolve) => resolve(this.#track(frame, planes, at)));
	}

	#track(frame: VideoFrame, planes: Planes, at: Millis): FaceMesh | null {
		// A repeated or earlier time would break MediaPipe's graph for good.
		if (at <= this.#lastAt) {
			throw new Fault('landmarks/failed', `frame at ${at} ms is not after ${this.#lastAt} ms`);
		}
		this.#lastAt = at;
		let result;
		try {
			result = this.#landmarker.detectForVideo(frame, this.#sessionAt + at);
		} catch (error) {
			throw asFault(error, 'landmarks/failed');
		}
		const faces = result.faceLandmarks;
		const chosen = this.#company.choose(faces.map(boxOfPoints(planes)), planes, at);
		if (chosen < 0) return null;
		const points = this.#mesh.points;
		faces[chosen]!.forEach((point, i) => {
			points[3 * i] = point.x;
			points[3 * i + 1] = point.y;
			points[3 * i + 2] = point.z;
		});
		const matrix = result.facialTransformationMatrixes[chosen];
		if (matrix) this.#mesh.matrix.set(matrix.data);
		this.#mesh.faces = faces.length;
		return this.#mesh;
	}

	close(): void {
		this.#landmarker.close();
	}
}

type Point = { readonly x: number; readonly y: number };

/** The box around a mesh, px. */
const boxOfPoints =
	({ width, height }: Planes) =>
	(points: readonly Point[]): FaceBox => {
		const xs = points.map(({ x }) => x * width);
		const ys = points.map(({ y }) => y * height);
		const x = Math.min(...xs);
		const y = Math.min(...ys);
		return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
	};

/**
 * BlazeFace, short range (arXiv 1907.05047): where faces are in a frame, for the first look, after a
 * loss, and for others beside the followed one. Anchors and thresholds as in MediaPipe's
 * `face_detection_short_range` graph.
 *
 * In    planes of a whole frame
 * Out   faces, best first
 * Cost  some milliseconds; allocates what it hands out
 */
import type { Closable } from '../../core/kernel/index.ts';
import type { Planes } from '../camera/worker/index.ts';
import type { FaceRegion, FoundFace } from './face-region.ts';
import { overlapOf } from './face-region.ts';
import { RegionSampler } from './region-sampler.ts';
import type { TfliteModel } from './tflite-runtime.ts';

const SIZE = 128;
const BLACK = -1;
const SAMPLING = { size: SIZE, low: BLACK, mostTaps: 4 } as const;
/** Cells a side, and anchors in each, of the two grids. */
const GRIDS = [
	[16, 2],
	[8, 6],
] as const;
const ANCHORS = GRIDS.reduce((sum, [cells, each]) => sum + cells * cells * each, 0);
/** Box, then six points. */
const VALUES = 16;
/** As a logit: a score of one half. */
const LEAST_LOGIT = 0;
/** Boxes that overlap by more are one face. */
const SAME_FACE = 0.3;

export class FaceDetector implements Closable {
	readonly #model: TfliteModel;
	readonly #boxes = new Float32Array(ANCHORS * VALUES);
	readonly #logits = new Float32Array(ANCHORS);
	readonly #outputs = [this.#boxes, this.#logits];
	readonly #middles = anchorMiddles();
	readonly #sampler = new RegionSampler(SAMPLING);

	constructor(model: TfliteModel) {
		this.#model = model;
	}

	async find(planes: Planes): Promise<readonly FoundFace[]> {
		const { width, height } = planes;
		const side = Math.max(width, height);
		const whole: FaceRegion = { x: width / 2, y: height / 2, side, turn: 0 };
		this.#sampler.sample(planes, whole, this.#model.input);
		blacken(this.#model.input, width / side, height / side);
		await this.#model.run(this.#outputs);
		const found: FoundFace[] = [];
		for (let anchor = 0; anchor < ANCHORS; anchor++) {
			if (this.#logits[anchor]! < LEAST_LOGIT) continue;
			found.push(this.#faceAt(anchor, side, (side - width) / 2, (side - height) / 2));
		}
		return merged(found.sort((a, b) => b.score - a.score));
	}

	#faceAt(anchor: number, side: number, left: number, top: number): FoundFace {
		const at = anchor * VALUES;
		const x = (value: number): number =>
			(this.#boxes[at + value]! / SIZE + this.#middles[2 * anchor]!) * side - left;
		const y = (value: number): number =>
			(this.#boxes[at + value]! / SIZE + this.#middles[2 * anchor + 1]!) * side - top;
		const width = (this.#boxes[at + 2]! / SIZE) * side;
		const height = (this.#boxes[at + 3]! / SIZE) * side;
		return {
			x: x(0) - width / 2,
			y: y(1) - height / 2,
			width,
			height,
			rightEye: { x: x(4), y: y(5) },
			leftEye: { x: x(6), y: y(7) },
			score: 1 / (1 + Math.exp(-this.#logits[anchor]!)),
		};
	}

	close(): void {
		this.#model.close();
	}
}

/** Beyond a frame that is not square there is nothing. `across`, `down`: share of the picture it fills. */
function blacken(rgb: Float32Array, across: number, down: number): void {
	const left = Math.round(((1 - across) / 2) * SIZE);
	const top = Math.round(((1 - down) / 2) * SIZE);
	const row = 3 * SIZE;
	rgb.fill(BLACK, 0, top * row);
	rgb.fill(BLACK, (SIZE - top) * row);
	if (left === 0) return;
	for (let y = 0; y < SIZE; y++) {
		rgb.fill(BLACK, y * row, y * row + 3 * left);
		rgb.fill(BLACK, (y + 1) * row - 3 * left, (y + 1) * row);
	}
}

function anchorMiddles(): Float32Array {
	const middles: number[] = [];
	for (const [cells, each] of GRIDS) {
		for (let row = 0; row < cells; row++) {
			for (let column = 0; column < cells; column++) {
				for (let k = 0; k < each; k++) middles.push((column + 0.5) / cells, (row + 0.5) / cells);
			}
		}
	}
	return Float32Array.from(middles);
}

/** Boxes of one face become their mean, weighted by score. */
function merged(sorted: readonly FoundFace[]): readonly FoundFace[] {
	const faces: FoundFace[] = [];
	let rest = sorted;
	while (rest.length > 0) {
		const [best] = rest as [FoundFace];
		const same = rest.filter((each) => each === best || overlapOf(best, each) > SAME_FACE);
		rest = rest.filter((each) => !same.includes(each));
		const total = same.reduce((sum, { score }) => sum + score, 0);
		const mean = (of: (face: FoundFace) => number): number =>
			same.reduce((sum, face) => sum + face.score * of(face), 0) / total;
		faces.push({
			x: mean(({ x }) => x),
			y: mean(({ y }) => y),
			width: mean(({ width }) => width),
			height: mean(({ height }) => height),
			rightEye: { x: mean(({ rightEye }) => rightEye.x), y: mean(({ rightEye }) => rightEye.y) },
			leftEye: { x: mean(({ leftEye }) => leftEye.x), y: mean(({ leftEye }) => leftEye.y) },
			score: best.score,
		});
	}
	return faces;
}

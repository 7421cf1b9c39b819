/** Motion of a clip as an audit gets it, with a movement drawn into it. */
import type { ClipMotion } from '../../../../src/core/record/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { REGIONS, REGION_COUNT } from '../../../../src/core/record/index.ts';

export interface Drawn {
	readonly fps: number;
	readonly seconds: number;
	/** Begin of the rise and lengths, ms. */
	readonly start: number;
	readonly rise: number;
	readonly plateau: number;
	readonly fall: number;
	/** Of the lip corners, px200; 0: nothing moves. */
	readonly px200: number;
	/** Deviation of every frame's noise and of a step of its wandering, px200. */
	readonly noise: number;
	readonly wander: number;
	readonly seed: number;
}

export const USUAL: Drawn = {
	fps: 30,
	seconds: 4,
	start: 1970,
	rise: 170,
	plateau: 0,
	fall: 210,
	px200: 1.5,
	noise: 0.04,
	wander: 0.02,
	seed: 1,
};

/** A smile: the lip corners go up and out, the cheeks follow. */
const SMILE = new Map<number, readonly [dx: number, dy: number]>([
	[REGIONS.indexOf('lipCornerRight'), [-0.5, -0.85]],
	[REGIONS.indexOf('lipCornerLeft'), [0.5, -0.85]],
	[REGIONS.indexOf('cheekRight'), [-0.2, -0.4]],
	[REGIONS.indexOf('cheekLeft'), [0.2, -0.4]],
]);

const risen = (part: number): number =>
	part <= 0 ? 0 : part >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * part);

function stateAt({ start, rise, plateau, fall }: Drawn, ms: number): number {
	return risen((ms - start) / rise) - risen((ms - start - rise - plateau) / fall);
}

export function drawClip(drawn: Drawn): ClipMotion {
	const count = Math.round(drawn.fps * drawn.seconds);
	const random = seeded(drawn.seed);
	const width = 2 * REGION_COUNT;
	const times = Float64Array.from({ length: count }, (_, i) => (1000 * i) / drawn.fps);
	const signals = new Float32Array(count * width);
	const wander = new Float64Array(width);
	const stride = drawn.wander * Math.sqrt(30 / drawn.fps);
	for (let i = 0; i < count; i++) {
		const state = drawn.px200 * stateAt(drawn, times[i]!);
		for (let c = 0; c < width; c++) {
			wander[c]! += stride * random.normal();
			const way = SMILE.get(c >> 1)?.[c % 2 === 0 ? 0 : 1] ?? 0;
			signals[i * width + c] = way * state + wander[c]! + drawn.noise * random.normal();
		}
	}
	return {
		frames: Int32Array.from({ length: count }, (_, i) => i),
		times,
		faces: new Uint8Array(count).fill(1),
		signals,
		placing: new Float32Array(4 * count),
	};
}

/** Key frames as they are defined: last frame within 2 % of nothing, highest, first within 5 %. */
export function trueFrames(drawn: Drawn): { onset: number; apex: number; offset: number } {
	const at = (frame: number): number => stateAt(drawn, (1000 * frame) / drawn.fps);
	const frameOf = (ms: number): number => (ms * drawn.fps) / 1000;
	const { start, rise, plateau, fall } = drawn;
	let onset = Math.floor(frameOf(start));
	while (at(onset + 1) <= 0.02) onset += 1;
	let offset = Math.ceil(frameOf(start + rise + plateau));
	while (at(offset) > 0.05 || frameOf(start + rise + plateau + fall / 2) > offset) offset += 1;
	return { onset, apex: Math.round(frameOf(start + rise + plateau / 2)), offset };
}

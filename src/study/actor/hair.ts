/** The actor's hair, by style: guide curves from the parting outwards, filled with hairs. */
import { seeded } from '../../core/kernel/index.ts';
import type { HairStyle, Look } from './look.ts';
import { linear, scaled, smoothstep } from './painting.ts';
import type { Painting } from './painting.ts';
import { mirrored, paintBundle } from './strands.ts';
import type { Guide } from './strands.ts';

interface Cut {
	/** Behind neck and shoulders; painted before the body. */
	readonly behind: readonly (readonly Guide[])[];
	/** Over forehead and sides; painted last, in this order. */
	readonly front: readonly (readonly Guide[])[];
	readonly wave: number;
}

const LONG_RIGHT: readonly Guide[] = [
	[0.04, -1.06, 0.46, -0.98, 0.84, -0.56, 1.0, 0.1, 1.04, 0.9, 0.99, 1.7, 0.86, 2.4, 0.8, 3.4],
	[0.02, -1.46, 0.62, -1.34, 1.06, -0.8, 1.2, 0.05, 1.24, 0.95, 1.2, 1.8, 1.08, 2.6, 1.0, 3.4],
	[0.0, -1.82, 0.72, -1.68, 1.24, -1.02, 1.37, -0.05, 1.4, 1, 1.37, 1.9, 1.27, 2.7, 1.2, 3.4],
];
const LONG_LEFT: readonly Guide[] = [
	[
		0.06, -1.06, -0.36, -1.0, -0.82, -0.62, -1.02, 0.1, -1.06, 0.9, -1.01, 1.7, -0.88, 2.4, -0.8,
		3.4,
	],
	[
		0.05, -1.46, -0.58, -1.36, -1.06, -0.82, -1.22, 0.05, -1.26, 0.95, -1.22, 1.8, -1.1, 2.6, -1.0,
		3.4,
	],
	[
		0.04, -1.82, -0.7, -1.69, -1.24, -1.04, -1.38, -0.05, -1.42, 1, -1.39, 1.9, -1.29, 2.7, -1.2,
		3.4,
	],
];
const BOB_RIGHT: readonly Guide[] = [
	[-0.3, -1.04, 0.26, -1.0, 0.76, -0.68, 1.0, -0.1, 1.04, 0.5, 0.99, 1.02, 0.84, 1.4],
	[-0.32, -1.44, 0.46, -1.42, 1.04, -0.95, 1.22, -0.15, 1.28, 0.55, 1.24, 1.12, 1.06, 1.52],
	[-0.34, -1.8, 0.58, -1.74, 1.22, -1.12, 1.38, -0.2, 1.44, 0.6, 1.39, 1.15, 1.2, 1.52],
];
const BOB_LEFT: readonly Guide[] = [
	[-0.28, -1.04, -0.5, -0.98, -0.8, -0.68, -1.0, -0.1, -1.04, 0.5, -0.99, 1.02, -0.84, 1.4],
	[-0.28, -1.44, -0.68, -1.32, -1.06, -0.92, -1.22, -0.15, -1.28, 0.55, -1.24, 1.12, -1.06, 1.52],
	[-0.28, -1.8, -0.82, -1.64, -1.24, -1.05, -1.38, -0.2, -1.44, 0.6, -1.39, 1.15, -1.2, 1.52],
];
const SHORT_TOP: readonly Guide[] = [
	[-0.62, -0.92, -0.36, -1.1, 0.12, -1.12, 0.6, -0.98, 0.9, -0.68],
	[-0.66, -1.2, -0.3, -1.46, 0.3, -1.46, 0.86, -1.2, 1.06, -0.72],
	[-0.7, -1.46, -0.3, -1.78, 0.42, -1.8, 1.02, -1.38, 1.19, -0.7],
];
const SHORT_RIGHT: readonly Guide[] = [
	[0.7, -0.94, 0.88, -0.74, 0.97, -0.45, 1.02, -0.16, 1.05, 0.14],
	[0.9, -1.2, 1.05, -0.86, 1.12, -0.48, 1.13, -0.15, 1.11, 0.12],
	[1.0, -1.38, 1.16, -0.92, 1.21, -0.48, 1.2, -0.15, 1.15, 0.1],
];
const SHORT_LEFT: readonly Guide[] = [
	[-0.62, -0.92, -0.8, -0.82, -0.94, -0.55, -1.01, -0.2, -1.05, 0.14],
	[-0.66, -1.2, -0.9, -1.1, -1.07, -0.78, -1.13, -0.3, -1.11, 0.12],
	[-0.7, -1.46, -0.99, -1.3, -1.17, -0.9, -1.21, -0.35, -1.15, 0.1],
];
const TIED_RIGHT: readonly Guide[] = [
	[1.04, 0.14, 1.12, -0.3, 1.11, -0.8, 0.82, -1.35, 0.2, -1.72],
	[0.98, -0.3, 1.01, -0.66, 0.9, -1.08, 0.6, -1.43, 0.16, -1.73],
	[0.82, -0.68, 0.8, -0.92, 0.66, -1.2, 0.42, -1.5, 0.1, -1.74],
	[0.46, -0.93, 0.42, -1.1, 0.34, -1.32, 0.2, -1.55, 0.04, -1.76],
	[-0.03, -1.0, -0.03, -1.16, -0.03, -1.4, -0.03, -1.58, -0.03, -1.76],
];
const BUN: readonly Guide[] = [
	[-0.36, -1.66, -0.46, -1.86, -0.24, -2.08, 0.14, -2.09, 0.4, -1.92, 0.36, -1.66],
	[-0.24, -1.66, -0.28, -1.8, -0.12, -1.94, 0.12, -1.95, 0.26, -1.82, 0.22, -1.66],
	[-0.1, -1.66, -0.12, -1.72, -0.04, -1.78, 0.04, -1.78, 0.1, -1.72, 0.08, -1.66],
];
const CROP_RIGHT: readonly Guide[] = [
	[-0.03, -1.02, -0.03, -1.24, -0.03, -1.48, -0.03, -1.7],
	[0.44, -0.97, 0.43, -1.18, 0.4, -1.42, 0.34, -1.66],
	[0.78, -0.76, 0.8, -0.98, 0.78, -1.2, 0.7, -1.48],
	[0.94, -0.4, 1.03, -0.66, 1.08, -0.88, 1.01, -1.14],
	[1.01, 0.04, 1.09, -0.2, 1.15, -0.45, 1.17, -0.7],
	[1.07, 0.16, 1.13, 0, 1.16, -0.25, 1.17, -0.5],
];
const BACK: readonly Guide[] = [
	[0, -1.5, 0.05, 0, 0, 1.6, 0, 3.2],
	[0.7, -1.4, 0.9, 0, 0.8, 1.6, 0.75, 3.2],
	[1.1, -1.1, 1.3, 0, 1.32, 1.5, 1.15, 3.2],
];
const BOB_BACK: readonly Guide[] = [
	[0, -1.5, 0.05, -0.4, 0, 0.6, 0, 1.45],
	[0.7, -1.4, 0.9, -0.4, 0.85, 0.6, 0.8, 1.5],
	[1.1, -1.1, 1.28, -0.4, 1.32, 0.6, 1.12, 1.5],
];

const CUTS: Readonly<Record<HairStyle, Cut>> = {
	long: { behind: [BACK, mirrored(BACK)], front: [LONG_LEFT, LONG_RIGHT], wave: 0.045 },
	bob: { behind: [BOB_BACK, mirrored(BOB_BACK)], front: [BOB_LEFT, BOB_RIGHT], wave: 0.012 },
	short: { behind: [], front: [SHORT_LEFT, SHORT_RIGHT, SHORT_TOP], wave: 0.02 },
	tied: { behind: [BUN], front: [mirrored(TIED_RIGHT), TIED_RIGHT], wave: 0.006 },
	crop: { behind: [], front: [mirrored(CROP_RIGHT), CROP_RIGHT], wave: 0.012 },
};

export function paintHair(
	painting: Painting,
	look: Look,
	layer: 'behind' | 'front',
	seed: number,
): void {
	const random = seeded(seed ^ (layer === 'front' ? 0x51ed : 0x2f3b));
	const cut = CUTS[look.hairStyle];
	const colour = linear(look.hair);
	const cropped = look.hairStyle === 'crop';
	// a band of gloss where the skull turns to the light, dark at roots, sides and below
	const light = (x: number, y: number, t: number): number => {
		const band = Math.exp(-(((y + 1.22 + 0.5 * (x + 0.2) * (x + 0.2)) / 0.15) ** 2));
		const second = Math.exp(-(((y - 0.35 + 0.3 * x) / 0.4) ** 2));
		const side = 0.6 + 0.4 * smoothstep(1.5, -0.8, x);
		const low = 0.66 + 0.34 * smoothstep(1.6, -0.9, y);
		const root = 0.66 + 0.34 * smoothstep(0, 0.14, t);
		const gloss = cropped ? 0.25 : 0.95 * smoothstep(1.3, 0.2, Math.abs(x));
		return layer === 'behind' ? 0.5 * side : side * low * root * (1 + gloss * band + 0.18 * second);
	};
	const layers =
		layer === 'behind'
			? [{ count: 360, width: 0.06, alpha: 0.85, shade: 0.45, variety: 0.2, steps: 12 }]
			: [
					{ count: 420, width: 0.06, alpha: 0.8, shade: 0.5, variety: 0.2, steps: 16 },
					{ count: 900, width: 0.022, alpha: 0.6, shade: 0.85, variety: 0.35, steps: 20 },
					{ count: 1100, width: 0.011, alpha: 0.55, shade: 1.2, variety: 0.6, steps: 22 },
				];
	for (const guides of cut[layer]) {
		for (const pass of layers) {
			const share = cropped ? 2.2 : 1;
			paintBundle(
				painting,
				{
					guides,
					count: Math.round(pass.count * share),
					width: pass.width * (cropped ? 0.7 : 1),
					colour: scaled(colour, pass.shade),
					variety: pass.variety,
					alpha: pass.alpha,
					wave: cut.wave,
					length: cropped ? [0.16, 0.3] : [0.75, 1],
					start: cropped ? [0, 0.82] : [0, 0.05],
					steps: cropped ? 4 : pass.steps,
					light,
				},
				random,
			);
		}
	}
}

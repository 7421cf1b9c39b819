/** The actor's hair, by style: guide curves from the parting outwards, filled with hairs. */
import { seeded } from '../kernel/index.ts';
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
	[0.06, -1.2, 0.5, -1.06, 0.9, -0.62, 1.05, 0.1, 1.06, 0.9, 1.0, 1.7, 0.84, 2.5],
	[0.08, -1.45, 0.66, -1.36, 1.1, -0.8, 1.24, 0.05, 1.26, 0.95, 1.2, 1.8, 1.05, 2.75],
	[0.06, -1.72, 0.76, -1.66, 1.28, -0.98, 1.4, 0, 1.43, 1, 1.36, 1.9, 1.22, 2.8],
];
const LONG_LEFT: readonly Guide[] = [
	[0.06, -1.2, -0.36, -1.1, -0.86, -0.72, -1.06, 0.1, -1.08, 0.9, -1.02, 1.7, -0.88, 2.5],
	[0.07, -1.45, -0.6, -1.38, -1.1, -0.82, -1.25, 0.05, -1.28, 0.95, -1.22, 1.8, -1.08, 2.75],
	[0.06, -1.72, -0.74, -1.68, -1.28, -1, -1.4, 0, -1.44, 1, -1.38, 1.9, -1.24, 2.8],
];
const BOB_RIGHT: readonly Guide[] = [
	[-0.18, -1.22, 0.34, -1.12, 0.82, -0.72, 1.02, -0.1, 1.06, 0.5, 1.0, 1.05, 0.82, 1.42],
	[-0.18, -1.46, 0.5, -1.44, 1.06, -0.95, 1.24, -0.15, 1.3, 0.55, 1.26, 1.15, 1.08, 1.62],
	[-0.18, -1.72, 0.62, -1.7, 1.25, -1.08, 1.4, -0.2, 1.46, 0.6, 1.42, 1.2, 1.22, 1.62],
];
const BOB_LEFT: readonly Guide[] = [
	[-0.18, -1.22, -0.5, -1.1, -0.84, -0.75, -1.02, -0.1, -1.06, 0.5, -1.0, 1.05, -0.82, 1.42],
	[-0.18, -1.46, -0.68, -1.36, -1.08, -0.92, -1.24, -0.15, -1.3, 0.55, -1.26, 1.15, -1.08, 1.62],
	[-0.18, -1.72, -0.8, -1.58, -1.25, -1.05, -1.4, -0.2, -1.46, 0.6, -1.42, 1.2, -1.22, 1.62],
];
const SHORT_TOP: readonly Guide[] = [
	[-0.52, -1.08, -0.2, -1.28, 0.3, -1.3, 0.74, -1.06, 0.96, -0.74],
	[-0.56, -1.26, -0.2, -1.56, 0.4, -1.6, 0.92, -1.3, 1.1, -0.8],
	[-0.6, -1.42, -0.2, -1.82, 0.5, -1.86, 1.08, -1.42, 1.2, -0.72],
];
const SHORT_SIDE: readonly Guide[] = [
	[0.78, -1.06, 0.93, -0.8, 0.99, -0.5, 1.02, -0.2, 1.04, 0.12],
	[0.95, -1.3, 1.08, -0.9, 1.14, -0.5, 1.14, -0.15, 1.11, 0.12],
	[1.0, -1.42, 1.16, -0.95, 1.22, -0.5, 1.21, -0.15, 1.15, 0.1],
];
const TIED_RIGHT: readonly Guide[] = [
	[1.03, 0.16, 1.12, -0.3, 1.1, -0.8, 0.8, -1.35, 0.2, -1.74],
	[0.98, -0.35, 1.0, -0.7, 0.88, -1.1, 0.58, -1.45, 0.16, -1.74],
	[0.84, -0.78, 0.8, -1.0, 0.64, -1.25, 0.4, -1.52, 0.1, -1.76],
	[0.5, -1.06, 0.44, -1.2, 0.34, -1.36, 0.2, -1.56, 0.04, -1.78],
	[0.0, -1.14, 0.0, -1.26, 0.0, -1.42, 0.0, -1.6, 0, -1.8],
];
const BUN: readonly Guide[] = [
	[-0.4, -1.72, -0.5, -2.0, -0.2, -2.24, 0.2, -2.22, 0.42, -1.95],
	[-0.3, -1.7, -0.32, -1.9, -0.1, -2.06, 0.2, -2.04, 0.34, -1.84],
	[-0.1, -1.72, -0.1, -1.78, 0.0, -1.84, 0.14, -1.82, 0.2, -1.76],
];
const CROP_RIGHT: readonly Guide[] = [
	[0.0, -1.12, 0.0, -1.3, 0.0, -1.5, 0.0, -1.72],
	[0.46, -1.06, 0.44, -1.24, 0.4, -1.44, 0.34, -1.68],
	[0.82, -0.82, 0.84, -1.02, 0.8, -1.22, 0.7, -1.5],
	[0.96, -0.42, 1.06, -0.7, 1.1, -0.9, 1.02, -1.16],
	[1.02, 0.06, 1.1, -0.2, 1.16, -0.45, 1.18, -0.7],
	[1.07, 0.16, 1.14, 0, 1.18, -0.25, 1.18, -0.5],
];
const BACK: readonly Guide[] = [
	[0, -1.5, 0.05, 0, 0, 1.6, 0, 2.4],
	[0.7, -1.4, 0.9, 0, 0.8, 1.6, 0.75, 2.6],
	[1.15, -1.1, 1.34, 0, 1.36, 1.5, 1.2, 2.75],
];
const BOB_BACK: readonly Guide[] = [
	[0, -1.5, 0.05, -0.4, 0, 0.6, 0, 1.5],
	[0.7, -1.4, 0.9, -0.4, 0.85, 0.6, 0.8, 1.6],
	[1.15, -1.1, 1.32, -0.4, 1.38, 0.6, 1.18, 1.6],
];

const CUTS: Readonly<Record<HairStyle, Cut>> = {
	long: { behind: [BACK, mirrored(BACK)], front: [LONG_LEFT, LONG_RIGHT], wave: 0.045 },
	bob: { behind: [BOB_BACK, mirrored(BOB_BACK)], front: [BOB_LEFT, BOB_RIGHT], wave: 0.012 },
	short: { behind: [], front: [mirrored(SHORT_SIDE), SHORT_SIDE, SHORT_TOP], wave: 0.02 },
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
		const band = Math.exp(-(((y + 1.18 + 0.35 * Math.abs(x + 0.3)) / 0.2) ** 2));
		const side = 0.62 + 0.38 * smoothstep(1.5, -0.8, x);
		const low = 0.6 + 0.4 * smoothstep(1.6, -0.9, y);
		const root = 0.72 + 0.28 * smoothstep(0, 0.12, t);
		const gloss = cropped ? 0.35 : 1.25;
		return layer === 'behind' ? 0.5 * side : side * low * root * (1.05 + gloss * band);
	};
	const layers =
		layer === 'behind'
			? [{ count: 500, width: 0.05, alpha: 0.85, shade: 0.45, variety: 0.2 }]
			: [
					{ count: 420, width: 0.06, alpha: 0.8, shade: 0.5, variety: 0.2 },
					{ count: 900, width: 0.022, alpha: 0.6, shade: 0.85, variety: 0.35 },
					{ count: 1300, width: 0.011, alpha: 0.55, shade: 1.15, variety: 0.55 },
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
					start: cropped ? [0, 0.82] : [0, 0.1],
					steps: cropped ? 4 : 26,
					light,
				},
				random,
			);
		}
	}
}

/** Bundles of hairs between two guide curves: brows, lashes and hair are all made of these. */
import type { Random } from '../../core/kernel/index.ts';
import type { Rgb } from './look.ts';
import type { Painting } from './painting.ts';

/** Points of a smooth curve, root to tip: x, y pairs. */
export type Guide = readonly number[];

/** Catmull-Rom through the guide's points, at share t of its way. */
function along(guide: Guide, t: number, axis: 0 | 1): number {
	const last = guide.length / 2 - 1;
	const place = Math.min(last - 1e-6, Math.max(0, t * last));
	const i = Math.floor(place);
	const f = place - i;
	const at = (k: number): number => guide[2 * Math.min(last, Math.max(0, k)) + axis]!;
	const a = at(i - 1);
	const b = at(i);
	const c = at(i + 1);
	const d = at(i + 2);
	return b + 0.5 * f * (c - a + f * (2 * a - 5 * b + 4 * c - d + f * (3 * (b - c) + d - a)));
}

export interface Bundle {
	/** Guides with the same number of points; hairs lie between neighbors. */
	readonly guides: readonly Guide[];
	readonly count: number;
	/** Width at the root, IOD; hairs thin out to the tip. */
	readonly width: number;
	/** Linear light. */
	readonly colour: Rgb;
	/** Spread of lightness between hairs, 0..1. */
	readonly variety: number;
	readonly alpha: number;
	/** Sideways wave of a hair, IOD. */
	readonly wave: number;
	/** Share of the guides' length a hair covers: from, to; random between. */
	readonly length: readonly [number, number];
	/** Where along the guides hairs start: from, to; random between. */
	readonly start: readonly [number, number];
	readonly steps: number;
	/** Light on the bundle at a place: a factor on the color. */
	readonly light: (x: number, y: number, t: number) => number;
}

export function paintBundle(painting: Painting, bundle: Bundle, random: Random): void {
	const { guides, steps } = bundle;
	const points = new Float64Array(2 * (steps + 1));
	for (let hair = 0; hair < bundle.count; hair++) {
		const between = random.next() * (guides.length - 1);
		const g = Math.min(guides.length - 2, Math.floor(between));
		const start = random.uniform(bundle.start[0], bundle.start[1]);
		const length = random.uniform(bundle.length[0], bundle.length[1]);
		const phase = random.uniform(0, 2 * Math.PI);
		const turns = random.uniform(0.6, 1.6);
		const wave = bundle.wave * random.normal();
		const drift = 0.06 * random.normal();
		const tone = 1 + bundle.variety * random.uniform(-1, 1);
		const red = 1 + 0.12 * bundle.variety * random.uniform(-1, 1);
		const own: Rgb = [
			bundle.colour[0] * tone * red,
			bundle.colour[1] * tone,
			bundle.colour[2] * tone,
		];
		for (let i = 0; i <= steps; i++) {
			const t = Math.min(1, start + (length * i) / steps);
			const share = Math.min(1, Math.max(0, between - g + drift * t));
			const sway = wave * Math.sin(phase + turns * 2 * Math.PI * t) * t;
			for (const axis of [0, 1] as const) {
				const a = along(guides[g]!, t, axis);
				const b = along(guides[g + 1]!, t, axis);
				points[2 * i + axis] = a + (b - a) * share + (axis === 0 ? sway : -0.4 * sway);
			}
		}
		for (let i = 0; i < steps; i++) {
			const t = start + (length * (i + 0.5)) / steps;
			const x = points[2 * i]!;
			const y = points[2 * i + 1]!;
			const light = bundle.light(x, y, t);
			// gloss takes the color of the hair with a little of the sky's
			const shine = Math.max(0, light - 0.85);
			const colour: Rgb = [
				own[0] * light + 0.05 * shine * tone,
				own[1] * light + 0.05 * shine * tone,
				own[2] * light + 0.052 * shine * tone,
			];
			const taper = 1 - 0.75 * ((i + 0.5) / steps) ** 2;
			const width = bundle.width * taper;
			painting.segment(
				x,
				y,
				points[2 * i + 2]!,
				points[2 * i + 3]!,
				width,
				width,
				colour,
				bundle.alpha,
			);
		}
	}
}

/** The guides on the other side of the face. */
export const mirrored = (guides: readonly Guide[]): Guide[] =>
	guides.map((guide) => guide.map((value, i) => (i % 2 === 0 ? -value : value)));

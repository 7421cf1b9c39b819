/**
 * The neutral portrait, painted once: background, hair behind, shoulders, neck, ears, skin, brows,
 * lashes, hair in front. Eyes and mouth are painted closed over; `face.ts` cuts them open along the
 * lid and lip lines.
 */
import { seeded } from '../../core/kernel/index.ts';
import { paintHair } from './hair.ts';
import type { Look, Rgb } from './look.ts';
import { linear, noise, scaled, smoothstep } from './painting.ts';
import type { Painting } from './painting.ts';
import { INNER_CANTHUS_X, lowerLid, OUTER_CANTHUS_X, upperLid } from './proportions.ts';
import { lightOn, ReliefLight } from './relief.ts';
import type { Light, Relief } from './relief.ts';
import { paintEars, paintNeck, paintSkin } from './skin.ts';
import { mirrored, paintBundle } from './strands.ts';
import type { Guide } from './strands.ts';

export function paintPortrait(painting: Painting, look: Look, relief: Relief, seed: number): void {
	const light = new ReliefLight(relief, painting.density / 2);
	paintBackground(painting, look);
	paintHair(painting, look, 'behind', seed);
	paintNeck(painting, look, seed);
	paintShirt(painting, look, seed);
	paintEars(painting, look, seed);
	paintSkin(painting, look, relief, light, seed);
	paintHairShadow(painting, look, relief);
	paintBrows(painting, look, seed);
	paintLashes(painting, look, seed);
	paintHair(painting, look, 'front', seed);
}

/** The background alone, for what the head never covers. */
function paintBackground(painting: Painting, look: Look): void {
	const base = linear(look.background);
	const { rgb } = painting;
	painting.fill(-1e3, -1e3, 1e3, 1e3, (x, y, at) => {
		const glow = Math.exp(-0.5 * (((x + 0.9) / 2.6) ** 2 + ((y + 0.4) / 2.2) ** 2));
		const k = 0.6 + 0.5 * glow;
		rgb[at] = base[0] * k * 1.01;
		rgb[at + 1] = base[1] * k;
		rgb[at + 2] = base[2] * k * (1.02 - 0.03 * glow);
	});
}

function paintShirt(painting: Painting, look: Look, seed: number): void {
	const base = linear(look.shirt);
	const light: Light = [0, 0, 0, 0];
	painting.fill(-6, 1.9, 6, 6, (x, y, at) => {
		const ax = Math.abs(x);
		const neckline = 2.5 - 0.47 * (ax / 0.72) ** 2.2;
		const slope = 2.03 + 0.5 * Math.pow(Math.max(0, ax - 0.72) / 1.4, 1.1);
		const shoulder = slope + 0.55 * smoothstep(1.75, 2.65, ax) ** 2;
		const edge = ax < 0.72 ? neckline : shoulder;
		const cover = smoothstep(edge - 0.012, edge + 0.012, y);
		if (cover <= 0) return;
		const into = Math.min(1, (y - edge) / 0.5);
		const nx = Math.max(-0.8, Math.min(0.8, (x / 2.4) * 0.9));
		const fold = 0.1 * noise(x * 2.3 + 0.7 * y, y * 0.9, seed + 20);
		lightOn(nx + fold, -0.75 * (1 - into) * (1 - into) + 0.1, 0.72, 0.9, light);
		const collar = ax < 0.78 ? smoothstep(0.11, 0.095, y - neckline) : 0;
		const rib =
			1 +
			(0.05 + 0.05 * collar) * Math.sin((collar > 0.5 ? x : x + 0.02 * y) * 92) +
			0.04 * noise(x * 24, y * 24, seed + 21);
		const seam =
			1 - 0.3 * Math.exp(-0.5 * ((y - neckline - 0.105) / 0.012) ** 2) * (ax < 0.75 ? 1 : 0);
		const chin = 1 - 0.25 * Math.exp(-0.5 * ((x / 0.9) ** 2 + ((y - 2.3) / 0.4) ** 2));
		const k = rib * seam * chin;
		painting.blend(
			at,
			[base[0] * light[0] * k, base[1] * light[1] * k, base[2] * light[2] * k],
			cover,
		);
		if (collar > 0) painting.glaze(at, [0.8, 0.8, 0.82], 0.35 * collar * cover);
	});
}

/** What the hair over the forehead takes from the light. */
function paintHairShadow(painting: Painting, look: Look, relief: Relief): void {
	const deep = look.hairStyle === 'crop' || look.hairStyle === 'tied' ? 0.2 : 0.42;
	painting.fill(-1.2, -1.6, 1.2, 1.2, (x, y, at) => {
		const ax = Math.abs(x);
		const hairline = -1.0 + 0.36 * Math.pow(ax / 0.9, 3.2);
		const top = smoothstep(hairline + 0.26, hairline - 0.04, y);
		const covers = look.hairStyle === 'long' || look.hairStyle === 'bob' ? 1 : 0.35;
		const side = covers * smoothstep(0.8, 1.08, ax) * smoothstep(1.5, 0.9, y);
		const skin = smoothstep(1.01, 0.99, relief.outline.share(x, y));
		painting.glaze(at, [0.5, 0.4, 0.38], skin * deep * Math.min(1, top + side));
	});
}

const BROW: readonly Guide[] = [
	[0.175, -0.25, 0.34, -0.298, 0.54, -0.325, 0.7, -0.29, 0.87, -0.18],
	[0.17, -0.3, 0.34, -0.345, 0.54, -0.362, 0.71, -0.318, 0.88, -0.185],
	[0.18, -0.34, 0.34, -0.388, 0.54, -0.396, 0.72, -0.344, 0.88, -0.192],
];

function paintBrows(painting: Painting, look: Look, seed: number): void {
	const random = seeded(seed ^ 0x0b60);
	const middle = BROW[1]!;
	const thick = BROW.map((guide) =>
		guide.map((value, i) => (i % 2 === 0 ? value : middle[i]! + (value - middle[i]!) * look.brow)),
	);
	const hair = linear(look.hair);
	const grey = 0.75 * hair[0] + 0.25 * hair[1];
	const colour: Rgb = scaled(
		[grey * 0.9, hair[1] * 0.85, hair[2] * 0.85],
		look.hairStyle === 'crop' ? 0.5 : 0.95,
	);
	for (const guides of [thick, mirrored(thick)]) {
		for (const [count, width, alpha] of [
			[100, 0.03, 0.14],
			[300, 0.0105, 0.5],
		] as const) {
			paintBundle(
				painting,
				{
					guides,
					count,
					width,
					colour,
					variety: 0.45,
					alpha,
					wave: 0.006,
					length: [0.1, 0.22],
					start: [0, 0.86],
					steps: 5,
					light: (x, _y, t) =>
						(0.85 + 0.25 * smoothstep(0.9, -0.9, x)) * (1.25 - 0.25 * smoothstep(0, 0.2, t)),
				},
				random,
			);
		}
	}
}

function paintLashes(painting: Painting, look: Look, seed: number): void {
	const random = seeded(seed ^ 0x1a54);
	const dark: Rgb = scaled(linear(look.hair), 0.22);
	const strong = look.stubble > 0 || look.hairStyle === 'crop' ? 0.6 : 1;
	for (const side of [-1, 1]) {
		const upper: number[] = [];
		const lower: number[] = [];
		for (let i = 0; i <= 40; i++) {
			const x = INNER_CANTHUS_X + (OUTER_CANTHUS_X - INNER_CANTHUS_X) * (i / 40);
			upper.push(side * x, upperLid(x, look) - 0.005);
			lower.push(side * x, lowerLid(x, look) + 0.004);
		}
		painting.line(upper, (t) => 0.014 + 0.016 * strong * smoothstep(0.1, 0.9, t), dark, 0.9);
		painting.line(lower, (t) => 0.007 + 0.006 * t, scaled(dark, 2.5), 0.45);
		for (let i = 0; i < 60; i++) {
			const t = 0.08 + 0.92 * (i / 59);
			const x = INNER_CANTHUS_X + (OUTER_CANTHUS_X - INNER_CANTHUS_X) * t;
			const y = upperLid(x, look);
			const length = (0.028 + 0.045 * t) * strong * random.uniform(0.7, 1.15);
			const lean = (t - 0.35) * 0.9;
			const tip: number[] = [
				side * x,
				y + 0.002,
				side * (x + 0.45 * length * lean),
				y - 0.35 * length,
				side * (x + 1.1 * length * lean),
				y - 0.9 * length,
			];
			painting.line(tip, (s) => 0.008 * (1 - 0.6 * s), dark, 0.6);
			if (i % 3 !== 0) continue;
			const low = lowerLid(x, look);
			painting.line(
				[side * x, low, side * (x + 0.4 * length * lean), low + 0.45 * length],
				() => 0.005,
				dark,
				0.35,
			);
		}
	}
}

/** Paints the skin of head, ears and neck: tone, blush, pores, freckles, under the light of the relief. */
import { seeded } from '../../core/kernel/index.ts';
import type { Look, Rgb } from './look.ts';
import { linear, mixed, noise, scaled, smoothstep } from './painting.ts';
import type { Painting } from './painting.ts';
import { canthalLine, lipLine, lowerLid, MOUTH_CORNER_X, upperLid } from './proportions.ts';
import { lightOn } from './relief.ts';
import type { Light, Relief, ReliefLight } from './relief.ts';

const gauss = (x: number, y: number, cx: number, cy: number, sx: number, sy: number): number =>
	Math.exp(-0.5 * (((x - cx) / sx) ** 2 + ((y - cy) / sy) ** 2));

/** Fine structure of skin: pores and mottling, as a factor near 1. It gives optical flow its hold. */
function skinGrain(x: number, y: number, seed: number): number {
	return (
		1 +
		0.055 * noise(x * 30, y * 30, seed) +
		0.05 * noise(x * 15 + 7, y * 15, seed + 1) +
		0.035 * noise(x * 6, y * 6 + 3, seed + 2) +
		0.03 * noise(x * 2.2, y * 2.2, seed + 3)
	);
}

/** How much of the paint at (x, y) is lip, 0..1. */
function lipShare(x: number, y: number, look: Look): number {
	const a = Math.abs(x) / MOUTH_CORNER_X;
	if (a >= 1) return 0;
	const line = lipLine(x, look);
	const bow =
		0.6 + 0.46 * Math.exp(-(((a - 0.24) / 0.24) ** 2)) - 0.1 * Math.exp(-((a / 0.12) ** 2));
	const upper = 0.098 * look.lipFullness * Math.pow(1 - a, 0.62) * bow * 1.25;
	const lower = 0.135 * look.lipFullness * Math.pow(Math.max(0, 1 - (a / 0.97) ** 2), 0.72);
	const soft = 0.012;
	return (
		smoothstep(line - upper - soft, line - upper + soft, y) *
		smoothstep(line + lower + 1.6 * soft, line + lower - 1.2 * soft, y) *
		smoothstep(1, 0.93, a)
	);
}

function skinTone(x: number, y: number, look: Look, base: Rgb, lips: Rgb, seed: number): Rgb {
	const ax = Math.abs(x);
	const blush =
		look.flush *
		(0.5 * gauss(ax, y, 0.64, 0.5, 0.26, 0.2) +
			0.42 * gauss(ax, y, 0, 0.55, 0.18, 0.16) +
			0.22 * gauss(ax, y, 0, 1.52, 0.25, 0.16) +
			0.3 * gauss(ax, y, 1.1, 0.3, 0.12, 0.4));
	const tired =
		0.3 * gauss(ax, y, 0.44, 0.19, 0.19, 0.05) + 0.35 * gauss(ax, y, 0.25, 0.06, 0.07, 0.08);
	const lid = 0.4 * gauss(ax, y, 0.5, -0.12, 0.22, 0.07);
	const beard =
		look.stubble *
		0.34 *
		smoothstep(0.72, 1.0, y + 0.25 * ax) *
		(1 - 0.9 * gauss(ax, y, 0.62, 0.7, 0.22, 0.2)) *
		(0.8 + 0.5 * noise(x * 40, y * 34, seed + 9));
	let tone: Rgb = base;
	tone = mixed(tone, [base[0] * 1.02, base[1] * 0.7, base[2] * 0.66], blush);
	tone = mixed(tone, [base[0] * 0.74, base[1] * 0.64, base[2] * 0.7], tired);
	tone = mixed(tone, [base[0] * 0.8, base[1] * 0.66, base[2] * 0.62], lid);
	tone = mixed(tone, [base[0] * 0.32, base[1] * 0.34, base[2] * 0.38], beard);
	const lip = lipShare(x, y, look);
	if (lip > 0) {
		const lines = 1 + 0.11 * noise(x * 34 + 6 * (y - 1.06) * x, y * 5, seed + 5);
		const fullness = 0.86 + 0.22 * smoothstep(1.05, 1.14, y);
		tone = mixed(tone, scaled(lips, lines * fullness), 0.88 * lip);
	}
	return tone;
}

export function paintNeck(painting: Painting, look: Look, seed: number): void {
	const base = linear(look.skin);
	const light: Light = [0, 0, 0, 0];
	painting.fill(-1.7, 0.9, 1.7, 3.2, (x, y, at) => {
		const half =
			0.66 * (0.6 + 0.4 * look.jawWidth) +
			0.035 * Math.max(0, 1.9 - y) +
			0.95 * smoothstep(2.05, 3.0, y) ** 1.4;
		const side = x / half;
		const cover = smoothstep(1.02, 0.985, Math.abs(side));
		if (cover <= 0) return;
		const nx = Math.sin((Math.min(1, Math.max(-1, side)) * Math.PI) / 2.25);
		const tendon = 0.12 * Math.sin(8 * x) * smoothstep(1.9, 2.3, y);
		lightOn(nx + tendon, 0.12, Math.sqrt(Math.max(0.05, 1 - nx * nx)), 0.82, light);
		// shadow of the jaw, softer the further down
		const jaw = 1.86 - 0.42 * x * x - 0.1 * x;
		const shadow = 1 - 0.55 * smoothstep(0.62, -0.1, y - jaw);
		const pit = 1 - 0.22 * gauss(x, y, 0, 2.42, 0.12, 0.1);
		const grain = skinGrain(x, y, seed) * shadow * pit;
		painting.blend(
			at,
			[
				base[0] * light[0] * grain,
				base[1] * light[1] * grain * (0.9 + 0.1 * shadow),
				base[2] * light[2] * grain * (0.88 + 0.12 * shadow),
			],
			cover,
		);
	});
}

export function paintEars(painting: Painting, look: Look, seed: number): void {
	const base = linear(look.skin);
	const light: Light = [0, 0, 0, 0];
	for (const side of [-1, 1]) {
		const cx = side * 1.12 * look.faceWidth;
		painting.fill(cx - 0.25, -0.2, cx + 0.25, 0.65, (x, y, at) => {
			const u = (side * (x - cx) - 0.1 * (0.2 - y)) / 0.125;
			const v = (y - 0.2) / (0.33 - 0.1 * smoothstep(0.2, 0.55, y));
			const r = Math.hypot(u, v);
			const cover = smoothstep(1.04, 0.94, r);
			if (cover <= 0) return;
			const rim = smoothstep(0.55, 0.85, r);
			lightOn(side * (0.75 - 0.5 * rim), 0.1 * v, 0.75, 0.75 + 0.25 * rim, light);
			const deep = 0.62 + 0.38 * smoothstep(0.25, 0.75, Math.hypot(u + 0.25, v * 0.9));
			const k = deep * skinGrain(x, y, seed) * 0.9;
			const warm = 1 + 0.2 * look.flush;
			painting.blend(
				at,
				[
					base[0] * light[0] * k * warm,
					base[1] * light[1] * k * 0.86,
					base[2] * light[2] * k * 0.84,
				],
				cover,
			);
		});
	}
}

export function paintSkin(
	painting: Painting,
	look: Look,
	relief: Relief,
	reliefLight: ReliefLight,
	seed: number,
): void {
	const base = linear(look.skin);
	const lips = linear(look.lips);
	const light: Light = [0, 0, 0, 0];
	painting.fill(-1.25, -1.75, 1.25, 1.85, (x, y, at) => {
		const share = relief.outline.share(x, y);
		const cover = smoothstep(1.008, 0.99, share);
		if (cover <= 0) return;
		reliefLight.at(x, y, light);
		const tone = skinTone(x, y, look, base, lips, seed);
		const lip = lipShare(x, y, look);
		const grain = 1 + (skinGrain(x, y, seed) - 1) * (1 - 0.5 * lip);
		// moist lips and an oily middle of the face shine a little more
		const oily = 0.55 + 0.7 * gauss(x, y, 0, 0.2, 0.3, 0.6) + 0.3 * gauss(x, y, 0, -0.6, 0.5, 0.25);
		const gloss = light[3] * (oily + 1.1 * lip) * (0.85 + 0.2 * noise(x * 34, y * 34, seed + 6));
		painting.blend(
			at,
			[
				tone[0] * light[0] * grain + gloss,
				tone[1] * light[1] * grain + gloss * 0.95,
				tone[2] * light[2] * grain + gloss * 0.9,
			],
			cover,
		);
	});
	paintCreases(painting, look);
	paintFreckles(painting, look, seed);
}

/** Nostrils, lid crease, line between the lips, folds: soft dark lines that multiply. */
function paintCreases(painting: Painting, look: Look): void {
	const shadow: Rgb = [0.36, 0.2, 0.17];
	painting.fill(-0.45, 0.5, 0.45, 0.8, (x, y, at) => {
		const ax = Math.abs(x) / look.noseWidth;
		const nostril = gauss(ax, y, 0.098, 0.665 + 0.12 * (ax - 0.1), 0.036, 0.014);
		painting.glaze(at, [0.2, 0.09, 0.08], 0.86 * Math.min(1, 1.35 * nostril));
		// the crease runs round the wing, from above it to where it meets the cheek
		const wx = (ax - 0.185) / 0.085;
		const wy = (y - 0.61) / 0.088;
		const round = (Math.hypot(wx, wy) - 1) / 0.15;
		const wing =
			Math.exp(-0.5 * round * round) * smoothstep(-0.2, 0.6, wx) * smoothstep(1.1, 0.6, wy);
		painting.glaze(at, shadow, 0.42 * wing + 0.2 * gauss(ax, y, 0, 0.73, 0.15, 0.03));
	});
	painting.fill(-0.85, -0.35, 0.85, 0.3, (x, y, at) => {
		const ax = Math.abs(x);
		if (ax < 0.2) return;
		const lid = upperLid(ax, look);
		const crease =
			lid - 0.052 - 0.022 * Math.sin(Math.PI * Math.min(1, Math.max(0, (ax - 0.25) / 0.5)));
		const within = smoothstep(0.26, 0.36, ax) * smoothstep(0.84, 0.7, ax);
		const t = (y - crease) / 0.013;
		painting.glaze(at, shadow, 0.55 * within * Math.exp(-0.5 * t * t));
		// the lid turns under towards its edge, the socket deepens towards the nose
		const low = lowerLid(ax, look);
		const bag = (y - low - 0.075) / 0.018;
		painting.glaze(at, shadow, 0.16 * within * Math.exp(-0.5 * bag * bag));
		const rim = (y - low - 0.012) / 0.011;
		painting.glaze(at, [1.12, 0.93, 0.9], 0.7 * within * Math.exp(-0.5 * rim * rim));
	});
	painting.fill(-0.5, 0.95, 0.5, 1.2, (x, y, at) => {
		const a = Math.abs(x) / MOUTH_CORNER_X;
		const t = (y - lipLine(x, look)) / (0.011 + 0.004 * (1 - a));
		const ends = smoothstep(1.08, 0.92, a);
		painting.glaze(at, [0.3, 0.12, 0.11], (0.8 - 0.15 * a) * ends * Math.exp(-0.5 * t * t));
		const corner = gauss(
			Math.abs(x),
			y,
			MOUTH_CORNER_X + 0.005,
			lipLine(MOUTH_CORNER_X, look) + 0.006,
			0.03,
			0.024,
		);
		painting.glaze(at, shadow, 0.5 * corner);
	});
}

function paintFreckles(painting: Painting, look: Look, seed: number): void {
	const random = seeded(seed ^ 0x7f4a);
	for (let i = 0; i < look.freckles; i++) {
		const x = random.uniform(-0.95, 0.95);
		const y = i % 4 === 0 ? random.uniform(-0.8, 1.6) : 0.38 + 0.22 * random.normal();
		const size = random.uniform(0.008, 0.018);
		const depth = random.uniform(0.12, 0.38);
		const near = Math.abs(Math.abs(x) - 0.5) < 0.28 && Math.abs(y - canthalLine(x, look)) < 0.16;
		if (near || lipShare(x, y, look) > 0) continue;
		painting.fill(x - 0.06, y - 0.06, x + 0.06, y + 0.06, (px, py, at) => {
			painting.glaze(at, [0.62, 0.46, 0.4], depth * gauss(px, py, x, y, size, size));
		});
	}
}

import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/core/kernel/index.ts';
import type { Planes } from '../../../../src/line/camera/worker/index.ts';
import { SceneWatch } from '../../../../src/line/landmarks/scene-watch.ts';

const WIDTH = 320;
const HEIGHT = 240;
const FACE = { x: 160, y: 120, side: 150, turn: 0 };

type Light = (x: number, y: number) => number;

function picture(light: Light): Planes {
	const y = new Uint8Array(WIDTH * HEIGHT);
	for (let i = 0; i < y.length; i++) {
		y[i] = Math.max(0, Math.min(255, Math.round(light(i % WIDTH, Math.floor(i / WIDTH)))));
	}
	return { y, yStride: WIDTH, width: WIDTH, height: HEIGHT } as Planes;
}

/** Some blobs on a ground: a scene of its own for each seed. */
function scene(seed: number): Light {
	const random = seeded(seed);
	const blobs = Array.from({ length: 60 }, () => ({
		x: random.next() * WIDTH,
		y: random.next() * HEIGHT,
		radius: 8 + 20 * random.next(),
		light: 160 * random.next() - 80,
	}));
	const drawn = new Map<number, number>();
	return (x, y) => {
		const at = y * 4096 + x;
		const known = drawn.get(at);
		if (known !== undefined) return known;
		const light = blobs.reduce(
			(sum, b) => sum + b.light * Math.exp(-((x - b.x) ** 2 + (y - b.y) ** 2) / b.radius ** 2),
			120,
		);
		drawn.set(at, light);
		return light;
	};
}

/** Something that moves before something that stands still. */
const moved =
	(still: Light, face: Light, dx: number): Light =>
	(x, y) =>
		Math.hypot(x - dx - FACE.x, y - FACE.y) < 60 ? face(x - dx, y) : still(x, y);

/** How alike the second picture is to the first, there and along; and whether it is a cut. */
function seen(
	first: Light,
	second: Light,
	{ to = FACE, face = true } = {},
): { alike: number; cut: boolean } {
	const watch = new SceneWatch();
	const [before, after] = [picture(first), picture(second)];
	watch.keepWhole(before);
	watch.keep(before, FACE);
	for (let calm = 0; calm < 4; calm++) watch.suspects(watch.likenessThere(before, FACE));
	const alike = Math.max(watch.likenessThere(after, FACE), watch.likenessAlong(after, to));
	return { alike, cut: watch.suspects(alike) && watch.isCut(after, alike, face) };
}

describe('a scene cut', () => {
	it.each([1, 2, 3, 4, 5])('is seen between two scenes (%i)', (seed) => {
		const { alike, cut } = seen(scene(seed), scene(seed + 100));
		expect(alike).toBeLessThan(0.5);
		expect(cut).toBe(true);
	});

	it.each([
		['a flash', (light: number) => 2.2 * light - 30],
		['a lamp that goes out', (light: number) => 0.3 * light],
		['exposure that follows', (light: number) => light + 60],
	])('is not %s', (_name, changed) => {
		const light = scene(7);
		expect(seen(light, (x, y) => changed(light(x, y))).cut).toBe(false);
	});

	it('is not light that falls in from one side', () => {
		const light = scene(8);
		expect(seen(light, (x, y) => light(x, y) * (0.4 + (1.2 * x) / WIDTH)).cut).toBe(false);
	});

	it('is not a head that jerks, nor a camera that does', () => {
		const still = scene(9);
		const face = scene(10);
		const dx = 12;
		const along = { ...FACE, x: FACE.x + dx };
		expect(seen(moved(still, face, 0), moved(still, face, dx), { to: along }).cut).toBe(false);
		expect(seen(face, (x, y) => face(x - dx, y), { to: along }).cut).toBe(false);
	});

	it('is not a hand before the face', () => {
		const light = scene(11);
		const hand: Light = (x, y) =>
			Math.hypot(x - FACE.x, y - FACE.y) < 70 ? 150 + 0.05 * x + 20 * Math.sin(y / 9) : light(x, y);
		expect(seen(light, hand, { face: false }).cut).toBe(false);
	});

	it('is not the next frame of a head that has been jerking', () => {
		const watch = new SceneWatch();
		const changes = [0.02, 0.03, 0.3, 0.45, 0.4];
		expect(changes.map((change) => watch.suspects(1 - change))).not.toContain(true);
		expect(watch.suspects(0.45)).toBe(true);
		watch.reset();
		expect([0.01, 0.01, 0.45].map((change) => watch.suspects(1 - change)).at(-1)).toBe(false);
		expect([0.01, 0.01, 0.01, 0.45].map((change) => watch.suspects(1 - change)).at(-1)).toBe(false);
	});

	it('is seen where only the person has changed', () => {
		const still = scene(14);
		const { cut } = seen(moved(still, scene(15), 0), moved(still, scene(16), 0));
		expect(cut).toBe(true);
	});

	it('is seen across black pictures, and a black picture is none', () => {
		const watch = new SceneWatch();
		const before = picture(scene(12));
		const black = picture(() => 16);
		watch.keepWhole(before);
		watch.keep(before, FACE);
		expect(watch.likenessThere(black, FACE)).toBe(1);
		watch.keep(black, FACE);
		watch.keepWhole(black);
		expect(watch.likenessThere(picture(scene(12)), FACE)).toBeGreaterThan(0.99);
		const after = picture(scene(13));
		const alike = watch.likenessThere(after, FACE);
		expect(watch.suspects(alike)).toBe(true);
		expect(watch.isCut(after, alike, false)).toBe(true);
	});
});

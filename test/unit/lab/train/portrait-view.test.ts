/** A movement that is drawn into a portrait comes back through the app's own alignment and flow. */
import { describe, expect, it, vi } from 'vitest';
import {
	GRID,
	GRID_EYE_DISTANCE,
	GRID_EYE_ROW,
	removePlane,
} from '../../../../src/line/classify/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { meanFace } from '../../../../src/lab/footage/index.ts';
import { NO_HEAD_MOTION } from '../../../../src/lab/train/head.ts';
import { drawPerson } from '../../../../src/lab/train/person.ts';
import { PortraitView } from '../../../../src/lab/train/portrait-view.ts';
import type { Pose, Scene } from '../../../../src/lab/train/scene.ts';
import type { UnitIntensities } from '../../../../src/lab/train/skin-field.ts';
import { stillPortrait } from './still-portrait.ts';

vi.setConfig({ testTimeout: 60_000 });

const portrait = stillPortrait(7);
const pose = (movement: UnitIntensities): Pose => ({ movement, gaze: 0, head: NO_HEAD_MOTION });
const NOTHING: UnitIntensities = new Map();

function sceneOf(movement: UnitIntensities): Scene {
	return {
		content: 'units',
		class3: null,
		intensities: new Float32Array(34),
		onset: pose(NOTHING),
		apex: pose(movement),
		offset: pose(NOTHING),
		offsetIs: 'right',
		blinks: false,
	};
}

/** Motion around (x, y), IOD, px200, the plane removed; [right, down]. */
function motionAt(flow: { u: Float64Array; v: Float64Array }, x: number, y: number) {
	const column = Math.round((GRID - 1) / 2 + x * GRID_EYE_DISTANCE);
	const row = Math.round(GRID_EYE_ROW + y * GRID_EYE_DISTANCE);
	return [flow.u, flow.v].map((field) => {
		const planar = new Float64Array(GRID * GRID);
		removePlane(field, planar);
		let sum = 0;
		for (let r = row - 1; r <= row + 1; r++) {
			for (let c = column - 1; c <= column + 1; c++) sum += planar[r * GRID + c]!;
		}
		return sum / 9;
	}) as [number, number];
}

describe('PortraitView', () => {
	const random = seeded(3);
	const view = new PortraitView(portrait, meanFace([portrait]), random);
	const person = drawPerson(random);
	// Over some takes: a single one has its camera's noise.
	const mean = (movement: UnitIntensities, x: number, y: number) => {
		const takes = [1, 2, 3, 4].map(() => view.see(person, sceneOf(movement), random));
		const of = (phase: 'rise' | 'fall') =>
			takes
				.map((take) => motionAt(take[phase], x, y))
				.reduce(([u, v], [du, dv]) => [u + du / 4, v + dv / 4], [0, 0]);
		return { rise: of('rise'), fall: of('fall') };
	};

	it('sees brows rise and come back, and the mouth keep still', () => {
		const brows: UnitIntensities = new Map([
			[1, [0.3, 0.3]],
			[2, [0.3, 0.3]],
		]);
		for (const side of [-1, 1]) {
			const { rise, fall } = mean(brows, 0.5 * side, -0.32);
			expect(rise[1]).toBeLessThan(-0.6);
			expect(fall[1]).toBeGreaterThan(0.6);
		}
		const mouth = mean(brows, 0.38, 0.97);
		expect(Math.abs(mouth.rise[1])).toBeLessThan(0.5);
	});

	it("keeps sides apart: the picture's right moves where only that is asked for", () => {
		const smirk: UnitIntensities = new Map([[12, [0.3, 0]]]);
		const right = mean(smirk, 0.42, 0.95).rise;
		const left = mean(smirk, -0.42, 0.95).rise;
		expect(right[1]).toBeLessThan(-0.8);
		expect(Math.abs(left[1])).toBeLessThan(0.5 * Math.abs(right[1]));
	});

	it('sees nothing where nothing is asked for', () => {
		const { rise } = mean(NOTHING, 0.5, -0.32);
		expect(Math.hypot(rise[0], rise[1])).toBeLessThan(0.3);
	});
});

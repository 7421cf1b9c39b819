/** The picture on the stage: to its edges, and never without the face. */
import { expect, test } from 'vitest';
import type { Fit, Focus, Size } from '../../../../src/app/parts/placement.ts';
import { FocusFollower, placePicture } from '../../../../src/app/parts/placement.ts';

const camera: Size = { width: 640, height: 480 };
const face: Focus = { x: 0.5, y: 0.5, height: 0.4 };
const stages: readonly (readonly [string, Size])[] = [
	['a phone', { width: 390, height: 500 }],
	['a laptop', { width: 930, height: 420 }],
	['a wall', { width: 2800, height: 1300 }],
];

test.each(stages)('fills %s edge to edge', (_name, stage) => {
	const { left, top, width, height } = placePicture(stage, camera, 'fill', face);
	expect(left).toBeLessThanOrEqual(0);
	expect(top).toBeLessThanOrEqual(0);
	expect(left + width).toBeGreaterThanOrEqual(stage.width);
	expect(top + height).toBeGreaterThanOrEqual(stage.height);
	expect(width / height).toBeCloseTo(4 / 3, 5);
});

test.each(stages)('shows the whole picture on %s when asked to', (_name, stage) => {
	const { left, top, width, height } = placePicture(stage, camera, 'whole', face);
	expect(left).toBeGreaterThanOrEqual(0);
	expect(top).toBeGreaterThanOrEqual(0);
	expect(Math.min(stage.width - width, stage.height - height)).toBeCloseTo(0, 5);
});

test.each([
	['at the left edge', { x: 0.15, y: 0.5, height: 0.4 }],
	['at the top', { x: 0.5, y: 0.25, height: 0.5 }],
	['at the bottom', { x: 0.5, y: 0.8, height: 0.4 }],
	['very near', { x: 0.5, y: 0.5, height: 0.95 }],
])('a face %s stays on the stage', (_name, focus) => {
	for (const [, stage] of stages) {
		const place = placePicture(stage, camera, 'fill', focus);
		const middle = place.top + focus.y * place.height;
		const half = (focus.height * place.height) / 2;
		expect(middle - half).toBeGreaterThanOrEqual(-0.06 * stage.height);
		expect(middle + half).toBeLessThanOrEqual(1.06 * stage.height);
		const across = place.left + focus.x * place.width;
		expect(across).toBeGreaterThan(0);
		expect(across).toBeLessThan(stage.width);
	}
});

test.each(['fill', 'whole'] as Fit[])('without a face, %s is in the middle', (fit) => {
	const { left, width } = placePicture({ width: 300, height: 600 }, camera, fit, null);
	expect(left + width / 2).toBeCloseTo(150, 5);
});

test('the picture follows a face that leaves, and does not tremble with one that stays', () => {
	const follower = new FocusFollower();
	expect(follower.follow(face)).toBe(face);
	expect(follower.follow({ ...face, x: 0.53 })).toBe(face);
	expect(follower.follow(null)).toBe(face);
	let focus = face;
	for (let i = 0; i < 60; i++) focus = follower.follow({ ...face, x: 0.8 })!;
	expect(focus.x).toBeGreaterThan(0.78);
	const arrived = focus;
	expect(follower.follow({ ...face, x: 0.79 })).toBe(arrived);
});

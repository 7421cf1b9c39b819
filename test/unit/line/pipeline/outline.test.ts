import { describe, expect, it } from 'vitest';
import { MESH_POINTS } from '../../../../src/line/face/index.ts';
import { REGIONS } from '../../../../src/core/record/index.ts';
import { REGION_SHAPES } from '../../../../src/line/motion/index.ts';
import {
	OUTLINE_PATHS,
	OUTLINE_POINTS,
	OUTLINE_SPOTS,
} from '../../../../src/line/pipeline/outline.ts';

describe('the outline', () => {
	it('its paths follow one another without gap or overlap, then come the spots', () => {
		let next = 0;
		for (const { first, end } of OUTLINE_PATHS) {
			expect(first).toBe(next);
			expect(end - first).toBeGreaterThan(2);
			next = end;
		}
		expect(next).toBe(OUTLINE_SPOTS);
		expect(OUTLINE_POINTS).toHaveLength(OUTLINE_SPOTS + REGIONS.length);
	});

	it('every point is one of the mesh, and none comes twice on a path', () => {
		for (const point of OUTLINE_POINTS) {
			expect(Number.isInteger(point) && point >= 0 && point < MESH_POINTS).toBe(true);
		}
		for (const { first, end } of OUTLINE_PATHS) {
			const mesh = OUTLINE_POINTS.slice(first, end);
			expect(new Set(mesh).size).toBe(mesh.length);
		}
	});

	it('paths have names of their own; only the nose is open', () => {
		const names = OUTLINE_PATHS.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(OUTLINE_PATHS.filter(({ closed }) => !closed).map(({ name }) => name)).toEqual(['nose']);
	});

	it('eyes go round both corners, lips round theirs', () => {
		const meshOf = (name: string) => {
			const path = OUTLINE_PATHS.find((path) => path.name === name)!;
			return OUTLINE_POINTS.slice(path.first, path.end);
		};
		expect(meshOf('eyeRight')).toEqual(expect.arrayContaining([33, 133, 159, 145]));
		expect(meshOf('eyeLeft')).toEqual(expect.arrayContaining([263, 362, 386, 374]));
		expect(meshOf('lipsOuter')).toEqual(expect.arrayContaining([61, 291, 0, 17]));
		expect(meshOf('lipsInner')).toEqual(expect.arrayContaining([13, 14, 78, 308]));
		expect(meshOf('browRight').some((point) => meshOf('browLeft').includes(point))).toBe(false);
	});

	it('has a spot for every region, one for each, most of them points of the region itself', () => {
		const spots = OUTLINE_POINTS.slice(OUTLINE_SPOTS);
		expect(new Set(spots).size).toBe(REGIONS.length);
		const own = REGIONS.filter((name, i) => REGION_SHAPES[name].points.includes(spots[i]!));
		expect(own.length).toBeGreaterThanOrEqual(REGIONS.length - 2);
	});
});

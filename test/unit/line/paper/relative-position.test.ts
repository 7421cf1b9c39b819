import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PUBLISHED } from '../../../../src/line/paper/index.ts';
import {
	anglesOf,
	decaysOf,
	gridMask,
	lineMask,
	rotationOf,
} from '../../../../src/line/paper/relative-position.ts';
import { sharedFolder } from '../../../support/shared-folder.ts';

const referencePath = join(sharedFolder, 'reference/gamdss_bdrt_reference.json');

describe('decay', () => {
	it('is that of the published heads', () => {
		expect(decaysOf(2, 4)).toEqual([Math.log(0.75), Math.log(0.9375)]);
		expect(decaysOf(2, 6)).toEqual([Math.log(0.75), Math.log(0.96875)]);
		expect(decaysOf(2, 4)[0]).toBeCloseTo(-0.2877, 4);
	});

	it.skipIf(!existsSync(referencePath))(
		'equals the recorded buffers (skipped without the shared reference)',
		() => {
			const { buffers } = JSON.parse(readFileSync(referencePath, 'utf8')) as {
				buffers: Record<string, number[]>;
			};
			for (const [index, { heads, headsRange }] of PUBLISHED.stages.entries()) {
				const recorded = buffers[`main_branch.layers.${index}.Relpos.decay`]!;
				for (const [head, decay] of decaysOf(heads, headsRange).entries()) {
					// Recorded in single precision, near 1 before the logarithm.
					expect(decay).toBeCloseTo(recorded[head]!, 6);
				}
			}
		},
	);

	it('grows with the Manhattan distance', () => {
		const width = 3;
		const mask = gridMask(2, width, [-1, -0.5]); // [2, 6, 6]
		const at = (head: number, a: number, b: number): number => mask[(head * 6 + a) * 6 + b]!;
		expect(at(0, 0, 0)).toBe(-0);
		expect(at(0, 0, 5)).toBe(-3); // a row down, two columns on
		expect(at(1, 0, 5)).toBe(-1.5);
		expect(at(0, 2, 3)).toBe(-3); // neighbours in memory, not on the grid
		for (let a = 0; a < 6; a++) for (let b = 0; b < 6; b++) expect(at(0, a, b)).toBe(at(0, b, a));
	});

	it('of rows and columns adds up to that of the grid', () => {
		const [height, width, decay] = [4, 4, -0.3];
		const whole = gridMask(height, width, [decay]);
		const line = lineMask(4, [decay]);
		for (let a = 0; a < 16; a++) {
			for (let b = 0; b < 16; b++) {
				const rows = line[Math.floor(a / 4) * 4 + Math.floor(b / 4)]!;
				const columns = line[(a % 4) * 4 + (b % 4)]!;
				expect(whole[a * 16 + b]).toBeCloseTo(rows + columns, 6);
			}
		}
	});
});

describe('rotation', () => {
	const turn = (x: readonly number[], y: readonly number[], cell: number): number[][] => {
		const { cos, sin } = rotationOf(50, 1, 8);
		return x.map((a, i) => {
			const [c, s] = [cos[cell * 4 + i]!, sin[cell * 4 + i]!];
			return [a * c - y[i]! * s, y[i]! * c + a * s];
		});
	};
	const dot = (a: number[][], b: number[][]): number =>
		a.flat().reduce((sum, value, i) => sum + value * b.flat()[i]!, 0);
	const q = [
		[0.3, -1.2, 0.8, 0.1],
		[0.5, 0.4, -0.7, 1.1],
	] as const;
	const k = [
		[-0.6, 0.2, 0.9, -0.4],
		[1.3, -0.1, 0.2, 0.6],
	] as const;

	it('turns pairs by angles from 1 down to 1 / 10000', () => {
		const angles = anglesOf(8);
		expect(angles).toHaveLength(4);
		expect(angles[0]).toBe(1);
		expect(angles[3]).toBeCloseTo(1e-4, 12);
		expect(angles[1]! / angles[2]!).toBeCloseTo(angles[0]! / angles[1]!, 9);
	});

	it('keeps lengths', () => {
		for (const cell of [0, 1, 7, 49]) {
			const turned = turn(q[0], q[1], cell);
			expect(dot(turned, turned)).toBeCloseTo(
				q.flat().reduce((sum, x) => sum + x * x, 0),
				5,
			);
		}
	});

	it('makes products depend on the difference of the positions only', () => {
		const product = (a: number, b: number): number => dot(turn(...q, a), turn(...k, b));
		expect(product(12, 9)).toBeCloseTo(product(43, 40), 5);
		expect(product(12, 9)).not.toBeCloseTo(product(9, 12), 2);
	});

	it('is the same for every head', () => {
		const two = rotationOf(5, 2, 8);
		const one = rotationOf(5, 1, 8);
		for (let cell = 0; cell < 5; cell++) {
			for (let i = 0; i < 8; i++) expect(two.sin[cell * 8 + i]).toBe(one.sin[cell * 4 + (i % 4)]);
		}
	});
});

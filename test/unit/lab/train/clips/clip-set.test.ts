import { describe, expect, it } from 'vitest';
import { UNITS } from '../../../../../src/line/classify/index.ts';
import { clipSet, reframedSet, subsetOf } from '../../../../../src/lab/train/clips/clip-set.ts';
import { lessonOf } from '../../../../../src/lab/train/clips/learner.ts';
import { batchOf, gradientsOf, initialState } from '../../../../../src/lab/train/fit.ts';
import { CLIP_CONFIG } from '../../../../../src/lab/train/clips/index.ts';
import { useWasm } from '../../../../../src/lab/judge/wasm-backend.ts';
import { drawClips, recordOf } from './clips.ts';

const [first, second] = drawClips(1, 2, 3);
const unit = (au: number, side: 'left' | 'right' | 'top' | null) => ({
	unit: au,
	side,
	intensity: null,
	uncertain: false,
});
const place = (au: number): number => (UNITS as readonly number[]).indexOf(au);

describe('lessonOf', () => {
	it('has the clips that may be learnt from and their copies, and those of nobody else', () => {
		const clips = drawClips(3, 2, 5);
		const data = { clips: clipSet(clips), copies: reframedSet(clips, 2, 1) };
		const lesson = lessonOf(data, [0, 1, 4], 2);
		expect(lesson.truths.map(({ person }) => person)).toEqual([0, 0, 2, 0, 0, 0, 0, 2, 2]);
		expect(lesson.truths.slice(3).map(({ class3 }) => class3)).toEqual(
			[0, 0, 1, 1, 4, 4].map((at) => clips[at]!.record.class3),
		);
		expect(lessonOf({ ...data, copies: null }, [5], 2).size).toBe(1);
	});
});

describe('clipSet', () => {
	it('puts units on the sides that were coded', () => {
		const units = [
			unit(4, null),
			unit(12, 'left'),
			unit(17, 'right'),
			unit(1, 'top'),
			unit(43, null),
		];
		const { units: targets } = clipSet([{ ...first!, record: recordOf({ units }) }]);
		const shown = [...targets.entries()].filter(([, value]) => value === 1).map(([i]) => i);
		expect(shown).toEqual(
			[
				place(1),
				place(4),
				place(12),
				...[place(1), place(4), place(17)].map((at) => UNITS.length + at),
			].sort((a, b) => a - b),
		);
	});

	it('gives a clip without an offset no fall and a shut gate', () => {
		const { fall, correlation, truths } = clipSet([
			{ ...first!, motion: { ...first!.motion, fall: null } },
		]);
		expect(fall.every((value) => value === 0)).toBe(true);
		expect(correlation[0]).toBe(0);
		expect(truths[0]!.offsetIs).toBe('wrong');
	});

	it('learns no units from a data set that codes none', async () => {
		const uncoded = { ...second!, record: recordOf({ dataset: 'smic', class3: 'surprise' }) };
		const data = clipSet([{ ...first!, record: recordOf({ units: [unit(4, null)] }) }, uncoded]);
		expect([...data.unitsKnown!]).toEqual([1, 0]);
		await useWasm();
		const { parameters } = initialState(CLIP_CONFIG.architecture, 1);
		const only = subsetOf(data, [1]);
		const { gradients } = gradientsOf(
			parameters,
			batchOf(only, Uint32Array.of(0), Uint8Array.of(0)),
			CLIP_CONFIG,
		);
		const [unitKernel, unitBias, classKernel] = gradients.slice(4);
		expect([...unitKernel!, ...unitBias!].every((value) => value === 0)).toBe(true);
		expect(classKernel!.some((value) => value !== 0)).toBe(true);
	});

	it('has copies in other framings, of the same movement', () => {
		const copies = reframedSet([first!, second!], 2, 1);
		expect(copies.size).toBe(4);
		expect(copies.truths.map(({ class3 }) => class3)).toEqual(
			[first!, first!, second!, second!].map(({ record }) => record.class3),
		);
		const whole = clipSet([first!, second!]);
		const block = whole.rise.length / 2;
		const alike = (a: Float32Array, b: Float32Array): number =>
			a.reduce((sum, value, i) => sum + value * b[i]!, 0) / Math.hypot(...a) / Math.hypot(...b);
		const copy = copies.rise.subarray(0, block);
		expect(copy).not.toEqual(whole.rise.subarray(0, block));
		expect(alike(copy, whole.rise.subarray(0, block))).toBeGreaterThan(0.6);
	});
});

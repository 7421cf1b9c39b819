import { describe, expect, it } from 'vitest';
import type { ClipMotion } from '../../../../src/core/record/index.ts';
import type { CodedMovement, Reselection } from '../../../../src/study/audit/index.ts';
import { KEY_FRAMES } from '../../../../src/core/record/index.ts';
import { reselect } from '../../../../src/study/audit/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import type { Drawn } from './drawn-clip.ts';
import { USUAL, drawClip, trueFrames } from './drawn-clip.ts';

const coded = (
	onset: number,
	apex: number | null,
	offset: number | null,
	units: readonly number[] = [],
): CodedMovement => ({ id: 'm1', onset, apex, offset, units });

function audited(motion: ClipMotion, movement: CodedMovement): Reselection {
	const result = reselect(motion, movement);
	if ('why' in result) throw new Error(result.why.code);
	return result;
}

const framesOf = (result: Reselection): number[] => KEY_FRAMES.map((name) => result[name].frame);

const DRAWN: readonly (readonly [what: string, drawn: Drawn])[] = [
	['at 30 frames a second', USUAL],
	['at 15', { ...USUAL, fps: 15, rise: 220, fall: 280 }],
	['at 60', { ...USUAL, fps: 60 }],
	['at 200', { ...USUAL, fps: 200, seconds: 3 }],
	['with a plateau', { ...USUAL, plateau: 100 }],
	['that is short', { ...USUAL, rise: 110, fall: 120 }],
	['that is small', { ...USUAL, px200: 0.7 }],
];

describe('reselect', () => {
	it.each(DRAWN)('finds a movement %s that was coded 100 ms off', (_, drawn) => {
		const truth = trueFrames(drawn);
		const off = Math.max(1, Math.round(drawn.fps / 10));
		const motion = drawClip(drawn);
		const result = audited(motion, coded(truth.onset - off, truth.apex + off, truth.offset + off));
		for (const name of KEY_FRAMES) {
			// One frame at webcam rates, 15 ms at faster ones.
			const slack = Math.max(1, 0.015 * drawn.fps);
			expect(Math.abs(result[name].frame - truth[name]), name).toBeLessThanOrEqual(slack);
			expect(result[name].low).toBeLessThanOrEqual(result[name].frame);
			expect(result[name].high).toBeGreaterThanOrEqual(result[name].frame);
		}
		expect(result.evidence).toBeGreaterThan(3);
	});

	it('does not doubt key frames that are right, and doubts wrong ones', () => {
		const truth = trueFrames(USUAL);
		const motion = drawClip(USUAL);
		const right = audited(motion, coded(truth.onset, truth.apex, truth.offset));
		expect(framesOf(right)).toEqual([truth.onset, truth.apex, truth.offset]);
		expect(right.doubt).toBeLessThan(0.1);
		const wrong = audited(motion, coded(truth.onset - 4, truth.apex, truth.offset));
		expect(wrong.onset.moved).toBeGreaterThan(0.9);
		expect(wrong.apex.moved).toBeLessThan(0.1);
		expect(wrong.doubt).toBeGreaterThan(0.9);
	});

	it('leaves the coded frames about where they are when nothing moves', () => {
		const shifts: number[] = [];
		for (let seed = 1; seed <= 12; seed++) {
			const motion = drawClip({ ...USUAL, px200: 0, seed });
			const result = audited(motion, coded(58, 63, 69));
			expect(result.evidence, `seed ${seed}`).toBeLessThan(3);
			expect(result.apex.high - result.apex.low).toBeGreaterThanOrEqual(3);
			shifts.push(result.onset.frame - 58, result.apex.frame - 63, result.offset.frame - 69);
		}
		const mean = shifts.reduce((sum, shift) => sum + Math.abs(shift), 0) / shifts.length;
		expect(mean).toBeLessThan(2.5);
	});

	it('holds the true frame in its 80 % interval at least as often as it says, and no wider than need be', () => {
		const random = seeded(7);
		let inside = 0;
		let asked = 0;
		let width = 0;
		for (let seed = 1; seed <= 25; seed++) {
			const drawn = {
				...USUAL,
				start: 1900 + random.uniform(0, 100),
				rise: random.uniform(100, 250),
				fall: random.uniform(100, 350),
				px200: random.uniform(0.2, 0.8),
				seed,
			};
			const truth = trueFrames(drawn);
			const jittered = KEY_FRAMES.map((name) => truth[name] + random.index(5) - 2);
			const [onset, apex, offset] = jittered.sort((a, b) => a - b) as [number, number, number];
			const result = audited(drawClip(drawn), coded(onset, apex, offset));
			for (const name of KEY_FRAMES) {
				asked += 1;
				width += result[name].high - result[name].low;
				if (truth[name] >= result[name].low && truth[name] <= result[name].high) inside += 1;
			}
		}
		expect(inside / asked).toBeGreaterThan(0.8);
		// The prior alone spans nine frames.
		expect(width / asked).toBeLessThan(4.5);
	});

	it('finds an apex and an offset that nobody coded', () => {
		const truth = trueFrames(USUAL);
		const result = audited(drawClip(USUAL), coded(truth.onset - 2, null, null));
		expect(Math.abs(result.apex.frame - truth.apex)).toBeLessThanOrEqual(1);
		expect(Math.abs(result.offset.frame - truth.offset)).toBeLessThanOrEqual(1);
		expect(result.apex.coded).toBeNull();
		expect(result.apex.moved).toBeNull();
	});

	it('follows a coder whose movement lasts longer than micro-expressions do', () => {
		const drawn = {
			...USUAL,
			seconds: 6,
			start: 2000,
			rise: 700,
			plateau: 50,
			fall: 900,
			px200: 3,
		};
		const truth = trueFrames(drawn);
		const result = audited(drawClip(drawn), coded(truth.onset + 3, truth.apex, truth.offset - 3));
		for (const name of KEY_FRAMES) {
			expect(Math.abs(result[name].frame - truth[name]), name).toBeLessThanOrEqual(3);
		}
	});

	it('looks where the coded action units are when another part of the face moves too', () => {
		const truth = trueFrames(USUAL);
		const motion = drawClip(USUAL);
		// Brows that rise and fall a quarter of a second later, and further.
		const later = drawClip({ ...USUAL, start: USUAL.start + 230, px200: 2.5, seed: 9 });
		const width = motion.signals.length / motion.times.length;
		for (let i = 0; i < motion.times.length; i++) {
			for (let region = 0; region < 4; region++) {
				motion.signals[i * width + 2 * region + 1]! += later.signals[i * width + 23]!;
			}
		}
		const movement = coded(truth.onset + 2, truth.apex + 2, truth.offset + 2, [12]);
		const result = audited(motion, movement);
		expect(Math.abs(result.apex.frame - truth.apex)).toBeLessThanOrEqual(1);
	});

	it('goes by times, also where frames are missing', () => {
		const truth = trueFrames(USUAL);
		const whole = drawClip(USUAL);
		const kept = Array.from(whole.frames).filter((frame) => frame % 5 !== 3);
		const width = whole.signals.length / whole.times.length;
		const motion: ClipMotion = {
			frames: Int32Array.from(kept),
			times: Float64Array.from(kept, (frame) => whole.times[frame]!),
			faces: new Uint8Array(kept.length).fill(1),
			signals: Float32Array.from(
				kept.flatMap((frame) => [...whole.signals.subarray(frame * width, (frame + 1) * width)]),
			),
			placing: new Float32Array(4 * kept.length),
		};
		const result = audited(motion, coded(truth.onset - 3, truth.apex - 3, truth.offset - 3));
		for (const name of KEY_FRAMES) {
			expect(Math.abs(result[name].frame - truth[name]), name).toBeLessThanOrEqual(1);
		}
	});

	it('says why it cannot look', () => {
		const motion = drawClip(USUAL);
		expect(reselect(motion, coded(50, 60, 500))).toEqual({
			id: 'm1',
			why: { code: 'frame-outside', frame: 500, first: 0, last: 119 },
		});
		expect(reselect(motion, coded(60, 50, 70))).toMatchObject({
			why: { code: 'out-of-order', frames: [60, 50, 70] },
		});
		motion.faces.fill(0);
		expect(reselect(motion, coded(50, 60, 70))).toMatchObject({
			why: { code: 'face-missing', onset: 50, end: 70, count: 0 },
		});
		const one = { ...motion, frames: Int32Array.of(0), times: Float64Array.of(0) };
		expect(reselect(one, coded(0, 0, 0))).toMatchObject({
			why: { code: 'clip-too-short' },
		});
	});
});

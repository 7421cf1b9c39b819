/** The parts of the fit, each against its definition. */
import { describe, expect, it } from 'vitest';
import { directionsFor } from '../../../../src/study/audit/directions.ts';
import { Drift, dot } from '../../../../src/study/audit/drift.ts';
import { frameRateAround, frameTimes } from '../../../../src/study/audit/frame-times.ts';
import { regionNoise } from '../../../../src/study/audit/noise.ts';
import { posteriorOf, quantiles } from '../../../../src/study/audit/posterior.ts';
import { drawCourse, timeCoursesAround } from '../../../../src/study/audit/time-course.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { REGION_COUNT } from '../../../../src/core/record/index.ts';
import { USUAL, drawClip } from './drawn-clip.ts';

describe('time courses', () => {
	const courses = timeCoursesAround({ onset: 1000, apex: 1160, offset: 1340 }, 250);

	it('begin at 2 % of the peak and end at 5 %, whatever rests', () => {
		const moments = new Float64Array(3);
		for (let n = 0; n < courses.count; n += 97) {
			const times = Float64Array.of(courses.onset[n]!, courses.apex[n]!, courses.offset[n]!);
			drawCourse(courses, n, times, moments);
			const rest = courses.rest[n]!;
			expect(moments[0]).toBeCloseTo(0.02, 6);
			expect(moments[1]).toBeCloseTo(1, 6);
			expect(moments[2]).toBeCloseTo(rest + 0.05 * (1 - rest), 6);
		}
	});

	it('stay within reach of every coded key frame', () => {
		expect(courses.count).toBeGreaterThan(1000);
		for (let n = 0; n < courses.count; n++) {
			expect(Math.abs(courses.onset[n]! - 1000)).toBeLessThanOrEqual(270);
			expect(Math.abs(courses.apex[n]! - 1160)).toBeLessThanOrEqual(250);
			expect(Math.abs(courses.offset[n]! - 1340)).toBeLessThanOrEqual(250);
		}
	});

	it('try longer rises and falls only where the coder’s are long', () => {
		const long = timeCoursesAround({ onset: 1000, apex: 2000, offset: 3200 }, 250);
		expect(Math.max(...courses.rise)).toBe(280);
		expect(Math.max(...long.rise)).toBeGreaterThan(1200);
		expect(Math.max(...long.fall)).toBeGreaterThan(1400);
	});
});

describe('Drift', () => {
	const times = Float64Array.from({ length: 30 }, (_, i) => 33 * i);

	it('takes a straight line out completely', () => {
		const left = new Drift(times).whiten(times.map((at) => 3 - 0.01 * at));
		expect(Math.sqrt(dot(left, left))).toBeLessThan(1e-9);
	});

	it('makes wandering that forgets itself white', () => {
		const random = seeded(3);
		const drift = new Drift(times);
		const keep = Math.exp(-33 / 200);
		let together = 0;
		let power = 0;
		for (let run = 0; run < 300; run++) {
			let wander = random.normal();
			const x = times.map(() => {
				wander = keep * wander + Math.sqrt(1 - keep * keep) * random.normal();
				return Math.sqrt(0.9) * wander + Math.sqrt(0.1) * random.normal();
			});
			const white = drift.whiten(x);
			for (let i = 1; i < white.length; i++) {
				together += white[i]! * white[i - 1]!;
				power += white[i]! ** 2;
			}
		}
		expect(Math.abs(together / power)).toBeLessThan(0.1);
		// Two of thirty degrees of freedom went with the line.
		expect(power / (300 * 29)).toBeCloseTo(28 / 30, 1);
	});
});

describe('regionNoise', () => {
	it('measures white noise, and a movement in it hardly counts', () => {
		const still = regionNoise(drawClip({ ...USUAL, px200: 0, noise: 0.2, wander: 0, seconds: 8 }));
		const moving = regionNoise(drawClip({ ...USUAL, px200: 3, noise: 0.2, wander: 0, seconds: 8 }));
		// A frame less the mean of two others: sqrt(3/2) of one frame's noise.
		const mean = (values: Float64Array): number => values.reduce((a, b) => a + b) / values.length;
		expect(mean(still)).toBeCloseTo(0.2 * Math.sqrt(1.5), 1);
		expect(Math.max(...moving)).toBeLessThan(1.5 * mean(still));
	});

	it('assumes something where a clip is too short to tell', () => {
		const noise = regionNoise(drawClip({ ...USUAL, seconds: 0.4 }));
		expect(noise[0]).toBeCloseTo(0.153, 3);
	});
});

describe('directionsFor', () => {
	it('are orthonormal, and coded units narrow what is expected', () => {
		const noise = new Float64Array(REGION_COUNT).fill(0.1);
		const { axes, variances } = directionsFor(noise, []);
		const size = 2 * REGION_COUNT;
		for (let a = 0; a < size; a++) {
			for (let b = a; b < size; b++) {
				let sum = 0;
				for (let c = 0; c < size; c++) sum += axes[c * size + a]! * axes[c * size + b]!;
				expect(sum).toBeCloseTo(a === b ? 1 : 0, 8);
			}
		}
		const large = (values: Float64Array): number => values.filter((value) => value > 5).length;
		const smile = directionsFor(noise, [12]);
		expect(large(smile.variances)).toBeGreaterThan(0);
		expect(large(smile.variances)).toBeLessThan(large(variances));
		// A unit without a pattern narrows nothing.
		expect(directionsFor(noise, [43]).variances).toEqual(variances);
	});
});

describe('posterior', () => {
	it('weighs odds by the prior, and its evidence is the mean of the odds', () => {
		const logPrior = Float64Array.of(Math.log(3), 0);
		const logOdds = Float64Array.of(0, Math.log(9));
		const { weights, evidence, best } = posteriorOf(logPrior, logOdds);
		expect([...weights].map((weight) => weight.toFixed(6))).toEqual(['0.250000', '0.750000']);
		expect(Math.exp(evidence)).toBeCloseTo((3 * 1 + 1 * 9) / 4, 9);
		expect(best).toBe(1);
	});

	it('reads quantiles off unordered values', () => {
		const values = Float64Array.of(5, 1, 3);
		const weights = Float64Array.of(0.2, 0.3, 0.5);
		expect(quantiles(values, weights, [0.1, 0.5, 0.9])).toEqual([1, 3, 5]);
	});
});

describe('frame times', () => {
	const motion = {
		...drawClip(USUAL),
		frames: Int32Array.of(10, 11, 13, 14),
		times: Float64Array.of(0, 40, 120, 160),
	};

	it('go between frame numbers and times across a missing frame', () => {
		const clock = frameTimes(motion)!;
		expect([10, 12, 14].map(clock.timeOf)).toEqual([0, 80, 160]);
		expect(clock.frameAt(79, 'onset')).toBe(11);
		expect(clock.frameAt(80, 'onset')).toBe(12);
		expect(clock.frameAt(81, 'offset')).toBe(13);
		expect(clock.frameAt(105, 'apex')).toBe(13);
		expect(clock.frameAt(-50, 'onset')).toBe(10);
		expect(clock.frameAt(900, 'offset')).toBe(14);
	});

	it('tell the frame rate', () => {
		expect(frameRateAround(motion, 11, 13)).toBeCloseTo(25, 9);
	});
});

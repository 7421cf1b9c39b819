/** Temperatures, bars and margins on events whose best settings are known. */
import { describe, expect, it, vi } from 'vitest';
import { CLASSES, UNITS } from '../../../../src/line/classify/index.ts';
import type { Class3, Side } from '../../../../src/core/record/index.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';
import { calibrate } from '../../../../src/lab/judge/calibrate.ts';
import { figuresOf } from '../../../../src/lab/judge/figures.ts';
import type { JudgedEvent } from '../../../../src/lab/judge/judged-event.ts';
import { f1AtShare } from '../../../../src/lab/judge/metrics.ts';

// Seconds of arithmetic, more on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

interface Made {
	readonly class3: Class3 | null;
	readonly classes: readonly number[];
	readonly units?: ReadonlyMap<number, Side>;
	/** FACS number -> logits of the subject's left and right. */
	readonly logits?: Readonly<Record<number, readonly [left: number, right: number]>>;
	readonly upper?: number;
	readonly content?: JudgedEvent['content'];
}

function event({ class3, classes, units = new Map(), logits = {}, ...more }: Made): JudgedEvent {
	const left = UNITS.map((au) => logits[au]?.[0] ?? -5);
	const right = UNITS.map((au) => logits[au]?.[1] ?? -5);
	const all = [...left, ...right, ...classes];
	return {
		content: more.content ?? 'expression',
		class3,
		units,
		correlation: 1,
		asymmetry: { upper: more.upper ?? 0, lower: 0 },
		quality: { noise: 0.1, lids: 0.05 },
		offsetIs: 'right',
		logits: { rise: all, fall: all },
	};
}

/** Logits that say a class twice as surely as they are right. */
function overconfident(count: number): JudgedEvent[] {
	const random = seeded(5);
	return Array.from({ length: count }, () => {
		const truth = random.index(CLASSES.length);
		const honest = CLASSES.map((_, k) => (k === truth ? 1.5 : 0) + random.normal());
		// Noise of 1 around 1.5: the honest logits are 1.5 times as large; these are three times.
		return event({ class3: CLASSES[truth]!, classes: honest.map((logit) => 4.5 * logit) });
	});
}

describe('calibrate', () => {
	it('finds how much too sure the logits are', () => {
		const { temperature } = calibrate(overconfident(4000), 0.3);
		expect(temperature.classes).toBeGreaterThan(2.7);
		expect(temperature.classes).toBeLessThan(3.3);
	});

	it('sets a bar for each level: what it names has that coverage and is right as often as it says', () => {
		const events = overconfident(4000);
		const calibration = calibrate(events, 0.3);
		const { naming } = figuresOf(events, calibration);
		for (const [i, { coverage, accuracy, from }] of calibration.naming.entries()) {
			expect(naming[i]!.from).toBe(from);
			expect(Math.abs(naming[i]!.coverage - coverage)).toBeLessThan(0.01);
			expect(Math.abs(naming[i]!.accuracy - accuracy)).toBeLessThan(0.01);
		}
		const accuracies = calibration.naming.map(({ accuracy }) => accuracy);
		expect(accuracies).toEqual([...accuracies].sort((a, b) => a - b));
	});

	it('puts the margin of the sides between even and one-sided movements', () => {
		const moved = (side: Side, left: number, right: number, upper = 0): JudgedEvent =>
			event({
				class3: 'negative',
				classes: [0, 3, 0],
				units: new Map([[4, side]]),
				logits: { 4: [left, right] },
				upper,
			});
		const random = seeded(3);
		const events = Array.from({ length: 600 }, (_, i) => {
			const wobble = 0.3 * random.normal();
			if (i % 3 === 0) return moved('both', 2 + wobble, 2);
			// Half of it in the logits, the other half in the motion's energies.
			return i % 3 === 1
				? moved('left', 2 + wobble, 0.5, 0.75)
				: moved('right', 0.5, 2 + wobble, -0.75);
		});
		const calibration = calibrate(events, 0.3);
		expect(calibration.sideMargin).toBeGreaterThan(0.5);
		expect(calibration.sideMargin).toBeLessThan(2.2);
		const { sides } = figuresOf(events, calibration);
		expect(sides.oneSided).toEqual({ units: 400, right: expect.closeTo(1, 1) as number });
		expect(sides.bothSides).toEqual({ units: 200, right: expect.closeTo(1, 1) as number });
	});

	it('counts a reading of what holds no expression by its kind', () => {
		const sure = [6, 0, 0];
		const events = [
			...overconfident(200),
			event({ class3: null, classes: sure, content: 'blink' }),
			event({ class3: null, classes: [0, 0, 0], content: 'blink' }),
			event({ class3: null, classes: [0, 0, 0], content: 'head' }),
		];
		const calibration = {
			...calibrate(events, 0.3),
			naming: [{ coverage: 1, from: 0.5, accuracy: 1 }],
		};
		expect(figuresOf(events, calibration).naming[0]!.nonMovements).toEqual({ blink: 0.5, head: 0 });
	});
});

describe('f1AtShare', () => {
	it('is the F1 that another share of positives would give', () => {
		// 8 of 10 found, 10 of 100 others claimed.
		const repeat = (count: number, value: number): number[] =>
			Array.from({ length: count }, () => value);
		const scores = [...repeat(8, 1), ...repeat(2, 0), ...repeat(10, 1), ...repeat(90, 0)];
		const truth = [...repeat(10, 1), ...repeat(100, 0)];
		expect(f1AtShare(scores, truth, 0.5, 10 / 110)).toBeCloseTo((2 * 8) / (10 + 18), 10);
		// Half positive: 0.4 found of 0.5, 0.05 claimed wrongly.
		expect(f1AtShare(scores, truth, 0.5, 0.5)).toBeCloseTo(0.8 / (0.5 + 0.45), 10);
		expect(f1AtShare([1, 1], [1, 1], 0.5, 0.5)).toBe(0);
	});
});

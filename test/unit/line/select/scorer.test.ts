import { describe, expect, it } from 'vitest';
import { TRACKED_REGIONS } from '../../../../src/line/motion/index.ts';
import shippedFile from '../../../../src/line/select/scorer.json' with { type: 'json' };
import type { ScorerFile } from '../../../../src/line/select/index.ts';
import {
	ACTIVITIES,
	FEATURE_COUNT,
	HALF_REGIONS,
	LearntScorer,
	SCORER_FORMAT,
	shippedScorer,
} from '../../../../src/line/select/index.ts';

const zeros = (count: number) => Array.from({ length: count }, () => 0);

/** One hidden unit a half that looks at one feature. */
function file(details: Partial<ScorerFile> = {}): ScorerFile {
	const looksAt = (feature: number, weight: number) => ({
		hidden: zeros(FEATURE_COUNT).map((_, i) => (i === feature ? weight : 0)),
		hiddenBias: [0.1],
		out: [2],
		outBias: -0.5,
	});
	return {
		format: SCORER_FORMAT,
		made: {},
		patterns: { upper: [], lower: [] },
		mean: zeros(FEATURE_COUNT).map(() => 1),
		deviation: zeros(FEATURE_COUNT).map(() => 2),
		nets: { upper: [looksAt(3, 0.5), looksAt(4, 0.5)], lower: [looksAt(5, 1)] },
		calibration: { upper: { slope: 2, shift: -1 }, lower: { slope: 1, shift: 0 } },
		bars: {
			calm: [
				[0.5, 0.8],
				[1, 0.6],
				[4, 0.2],
			],
			active: [[1, 0.9]],
		},
		...details,
	};
}

describe('LearntScorer', () => {
	it('averages the networks of a half over standardised features', () => {
		const features = new Float32Array(FEATURE_COUNT).fill(1);
		features[3] = 5; // two deviations above the mean
		features[5] = 0;
		const out = new Float64Array(2);
		new LearntScorer(file()).score(features, out);
		const one = -0.5 + 2 * Math.tanh(0.1 + 0.5 * 2);
		const other = -0.5 + 2 * Math.tanh(0.1);
		expect(out[0]).toBeCloseTo((one + other) / 2, 5);
		expect(out[1]).toBeCloseTo(-0.5 + 2 * Math.tanh(0.1 - 0.5), 5);
	});

	it('cuts off what lies beyond six deviations', () => {
		const scorer = new LearntScorer(file());
		const at = (value: number) => {
			const features = new Float32Array(FEATURE_COUNT).fill(1);
			features[5] = value;
			const out = new Float64Array(2);
			scorer.score(features, out);
			return out[1];
		};
		expect(at(1e6)).toBe(at(13));
		expect(at(11)).not.toBe(at(13));
	});

	it('calibrates each half by itself', () => {
		const scorer = new LearntScorer(file());
		expect(scorer.probability(0, 0.5)).toBeCloseTo(0.5, 10);
		expect(scorer.probability(1, 0.5)).toBeCloseTo(1 / (1 + Math.exp(-0.5)), 10);
	});

	it('sets the bar between measured rates, and holds it beyond them', () => {
		const scorer = new LearntScorer(file());
		expect(scorer.bar(1, 'calm')).toBeCloseTo(0.6, 10);
		expect(scorer.bar(2, 'calm')).toBeCloseTo(0.4, 10);
		expect(scorer.bar(0.01, 'calm')).toBe(0.8);
		expect(scorer.bar(100, 'calm')).toBe(0.2);
		expect(scorer.bar(1, 'active')).toBe(0.9);
	});

	it('refuses a file of another make', () => {
		expect(() => new LearntScorer(file({ format: 'other/1' }))).toThrow(TypeError);
		expect(() => new LearntScorer(file({ mean: [0, 1] }))).toThrow(/2 features/);
		expect(() => new LearntScorer(file({ deviation: [1] }))).toThrow(/1 deviations/);
		const net = { hidden: [1, 2], hiddenBias: [0], out: [1], outBias: 0 };
		expect(() => new LearntScorer(file({ nets: { upper: [], lower: [net] } }))).toThrow(/lower/);
	});
});

describe('the shipped scorer', () => {
	const scorer = shippedScorer();

	it('says how it was made, and what it gave on people held out', () => {
		expect(shippedFile.made).toMatchObject({
			config: { hidden: shippedFile.nets.upper[0]!.hiddenBias.length },
			revision: expect.any(String) as string,
			heldOut: { film: { video: { recall: expect.any(Array) as unknown[] } } },
		});
	});

	it('knows its regions by name', () => {
		const names = (half: 'upper' | 'lower') =>
			HALF_REGIONS[half].map((region) => TRACKED_REGIONS[region]!);
		for (const name of names('upper')) expect(name).toMatch(/Brow|glabella|forehead/);
		for (const name of names('lower')) expect(name).toMatch(/nose|[cC]heek|lip|Lip|chin|malar/);
	});

	it('has a pattern of unit length for every movement, as long as its half', () => {
		for (const half of ['upper', 'lower'] as const) {
			expect(scorer.patterns[half].length).toBeGreaterThan(10);
			for (const pattern of scorer.patterns[half]) {
				expect(pattern).toHaveLength(2 * HALF_REGIONS[half].length);
				expect(Math.hypot(...pattern)).toBeCloseTo(1, 2);
			}
		}
	});

	it.each(ACTIVITIES)('asks for more where fewer false alarms are wanted: %s', (activity) => {
		const bars = [0.1, 0.25, 0.5, 1, 2, 4, 8].map((rate) => scorer.bar(rate, activity));
		for (let i = 1; i < bars.length; i++) expect(bars[i]!).toBeLessThanOrEqual(bars[i - 1]!);
		expect(bars[0]!).toBeLessThanOrEqual(1);
		expect(bars[2]!).toBeGreaterThan(0);
	});
});

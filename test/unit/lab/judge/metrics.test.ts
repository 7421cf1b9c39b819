import { describe, expect, it } from 'vitest';
import { calibrationError, f1At } from '../../../../src/lab/judge/metrics.ts';

describe('metrics, by hand', () => {
	it('F1 at a bar', () => {
		expect(f1At([0.9, 0.6, 0.4, 0.2], [1, 0, 1, 0], 0.5)).toBeCloseTo(0.5, 12);
		expect(f1At([0.1], [0], 0.5)).toBe(0);
	});

	it('calibration error is the gap of confidence and accuracy', () => {
		expect(calibrationError([0.85, 0.85, 0.85, 0.85], [true, true, true, false])).toBeCloseTo(0.1);
		expect(calibrationError([1, 0.55], [true, false])).toBeCloseTo(0.275);
	});
});

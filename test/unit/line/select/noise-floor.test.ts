import { expect, it } from 'vitest';
import { NoiseFloor } from '../../../../src/line/select/noise-floor.ts';

it('begins with what a calibration found, within bounds, and begins there again', () => {
	const floor = new NoiseFloor(3);
	const first = floor.values[0]!;
	floor.begin([0.12, 0.001, 9]);
	[0.12, 0.03, 0.5].forEach((px200, region) => expect(floor.values[region]).toBeCloseTo(px200, 5));
	floor.learn(Float32Array.of(0.2, 0.2, 0.2));
	expect(floor.values[0]).toBeGreaterThan(0.12);
	floor.forget();
	expect(floor.values[0]).toBeCloseTo(0.12, 5);
	const other = new NoiseFloor(3);
	expect(other.values[0]).toBe(first);
});

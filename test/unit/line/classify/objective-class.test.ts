import { describe, expect, it } from 'vitest';
import { objectiveClassOf } from '../../../../src/line/classify/index.ts';

describe('objectiveClassOf', () => {
	it.each([
		[[12], 'I'],
		[[7, 12], 'I'],
		[[2, 1], 'II'],
		[[4], 'III'],
		[[7, 4, 4], 'III'],
		[[9, 4], 'IV'],
		[[1], 'V'],
		[[4, 1], 'V'],
		[[2, 4, 1], 'VI'],
		[[7], 'VII'],
		[[1, 12], 'VII'],
	])('of %j is %s, in whatever order', (units, name) => {
		expect(objectiveClassOf(units)).toBe(name);
	});

	it('of nothing is none', () => {
		expect(objectiveClassOf([])).toBeNull();
	});
});

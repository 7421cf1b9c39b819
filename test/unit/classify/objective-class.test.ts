import { expect, it } from 'vitest';
import { objectiveClassOf } from '../../../src/classify/index.ts';

it("gives Davison's class of a combination, in any order", () => {
	expect(objectiveClassOf([12])).toBe('I');
	expect(objectiveClassOf([12, 6])).toBe('I');
	expect(objectiveClassOf([2, 1])).toBe('II');
	expect(objectiveClassOf([7, 4])).toBe('III');
	expect(objectiveClassOf([10])).toBe('IV');
	expect(objectiveClassOf([4, 1])).toBe('V');
	expect(objectiveClassOf([4, 2, 1])).toBe('VI');
	expect(objectiveClassOf([12, 17])).toBe('VII');
	expect(objectiveClassOf([4, 4, 7])).toBe('III');
	expect(objectiveClassOf([])).toBeNull();
});

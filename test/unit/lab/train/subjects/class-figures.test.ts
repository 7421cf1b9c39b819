import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../../src/core/kernel/index.ts';
import type { ClassOutcome } from '../../../../../src/lab/train/subjects/index.ts';
import { figuresByDataset, pooledFigures } from '../../../../../src/lab/train/subjects/index.ts';

const outcome = (subject: string, truth: number, predicted: number): ClassOutcome => ({
	dataset: subject.split(':')[0]!,
	subject,
	truth,
	predicted,
});

describe('pooledFigures', () => {
	it('counts over all folds, not fold by fold', () => {
		// Confusion: [[2, 1], [1, 0]] over two people.
		const { uf1, uar, accuracy, confusion, events, subjects } = pooledFigures(
			[outcome('a:1', 0, 0), outcome('a:1', 0, 0), outcome('a:2', 0, 1), outcome('a:2', 1, 0)],
			2,
			seeded(1),
		)!;
		expect(confusion).toEqual([
			[2, 1],
			[1, 0],
		]);
		// F1: 2*2 / (4 + 1 + 1) and 0; recall: 2/3 and 0.
		expect([uf1.value, uar.value, accuracy.value]).toEqual([0.3333, 0.3333, 0.5]);
		expect([events, subjects]).toEqual([4, 2]);
	});

	it('has intervals that hold the figure and that people decide', () => {
		const random = seeded(4);
		const of = (people: number, each: number): ClassOutcome[] =>
			Array.from({ length: people * each }, (_, i) => {
				// A person is read well or badly as a whole.
				const person = Math.floor(i / each);
				const truth = i % 3;
				const right = person % 2 === 0 || random.chance(0.2);
				return outcome(`a:${person}`, truth, right ? truth : (truth + 1) % 3);
			});
		const width = (outcomes: ClassOutcome[]): number => {
			const { value, low, high } = pooledFigures(outcomes, 3, seeded(2))!.accuracy;
			expect(low!).toBeLessThanOrEqual(value);
			expect(high!).toBeGreaterThanOrEqual(value);
			return high! - low!;
		};
		const few = width(of(6, 30));
		const many = width(of(60, 3));
		expect(many).toBeLessThan(0.6 * few); // as many events
	});

	it('gives no interval for one person', () => {
		const { uf1 } = pooledFigures([outcome('a:1', 0, 0)], 2, seeded(1))!;
		expect(uf1).toMatchObject({ low: null, high: null });
		expect(pooledFigures([], 2, seeded(1))).toBeNull();
	});
});

describe('figuresByDataset', () => {
	it('gives every data set and the composite', () => {
		const figures = figuresByDataset(
			[outcome('a:1', 0, 0), outcome('a:2', 1, 1), outcome('b:1', 0, 1), outcome('b:1', 1, 1)],
			2,
			seeded(1),
		);
		expect(Object.keys(figures)).toEqual(['a', 'b', 'composite']);
		expect(figures['a']!.accuracy.value).toBe(1);
		expect(figures['b']!.accuracy.value).toBe(0.5);
		expect(figures['composite']!.accuracy.value).toBe(0.75);
		expect(figures['composite']!.subjects).toBe(3);
	});

	it('calls nothing a composite that is one data set', () => {
		expect(Object.keys(figuresByDataset([outcome('a:1', 0, 0)], 2, seeded(1)))).toEqual(['a']);
	});
});

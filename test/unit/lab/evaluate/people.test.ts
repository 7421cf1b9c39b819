import { describe, expect, it } from 'vitest';
import { People } from '../../../../src/lab/evaluate/people.ts';
import { seeded } from '../../../../src/core/kernel/index.ts';

interface Coin {
	readonly clip: { readonly person: string };
	readonly heads: number;
	readonly throws: number;
}

const coin = (person: string, heads: number, throws: number): Coin => ({
	clip: { person },
	heads,
	throws,
});

const share = (coins: readonly Coin[]): number | null => {
	const throws = coins.reduce((sum, each) => sum + each.throws, 0);
	return throws === 0 ? null : coins.reduce((sum, each) => sum + each.heads, 0) / throws;
};

/** Ten people with 0 to 9 heads of 10, thrown in two goes. */
const NAMES = 'abcdefghij'.split('');
const COINS = NAMES.flatMap((name, heads) => [coin(name, heads, 9), coin(name, 0, 1)]);
const people = (seed: number) => new People(NAMES, seeded(seed));

describe('figures over people', () => {
	it('contains the figure, and is about as wide as theory has it', () => {
		const { value, low, high } = people(1).figure(COINS, share);
		expect(value).toBe(0.45);
		// Standard error 0.287 / sqrt(10) = 0.091; twice 1.96 of it.
		expect(high! - low!).toBeGreaterThan(0.3);
		expect(high! - low!).toBeLessThan(0.4);
		expect(low).toBeLessThan(0.45);
		expect(high).toBeGreaterThan(0.45);
	});

	it('is the same with the same seed, whatever the order of the people', () => {
		const once = people(7).figure(COINS, share);
		const again = new People([...NAMES].reverse(), seeded(7)).figure(COINS, share);
		expect(again).toEqual(once);
		const few = (seed: number) => new People(NAMES, seeded(seed), 20).figure(COINS, share);
		expect(few(8)).not.toEqual(few(7));
	});

	it('draws all clips of a person together', () => {
		// Two people, one all heads and one all tails: a draw is 0, a half or 1, however many clips.
		const coins = ['a', 'b'].flatMap((name, at) =>
			Array.from({ length: 50 }, () => coin(name, at, 1)),
		);
		const { low, high } = new People(['a', 'b'], seeded(1)).figure(coins, share);
		expect([low, high]).toEqual([0, 1]);
	});

	it('says nothing where one person alone was measured, or all are alike', () => {
		const alone = [coin('a', 3, 10), coin('b', 0, 0)];
		expect(people(1).figure(alone, share)).toEqual({ value: 0.3, low: null, high: null });
		const alike = [coin('a', 10, 10), coin('b', 10, 10)];
		expect(people(1).figure(alike, share)).toEqual({ value: 1, low: null, high: null });
	});

	it('of nothing measured is nothing', () => {
		expect(people(1).figure([], share)).toEqual({ value: null, low: null, high: null });
	});
});

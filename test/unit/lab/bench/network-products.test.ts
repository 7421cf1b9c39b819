import { expect, it } from 'vitest';
import { productsAsDefined, productsAsRun } from '../../../../src/lab/bench/network/products.ts';
import { multiplyAddsOf } from '../../../../src/lab/judge/index.ts';

const SHIPPED = { members: 3, pool: 2, hidden: 48, channels: 3 };

it('counts the products of an event, member by member', () => {
	const branch = 3 * (588 * 48 + 48 * 48 + 48 * 37);
	expect(multiplyAddsOf(productsAsDefined(SHIPPED))).toBe(2 * branch);
});

it('counts the zeros between the members where they are run side by side', () => {
	const zeros = 2 * (144 * 144 - 3 * 48 * 48);
	expect(multiplyAddsOf(productsAsRun(SHIPPED))).toBe(
		multiplyAddsOf(productsAsDefined(SHIPPED)) + zeros,
	);
	const alone = { ...SHIPPED, members: 1 };
	expect(productsAsRun(alone)).toEqual(productsAsDefined(alone));
});

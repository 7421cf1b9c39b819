import { expect, it } from 'vitest';
import { productsAsDefined, productsAsRun } from '../../../../src/lab/bench/network/products.ts';
import { multiplyAddsOf } from '../../../../src/lab/judge/index.ts';

const SHIPPED = { members: 3, pool: 2, hidden: 48, channels: 3 };

it('counts the products of an event, member by member', () => {
	const branch = 3 * (588 * 48 + 48 * 48 + 48 * 37);
	expect(multiplyAddsOf(productsAsDefined(SHIPPED))).toBe(2 * branch);
});

it('counts the zeros between the members and after the logits where they are run side by side', () => {
	const between = 2 * (144 * 144 - 3 * 48 * 48);
	const after = 2 * 144 * (65 - 37);
	expect(multiplyAddsOf(productsAsRun(SHIPPED))).toBe(
		multiplyAddsOf(productsAsDefined(SHIPPED)) + between + after,
	);
});

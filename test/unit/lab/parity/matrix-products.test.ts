import { expect, it } from 'vitest';
import { multiplyAddsOf } from '../../../../src/lab/judge/index.ts';
import { matrixProducts } from '../../../../src/lab/parity/index.ts';
import { PUBLISHED } from '../../../../src/line/paper/index.ts';

it('costs what the layers add up to', () => {
	// 13.44 G multiply-adds for both branches, of which depthwise convolutions are no products.
	const products = multiplyAddsOf(matrixProducts(PUBLISHED, 5));
	const depthwise = PUBLISHED.stages.reduce(
		(sum, { dim, depth }, i) => sum + 2 * depth * (112 / 2 ** i) ** 2 * dim * (9 + 25 + 3 * 9),
		0,
	);
	expect((products + depthwise) / 1e9).toBeCloseTo(13.44, 1);
});

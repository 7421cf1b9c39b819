/** The matrix products of one event in the live network. Pure. */
import type { Architecture } from '../../../line/classify/index.ts';
import { FOLDED_LOGITS, GRID, LOGITS } from '../../../line/classify/index.ts';
import type { MatrixProduct } from '../../judge/index.ts';

/** Rise and fall go through the encoder as one batch. */
const BRANCHES = 2;

type Sizes = Pick<Architecture, 'members' | 'pool' | 'hidden' | 'channels'>;

const featuresOf = ({ pool, channels }: Sizes): number => (GRID / pool) ** 2 * channels;

/** As the network is defined: each member by itself, layer by layer. */
export function productsAsDefined(sizes: Sizes): MatrixProduct[] {
	const { members: count, hidden } = sizes;
	return [
		{ count, rows: BRANCHES, inner: featuresOf(sizes), columns: hidden },
		{ count, rows: BRANCHES, inner: hidden, columns: hidden },
		{ count, rows: BRANCHES, inner: hidden, columns: LOGITS },
	];
}

/** As it is run: members side by side, their mean in the last product (`classify/folded-network.ts`). */
export function productsAsRun(sizes: Sizes): MatrixProduct[] {
	const wide = sizes.members * sizes.hidden;
	return [
		{ count: 1, rows: BRANCHES, inner: featuresOf(sizes), columns: wide },
		{ count: 1, rows: BRANCHES, inner: wide, columns: wide },
		{ count: 1, rows: BRANCHES, inner: wide, columns: FOLDED_LOGITS },
	];
}

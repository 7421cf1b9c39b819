/** The matrix products of one event in the live network. Pure. */
import type { Architecture } from '../../../line/classify/index.ts';
import { GRID, LOGITS } from '../../../line/classify/index.ts';
import type { MatrixProduct } from '../../judge/index.ts';

/** Rise and fall go through the encoder as one batch. */
const BRANCHES = 2;

/** As the network is defined: layer by layer, each member by itself. */
export function liveProducts({
	members,
	pool,
	hidden,
	channels,
}: Pick<Architecture, 'members' | 'pool' | 'hidden' | 'channels'>): MatrixProduct[] {
	const layer = (inner: number, columns: number): MatrixProduct => ({
		count: members,
		rows: BRANCHES,
		inner,
		columns,
	});
	return [
		layer((GRID / pool) ** 2 * channels, hidden),
		layer(hidden, hidden),
		layer(hidden, LOGITS),
	];
}

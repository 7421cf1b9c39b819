/**
 * A value between the nodes of a grid, bilinear.
 *
 * @param grid    [rows, columns, floats]
 * @param node    above and left of the place; `fx`, `fy` are how far it is to the next ones, 0..1
 * @param part    which of a node's floats
 */
export function between(
	grid: Float32Array,
	columns: number,
	node: number,
	fx: number,
	fy: number,
	floats: number,
	part: number,
): number {
	const a = node * floats + part;
	const b = a + columns * floats;
	const top = grid[a]! + fx * (grid[a + floats]! - grid[a]!);
	const bottom = grid[b]! + fx * (grid[b + floats]! - grid[b]!);
	return top + fy * (bottom - top);
}

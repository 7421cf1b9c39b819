/** How well a score ranks what is so before what is not. Pure. */

/** Area under the ROC curve by ranks, ties shared; NaN when one kind is absent. */
export function areaUnderCurve(scores: ArrayLike<number>, positive: ArrayLike<number>): number {
	const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
	let rankSum = 0;
	let positives = 0;
	for (let start = 0; start < order.length;) {
		let end = start + 1;
		while (end < order.length && scores[order[end]!] === scores[order[start]!]) end += 1;
		const rank = (start + 1 + end) / 2; // mean of the 1-based ranks of the tie
		for (let i = start; i < end; i++) {
			if (positive[order[i]!]! > 0) {
				rankSum += rank;
				positives += 1;
			}
		}
		start = end;
	}
	const negatives = order.length - positives;
	if (positives === 0 || negatives === 0) return NaN;
	return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

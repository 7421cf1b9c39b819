/** JudgedFigures of merit of scores and probabilities; those of classes and ranks are in `evaluation`. Pure. */

/** F1 of "score >= bar" against `positive`. */
export function f1At(scores: ArrayLike<number>, positive: ArrayLike<number>, bar: number): number {
	let hits = 0;
	let claimed = 0;
	let actual = 0;
	for (let i = 0; i < scores.length; i++) {
		const yes = positive[i]! > 0;
		const says = scores[i]! >= bar;
		hits += Number(yes && says);
		claimed += Number(says);
		actual += Number(yes);
	}
	return claimed + actual === 0 ? 0 : (2 * hits) / (claimed + actual);
}

/** F1 of "score >= bar" if so large a share were positive: rates of hits and of false alarms kept. */
export function f1AtShare(
	scores: ArrayLike<number>,
	positive: ArrayLike<number>,
	bar: number,
	share: number,
): number {
	let positives = 0;
	let hits = 0;
	let alarms = 0;
	for (let i = 0; i < scores.length; i++) {
		const says = Number(scores[i]! >= bar);
		if (positive[i]! > 0) {
			positives += 1;
			hits += says;
		} else alarms += says;
	}
	const negatives = scores.length - positives;
	if (positives === 0 || negatives === 0) return 0;
	const found = (share * hits) / positives;
	const claimed = found + ((1 - share) * alarms) / negatives;
	return (2 * found) / (share + claimed);
}

/** Expected calibration error of the top class: |accuracy - confidence| over ten equal bins. */
export function calibrationError(
	confidence: readonly number[],
	correct: readonly boolean[],
): number {
	const bins = Array.from({ length: 10 }, () => ({ count: 0, sum: 0, hits: 0 }));
	for (const [i, p] of confidence.entries()) {
		const bin = bins[Math.min(9, Math.floor(p * 10))]!;
		bin.count += 1;
		bin.sum += p;
		bin.hits += Number(correct[i]!);
	}
	return bins.reduce((sum, bin) => sum + Math.abs(bin.hits - bin.sum), 0) / confidence.length;
}

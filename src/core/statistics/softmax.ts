/** Shares that sum to 1, in the order of the logits; a higher temperature evens them out. */
export function softmax(logits: readonly number[], temperature: number): number[] {
	const largest = Math.max(...logits);
	const powers = logits.map((logit) => Math.exp((logit - largest) / temperature));
	const sum = powers.reduce((a, b) => a + b, 0);
	return powers.map((power) => power / sum);
}

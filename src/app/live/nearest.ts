/** Index of the step that is next to `wanted`; the first of two as near. */
export const nearest = (steps: readonly number[], wanted: number): number =>
	steps.reduce(
		(best, step, index) =>
			Math.abs(step - wanted) < Math.abs(steps[best]! - wanted) ? index : best,
		0,
	);

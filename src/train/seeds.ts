/** Seeds of a run's three sets: far apart, so that no synthetic person is drawn twice. */
export const seedsOf = (
	seed: number,
): { readonly training: number; readonly validation: number; readonly test: number } => ({
	training: seed * 3,
	validation: seed * 3 + 1,
	test: seed * 3 + 2,
});

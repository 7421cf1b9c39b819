/** Origins other than our own that this page asked for anything, as the browser's own list has it. */
export function foreignRequests(): readonly string[] {
	const origins = performance
		.getEntriesByType('resource')
		.map(({ name }) => new URL(name))
		// Data and blob addresses never leave the page.
		.filter(({ protocol }) => protocol === 'http:' || protocol === 'https:')
		.map(({ origin }) => origin)
		.filter((origin) => origin !== location.origin);
	return [...new Set(origins)];
}

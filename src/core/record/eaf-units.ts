/** ms of one of what an ELAN file's TIME_UNITS counts in. ELAN itself writes milliseconds only. */
export const EAF_UNITS_MS: ReadonlyMap<string, number> = new Map([
	['', 1],
	['milliseconds', 1],
	['NTSC-frames', 1001 / 30],
	['PAL-frames', 40],
	['PAL-50', 20],
]);

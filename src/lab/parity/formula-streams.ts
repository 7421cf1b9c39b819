/**
 * Numbers by formula: what a name stands for is the same wherever it is computed, so a reference
 * need not carry its inputs. Pure.
 *
 * mulberry32 (Tommy Ettinger), seeded with the 32-bit FNV-1a hash (Fowler, Noll, Vo) of the name.
 */

/** 32-bit FNV-1a of the name in UTF-8, unsigned. */
export function fnv1a32(name: string): number {
	let hash = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(name)) {
		hash = Math.imul(hash ^ byte, 0x01000193);
	}
	return hash >>> 0;
}

/** The stream of a name: each call gives its next value, in [0, 1), a multiple of 2^-32. */
export function formulaStream(name: string): () => number {
	let state = fnv1a32(name);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

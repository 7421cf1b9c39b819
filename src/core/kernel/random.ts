/**
 * Seeded randomness: the same seed gives the same sequence on every machine.
 *
 * sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32. Pure rooms take a `Random`
 * as an argument; none of them calls `Math.random`.
 */
export interface Random {
	/** Uniform in [0, 1). */
	next(): number;
	/** Uniform in [low, high). */
	uniform(low: number, high: number): number;
	/** Uniform integer in [0, count). */
	index(count: number): number;
	/** Standard normal (Box-Muller). */
	normal(): number;
	/** True with probability `p`. */
	chance(p: number): boolean;
}

export function seeded(seed: number): Random {
	let s = seed | 0;
	const splitmix = (): number => {
		s = (s + 0x9e3779b9) | 0;
		let z = s ^ (s >>> 16);
		z = Math.imul(z, 0x21f0aaad);
		z ^= z >>> 15;
		z = Math.imul(z, 0x735a2d97);
		return (z ^ (z >>> 15)) | 0;
	};
	let a = splitmix();
	let b = splitmix();
	let c = splitmix();
	let counter = 1;
	const next = (): number => {
		const t = (((a + b) | 0) + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = ((c << 21) | (c >>> 11)) + t;
		c |= 0;
		return (t >>> 0) / 4294967296;
	};
	for (let i = 0; i < 12; i++) next();
	return {
		next,
		uniform: (low, high) => low + (high - low) * next(),
		index: (count) => Math.floor(next() * count),
		normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
		chance: (p) => next() < p,
	};
}

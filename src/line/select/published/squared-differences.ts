/**
 * Squared differences of every frame of one window from every frame of another, exact.
 *
 * Signed ones come from the windows' Gram matrix, |a - b|² = |a|² + |b|² - 2 a·b: each frame's own
 * square is taken once, the rest is one matrix product.
 *
 * Wrapped ones do not. ((a - b) mod 256)² = (a - b)² + 512 (a - b) [a < b] + 65536 [a < b], and whether
 * a < b is known of a pair only. A longer product does not help either: as a table over a and b it is
 * circulant, the Fourier transform of n² over 256 points has no zero (with z^256 = 1 and z ≠ 1 it is
 * 256² / (z - 1) - 2 · 256 z / (z - 1)²), so it has rank 256, and a sum of fewer than 256 products for
 * each pixel cannot give it. They are summed over the pixels of each pair, in one pass: no more
 * arithmetic than an entry of the Gram matrix. Both are taken for two frames of either window at once.
 *
 * Cost  pixels x frames of one window x frames of the other multiplications, either way
 * Exact all sums are integers, below 2^53 up to 1.3e11 values a frame
 */

/**
 * `wrapped`: on unsigned bytes modulo 256, as the published code subtracts its pictures. `signed`: as
 * numbers.
 */
export type DifferenceKind = 'wrapped' | 'signed';

/** Values of a frame that may be multiplied and summed before 32 bits are full: 32768 · 255² < 2^31. */
const BLOCK = 32_768;

/**
 * @param minuends, subtrahends - frames of bytes, all of the same length; the order matters to `wrapped`
 * @returns row-major [minuends, subtrahends]
 * Fails RangeError where frames differ in length
 */
export function squaredDifferences(
	minuends: readonly Uint8Array[],
	subtrahends: readonly Uint8Array[],
	kind: DifferenceKind,
): Float64Array {
	refuseUnequal([...minuends, ...subtrahends]);
	return kind === 'signed'
		? signedSquares(minuends, subtrahends)
		: inFours(minuends, subtrahends, fourWrappedSquares);
}

function signedSquares(
	minuends: readonly Uint8Array[],
	subtrahends: readonly Uint8Array[],
): Float64Array {
	const squares = inFours(minuends, subtrahends, fourProducts); // [minuends, subtrahends]
	const own = minuends.map((frame) => dotProduct(frame, frame));
	const others = subtrahends.map((frame) => dotProduct(frame, frame));
	own.forEach((mine, row) => {
		others.forEach((theirs, column) => {
			const at = row * others.length + column;
			squares[at] = mine + theirs - 2 * squares[at]!;
		});
	});
	return squares;
}

/** Of frames a, b with c, d: what is to be known of a and c, a and d, b and c, b and d. */
type Four = (
	a: Uint8Array,
	b: Uint8Array,
	c: Uint8Array,
	d: Uint8Array,
) => [number, number, number, number];

/** Every row with every column, two and two at a time: each value that is read serves two pairs. */
function inFours(
	rows: readonly Uint8Array[],
	columns: readonly Uint8Array[],
	four: Four,
): Float64Array {
	const table = new Float64Array(rows.length * columns.length);
	for (let i = 0; i < rows.length; i += 2) {
		const nextI = Math.min(i + 1, rows.length - 1);
		for (let j = 0; j < columns.length; j += 2) {
			const nextJ = Math.min(j + 1, columns.length - 1);
			// At an odd end both places are one, and so are both values.
			const [ac, ad, bc, bd] = four(rows[i]!, rows[nextI]!, columns[j]!, columns[nextJ]!);
			table[i * columns.length + j] = ac;
			table[i * columns.length + nextJ] = ad;
			table[nextI * columns.length + j] = bc;
			table[nextI * columns.length + nextJ] = bd;
		}
	}
	return table;
}

// Four sums by name, not a list, in both loops: they stay in registers.

/** Dot products. */
const fourProducts: Four = (a, b, c, d) => {
	let [ac, ad, bc, bd] = [0, 0, 0, 0];
	for (let start = 0; start < a.length; start += BLOCK) {
		const end = Math.min(a.length, start + BLOCK);
		let [blockAc, blockAd, blockBc, blockBd] = [0, 0, 0, 0];
		for (let p = start; p < end; p++) {
			const atA = a[p]!;
			const atB = b[p]!;
			const atC = c[p]!;
			const atD = d[p]!;
			blockAc = (blockAc + Math.imul(atA, atC)) | 0;
			blockAd = (blockAd + Math.imul(atA, atD)) | 0;
			blockBc = (blockBc + Math.imul(atB, atC)) | 0;
			blockBd = (blockBd + Math.imul(atB, atD)) | 0;
		}
		ac += blockAc;
		ad += blockAd;
		bc += blockBc;
		bd += blockBd;
	}
	return [ac, ad, bc, bd];
};

/** Sums of ((first - second) mod 256)². */
const fourWrappedSquares: Four = (a, b, c, d) => {
	let [ac, ad, bc, bd] = [0, 0, 0, 0];
	for (let start = 0; start < a.length; start += BLOCK) {
		const end = Math.min(a.length, start + BLOCK);
		let [blockAc, blockAd, blockBc, blockBd] = [0, 0, 0, 0];
		for (let p = start; p < end; p++) {
			const atA = a[p]!;
			const atB = b[p]!;
			const atC = c[p]!;
			const atD = d[p]!;
			const fromAc = (atA - atC) & 255;
			const fromAd = (atA - atD) & 255;
			const fromBc = (atB - atC) & 255;
			const fromBd = (atB - atD) & 255;
			blockAc = (blockAc + Math.imul(fromAc, fromAc)) | 0;
			blockAd = (blockAd + Math.imul(fromAd, fromAd)) | 0;
			blockBc = (blockBc + Math.imul(fromBc, fromBc)) | 0;
			blockBd = (blockBd + Math.imul(fromBd, fromBd)) | 0;
		}
		ac += blockAc;
		ad += blockAd;
		bc += blockBc;
		bd += blockBd;
	}
	return [ac, ad, bc, bd];
};

function dotProduct(a: Uint8Array, b: Uint8Array): number {
	let sum = 0;
	for (let start = 0; start < a.length; start += BLOCK) {
		const end = Math.min(a.length, start + BLOCK);
		let block = 0;
		for (let p = start; p < end; p++) block = (block + Math.imul(a[p]!, b[p]!)) | 0;
		sum += block;
	}
	return sum;
}

function refuseUnequal(frames: readonly Uint8Array[]): void {
	const length = frames[0]?.length;
	const other = frames.find((frame) => frame.length !== length);
	if (other !== undefined) {
		throw new RangeError(
			`frames have ${length} and ${other.length} values: bring them to one size first`,
		);
	}
}

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
 * arithmetic than an entry of the Gram matrix.
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
		: wrappedSquares(minuends, subtrahends);
}

function signedSquares(
	minuends: readonly Uint8Array[],
	subtrahends: readonly Uint8Array[],
): Float64Array {
	const squares = gram(minuends, subtrahends); // [minuends, subtrahends]
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

/** a·b of every a and b, row-major; two rows and two columns at a time, so that each value is read for two. */
function gram(rows: readonly Uint8Array[], columns: readonly Uint8Array[]): Float64Array {
	const products = new Float64Array(rows.length * columns.length);
	for (let i = 0; i < rows.length; i += 2) {
		const nextI = Math.min(i + 1, rows.length - 1);
		for (let j = 0; j < columns.length; j += 2) {
			const nextJ = Math.min(j + 1, columns.length - 1);
			const [ij, ik, kj, kk] = fourProducts(
				...([rows[i]!, rows[nextI]!, columns[j]!, columns[nextJ]!] as const),
			);
			// At an odd end both names are of one frame, and so are both values.
			products[i * columns.length + j] = ij;
			products[i * columns.length + nextJ] = ik;
			products[nextI * columns.length + j] = kj;
			products[nextI * columns.length + nextJ] = kk;
		}
	}
	return products;
}

/** a·c, a·d, b·c, b·d. */
function fourProducts(
	a: Uint8Array,
	b: Uint8Array,
	c: Uint8Array,
	d: Uint8Array,
): [number, number, number, number] {
	let [ac, ad, bc, bd] = [0, 0, 0, 0];
	for (let start = 0; start < a.length; start += BLOCK) {
		const end = Math.min(a.length, start + BLOCK);
		// Four names, not a list: the sums stay in registers.
		let blockAc = 0;
		let blockAd = 0;
		let blockBc = 0;
		let blockBd = 0;
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
}

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

function wrappedSquares(
	minuends: readonly Uint8Array[],
	subtrahends: readonly Uint8Array[],
): Float64Array {
	const squares = new Float64Array(minuends.length * subtrahends.length);
	minuends.forEach((minuend, row) => {
		subtrahends.forEach((subtrahend, column) => {
			squares[row * subtrahends.length + column] = wrappedSquare(minuend, subtrahend);
		});
	});
	return squares;
}

function wrappedSquare(minuend: Uint8Array, subtrahend: Uint8Array): number {
	let sum = 0;
	for (let start = 0; start < minuend.length; start += BLOCK) {
		const end = Math.min(minuend.length, start + BLOCK);
		let block = 0;
		for (let p = start; p < end; p++) {
			const wrapped = (minuend[p]! - subtrahend[p]!) & 255;
			block = (block + Math.imul(wrapped, wrapped)) | 0;
		}
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

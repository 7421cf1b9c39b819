/**
 * Similarity transforms crop -> frame pixels: x' = a x - b y + tx, y' = b x + a y + ty.
 */
export interface Similarity {
	a: number;
	b: number;
	tx: number;
	ty: number;
}

export const identity = (): Similarity => ({ a: 1, b: 0, tx: 0, ty: 0 });

export function copySimilarity(from: Similarity, to: Similarity): void {
	to.a = from.a;
	to.b = from.b;
	to.tx = from.tx;
	to.ty = from.ty;
}

export const scaleOf = (t: Similarity): number => Math.hypot(t.a, t.b);

/** `first` then `second`, into `out` (may be either). */
export function compose(first: Similarity, second: Similarity, out: Similarity): void {
	const a = second.a * first.a - second.b * first.b;
	const b = second.b * first.a + second.a * first.b;
	const tx = second.a * first.tx - second.b * first.ty + second.tx;
	const ty = second.b * first.tx + second.a * first.ty + second.ty;
	out.a = a;
	out.b = b;
	out.tx = tx;
	out.ty = ty;
}

/** The inverse transform, into `out` (not `t` itself). */
export function invert(t: Similarity, out: Similarity): void {
	const d = t.a * t.a + t.b * t.b;
	out.a = t.a / d;
	out.b = -t.b / d;
	out.tx = -(t.a * t.tx + t.b * t.ty) / d;
	out.ty = (t.b * t.tx - t.a * t.ty) / d;
}

/**
 * Least-squares similarity that takes `from` to `to`; both are x, y pairs, at least two points.
 * Umeyama (1991) without reflection, which in the plane is a complex linear regression.
 */
export function fitSimilarity(from: Float64Array, to: Float64Array, out: Similarity): void {
	const n = from.length / 2;
	let fx = 0;
	let fy = 0;
	let gx = 0;
	let gy = 0;
	for (let i = 0; i < from.length; i += 2) {
		fx += from[i]!;
		fy += from[i + 1]!;
		gx += to[i]!;
		gy += to[i + 1]!;
	}
	fx /= n;
	fy /= n;
	gx /= n;
	gy /= n;
	let dot = 0;
	let cross = 0;
	let size = 0;
	for (let i = 0; i < from.length; i += 2) {
		const x = from[i]! - fx;
		const y = from[i + 1]! - fy;
		const u = to[i]! - gx;
		const v = to[i + 1]! - gy;
		dot += x * u + y * v;
		cross += x * v - y * u;
		size += x * x + y * y;
	}
	out.a = dot / size;
	out.b = cross / size;
	out.tx = gx - out.a * fx + out.b * fy;
	out.ty = gy - out.b * fx - out.a * fy;
}

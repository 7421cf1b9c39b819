/**
 * AssemblyScript: the inner loops over the pixels of a crop, four at a time. Compiled to
 * `loops-wasm.ts` by `npm run simd`; see `pixel-loops.ts` for what each is for.
 *
 * Addresses are bytes; planes are f32, row by row, their sides multiples of four.
 */

/** Sums of `2 radius + 1` neighbors over a row that has `radius` zeros before and after it. */
function across(padded: usize, at: usize, taps: i32): v128 {
	let sum = v128.load(padded + at);
	for (let tap = 1; tap < taps; tap++) {
		sum = f32x4.add(sum, v128.load(padded + at + ((<usize>tap) << 2)));
	}
	return sum;
}

/** Mean along every row, fewer at its ends. `row`: scratch of `size + 2 radius` floats; `share`: 1 / count. */
function meanAcross(
	from: usize,
	out: usize,
	size: i32,
	radius: i32,
	row: usize,
	share: usize,
): void {
	const bytes = (<usize>size) << 2;
	const margin = (<usize>radius) << 2;
	memory.fill(row, 0, margin);
	memory.fill(row + margin + bytes, 0, margin + 16);
	const taps = 2 * radius + 1;
	for (let y = 0; y < size; y++) {
		const base = <usize>y * bytes;
		memory.copy(row + margin, from + base, bytes);
		for (let at: usize = 0; at < bytes; at += 16) {
			v128.store(out + base + at, f32x4.mul(across(row, at, taps), v128.load(share + at)));
		}
	}
}

/** Mean down every column, fewer at its ends. `from` and `out` are different planes. */
function meanDown(from: usize, out: usize, size: i32, radius: i32): void {
	const bytes = (<usize>size) << 2;
	for (let y = 0; y < size; y++) {
		const first = y - radius < 0 ? 0 : y - radius;
		const last = y + radius >= size ? size - 1 : y + radius;
		const share = f32x4.splat(<f32>1 / <f32>(last - first + 1));
		const to = out + <usize>y * bytes;
		for (let at: usize = 0; at < bytes; at += 16) {
			let sum = v128.load(from + <usize>first * bytes + at);
			for (let row = first + 1; row <= last; row++) {
				sum = f32x4.add(sum, v128.load(from + <usize>row * bytes + at));
			}
			v128.store(to + at, f32x4.mul(sum, share));
		}
	}
}

/** 1 / (pixels of a window that lie in the row), for every pixel of it. */
function shares(share: usize, size: i32, radius: i32): void {
	for (let x = 0; x < size; x++) {
		const first = x - radius < 0 ? 0 : x - radius;
		const last = x + radius >= size ? size - 1 : x + radius;
		store<f32>(share + ((<usize>x) << 2), <f32>1 / <f32>(last - first + 1));
	}
}

/** `scratch`: a plane, then `2 size + 2 radius + 4` floats. `from` and `out` may be the same. */
export function boxMean(from: usize, out: usize, size: i32, radius: i32, scratch: usize): void {
	const share = scratch + ((<usize>(size * size)) << 2);
	const row = share + ((<usize>size) << 2);
	shares(share, size, radius);
	meanAcross(from, scratch, size, radius, row, share);
	meanDown(scratch, out, size, radius);
}

/** Two box means, one after the other: a window with the shape of a triangle. */
function triangle(
	plane: usize,
	size: i32,
	radius: i32,
	scratch: usize,
	row: usize,
	share: usize,
): void {
	meanAcross(plane, scratch, size, radius, row, share);
	meanAcross(scratch, plane, size, radius, row, share);
	meanDown(plane, scratch, size, radius);
	meanDown(scratch, plane, size, radius);
}

/** As `boxMean` twice. */
export function triangleMean(plane: usize, size: i32, radius: i32, scratch: usize): void {
	const share = scratch + ((<usize>(size * size)) << 2);
	const row = share + ((<usize>size) << 2);
	shares(share, size, radius);
	triangle(plane, size, radius, scratch, row, share);
}

/** [1 2 1] / 4 both ways, border repeated; then (I - m) / (m + dark), m the mean over 2 radius + 1. */
export function contrast(
	luma: usize,
	smooth: usize,
	out: usize,
	size: i32,
	radius: i32,
	dark: f32,
	scratch: usize,
): void {
	const bytes = (<usize>size) << 2;
	const share = scratch + ((<usize>(size * size)) << 2);
	const row = share + bytes;
	// Across, into `scratch`.
	for (let y = 0; y < size; y++) {
		const base = <usize>y * bytes;
		store<f32>(row + 12, load<f32>(luma + base));
		memory.copy(row + 16, luma + base, bytes);
		store<f32>(row + 16 + bytes, load<f32>(luma + base + bytes - 4));
		for (let at: usize = 0; at < bytes; at += 16) {
			const left = v128.load(row + at + 12);
			const middle = v128.load(row + at + 16);
			const right = v128.load(row + at + 20);
			const sum = f32x4.add(f32x4.add(left, right), f32x4.add(middle, middle));
			v128.store(scratch + base + at, f32x4.mul(sum, f32x4.splat(0.25)));
		}
	}
	for (let y = 0; y < size; y++) {
		const up = scratch + <usize>(y > 0 ? y - 1 : 0) * bytes;
		const here = scratch + <usize>y * bytes;
		const down = scratch + <usize>(y < size - 1 ? y + 1 : y) * bytes;
		const to = smooth + <usize>y * bytes;
		for (let at: usize = 0; at < bytes; at += 16) {
			const middle = v128.load(here + at);
			const sum = f32x4.add(
				f32x4.add(v128.load(up + at), v128.load(down + at)),
				f32x4.add(middle, middle),
			);
			v128.store(to + at, f32x4.mul(sum, f32x4.splat(0.25)));
		}
	}
	boxMean(smooth, out, size, radius, scratch);
	const end = (<usize>(size * size)) << 2;
	for (let at: usize = 0; at < end; at += 16) {
		const mean = v128.load(out + at);
		const value = f32x4.div(
			f32x4.sub(v128.load(smooth + at), mean),
			f32x4.add(mean, f32x4.splat(dark)),
		);
		v128.store(out + at, value);
	}
}

/**
 * Gradient times (reference - crop where the flow says) at every pixel: the right side of a
 * Lucas-Kanade step.
 */
function errors(
	crop: usize,
	reference: usize,
	gx: usize,
	gy: usize,
	u: usize,
	v: usize,
	bx: usize,
	by: usize,
	size: i32,
): void {
	const limit = f32x4.splat(<f32>size - 1.001);
	const zero = f32x4.splat(0);
	const stride = (<usize>size) << 2;
	const lanes = f32x4(0, 1, 2, 3);
	let at: usize = 0;
	for (let y = 0; y < size; y++) {
		const row = f32x4.splat(<f32>y);
		for (let x = 0; x < size; x += 4, at += 16) {
			const column = f32x4.add(f32x4.splat(<f32>x), lanes);
			const px = f32x4.min(f32x4.max(f32x4.add(column, v128.load(u + at)), zero), limit);
			const py = f32x4.min(f32x4.max(f32x4.add(row, v128.load(v + at)), zero), limit);
			const x0 = f32x4.floor(px);
			const y0 = f32x4.floor(py);
			const fx = f32x4.sub(px, x0);
			const fy = f32x4.sub(py, y0);
			const cell = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(y0, f32x4.splat(<f32>size)), x0));
			const a = crop + ((<usize>i32x4.extract_lane(cell, 0)) << 2);
			const b = crop + ((<usize>i32x4.extract_lane(cell, 1)) << 2);
			const c = crop + ((<usize>i32x4.extract_lane(cell, 2)) << 2);
			const d = crop + ((<usize>i32x4.extract_lane(cell, 3)) << 2);
			const topA = v128.load64_lane(b, v128.load64_zero(a), 1);
			const topB = v128.load64_lane(d, v128.load64_zero(c), 1);
			const lowA = v128.load64_lane(b + stride, v128.load64_zero(a + stride), 1);
			const lowB = v128.load64_lane(d + stride, v128.load64_zero(c + stride), 1);
			const topLeft = v128.shuffle<f32>(topA, topB, 0, 2, 4, 6);
			const topRight = v128.shuffle<f32>(topA, topB, 1, 3, 5, 7);
			const lowLeft = v128.shuffle<f32>(lowA, lowB, 0, 2, 4, 6);
			const lowRight = v128.shuffle<f32>(lowA, lowB, 1, 3, 5, 7);
			const top = f32x4.add(topLeft, f32x4.mul(fx, f32x4.sub(topRight, topLeft)));
			const low = f32x4.add(lowLeft, f32x4.mul(fx, f32x4.sub(lowRight, lowLeft)));
			const seen = f32x4.add(top, f32x4.mul(fy, f32x4.sub(low, top)));
			const error = f32x4.sub(v128.load(reference + at), seen);
			v128.store(bx + at, f32x4.mul(v128.load(gx + at), error));
			v128.store(by + at, f32x4.mul(v128.load(gy + at), error));
		}
	}
}

/**
 * A Lucas-Kanade step on `u`, `v`, in place. `level`: eight planes, one after the other: reference,
 * gradient across and down, inverse tensor xx, xy, yy, and two for scratch; then those of `boxMean`.
 */
export function flowStep(
	crop: usize,
	level: usize,
	u: usize,
	v: usize,
	size: i32,
	radius: i32,
	largest: f32,
): void {
	const plane = (<usize>(size * size)) << 2;
	const ixx = level + 3 * plane;
	const ixy = level + 4 * plane;
	const iyy = level + 5 * plane;
	const bx = level + 6 * plane;
	const by = level + 7 * plane;
	const scratch = level + 8 * plane;
	const share = scratch + plane;
	const row = share + ((<usize>size) << 2);
	errors(crop, level, level + plane, level + 2 * plane, u, v, bx, by, size);
	shares(share, size, radius);
	triangle(bx, size, radius, scratch, row, share);
	triangle(by, size, radius, scratch, row, share);
	const most = f32x4.splat(largest);
	const least = f32x4.splat(-largest);
	for (let at: usize = 0; at < plane; at += 16) {
		const ex = v128.load(bx + at);
		const ey = v128.load(by + at);
		const xy = v128.load(ixy + at);
		const du = f32x4.add(f32x4.mul(v128.load(ixx + at), ex), f32x4.mul(xy, ey));
		const dv = f32x4.add(f32x4.mul(xy, ex), f32x4.mul(v128.load(iyy + at), ey));
		v128.store(u + at, f32x4.add(v128.load(u + at), f32x4.min(f32x4.max(du, least), most)));
		v128.store(v + at, f32x4.add(v128.load(v + at), f32x4.min(f32x4.max(dv, least), most)));
	}
	shares(share, size, 1);
	meanAcross(u, scratch, size, 1, row, share);
	meanDown(scratch, u, size, 1);
	meanAcross(v, scratch, size, 1, row, share);
	meanDown(scratch, v, size, 1);
}

/** `out` [2 size, 2 size] = twice `from` [size, size], enlarged bilinearly; `row`: `size + 8` floats. */
export function enlarge(from: usize, out: usize, size: i32, row: usize): void {
	const bytes = (<usize>size) << 2;
	// Weights of 3/4 and 1/4, times two.
	const near = f32x4.splat(1.5);
	const far = f32x4.splat(0.5);
	for (let y = 0; y < 2 * size; y++) {
		const half = y >> 1;
		let other = (y & 1) == 0 ? half - 1 : half + 1;
		other = other < 0 ? 0 : other >= size ? size - 1 : other;
		const here = from + <usize>half * bytes;
		const there = from + <usize>other * bytes;
		for (let at: usize = 0; at < bytes; at += 16) {
			const mixed = f32x4.add(
				f32x4.mul(near, v128.load(here + at)),
				f32x4.mul(far, v128.load(there + at)),
			);
			v128.store(row + 16 + at, mixed);
		}
		store<f32>(row + 12, load<f32>(row + 16));
		store<f32>(row + 16 + bytes, load<f32>(row + 12 + bytes));
		const to = out + <usize>y * 2 * bytes;
		for (let at: usize = 0; at < bytes; at += 16) {
			const middle = f32x4.mul(f32x4.splat(0.75), v128.load(row + 16 + at));
			const even = f32x4.add(middle, f32x4.mul(f32x4.splat(0.25), v128.load(row + 12 + at)));
			const odd = f32x4.add(middle, f32x4.mul(f32x4.splat(0.25), v128.load(row + 20 + at)));
			v128.store(to + 2 * at, v128.shuffle<f32>(even, odd, 0, 4, 1, 5));
			v128.store(to + 2 * at + 16, v128.shuffle<f32>(even, odd, 2, 6, 3, 7));
		}
	}
}

export { toRgb, warp } from './planes.as';

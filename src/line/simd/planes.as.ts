/**
 * AssemblyScript: pictures out of planes of bytes; compiled with `loops.as.ts`.
 */

/**
 * `out` [rows, columns] = the plane of bytes under an affine map, 0..255, bilinear, the mean of
 * n x n places in each pixel. Outside the plane its border is repeated.
 *
 * x = xx * column + xy * row + x0, y = yx * column + yy * row + y0, in pixels of the plane.
 */
export function warp(
	data: usize,
	stride: usize,
	step: usize,
	maxX: f32,
	maxY: f32,
	xx: f32,
	xy: f32,
	yx: f32,
	yy: f32,
	x0: f32,
	y0: f32,
	n: i32,
	rows: i32,
	columns: i32,
	out: usize,
): void {
	const zero = f32x4.splat(0);
	const mostX = f32x4.splat(maxX);
	const mostY = f32x4.splat(maxY);
	const lanes = f32x4(0, 1, 2, 3);
	const part = <f32>1 / <f32>n;
	const share = f32x4.splat(part * part);
	const low = i16x8.splat(0xff);
	const strides = i32x4.splat(<i32>stride);
	const steps = i32x4.splat(<i32>step);
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column += 4) {
			let sum = zero;
			for (let sy = 0; sy < n; sy++) {
				const down = <f32>row + (<f32>sy + 0.5) * part - 0.5;
				const rowX = f32x4.splat(xy * down + x0);
				const rowY = f32x4.splat(yy * down + y0);
				for (let sx = 0; sx < n; sx++) {
					const over = f32x4.add(f32x4.splat(<f32>column + (<f32>sx + 0.5) * part - 0.5), lanes);
					const px = f32x4.min(
						f32x4.max(f32x4.add(f32x4.mul(f32x4.splat(xx), over), rowX), zero),
						mostX,
					);
					const py = f32x4.min(
						f32x4.max(f32x4.add(f32x4.mul(f32x4.splat(yx), over), rowY), zero),
						mostY,
					);
					const cellX = i32x4.trunc_sat_f32x4_s(px);
					const cellY = i32x4.trunc_sat_f32x4_s(py);
					const fx = f32x4.sub(px, f32x4.convert_i32x4_s(cellX));
					const fy = f32x4.sub(py, f32x4.convert_i32x4_s(cellY));
					const cell = i32x4.add(i32x4.mul(cellY, strides), i32x4.mul(cellX, steps));
					const a = data + <usize>i32x4.extract_lane(cell, 0);
					const b = data + <usize>i32x4.extract_lane(cell, 1);
					const c = data + <usize>i32x4.extract_lane(cell, 2);
					const d = data + <usize>i32x4.extract_lane(cell, 3);
					let left: v128;
					let right: v128;
					if (step == 1) {
						let pair = v128.load16_lane(a, i16x8.splat(0), 0);
						pair = v128.load16_lane(b, pair, 1);
						pair = v128.load16_lane(c, pair, 2);
						pair = v128.load16_lane(d, pair, 3);
						pair = v128.load16_lane(a + stride, pair, 4);
						pair = v128.load16_lane(b + stride, pair, 5);
						pair = v128.load16_lane(c + stride, pair, 6);
						pair = v128.load16_lane(d + stride, pair, 7);
						left = v128.and(pair, low);
						right = i16x8.shr_u(pair, 8);
					} else {
						left = v128.load8_lane(a, i16x8.splat(0), 0);
						left = v128.load8_lane(b, left, 2);
						left = v128.load8_lane(c, left, 4);
						left = v128.load8_lane(d, left, 6);
						left = v128.load8_lane(a + stride, left, 8);
						left = v128.load8_lane(b + stride, left, 10);
						left = v128.load8_lane(c + stride, left, 12);
						left = v128.load8_lane(d + stride, left, 14);
						right = v128.load8_lane(a + step, i16x8.splat(0), 0);
						right = v128.load8_lane(b + step, right, 2);
						right = v128.load8_lane(c + step, right, 4);
						right = v128.load8_lane(d + step, right, 6);
						right = v128.load8_lane(a + stride + step, right, 8);
						right = v128.load8_lane(b + stride + step, right, 10);
						right = v128.load8_lane(c + stride + step, right, 12);
						right = v128.load8_lane(d + stride + step, right, 14);
					}
					const topLeft = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(left));
					const lowLeft = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(left));
					const topRight = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(right));
					const lowRight = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(right));
					const top = f32x4.add(topLeft, f32x4.mul(fx, f32x4.sub(topRight, topLeft)));
					const under = f32x4.add(lowLeft, f32x4.mul(fx, f32x4.sub(lowRight, lowLeft)));
					sum = f32x4.add(sum, f32x4.add(top, f32x4.mul(fy, f32x4.sub(under, top))));
				}
			}
			v128.store(out + ((<usize>(row * columns + column)) << 2), f32x4.mul(sum, share));
		}
	}
}

/**
 * `out` [size, size, 3] = red, green and blue in `least`..1 from luminance [size, size] and chroma
 * [size / 2, size / 2], 0..255. `vr`, `ug`, `vg`, `ub`: the matrix, with the gain of chroma in it.
 */
export function toRgb(
	luma: usize,
	u: usize,
	v: usize,
	size: i32,
	black: f32,
	gain: f32,
	vr: f32,
	ug: f32,
	vg: f32,
	ub: f32,
	least: f32,
	out: usize,
): void {
	const low = f32x4.splat(least);
	const one = f32x4.splat(1);
	const grey = f32x4.splat(128);
	let at: usize = 0;
	for (let y = 0; y < size; y++) {
		const cells = (<usize>((y >> 1) * (size >> 1))) << 2;
		for (let x = 0; x < size; x += 4, at += 16) {
			const cell = cells + ((<usize>(x >> 1)) << 2);
			const two = v128.load64_zero(u + cell);
			const other = v128.load64_zero(v + cell);
			const blueness = f32x4.sub(v128.shuffle<f32>(two, two, 0, 0, 1, 1), grey);
			const redness = f32x4.sub(v128.shuffle<f32>(other, other, 0, 0, 1, 1), grey);
			const light = f32x4.add(
				f32x4.mul(f32x4.sub(v128.load(luma + at), f32x4.splat(black)), f32x4.splat(gain)),
				low,
			);
			const red = f32x4.add(light, f32x4.mul(f32x4.splat(vr), redness));
			const green = f32x4.sub(
				light,
				f32x4.add(f32x4.mul(f32x4.splat(ug), blueness), f32x4.mul(f32x4.splat(vg), redness)),
			);
			const blue = f32x4.add(light, f32x4.mul(f32x4.splat(ub), blueness));
			const r = f32x4.min(f32x4.max(red, low), one);
			const g = f32x4.min(f32x4.max(green, low), one);
			const b = f32x4.min(f32x4.max(blue, low), one);
			// r0 g0 b0 r1 | g1 b1 r2 g2 | b2 r3 g3 b3
			const rg = v128.shuffle<f32>(r, g, 0, 4, 1, 5);
			const rgHigh = v128.shuffle<f32>(r, g, 2, 6, 3, 7);
			const to = out + 3 * at;
			v128.store(to, v128.shuffle<f32>(rg, b, 0, 1, 4, 2));
			v128.store(
				to + 16,
				v128.shuffle<f32>(v128.shuffle<f32>(rg, b, 3, 5, 3, 5), rgHigh, 0, 1, 4, 5),
			);
			v128.store(
				to + 32,
				v128.shuffle<f32>(v128.shuffle<f32>(b, rgHigh, 2, 6, 7, 3), b, 0, 1, 2, 7),
			);
		}
	}
}

/**
 * Turning a planar picture by quarter turns without touching a value.
 *
 * Phones write portrait film as turned landscape pictures. Drawing them on a canvas costs 14 ms at
 * 400 x 300 and rounds twice; moving the bytes of the planes costs well under 1 ms and is exact.
 */
import type { Planes } from './plane-reader.ts';

/** Clockwise, as containers write it. */
export type QuarterTurn = 0 | 90 | 180 | 270;

/** One plane, read with any step and stride, written tightly packed. */
export function turnPlane(
	source: Uint8Array,
	from: {
		readonly width: number;
		readonly height: number;
		readonly stride: number;
		readonly step: number;
	},
	turn: QuarterTurn,
	mirrored: boolean,
	out: Uint8Array,
): void {
	const { width, height, stride, step } = from;
	const sideways = turn === 90 || turn === 270;
	const outWidth = sideways ? height : width;
	const outHeight = sideways ? width : height;
	// Source position of output (x, y) is origin + x * perX + y * perY: linear for every quarter turn.
	const row = stride;
	const lastX = (width - 1) * step;
	const lastY = (height - 1) * row;
	let origin = 0;
	let perX = step;
	let perY = row;
	if (turn === 90) [origin, perX, perY] = [lastY, -row, step];
	if (turn === 180) [origin, perX, perY] = [lastX + lastY, -step, -row];
	if (turn === 270) [origin, perX, perY] = [lastX, row, -step];
	// Mirroring comes after turning: the columns of the result change places.
	if (mirrored) [origin, perX] = [origin + (outWidth - 1) * perX, -perX];
	let to = 0;
	for (let y = 0; y < outHeight; y++) {
		let at = origin + y * perY;
		for (let x = 0; x < outWidth; x++, at += perX) out[to++] = source[at]!;
	}
}

/** The turned picture as an I420 frame; only for planes with half-resolution chroma. */
export function turnedFrame(
	planes: Planes,
	turn: QuarterTurn,
	mirrored: boolean,
	init: { readonly timestamp: number; readonly colorSpace: VideoColorSpaceInit },
): VideoFrame {
	const { width, height, chromaWidth, chromaHeight } = planes;
	const sideways = turn === 90 || turn === 270;
	const lumaSize = width * height;
	const chromaSize = chromaWidth * chromaHeight;
	const bytes = new Uint8Array(lumaSize + 2 * chromaSize);
	const luma = { width, height, stride: planes.yStride, step: 1 };
	const chroma = {
		width: chromaWidth,
		height: chromaHeight,
		stride: planes.chromaStride * planes.chromaStep,
		step: planes.chromaStep,
	};
	turnPlane(planes.y, luma, turn, mirrored, bytes.subarray(0, lumaSize));
	turnPlane(planes.u, chroma, turn, mirrored, bytes.subarray(lumaSize, lumaSize + chromaSize));
	turnPlane(planes.v, chroma, turn, mirrored, bytes.subarray(lumaSize + chromaSize));
	return new VideoFrame(bytes, {
		format: 'I420',
		codedWidth: sideways ? height : width,
		codedHeight: sideways ? width : height,
		timestamp: init.timestamp,
		colorSpace: init.colorSpace,
	});
}

/** What is seen between parted lips: teeth under the upper lip, then darkness and a hint of tongue. */
import { LOWER_LIP_EDGE, UPPER_LIP_EDGE, ramp } from './face-points.ts';
import { coverPolygon } from './polygon.ts';
import type { Photograph } from './photograph.ts';
import type { Sitter } from './sitter.ts';

/** Shares of the skin's luminance. */
const DARK = 0.22;
const TEETH = 0.85;
const TONGUE = 0.4;
/** Of the teeth, IOD: half width of the row, height, where they begin above the lips' line. */
const ROW = { halfWidth: 0.34, height: 0.13, above: 0.03, tooth: 0.085 };
const TONGUE_BELOW = 0.24;
/** Cheeks: skin as it is lit. */
const CHEEKS = [50, 280, 205, 425];
/** Lips that stand open by so much show a mouth of their own, IOD. */
const OPEN_IOD = 0.03;

/** A picture of the size of the sitter's, of which only the mouth is looked at. */
export function insideOfMouth(sitter: Sitter): Photograph {
	const { picture, iod, points } = sitter;
	const { width, height } = picture;
	const values = picture.values.slice();
	const light =
		CHEEKS.reduce((sum, point) => {
			const x = Math.max(0, Math.min(width - 1, Math.round(sitter.at(point, 0))));
			const y = Math.max(0, Math.min(height - 1, Math.round(sitter.at(point, 1))));
			return sum + picture.values[y * width + x]!;
		}, 0) / CHEEKS.length;
	const middleX = (sitter.at(78, 0) + sitter.at(308, 0)) / 2;
	const tilt = Math.atan2(
		sitter.at(308, 1) - sitter.at(78, 1),
		sitter.at(308, 0) - sitter.at(78, 0),
	);
	const lipsY = sitter.at(13, 1);
	const reach = 0.9 * iod;
	const box = {
		left: Math.max(0, Math.floor(middleX - reach)),
		right: Math.min(width, Math.ceil(middleX + reach)),
		top: Math.max(0, Math.floor(lipsY - reach)),
		bottom: Math.min(height, Math.ceil(lipsY + reach)),
	};
	const flat = new Float64Array((points.length / 3) * 2);
	for (let i = 0; i < flat.length / 2; i++) {
		flat[2 * i] = points[3 * i]!;
		flat[2 * i + 1] = points[3 * i + 1]!;
	}
	const cover = new Float32Array(width * height);
	if (sitter.at(14, 1) - sitter.at(13, 1) > OPEN_IOD * iod) {
		const outline = [...UPPER_LIP_EDGE, ...LOWER_LIP_EDGE.slice(1, -1).reverse()];
		coverPolygon(outline, flat, width, height, cover);
	}
	for (let y = box.top; y < box.bottom; y++) {
		for (let x = box.left; x < box.right; x++) {
			const dx = (x - middleX) / iod;
			const dy = (y - lipsY) / iod;
			const across = Math.cos(tilt) * dx + Math.sin(tilt) * dy;
			const down = Math.cos(tilt) * dy - Math.sin(tilt) * dx;
			const own = cover[y * width + x]!;
			const at = y * width + x;
			values[at] = own * picture.values[at]! + (1 - own) * light * shade(across, down);
		}
	}
	return { values, width, height };
}

/** Share of the skin's light at a place, IOD, under the middle of the upper lip's edge. */
function shade(across: number, down: number): number {
	const side = (across / ROW.halfWidth) ** 2;
	const edge = ROW.height * (1 - 0.4 * side) - ROW.above;
	const tooth = ramp((edge - down) / 0.02) * Math.max(0, 1 - side);
	const gap = 0.12 * Math.max(0, 1 - Math.abs((across / ROW.tooth) % 1) / 0.12);
	const tongue = TONGUE * ramp((down - TONGUE_BELOW) / 0.1) * Math.exp(-((across / 0.25) ** 2));
	const behind = Math.max(DARK, tongue);
	return behind + tooth * (TEETH - gap - behind);
}

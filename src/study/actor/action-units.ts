/**
 * Displacement field of each facial action unit on a frontal face.
 *
 * Hand-written from FACS descriptions, with amplitudes about those of public face rigs at full
 * contraction; a micro-expression uses 0.07 to 0.30 of it, the strongest 0.45.
 *
 * Space  inter-ocular distances (IOD); origin = midpoint of the eye centres; x right, y down in
 *        the picture. Rows are for x >= 0 (the picture's right, the subject's left); the other
 *        side mirrors x and dx. Rows with x = 0 lie on the midline and move only up and down.
 * Row    [x, y, dx, dy, sx, sy]: direction and Gaussian radii of one bump
 */

export type FieldPoint = readonly [
	x: number,
	y: number,
	dx: number,
	dy: number,
	sx: number,
	sy: number,
];

export interface ActionUnit {
	/** FACS number. */
	readonly au: number;
	readonly name: string;
	/** Largest displacement of the two-sided field at full contraction, IOD. */
	readonly peak: number;
	readonly points: readonly FieldPoint[];
}

export const ACTION_UNITS: readonly ActionUnit[] = [
	{
		au: 1,
		name: 'inner brow raiser',
		peak: 0.1,
		points: [
			[0.22, -0.3, 0, -1, 0.2, 0.16],
			[0.2, -0.6, 0, -0.25, 0.25, 0.22],
		],
	},
	{
		au: 2,
		name: 'outer brow raiser',
		peak: 0.13,
		points: [
			[0.7, -0.32, 0.05, -1, 0.22, 0.17],
			[0.46, -0.33, 0, -0.5, 0.2, 0.16],
			[0.62, -0.62, 0, -0.2, 0.28, 0.22],
		],
	},
	{
		au: 4,
		name: 'brow lowerer',
		peak: 0.1,
		points: [
			[0.2, -0.24, -0.55, 0.85, 0.19, 0.17],
			[0.5, -0.28, -0.3, 0.75, 0.24, 0.17],
			[0, -0.18, 0, 0.55, 0.14, 0.18],
			[0.26, -0.56, -0.1, 0.2, 0.3, 0.22],
			[0.5, -0.1, 0, 0.45, 0.22, 0.09],
		],
	},
	{
		au: 5,
		name: 'upper lid raiser',
		peak: 0.055,
		points: [
			[0.5, -0.07, 0, -1, 0.2, 0.07],
			[0.5, -0.18, 0, -0.4, 0.22, 0.08],
		],
	},
	{
		au: 6,
		name: 'cheek raiser',
		peak: 0.1,
		points: [
			[0.62, 0.42, -0.05, -0.8, 0.28, 0.2],
			[0.52, 0.15, 0, -0.55, 0.25, 0.09],
			[0.88, 0.02, -0.6, 0.05, 0.12, 0.18],
		],
	},
	{
		au: 7,
		name: 'lid tightener',
		peak: 0.06,
		points: [
			[0.5, 0.1, 0, -0.9, 0.24, 0.07],
			[0.5, -0.07, 0, 0.5, 0.24, 0.07],
			[0.78, 0.02, -0.3, 0, 0.12, 0.1],
		],
	},
	{
		au: 9,
		name: 'nose wrinkler',
		peak: 0.17,
		points: [
			[0.16, 0.35, -0.05, -1, 0.13, 0.22],
			[0.27, 0.62, 0.05, -0.8, 0.14, 0.14],
			[0.15, -0.25, -0.2, 0.55, 0.18, 0.15],
			[0.22, 0.92, 0, -0.5, 0.2, 0.12],
			[0.4, 0.25, -0.1, -0.45, 0.2, 0.14],
		],
	},
	{
		au: 10,
		name: 'upper lip raiser',
		peak: 0.14,
		points: [
			[0.2, 0.96, 0.05, -1, 0.18, 0.11],
			[0.36, 0.76, 0.1, -0.8, 0.16, 0.17],
			[0.52, 0.5, 0, -0.3, 0.25, 0.2],
		],
	},
	{
		au: 12,
		name: 'lip corner puller',
		peak: 0.21,
		points: [
			[0.44, 0.98, 0.6, -0.75, 0.2, 0.19],
			[0.6, 0.68, 0.35, -0.7, 0.26, 0.24],
			[0.2, 0.97, 0.2, -0.2, 0.14, 0.1],
			[0.2, 1.16, 0.2, -0.2, 0.16, 0.1],
			[0.7, 0.92, 0.45, -0.5, 0.2, 0.22],
		],
	},
	{
		au: 14,
		name: 'dimpler',
		peak: 0.11,
		points: [
			[0.42, 1.07, 0.85, -0.15, 0.17, 0.15],
			[0.64, 1.03, 0.45, -0.1, 0.22, 0.2],
		],
	},
	{
		au: 15,
		name: 'lip corner depressor',
		peak: 0.09,
		points: [
			[0.42, 1.1, 0.15, 1, 0.16, 0.15],
			[0.42, 1.32, 0.1, 0.6, 0.2, 0.18],
		],
	},
	{
		au: 17,
		name: 'chin raiser',
		peak: 0.18,
		points: [
			[0, 1.5, 0, -1, 0.3, 0.19],
			[0, 1.21, 0, -0.75, 0.28, 0.11],
			[0, 1.0, 0, -0.2, 0.25, 0.08],
		],
	},
	{
		au: 20,
		name: 'lip stretcher',
		peak: 0.13,
		points: [
			[0.42, 1.1, 1, 0.15, 0.19, 0.17],
			[0.66, 1.15, 0.6, 0.15, 0.25, 0.22],
		],
	},
	{
		au: 23,
		name: 'lip tightener',
		peak: 0.07,
		points: [
			[0.38, 1.08, -0.8, 0, 0.16, 0.13],
			[0.15, 0.98, -0.2, 0.4, 0.14, 0.08],
			[0.15, 1.18, -0.2, -0.4, 0.14, 0.08],
		],
	},
	{
		au: 24,
		name: 'lip pressor',
		peak: 0.07,
		points: [
			[0, 0.98, 0, 0.7, 0.28, 0.09],
			[0, 1.18, 0, -0.8, 0.28, 0.1],
			[0, 1.4, 0, -0.3, 0.25, 0.15],
		],
	},
	{
		au: 25,
		name: 'lips part',
		peak: 0.12,
		points: [
			[0, 1.2, 0, 0.8, 0.26, 0.12],
			[0, 0.98, 0, -0.25, 0.24, 0.09],
		],
	},
	{
		au: 26,
		name: 'jaw drop',
		peak: 0.4,
		points: [
			[0, 1.6, 0, 1, 0.45, 0.33],
			[0, 1.2, 0, 0.7, 0.28, 0.14],
			[0.6, 1.35, 0, 0.5, 0.25, 0.3],
		],
	},
	{
		au: 43,
		name: 'eye closure',
		peak: 0.16,
		points: [
			[0.5, -0.07, 0, 1, 0.22, 0.08],
			[0.5, 0.11, 0, -0.15, 0.22, 0.06],
			[0.5, -0.36, 0, 0.06, 0.3, 0.15],
		],
	},
];

/** Softness of the midline step, IOD: a one-sided contraction of a midline row fades over this. */
const MIDLINE_SOFTNESS = 0.06;

/** One action unit with its field scaled to `peak`. */
export class ActionUnitField {
	readonly unit: ActionUnit;
	readonly #scale: number;

	constructor(unit: ActionUnit) {
		this.unit = unit;
		const raw = new Float64Array(2);
		let largest = 0;
		for (let y = -1.2; y <= 2; y += 0.02) {
			for (let x = 0; x <= 1.4; x += 0.02) {
				raw.fill(0);
				accumulate(unit.points, x, y, 1, 1, raw);
				largest = Math.max(largest, Math.hypot(raw[0]!, raw[1]!));
			}
		}
		this.#scale = unit.peak / largest;
	}

	/**
	 * Adds the displacement at (x, y) to `out` = [dx, dy], IOD.
	 * `pictureRight` and `pictureLeft` are the intensities of the two sides, 0..1 of full contraction;
	 * the picture's right is the subject's left.
	 */
	add(x: number, y: number, pictureRight: number, pictureLeft: number, out: Float64Array): void {
		accumulate(this.unit.points, x, y, pictureRight * this.#scale, pictureLeft * this.#scale, out);
	}
}

function accumulate(
	points: readonly FieldPoint[],
	x: number,
	y: number,
	right: number,
	left: number,
	out: Float64Array,
): void {
	for (const [px, py, dx, dy, sx, sy] of points) {
		const row = ((y - py) / sy) ** 2;
		if (px === 0) {
			const share = 1 / (1 + Math.exp(-x / MIDLINE_SOFTNESS));
			const bump = Math.exp(-0.5 * ((x / sx) ** 2 + row));
			out[1]! += dy * bump * (right * share + left * (1 - share));
			continue;
		}
		const onRight = right * Math.exp(-0.5 * (((x - px) / sx) ** 2 + row));
		const onLeft = left * Math.exp(-0.5 * (((x + px) / sx) ** 2 + row));
		out[0]! += dx * (onRight - onLeft);
		out[1]! += dy * (onRight + onLeft);
	}
}

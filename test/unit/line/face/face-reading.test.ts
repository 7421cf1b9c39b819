import { describe, expect, it } from 'vitest';
import type { FaceReading } from '../../../../src/line/face/index.ts';
import { FaceReader } from '../../../../src/line/face/index.ts';
import { millis } from '../../../../src/core/kernel/index.ts';
import { PX200_PER_IOD, meshOf, placeFace } from '../../../support/synthetic-face.ts';

const WIDTH = 640;
const HEIGHT = 480;
const IOD = 80;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

type Turn = Readonly<Partial<Record<'yaw' | 'pitch' | 'roll', number>>>;

/**
 * Column-major, canonical face -> camera, as MediaPipe hands it over: x right in the picture, y up,
 * z to the camera. A face looking at the camera is the unit matrix.
 */
function matrixOf({ yaw = 0, pitch = 0, roll = 0 }: Turn): Float32Array {
	const [cy, sy] = [Math.cos(radians(yaw)), Math.sin(radians(yaw))];
	const [cp, sp] = [Math.cos(radians(pitch)), Math.sin(radians(pitch))];
	const [cr, sr] = [Math.cos(radians(roll)), Math.sin(radians(roll))];
	// Rows: yaw about y, after pitch about x (nose up), after roll about z.
	const rows = multiply(
		[
			[cy, 0, sy],
			[0, 1, 0],
			[-sy, 0, cy],
		],
		multiply(
			[
				[1, 0, 0],
				[0, cp, sp],
				[0, -sp, cp],
			],
			[
				[cr, -sr, 0],
				[sr, cr, 0],
				[0, 0, 1],
			],
		),
	);
	const out = new Float32Array(16);
	for (let row = 0; row < 3; row++) {
		for (let column = 0; column < 3; column++) out[4 * column + row] = rows[row]![column]!;
	}
	out.set([3, -2, -40, 1], 12);
	return out;
}

function multiply(a: readonly number[][], b: readonly number[][]): number[][] {
	return a.map((row) => [0, 1, 2].map((c) => row.reduce((sum, v, k) => sum + v * b[k]![c]!, 0)));
}

interface Moment extends Turn {
	readonly opening?: number;
	readonly lips?: number;
}

function read(reader: FaceReader, at: number, moment: Moment = {}, iodPx = IOD): FaceReading {
	const points = meshOf(placeFace(iodPx, 320, 200, -(moment.roll ?? 0)), WIDTH, HEIGHT, moment);
	return {
		...reader.read({ points, matrix: matrixOf(moment), faces: 1 }, millis(at), WIDTH, HEIGHT),
	};
}

describe('FaceReader pose', () => {
	it('a face that looks at the camera is turned by nothing', () => {
		const { yaw, pitch, roll } = read(new FaceReader(), 0);
		for (const angle of [yaw, pitch, roll]) expect(Math.abs(angle)).toBeLessThan(1e-6);
	});

	it('yaw > 0 turns the nose to the subject’s left, the right of the picture', () => {
		const matrix = matrixOf({ yaw: 25 });
		// Where the nose points in camera space: the matrix times (0, 0, 1).
		expect(matrix[8]).toBeGreaterThan(0);
		expect(read(new FaceReader(), 0, { yaw: 25 }).yaw).toBeCloseTo(25, 4);
		expect(read(new FaceReader(), 0, { yaw: -40 }).yaw).toBeCloseTo(-40, 4);
	});

	it('pitch > 0 turns it up', () => {
		expect(matrixOf({ pitch: 15 })[9]).toBeGreaterThan(0);
		expect(read(new FaceReader(), 0, { pitch: 15 }).pitch).toBeCloseTo(15, 4);
		expect(read(new FaceReader(), 0, { pitch: -15 }).pitch).toBeCloseTo(-15, 4);
	});

	it('roll > 0 leans the head to the subject’s right shoulder: the subject’s left side rises', () => {
		// The face's x axis (towards the subject's left) in camera space, where y is up.
		expect(matrixOf({ roll: 10 })[1]).toBeGreaterThan(0);
		expect(read(new FaceReader(), 0, { roll: 10 }).roll).toBeCloseTo(10, 4);
	});

	it('tells the three apart', () => {
		const found = read(new FaceReader(), 0, { yaw: 20, pitch: 10 });
		expect(found.yaw).toBeCloseTo(20, 3);
		expect(found.pitch).toBeCloseTo(10, 3);
	});
});

describe('FaceReader speed', () => {
	it.each([15, 25, 30, 60, 120])('is in degrees a second, at %i fps', (fps) => {
		const reader = new FaceReader();
		let last: FaceReading | undefined;
		for (let k = 0; k * (1000 / fps) < 500; k++) {
			const ms = (k * 1000) / fps;
			last = read(reader, ms, { yaw: 0.02 * ms });
		}
		expect(last!.headDegPerS).toBeCloseTo(20, 1);
	});

	it('is nought at rest, and calm under a tremble', () => {
		const reader = new FaceReader();
		let most = 0;
		for (let k = 0; k < 60; k++) {
			const tremble = 0.15 * (k % 2 === 0 ? 1 : -1);
			most = Math.max(most, read(reader, k * 33, { yaw: tremble }).headDegPerS);
		}
		// Frame by frame the same tremble would be 9 degrees a second.
		expect(most).toBeLessThan(3);
	});

	it('does not reach across a reset', () => {
		const reader = new FaceReader();
		for (let k = 0; k < 10; k++) read(reader, k * 33, { yaw: 0 });
		reader.reset();
		expect(read(reader, 333, { yaw: 30 }).headDegPerS).toBe(0);
		for (let k = 11; k < 20; k++) {
			expect(read(reader, k * 33, { yaw: 30 }).headDegPerS).toBeCloseTo(0, 5);
		}
	});
});

describe('FaceReader scale', () => {
	it.each([40, 80, 160])('is frame pixels a px200, eyes %i px apart', (iodPx) => {
		expect(read(new FaceReader(), 0, {}, iodPx).scale).toBeCloseTo(iodPx / PX200_PER_IOD, 4);
		// A head on its side is as large as before.
		expect(read(new FaceReader(), 0, { roll: 60 }, iodPx).scale).toBeCloseTo(
			iodPx / PX200_PER_IOD,
			4,
		);
	});
});

describe('FaceReader lids', () => {
	/** Whether each frame blinks, at 30 fps, eyes `opening` open. */
	const blinks = (reader: FaceReader, openings: readonly number[], startMs = 0) =>
		openings.map((opening, k) => read(reader, startMs + k * 33, { opening }).blinking);
	const open = new Array<number>(30).fill(0.14);

	it('a blink is when the lids close, and not when they stay open, wide or narrow', () => {
		const found = blinks(new FaceReader(), [...open, 0.09, 0.03, 0.02, 0.07, 0.135, ...open]);
		expect(found.slice(0, 30)).not.toContain(true);
		expect(found.slice(30, 34)).toEqual([true, true, true, true]);
		expect(found.slice(34)).not.toContain(true);
		expect(blinks(new FaceReader(), new Array<number>(30).fill(0.06))).not.toContain(true);
	});

	it('does not depend on how near the face is', () => {
		const reader = new FaceReader();
		for (let k = 0; k < 30; k++) {
			expect(read(reader, k * 33, { opening: 0.14 }, 60 + 2 * k).blinking).toBe(false);
		}
	});

	it('grows used to eyes that stay narrower', () => {
		const found = blinks(new FaceReader(), [...open, ...new Array<number>(400).fill(0.09)]);
		expect(found[31]).toBe(true);
		expect(found.at(-1)).toBe(false);
	});

	it('one closed eye is enough', () => {
		const reader = new FaceReader();
		blinks(reader, open);
		const points = meshOf(placeFace(IOD, 320, 200), WIDTH, HEIGHT);
		for (const [upper, lower] of [
			[159, 145],
			[158, 153],
		] as const) {
			points[3 * upper + 1] = points[3 * lower + 1]!;
		}
		const mesh = { points, matrix: matrixOf({}), faces: 1 };
		expect(reader.read(mesh, millis(1000), WIDTH, HEIGHT).blinking).toBe(true);
	});

	it('forgets the person on reset', () => {
		const reader = new FaceReader();
		blinks(reader, open);
		reader.reset();
		expect(blinks(reader, new Array<number>(10).fill(0.07), 2000)).not.toContain(true);
	});
});

describe('FaceReader lips', () => {
	it('speech is when they open and close, for as long and a little longer', () => {
		const reader = new FaceReader();
		const found: boolean[] = [];
		for (let k = 0; k < 120; k++) {
			const ms = k * 33;
			const talking = ms > 1000 && ms < 2000;
			const lips = talking ? 0.08 + 0.07 * Math.sin(ms / 40) : 0.015;
			found.push(read(reader, ms, { lips }).speaking);
		}
		const at = (ms: number) => found[Math.round(ms / 33)];
		expect(found.slice(0, 30)).not.toContain(true);
		expect(at(1300)).toBe(true);
		expect(at(2000)).toBe(true);
		expect(at(3000)).toBe(false);
		expect(found.slice(Math.round(1300 / 33), Math.round(2000 / 33))).not.toContain(false);
	});

	it('a mouth that stays open, or quivers, does not speak', () => {
		const reader = new FaceReader();
		for (let k = 0; k < 60; k++) {
			const lips = 0.2 + 0.01 * Math.sin(k);
			expect(read(reader, k * 33, { lips }).speaking).toBe(false);
		}
	});

	it('forgets the lips on reset', () => {
		const reader = new FaceReader();
		for (let k = 0; k < 10; k++) read(reader, k * 33, { lips: 0.015 });
		reader.reset();
		expect(read(reader, 333, { lips: 0.3 }).speaking).toBe(false);
	});

	it('knows closing lids from the first frame on where a calibration has seen them open', () => {
		const strange = new FaceReader();
		expect(read(strange, 0, { opening: 0.05 }).blinking).toBe(false);
		const known = new FaceReader();
		known.setNeutralOpening(read(new FaceReader(), 0, { opening: 0.14 }).opening);
		expect(read(known, 0, { opening: 0.05 }).blinking).toBe(true);
		expect(read(known, 33, { opening: 0.14 }).blinking).toBe(false);
		known.reset(); // the face was lost: the opening is still known
		expect(read(known, 900, { opening: 0.05 }).blinking).toBe(true);
	});
});

import { describe, expect, it } from 'vitest';
import type {
	CalibrationStep,
	Hindrance,
	NeutralBaseline,
	NeutralSample,
} from '../../../../src/line/calibration/index.ts';
import { Calibrator, changeSince, isBaseline } from '../../../../src/line/calibration/index.ts';
import { millis, seeded } from '../../../../src/core/kernel/index.ts';

const FRAME_MS = 1000 / 30;
const REGIONS = 3;

const calm = (at: number): NeutralSample => ({
	at: millis(at),
	faces: 1,
	yaw: 4,
	pitch: -6,
	roll: 1,
	headDegPerS: 2,
	scale: 1.2,
	light: 120,
	opening: 0.3,
	blinking: false,
	speaking: false,
	largestMotion: 0.2,
	scatter: new Float32Array(REGIONS).fill(0.05),
	scatterAt: at - 500,
	fps: 30,
});

interface Run {
	readonly steps: readonly CalibrationStep[];
	readonly last: CalibrationStep;
	readonly seconds: number;
}

/** What a calibrator makes of a face, until it is done or has given up. */
function run(faceAt: (ms: number) => NeutralSample | null, forMs = 30_000): Run {
	const calibrator = new Calibrator();
	const steps: CalibrationStep[] = [];
	for (let ms = 0; ms < forMs; ms += FRAME_MS) {
		const step = calibrator.take(millis(ms), faceAt(ms));
		steps.push(step);
		if (step.kind !== 'waiting') break;
	}
	return { steps, last: steps.at(-1)!, seconds: (steps.length * FRAME_MS) / 1000 };
}

function baselineOf({ last }: Run): NeutralBaseline {
	if (last.kind !== 'done') throw new Error(`ended as ${last.kind}`);
	return last.baseline;
}

describe('a calm face', () => {
	it('is measured within little more than three seconds, with progress', () => {
		const ran = run(calm);
		expect(ran.seconds).toBeCloseTo(3, 0);
		const shares = ran.steps.flatMap((step) => (step.kind === 'waiting' ? [step.done] : []));
		expect(shares).toEqual([...shares].sort((a, b) => a - b));
		expect(shares.at(-1)).toBeGreaterThan(0.95);
		const baseline = baselineOf(ran);
		expect(baseline).toMatchObject({ yaw: { median: 4, mad: 0 }, scale: { median: 1.2 }, fps: 30 });
		expect(baseline.noise.map(({ median }) => median)).toEqual(
			Array.from({ length: REGIONS }, () => expect.closeTo(0.05, 5) as number),
		);
		expect(isBaseline(JSON.parse(JSON.stringify(baseline)), REGIONS)).toBe(true);
		expect(isBaseline(baseline, REGIONS + 1)).toBe(false);
	});

	it('gives medians that single wild frames do not move, and their spread', () => {
		const random = seeded(7);
		let frame = 0;
		const { yaw } = baselineOf(
			run((ms) => {
				const wild = ++frame % 10 === 0;
				return { ...calm(ms), yaw: wild ? 19 : 4 + (random.next() - 0.5) };
			}),
		);
		expect(yaw.median).toBeCloseTo(4, 0);
		expect(yaw.mad).toBeGreaterThan(0.1);
		expect(yaw.mad).toBeLessThan(0.5);
	});

	it('may blink: the frames of the blink are left out', () => {
		const blinks = (ms: number): boolean => ms > 1000 && ms < 1200;
		const ran = run((ms) => ({
			...calm(ms),
			...(blinks(ms) ? { blinking: true, opening: 0.05, largestMotion: 3 } : {}),
		}));
		expect(ran.seconds).toBeCloseTo(3, 0);
		expect(baselineOf(ran).opening).toEqual({ median: 0.3, mad: 0 });
	});

	it('may flicker for a frame or two', () => {
		const ran = run((ms) => ({ ...calm(ms), speaking: ms > 1500 && ms < 1580 }));
		expect(ran.seconds).toBeCloseTo(3, 0);
	});
});

describe('what would make the baseline a lie', () => {
	const hindered: readonly [Hindrance, Partial<NeutralSample> | null][] = [
		['no-face', null],
		['several-faces', { faces: 2 }],
		['few-frames', { fps: 12 }],
		['far', { scale: 0.4 }],
		['dark', { light: 30 }],
		['bright', { light: 240 }],
		['turned', { yaw: 25 }],
		['turned', { pitch: -24 }],
		['head-moving', { headDegPerS: 40 }],
		['talking', { speaking: true }],
		['face-moving', { largestMotion: 2 }],
	];

	it.each(hindered)('%s is said at once and refused in the end', (name, more) => {
		const { steps, last, seconds } = run((ms) => (more === null ? null : { ...calm(ms), ...more }));
		expect(last).toEqual({ kind: 'refused', why: name });
		expect(steps.slice(10).some((step) => step.kind === 'done')).toBe(false);
		expect(steps[10]).toEqual({ kind: 'waiting', done: 0, hindrance: name });
		expect(seconds).toBeCloseTo(20, 0);
	});

	it('starts the three seconds anew, and leaves nothing behind', () => {
		const ran = run((ms) => ({
			...calm(ms),
			...(ms < 2000 ? { light: 100 } : ms < 2400 ? { speaking: true } : {}),
		}));
		expect(ran.seconds).toBeCloseTo(5.4, 0);
		expect(baselineOf(ran).light).toEqual({ median: 120, mad: 0 });
	});

	it('is a pause of the camera too', () => {
		const ran = run((ms) => calm(ms < 2000 ? ms : ms + 900));
		expect(baselineOf(ran).frames).toBeGreaterThan(60);
	});
});

describe('changes since', () => {
	const baseline = baselineOf(run(calm));
	const now = { yaw: 4, pitch: -6, scale: 1.2, light: 120 };

	it.each([
		[null, {}],
		[null, { scale: 1, light: 90, yaw: 10 }],
		['farther', { scale: 0.8 }],
		['nearer', { scale: 2 }],
		['darker', { light: 60 }],
		['brighter', { light: 210 }],
		['head', { yaw: 21 }],
		['farther', { scale: 0.5, light: 20, yaw: 30 }],
	] as const)('%s', (expected, more) => {
		expect(changeSince(baseline, { ...now, ...more })).toBe(expected);
	});
});

/**
 * What the live window costs a frame as it grows.
 *
 * In    windows by their length in seconds
 * Out   microseconds of processor time, and the exponent by which they grow: 1 is in proportion
 */
import { millis, seeded } from '../../../core/kernel/index.ts';
import { mean, median } from '../../../core/statistics/index.ts';
import { TRACKED_COUNT } from '../../../line/motion/index.ts';
import { DifferenceWindow, selectKeyFrames } from '../../../line/select/index.ts';
import { processorMs } from './processor-time.ts';

const ROUNDS = 15;
const FRAMES_A_TURN = 300;
const SELECTIONS_A_TURN = 40;
/** As the line asks. */
const APEX_SLACK_MS = 80;

export interface WindowCost {
	readonly seconds: number;
	readonly frames: number;
	/** A new frame in a full window. */
	readonly frameUs: number;
	/** Key frames around the middle of the window, which the line asks for where it has a candidate. */
	readonly selectionUs: number;
}

/** Slope of log cost over log size, by least squares. Pure. */
export function growthExponent(sizes: readonly number[], costs: readonly number[]): number {
	const x = sizes.map(Math.log);
	const y = costs.map(Math.log);
	const [mx, my] = [mean(x), mean(y)];
	const over = x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
	return over / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

export function windowCosts(seconds: readonly number[], fps: number): WindowCost[] {
	const windows = seconds.map((length) => new FullWindow(length, fps));
	const taken = windows.map(() => ({ frame: [] as number[], selection: [] as number[] }));
	// In turns, so that what else the machine does meets all of them; the first round warms up.
	for (let round = 0; round <= ROUNDS; round++) {
		windows.forEach((window, i) => {
			const frame = perRun(FRAMES_A_TURN, () => window.push());
			const selection = perRun(SELECTIONS_A_TURN, () => window.select());
			if (round === 0) return;
			taken[i]!.frame.push(frame);
			taken[i]!.selection.push(selection);
		});
	}
	return windows.map(({ frames }, i) => ({
		seconds: seconds[i]!,
		frames,
		frameUs: median(taken[i]!.frame),
		selectionUs: median(taken[i]!.selection),
	}));
}

/** Regions as the line has them, on noise. */
class FullWindow {
	readonly frames: number;
	readonly #fps: number;
	readonly #window: DifferenceWindow;
	readonly #signals: readonly Float32Array[];
	readonly #weights = new Float32Array(TRACKED_COUNT).fill(1);
	readonly #scratch: Float64Array;
	readonly #reachMs: number;

	constructor(seconds: number, fps: number) {
		const random = seeded(1);
		this.frames = Math.round(seconds * fps);
		this.#fps = fps;
		this.#reachMs = (1000 * seconds) / 2;
		this.#window = new DifferenceWindow(this.frames, regionAreas(TRACKED_COUNT));
		this.#signals = Array.from({ length: 256 }, () =>
			Float32Array.from({ length: 2 * TRACKED_COUNT }, () => random.normal()),
		);
		this.#scratch = new Float64Array(this.frames);
		for (let frame = 0; frame < this.frames; frame++) this.push();
	}

	push(): void {
		const { count } = this.#window;
		this.#window.push(
			this.#signals[count % this.#signals.length]!,
			millis((1000 * count) / this.#fps),
		);
	}

	select(): void {
		const middle = this.#window.first + Math.floor(this.frames / 2);
		const search = {
			riseMs: this.#reachMs,
			fallMs: this.#reachMs,
			apexSlackMs: APEX_SLACK_MS,
			longestRiseMs: this.#reachMs,
		};
		selectKeyFrames(this.#window, middle, this.#weights, search, this.#scratch);
	}
}

/** (u, v) of each region. */
export const regionAreas = (regions: number): Int32Array[] =>
	Array.from({ length: regions }, (_, region) => Int32Array.of(2 * region, 2 * region + 1));

/** Microseconds of one, the mean of `runs`. */
const perRun = (runs: number, work: () => void): number =>
	(1000 / runs) *
	processorMs(() => {
		for (let run = 0; run < runs; run++) work();
	});

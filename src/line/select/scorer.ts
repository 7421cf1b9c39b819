/**
 * The learnt part of the spotter: how much a rise and fall looks like a micro-expression.
 *
 * In    the features of one frame and width (movement-features.ts), `FEATURE_COUNT` floats
 * Out   a logit for either half of the face; `probability` calibrates it
 *
 * Two small ensembles, one a half, of networks with one hidden layer. Several are averaged because
 * there is little footage to learn what people do besides: one alone takes to the quirks of those it
 * saw. Trained by `npm run train:spotter` on movements drawn into films of people who blink, talk
 * and turn; what the file says of itself is in `made`.
 */
import { clamp } from '../../core/statistics/index.ts';

/** The halves are judged apart: people talk with the lower one. */
export const HALVES = ['upper', 'lower'] as const;
export type Half = (typeof HALVES)[number];

/** What a face does besides: nothing; or it talks, blinks or turns. Each has a bar of its own. */
export const ACTIVITIES = ['calm', 'active'] as const;
export type FaceActivity = (typeof ACTIVITIES)[number];

/** Length of a feature vector. */
export const FEATURE_COUNT = 50;
/** Features are cut off at so many standard deviations. */
const FARTHEST = 6;

/** Region patterns of action units, unit length: (dx, dy) per region of the half, its order. */
export type Patterns = Readonly<Record<Half, readonly (readonly number[])[]>>;

export interface MovementScorer {
	readonly patterns: Patterns;
	/** Writes one logit a half into `out`, `HALVES` order. */
	score(features: Float32Array, out: Float64Array): void;
	/** The share of such candidates that were movements, 0..1. */
	probability(half: number, logit: number): number;
	/**
	 * Probability at which about `perMinute` false alarms a minute get through all gates, while a face
	 * is at rest or while it talks, blinks or turns; measured on people held out.
	 */
	bar(perMinute: number, activity: FaceActivity): number;
}

/** One network: tanh(hidden x + hiddenBias) · out + outBias. */
export interface ScorerNet {
	/** [H, FEATURE_COUNT], row-major. */
	readonly hidden: readonly number[];
	readonly hiddenBias: readonly number[];
	readonly out: readonly number[];
	readonly outBias: number;
}

export interface ScorerFile {
	readonly format: string;
	/** How it was made and what it gave: plain data for people. */
	readonly made: unknown;
	readonly patterns: Patterns;
	/** Of every feature in training. */
	readonly mean: readonly number[];
	readonly deviation: readonly number[];
	readonly nets: Readonly<Record<Half, readonly ScorerNet[]>>;
	readonly calibration: Readonly<Record<Half, { readonly slope: number; readonly shift: number }>>;
	/** [false alarms a minute, probability], rates ascending, after the gates, on people not trained on. */
	readonly bars: Readonly<Record<FaceActivity, readonly (readonly number[])[]>>;
}

export const SCORER_FORMAT = 'fleeting-scorer/2';

export class LearntScorer implements MovementScorer {
	readonly patterns: Patterns;
	readonly #file: ScorerFile;
	readonly #nets: readonly (readonly FlatNet[])[];
	readonly #mean: Float32Array;
	readonly #perDeviation: Float32Array;
	readonly #input = new Float32Array(FEATURE_COUNT);

	/** @throws TypeError when the file is of another make than this code */
	constructor(file: ScorerFile) {
		checkMake(file);
		this.#file = file;
		this.patterns = file.patterns;
		this.#mean = Float32Array.from(file.mean);
		this.#perDeviation = Float32Array.from(file.deviation, (value) => 1 / value);
		this.#nets = HALVES.map((half) => file.nets[half].map(flat));
	}

	score(features: Float32Array, out: Float64Array): void {
		for (let i = 0; i < FEATURE_COUNT; i++) {
			const value = (features[i]! - this.#mean[i]!) * this.#perDeviation[i]!;
			this.#input[i] = clamp(value, -FARTHEST, FARTHEST);
		}
		for (let half = 0; half < HALVES.length; half++) {
			const nets = this.#nets[half]!;
			let sum = 0;
			for (let n = 0; n < nets.length; n++) sum += evaluate(nets[n]!, this.#input);
			out[half] = sum / nets.length;
		}
	}

	probability(half: number, logit: number): number {
		const { slope, shift } = this.#file.calibration[HALVES[half]!];
		return 1 / (1 + Math.exp(-(slope * logit + shift)));
	}

	/** Between the measured rates, linear in the logarithm of the rate; the ends are held. */
	bar(perMinute: number, activity: FaceActivity): number {
		const bars = this.#file.bars[activity];
		const rate = Math.log(Math.max(perMinute, 1e-3));
		let above = 0;
		while (above < bars.length && Math.log(bars[above]![0]!) < rate) above += 1;
		if (above === 0) return bars[0]![1]!;
		if (above === bars.length) return bars[above - 1]![1]!;
		const [lowRate, lowBar] = bars[above - 1]! as [number, number];
		const [highRate, highBar] = bars[above]! as [number, number];
		const share = (rate - Math.log(lowRate)) / (Math.log(highRate) - Math.log(lowRate));
		return lowBar + share * (highBar - lowBar);
	}
}

function checkMake({ format, mean, deviation, nets }: ScorerFile): void {
	if (format !== SCORER_FORMAT || mean.length !== FEATURE_COUNT) {
		throw new TypeError(`the scorer is ${format} with ${mean.length} features`);
	}
	if (deviation.length !== FEATURE_COUNT) {
		throw new TypeError(`the scorer has ${deviation.length} deviations`);
	}
	for (const half of HALVES) {
		for (const { hidden, hiddenBias, out } of nets[half]) {
			if (hidden.length === hiddenBias.length * FEATURE_COUNT && out.length === hiddenBias.length) {
				continue;
			}
			throw new TypeError(`a network of the ${half} half has ${hidden.length} weights`);
		}
	}
}

interface FlatNet {
	readonly hidden: Float32Array;
	readonly hiddenBias: Float32Array;
	readonly out: Float32Array;
	readonly outBias: number;
}

const flat = (net: ScorerNet): FlatNet => ({
	hidden: Float32Array.from(net.hidden),
	hiddenBias: Float32Array.from(net.hiddenBias),
	out: Float32Array.from(net.out),
	outBias: net.outBias,
});

function evaluate(net: FlatNet, input: Float32Array): number {
	let logit = net.outBias;
	for (let h = 0; h < net.hiddenBias.length; h++) {
		const row = h * FEATURE_COUNT;
		let sum = net.hiddenBias[h]!;
		for (let i = 0; i < FEATURE_COUNT; i++) sum += net.hidden[row + i]! * input[i]!;
		logit += net.out[h]! * Math.tanh(sum);
	}
	return logit;
}

/**
 * `selection`: what the live selection of key frames costs as its window grows, and beside the paper's
 * brute force on the same two seconds of pictures.
 *
 * In    a film of the drawn face, 60 frames a second
 * Out   processor time and ratios, all in Node; key frames of each, and the true ones
 * Fails CommandError where window and brute force, on the same values, choose other frames
 *
 * The two do not define a difference alike. Brute force takes whole pictures. The line takes region
 * motion, which it has measured anyway, and what that costs is given beside; then it draws in the onset
 * and the offset, which brute force leaves anywhere in the stillness around a movement.
 */
import { millis } from '../../core/kernel/index.ts';
import { median } from '../../core/statistics/index.ts';
import type { AnnotatedKeyFrames } from '../../line/select/index.ts';
import { DifferenceWindow, selectKeyFrames } from '../../line/select/index.ts';
import { CommandError } from '../terminal/index.ts';
import type { NodeMachine } from './machine.ts';
import { nodeMachine } from './machine.ts';
import { rounded } from './paper-network/times.ts';
import type { DrawnFilm } from './selection/film.ts';
import { FPS, FRAMES, SIDE, drawFilm, frameMs } from './selection/film.ts';
import type { WindowCost } from './selection/growth.ts';
import { growthExponent, regionAreas, windowCosts } from './selection/growth.ts';
import { largest, plainDifferences, selectPlainly, tripleDifferences } from './selection/plain.ts';
import { processorMs } from './selection/processor-time.ts';

const WINDOW_SECONDS = [0.5, 1, 2, 4];
const PLAIN_ROUNDS = 3;
const LIVE_ROUNDS = 30;
/** Frames after the film, each with a selection. */
const NEW_FRAMES = 60;
const NEW_PIXEL_FRAMES = 10;
/** The whole film around a candidate, the apex as near to it as the line wants it. */
const SEARCH = { riseMs: 2000, fallMs: 2000, apexSlackMs: 80, longestRiseMs: 2000 };

export interface SelectionBench {
	readonly machine: NodeMachine;
	readonly growth: {
		readonly fps: number;
		readonly windows: readonly WindowCost[];
		/** 1: in proportion to the window; 2: to its square. */
		readonly frameExponent: number;
		readonly selectionExponent: number;
	};
	readonly film: {
		readonly frames: number;
		readonly fps: number;
		readonly valuesAPicture: number;
		readonly truth: AnnotatedKeyFrames;
	};
	readonly bruteForce: {
		readonly ms: number;
		readonly differences: number;
		/** Those of every three frames, which take this many times as long; not run. */
		readonly differencesOfTriples: number;
		readonly keyFrames: AnnotatedKeyFrames;
	};
	readonly live: {
		/** Every frame pushed, then the key frames. */
		readonly filmMs: number;
		/** One more frame, and the key frames again. */
		readonly newFrameMs: number;
		/** Of one picture, before selection. */
		readonly motionMs: number;
		readonly keyFrames: AnnotatedKeyFrames;
	};
	/** The live window on the pixels of the pictures: the same key frames as brute force. */
	readonly onPixels: { readonly newFrameMs: number; readonly keyFrames: AnnotatedKeyFrames };
	/** Brute force over the others. */
	readonly ratios: {
		readonly film: number;
		readonly filmWithMotion: number;
		readonly newFrame: number;
		readonly newFrameWithMotion: number;
		readonly newFrameOnPixels: number;
	};
}

export const benchSelection = (
	_root: string,
	say: (line: string) => void,
): Promise<SelectionBench> =>
	Promise.resolve().then(() => ({
		machine: nodeMachine(),
		growth: measureGrowth(say),
		...besideBruteForce(say),
	}));

function measureGrowth(say: (line: string) => void): SelectionBench['growth'] {
	const costs = windowCosts(WINDOW_SECONDS, FPS);
	const frames = costs.map((cost) => cost.frames);
	const exponent = (of: readonly number[]): number => rounded(growthExponent(frames, of), 2);
	const growth = {
		fps: FPS,
		windows: costs.map((cost) => ({
			...cost,
			frameUs: rounded(cost.frameUs, 1),
			selectionUs: rounded(cost.selectionUs, 1),
		})),
		frameExponent: exponent(costs.map(({ frameUs }) => frameUs)),
		selectionExponent: exponent(costs.map(({ selectionUs }) => selectionUs)),
	};
	for (const { seconds, frameUs, selectionUs } of growth.windows) {
		say(`window of ${seconds} s: a frame ${frameUs} µs, a selection ${selectionUs} µs`);
	}
	say(
		`cost grows with the window to the power of ${growth.frameExponent} a frame, ${growth.selectionExponent} a selection`,
	);
	return growth;
}

function besideBruteForce(say: (line: string) => void): Omit<SelectionBench, 'machine' | 'growth'> {
	const film = drawFilm();
	const live = timeLive(film);
	const pixels = timePixels(film);
	const brute = timePlain(film);
	if (text(pixels.keyFrames) !== text(brute.keyFrames)) {
		throw new CommandError(
			`On the same pixels the window chooses ${text(pixels.keyFrames)} and brute force ${text(brute.keyFrames)}: their times cannot be compared.`,
		);
	}
	const motionMs = median(film.motionMs);
	const ratios = {
		film: rounded(brute.ms / live.filmMs),
		filmWithMotion: rounded(brute.ms / (live.filmMs + FRAMES * motionMs), 1),
		newFrame: rounded(brute.ms / live.newFrameMs),
		newFrameWithMotion: rounded(brute.ms / (live.newFrameMs + motionMs)),
		newFrameOnPixels: rounded(brute.ms / pixels.newFrameMs, 1),
	};
	say(`true key frames: ${text(film.truth)}`);
	say(`brute force: ${text(brute.keyFrames)}, ${rounded(brute.ms)} ms`);
	say(
		`live: ${text(live.keyFrames)}, ${rounded(live.filmMs, 2)} ms, ${ratios.film} times faster; with the motion of every picture ${ratios.filmWithMotion} times`,
	);
	say(
		`when one frame more has come: live ${rounded(live.newFrameMs, 3)} ms, ${ratios.newFrame} times faster; with its motion (${rounded(motionMs, 1)} ms) ${ratios.newFrameWithMotion} times`,
	);
	say(
		`the live window on the same pixels: the same frames, ${rounded(pixels.newFrameMs, 1)} ms, ${ratios.newFrameOnPixels} times faster`,
	);
	return {
		film: { frames: FRAMES, fps: FPS, valuesAPicture: SIDE * SIDE * 3, truth: film.truth },
		bruteForce: {
			ms: rounded(brute.ms),
			differences: plainDifferences(FRAMES),
			differencesOfTriples: tripleDifferences(FRAMES),
			keyFrames: brute.keyFrames,
		},
		live: {
			filmMs: rounded(live.filmMs, 3),
			newFrameMs: rounded(live.newFrameMs, 3),
			motionMs: rounded(motionMs, 2),
			keyFrames: live.keyFrames,
		},
		onPixels: { newFrameMs: rounded(pixels.newFrameMs, 2), keyFrames: pixels.keyFrames },
		ratios,
	};
}

function timePlain({ pictures }: DrawnFilm): { ms: number; keyFrames: AnnotatedKeyFrames } {
	const times: number[] = [];
	let keyFrames = selectPlainly(pictures.slice(0, 20)); // compiled
	for (let round = 0; round < PLAIN_ROUNDS; round++) {
		times.push(processorMs(() => (keyFrames = selectPlainly(pictures))));
	}
	return { ms: median(times), keyFrames };
}

function timeLive({ motion, weights }: DrawnFilm): {
	filmMs: number;
	newFrameMs: number;
	keyFrames: AnnotatedKeyFrames;
} {
	const window = new DifferenceWindow(FRAMES, regionAreas(weights.length));
	const scratch = new Float64Array(FRAMES);
	const select = (): AnnotatedKeyFrames => {
		const { first } = window;
		const found = selectKeyFrames(window, candidate(window, weights), weights, SEARCH, scratch)!;
		const { onset, apex, offset } = found;
		return { onset: onset - first, apex: apex - first, offset: offset - first };
	};
	const push = (signals: Float32Array): void => window.push(signals, millis(frameMs(window.count)));
	const films: number[] = [];
	const newFrames: number[] = [];
	let keyFrames = { onset: 0, apex: 0, offset: 0 };
	for (let round = 0; round < LIVE_ROUNDS; round++) {
		window.breakRun();
		const film = processorMs(() => {
			for (const signals of motion) push(signals);
			keyFrames = select();
		});
		const more = processorMs(() => {
			for (let i = 0; i < NEW_FRAMES; i++) {
				push(motion[i]!);
				select();
			}
		});
		films.push(film);
		newFrames.push(more / NEW_FRAMES);
	}
	return { filmMs: median(films), newFrameMs: median(newFrames), keyFrames };
}

/** In place of the spotter's: the frame farthest from the first. */
function candidate(window: DifferenceWindow, weights: Float32Array): number {
	let farthest = window.first + 1;
	let most = -1;
	for (let frame = farthest; frame < window.count; frame++) {
		const d = window.squared(window.first, frame, weights);
		if (d <= most) continue;
		most = d;
		farthest = frame;
	}
	return farthest;
}

function timePixels({ pictures }: DrawnFilm): {
	newFrameMs: number;
	keyFrames: AnnotatedKeyFrames;
} {
	const all = Int32Array.from({ length: pictures[0]!.length }, (_, i) => i);
	const window = new DifferenceWindow(FRAMES, [all]);
	const one = Float32Array.of(1);
	const values = pictures.map((picture) => Float32Array.from(picture));
	const push = (picture: number): void =>
		window.push(values[picture]!, millis(frameMs(window.count)));
	const select = (): AnnotatedKeyFrames => {
		const { first } = window;
		return largest(FRAMES, (a, b) => window.squared(first + a, first + b, one));
	};
	pictures.forEach((_, i) => push(i));
	const keyFrames = select();
	const times: number[] = [];
	for (let i = 0; i < NEW_PIXEL_FRAMES; i++) {
		times.push(
			processorMs(() => {
				push(i);
				select();
			}),
		);
	}
	return { newFrameMs: median(times), keyFrames };
}

const text = ({ onset, apex, offset }: AnnotatedKeyFrames): string => `${onset} ${apex} ${offset}`;

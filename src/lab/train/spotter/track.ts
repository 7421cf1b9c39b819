/**
 * A film as the spotter gets it: what the line measured, frame after frame, and the truth about it.
 *
 * Cost  `trackOf` the line without the face mesh, some ms a frame; `replay` a tenth of that
 */
import { millis } from '../../../core/kernel/index.ts';
import { FaceLine } from '../../../line/pipeline/index.ts';
import { REGION_SHAPES, TRACKED_REGIONS } from '../../../line/motion/index.ts';
import type { MovementScorer, SpotterDecision, SpotterFrame } from '../../../line/select/index.ts';
import { Spotter } from '../../../line/select/index.ts';
import type { FilmTruth, Footage } from '../../footage/index.ts';
import { faceAt, lumaPlaneFor, withoutColour } from '../../footage/index.ts';

/** A film as it was, with movements drawn into it, or drawn as a whole. */
export type Origin = 'film' | 'copy' | 'drawn';

export interface SpotterTrack {
	readonly name: string;
	readonly origin: Origin;
	readonly truth: FilmTruth;
	readonly seconds: number;
	/** Frames with a face, ascending in time; null: the run broke. */
	readonly steps: readonly (SpotterFrame | null)[];
}

/** Runs the line over a film. */
export function trackOf(film: Footage, origin: Origin): SpotterTrack {
	const steps: (SpotterFrame | null)[] = [];
	const line = new FaceLine(undefined, (frame) => {
		steps.push(frame && { ...frame, signals: frame.signals.slice() });
	});
	const luma = lumaPlaneFor(film);
	const planes = withoutColour(luma);
	for (let frame = 0; frame < film.frames; frame++) {
		film.readLuma(frame, luma.data);
		const at = millis(film.times[frame]!);
		line.measure(planes, faceAt(film, frame), at);
		line.spot(at, frame);
	}
	const { name, truth } = film;
	return { name, origin, truth, seconds: film.frames / truth.fps, steps };
}

/** A movement or a candidate, in frames of the film. */
export interface Candidate {
	readonly onset: number;
	readonly apex: number;
	readonly offset: number;
	/** When it was decided, ms since the first frame. */
	readonly decidedAtMs: number;
	readonly decision: SpotterDecision;
}

type SeeFeatures = (frame: SpotterFrame, halfMs: number, features: Float32Array) => void;

/** What a spotter with this scorer says of a track, in the order of decision. */
export function replay(
	track: SpotterTrack,
	scorer: MovementScorer,
	onFeatures: SeeFeatures | null = null,
	falseAlarmsPerMinute = 1,
): Candidate[] {
	const frames = track.steps.filter((step) => step !== null);
	const spotter = new Spotter(
		TRACKED_REGIONS.map((name) => REGION_SHAPES[name]),
		scorer,
		onFeatures && ((frame, halfMs, features) => onFeatures(frames[frame]!, halfMs, features)),
	);
	spotter.setFalseAlarms(falseAlarmsPerMinute);
	const found: Candidate[] = [];
	let now = 0;
	const take = (decision: SpotterDecision): void => {
		const { onset, apex, offset } = decision.keyFrames;
		const index = (frame: number): number => frames[frame]!.index;
		found.push({
			onset: index(onset),
			apex: index(apex),
			offset: index(offset),
			decidedAtMs: now,
			decision,
		});
	};
	for (const step of track.steps) {
		if (step === null) spotter.breakRun().forEach(take);
		else {
			now = step.at;
			const decision = spotter.push(step);
			if (decision !== null) take(decision);
		}
	}
	spotter.finish().forEach(take);
	return found;
}

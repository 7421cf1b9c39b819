/**
 * A film through the product's own line, for what the network gets to see of it.
 *
 * In    footage; key frames that are asked for, in frames of the film
 * Out   the motion between those, and every movement that the line itself accepted
 * Cost  the line without the face mesh: several ms a frame
 */
import type { EventMotion } from '../../../line/backend/index.ts';
import { millis } from '../../../core/kernel/index.ts';
import { DEFAULT_SETTINGS, FaceLine } from '../../../line/pipeline/index.ts';
import type { SpotterDecision } from '../../../line/select/index.ts';
import type { Footage } from '../../footage/index.ts';
import { faceAt, lumaPlaneFor, withoutColour } from '../../footage/index.ts';

/** Frames of the film. */
export interface KeyFramesOfFilm {
	readonly onset: number;
	readonly apex: number;
	readonly offset: number;
}

interface Spotted extends KeyFramesOfFilm {
	/** Null where the frames had left the ring: such an event stays without a reading. */
	readonly motion: EventMotion | null;
}

export interface WatchedFilm {
	/** As asked for, in that order; null where one of the frames shows no face. */
	readonly asked: readonly (EventMotion | null)[];
	/** In the order of decision. */
	readonly spotted: readonly Spotted[];
}

/** The line thins out a fast source: the next frame that it kept is this near. */
const NEAREST_MS = 10;
/** Frames that are waited for after an offset: the nearest one may be later. */
const FRAMES_AFTER = 3;

export function watchFilm(film: Footage, asked: readonly KeyFramesOfFilm[]): WatchedFilm {
	const line = new FaceLine();
	line.configure(DEFAULT_SETTINGS);
	const kept: Kept[] = [];
	const spotted: Spotted[] = [];
	const report = (decisions: readonly SpotterDecision[]): void => {
		for (const { accepted, keyFrames } of decisions) {
			if (!accepted) continue;
			spotted.push({
				onset: line.indexOf(keyFrames.onset),
				apex: line.indexOf(keyFrames.apex),
				offset: line.indexOf(keyFrames.offset),
				motion: line.describe(keyFrames, false)?.motion ?? null,
			});
		}
	};
	const motions = asked.map((): EventMotion | null => null);
	let waiting = asked.map((keyFrames, at) => ({ keyFrames, at }));
	/** Looks at what is complete by `frame`, while the ring still holds it. */
	const look = (frame: number): void => {
		const ready = waiting.filter(({ keyFrames }) => keyFrames.offset + FRAMES_AFTER <= frame);
		if (ready.length === 0) return;
		waiting = waiting.filter((each) => !ready.includes(each));
		for (const { keyFrames, at } of ready) motions[at] = motionAt(line, film, kept, keyFrames);
	};

	const luma = lumaPlaneFor(film);
	const planes = withoutColour(luma);
	for (let frame = 0; frame < film.frames; frame++) {
		film.readLuma(frame, luma.data);
		const at = millis(film.times[frame]!);
		const before = line.frameCount;
		line.measure(planes, faceAt(film, frame), at);
		if (line.frameCount > before) kept.push({ number: before, ms: at });
		report(line.spot(at, frame));
		look(frame);
	}
	report(line.finish());
	look(Infinity);
	return { asked: motions, spotted };
}

/** A frame that the line took into its ring. */
interface Kept {
	/** Of the ring: frames without a face and frames that come too fast have none. */
	readonly number: number;
	readonly ms: number;
}

function motionAt(
	line: FaceLine,
	film: Footage,
	kept: readonly Kept[],
	keyFrames: KeyFramesOfFilm,
): EventMotion | null {
	const onset = nearest(kept, film.times[keyFrames.onset]);
	const apex = nearest(kept, film.times[keyFrames.apex]);
	const offset = nearest(kept, film.times[keyFrames.offset]);
	if (onset === null || apex === null || offset === null) return null;
	if (onset >= apex || apex >= offset) return null;
	return line.describe({ onset, apex, offset }, false)?.motion ?? null;
}

/** Number of the kept frame next to a time; null where there is none near, or no such time. */
function nearest(kept: readonly Kept[], ms: number | undefined): number | null {
	if (ms === undefined) return null;
	let best: Kept | null = null;
	for (const each of kept) {
		if (Math.abs(each.ms - ms) > NEAREST_MS) continue;
		if (best === null || Math.abs(each.ms - ms) < Math.abs(best.ms - ms)) best = each;
	}
	return best?.number ?? null;
}

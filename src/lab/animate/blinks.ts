/** Time courses of real blinks, and blinks drawn from them. */
import type { Random } from '../../core/kernel/index.ts';
import type { Track } from './tracks.ts';

/** How far the lids are closed over time: 0 before and after, 1 at the most. */
export interface BlinkCourse {
	readonly person: string;
	/** Every `STEP_S`, from its begin. */
	readonly closed: Float32Array;
}

export interface DrawnBlink {
	readonly course: BlinkCourse;
	/** Begin, s, and how much longer than it was measured. */
	readonly start: number;
	readonly stretch: number;
	/** Closed share of the opening at the most. */
	readonly size: number;
}

const STEP_S = 0.01;
const BEFORE_S = 0.2;
const AFTER_S = 0.4;
/** The mesh closes so far at least in a blink. */
const LEAST_CLOSING = 0.35;
/** Less than this of its peak is the lids' own unrest. */
const UNREST = 0.12;

/** All blinks in the tracks; one as they are on average where there are none. */
export function blinkCourses(tracks: readonly Track[]): BlinkCourse[] {
	const found = tracks.flatMap((track) => {
		const { closing, fps, frames, person } = track;
		const courses: BlinkCourse[] = [];
		const reach = Math.round(BEFORE_S * fps);
		for (let t = reach; t < frames - Math.round(AFTER_S * fps); t++) {
			const near = closing.subarray(t - reach, t + reach + 1);
			if (closing[t]! < LEAST_CLOSING || closing[t]! < Math.max(...near)) continue;
			const course = courseAround(closing, fps, t);
			if (course !== null) courses.push({ person, closed: course });
			t += reach;
		}
		return courses;
	});
	return found.length > 0 ? found : [{ person: '', closed: plainBlink() }];
}

/** Null where the eye does not open again in time: that was no blink. */
function courseAround(closing: Float32Array, fps: number, peak: number): Float32Array | null {
	const steps = Math.round((BEFORE_S + AFTER_S) / STEP_S);
	const closed = new Float32Array(steps + 1);
	const least = UNREST * closing[peak]!;
	for (let k = 0; k <= steps; k++) {
		const at = peak + (k * STEP_S - BEFORE_S) * fps;
		const first = Math.max(0, Math.floor(at));
		const t = at - first;
		const value = closing[first]! + t * ((closing[first + 1] ?? closing[first]!) - closing[first]!);
		closed[k] = Math.max(0, value - least) / (closing[peak]! - least);
	}
	// Only the hump around the peak.
	const top = Math.round(BEFORE_S / STEP_S);
	let from = top;
	while (from > 0 && closed[from]! > 0) from -= 1;
	let to = top;
	while (to < steps && closed[to]! > 0) to += 1;
	if (to === steps && closed[to]! > 0.3) return null;
	closed.fill(0, 0, from);
	closed.fill(0, to);
	return closed;
}

function plainBlink(): Float32Array {
	return Float32Array.from({ length: 41 }, (_, k) => {
		const t = k * STEP_S;
		return t < 0.12
			? 0.5 - 0.5 * Math.cos((Math.PI * t) / 0.12)
			: t < 0.4
				? 0.5 + 0.5 * Math.cos((Math.PI * (t - 0.12)) / 0.28)
				: 0;
	});
}

/** Blinks of a film at a rate a minute; now and then two in a row, now and then a half one. */
export function drawBlinks(
	courses: readonly BlinkCourse[],
	seconds: number,
	perMinute: number,
	random: Random,
): DrawnBlink[] {
	const blinks: DrawnBlink[] = [];
	if (perMinute === 0) return blinks;
	const mean = 60 / perMinute;
	let start = -Math.log(1 - random.next()) * mean;
	while (start < seconds - 0.7) {
		blinks.push({
			course: courses[random.index(courses.length)]!,
			start,
			stretch: random.uniform(0.8, 1.25),
			size: random.chance(0.12) ? random.uniform(0.4, 0.8) : random.uniform(0.9, 1),
		});
		const pause = random.chance(0.1) ? 0.05 : Math.max(0.3, -Math.log(1 - random.next()) * mean);
		start += 0.65 + pause;
	}
	return blinks;
}

/** Closed share of the opening at a time, s. */
export function closedAt(blinks: readonly DrawnBlink[], seconds: number): number {
	let most = 0;
	for (const { course, start, stretch, size } of blinks) {
		const place = (seconds - start) / stretch / STEP_S;
		if (place < 0 || place >= course.closed.length - 1) continue;
		const first = Math.floor(place);
		const from = course.closed[first]!;
		most = Math.max(most, size * (from + (place - first) * (course.closed[first + 1]! - from)));
	}
	return most;
}

/**
 * How well each time course explains a window of motion, against drifting alone.
 *
 * For a course s (whitened, n = s's) and a channel x of unit noise, a movement of amplitude
 * a ~ N(0, m) is there with the log odds
 *
 *   -(v + t T)/2 log((v q + t (x'x - z^2 / (n + q/m))) / (v q + t x'x)) - w/2 log(1 + n m / q),  z = s'x
 *
 * the first term from a noise variance that the window itself helps to tell (Student's t: a stretch
 * in which a region is restless all along convinces nobody), the second for every movement that
 * might as well have been there. Channels add up; because regions of one face are not as independent
 * as that, the sum is tempered. `Q`, `V`, `T_SHARE`, `OCCAM` and `TEMPER` were chosen on the public
 * films; docs/experiments.md has what they gave.
 */
import { REGION_COUNT } from '../../core/record/index.ts';
import { Drift, dot } from './drift.ts';
import type { TimeCourses } from './time-course.ts';
import { drawCourse } from './time-course.ts';
import type { MotionWindow } from './window.ts';

const CHANNELS = 2 * REGION_COUNT;
/** Variance of a channel's noise at the pace of a fit, in units of `regionNoise` squared. */
const Q = 3;
/** How many frames the clip's own noise weighs as much as. */
const V = 5;
/** Neighbouring frames are alike: so much of one counts. */
const T_SHARE = 0.5;
const OCCAM = 0.5;
const TEMPER = 0.7;

export interface Explained {
	/** Log odds by course, [N]. */
	readonly logOdds: Float64Array;
	/** Expected amplitude of course `n` by channel, what is noise left out of it, noise units, [C]. */
	readonly amplitudesOf: (n: number) => Float64Array;
}

/** @param variances of a movement's amplitude by channel, [C] */
export function explain(
	{ times, channels }: MotionWindow,
	courses: TimeCourses,
	variances: Float64Array,
): Explained {
	const frames = times.length;
	const drift = new Drift(times);
	const columns = Array.from({ length: CHANNELS }, (_, c) =>
		drift.whiten(Float64Array.from({ length: frames }, (_, i) => channels[i * CHANNELS + c]!)),
	);
	const totals = columns.map((column) => dot(column, column));
	const weight = (V + T_SHARE * (frames - 3)) / 2;
	const course = new Float64Array(frames);
	const logOdds = new Float64Array(courses.count);
	for (let n = 0; n < courses.count; n++) {
		drawCourse(courses, n, times, course);
		const white = drift.whiten(course);
		const power = dot(white, white);
		let sum = 0;
		for (let c = 0; c < CHANNELS; c++) {
			const variance = variances[c]!;
			if (variance === 0) continue;
			const z = dot(white, columns[c]!);
			const total = totals[c]!;
			const left = Math.max(total - (z * z) / (power + Q / variance), 0);
			sum -= weight * Math.log((V * Q + T_SHARE * left) / (V * Q + T_SHARE * total));
			sum -= (OCCAM / 2) * Math.log1p((power * variance) / Q);
		}
		logOdds[n] = TEMPER * sum;
	}
	const amplitudesOf = (n: number): Float64Array => {
		drawCourse(courses, n, times, course);
		const white = drift.whiten(course);
		const power = dot(white, white);
		return Float64Array.from(columns, (column, c) => {
			const variance = variances[c]!;
			return (variance * dot(white, column)) / (variance * power + Q);
		});
	};
	return { logOdds, amplitudesOf };
}
